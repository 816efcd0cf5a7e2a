"""The guard sends the original sentence where a rewording would lose or add what carries the meaning."""

import pytest

from answerable.audience.guard import lost

SAID = "Pain fell in 31 of 35 patients (89%) and did not return in most of them."


def test_the_same_words_lose_nothing():
    assert lost(SAID, SAID) == ""


@pytest.mark.parametrize(
    ("original", "shown", "why"),
    [
        (SAID, SAID.replace("35", "36"), "35"),
        (SAID, SAID.replace(" (89%)", ""), "89"),
        (SAID, SAID.replace("of 35", "of 35, aged 40,"), "40"),
        (SAID, SAID.replace("did not return", "returned"), "not"),
        (SAID, SAID.replace("fell", "rose"), "down"),
        (SAID, SAID.replace("in most of them", "in all of them"), "most"),
        ("Massage may relieve pain.", "Massage relieves pain.", "may"),
        ("Massage probably helps.", "Massage helps.", "probably"),
        ("The trial suggests a benefit.", "The trial shows a benefit.", "suggests"),
        ("Pain was worse with tea than with water.", "Pain was better with tea than with water.", "worse"),
        ("Deaths were lower with tea than with water.", "Deaths were lower with tea.", "than"),
        ("Tea had no effect.", "Tea had an effect.", "no"),
        ("Tea worked without harm.", "Tea worked with harm.", "without"),
        ("Neither tea nor water helped.", "Tea and water helped.", "neither"),
        ("The result was nonsignificant.", "The result was a finding.", "nonsignificant"),
        ("A dose of 5 mg was given.", "A dose of 5 g was given.", "unit"),
        ("At least 3 weeks passed.", "About 3 weeks passed.", "3"),
        ("IL-6 fell by 3.", "IL-8 fell by 3.", "il6"),
        ("Tea raised pain and lowered sleep.", "Tea lowered pain and raised sleep.", "places"),
    ],
)
def test_what_is_lost_or_new_is_named(original, shown, why):
    assert why in lost(original, shown)


def test_a_share_follows_from_its_counts():
    told = SAID.replace("31 of 35 patients (89%)", "about 9 in 10 (31 of 35 patients)")
    assert lost(SAID, told, aside=("89%",)) == ""
    assert "does not follow" in lost(SAID, told.replace("9 in 10", "8 in 10"), aside=("89%",))
    assert "does not follow" in lost(SAID, told.replace("about 9 in 10", "9 in 10"), aside=("89%",))


def test_a_percentage_told_in_a_hundred_is_not_lost_and_keeps_its_bound():
    assert lost("Up to 16% of people have it.", "Up to 16 in 100 people have it.") == ""
    assert lost("Up to 16% of people have it.", "16 in 100 people have it.") != ""


def test_what_moved_beside_the_sentence_is_not_lost():
    assert lost("Pain fell (P < 0.001).", "Pain fell.", aside=("P < 0.001",)) == ""
    assert lost("Pain fell (P < 0.001).", "Pain fell.", aside=("P < 0.01",)) != ""


def test_chance_is_named_only_where_the_sentence_leaves_room_for_it():
    assert lost("Pain fell (P = 0.4).", "Pain fell (this may be due to chance).", aside=("P = 0.4",)) == ""
    assert "chance" in lost("Pain fell (P < 0.01).", "Pain fell (this may be due to chance).", aside=("P < 0.01",))


def test_a_term_may_say_a_direction_of_its_own_name_and_never_a_denial_that_was_not_there():
    assert lost("Hypotension was rare.", "Low blood pressure was rare.", terms=(("Hypotension", "Low blood pressure"),)) == ""
    found = lost("It is a symptomatic lump.", "It is a symptom-free lump.", terms=(("symptomatic", "symptom-free"),))
    assert "symptom-free" in found
    assert lost("an asymptomatic lump", "a symptom-free lump", terms=(("an asymptomatic", "a symptom-free"),)) == ""


def test_a_word_of_direction_is_no_term_that_may_be_turned():
    assert lost("Tea decreases pain.", "Tea raises pain.", terms=(("decreases", "raises"),)) != ""
    assert lost("Tea may help.", "Tea does help.", terms=(("may", "does"),)) != ""


def test_a_term_that_is_not_where_the_sentence_has_it_is_refused():
    assert lost("Pain fell.", "Pain fell.", terms=(("hypertension", "high blood pressure"),)) != ""
