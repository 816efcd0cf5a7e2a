"""What a password has to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.errors import WeakPassword
from answerable.people.passwords import LEAST, MOST, check, is_common, normal

NAME = ("Anna Schmidt", "anna.schmidt@example.org", "Answerable")


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "Password1234!", "P@ssw0rd2024!!", "qwertyuiop123", "1q2w3e4r5t6y", "zaq12wsxcde3", "iloveyou2024!",
        "123456789012", "aaaaaaaaaaaaa", "abcabcabcabc", "monkeydragon12", "letmein letmein", "hospital2026!!",
        "summer2026summer", "anna.schmidt1980", "AnnaSchmidt!!", "answerable2026", "poiuytrewq987",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused(password: str):
    with pytest.raises(WeakPassword, match="guessed first"):
        check(password, *NAME)


@pytest.mark.parametrize(
    "password",
    ["violet kettle marsh", "correct horse battery", "kX9#bvTq0Lm2", "tr0ub4dor&3xyz", "ich mag grüne Teekannen", "éèàùçâêîôûäë"],
)
def test_no_composition_is_asked_for(password: str):
    check(password, *NAME)


def test_a_password_has_at_least_twelve_characters():
    with pytest.raises(WeakPassword, match="at least 12 characters; this one has 11"):
        check("violetkettl")
    assert LEAST == 12


def test_a_long_password_may_be_pasted():
    check("violet kettle marsh " * 3 + "x" * 68)
    check("".join(chr(0x4E00 + number) for number in range(128)))
    with pytest.raises(WeakPassword, match="at most"):
        check("violet kettle" * MOST)


def test_the_same_characters_are_the_same_password_however_they_are_typed():
    assert normal("Cafe\u0301") == normal("Caf\u00e9")


@given(st.text(max_size=60))
def test_any_text_is_judged_without_a_crash(text: str):
    assert is_common(text) in {True, False}


@given(st.lists(st.sampled_from("zukorb vleskim drofnat plyxen quemmol tharvib".split()), min_size=3, max_size=6, unique=True))
def test_words_that_nobody_uses_are_taken(words: list[str]):
    assert not is_common(" ".join(words))
