"""What an account is known to have asked, by marks that say nothing by themselves."""

from cases import EDITOR
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.people.asking import MOST, has_asked, mark_of, seen_asking

hashes = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(st.lists(hashes, unique=True, max_size=MOST), hashes)
def test_an_account_has_asked_what_it_was_seen_to_and_nothing_else(seen, other):
    account = EDITOR
    for asker in (*seen, *seen):
        account = seen_asking(account, asker)
    assert all(has_asked(account, asker) for asker in seen)
    assert len(account.asked) == len(seen)
    assert has_asked(account, other) == (other in seen)
    assert not has_asked(account, "")
    assert not set(seen) & set(account.asked)


@given(hashes)
def test_a_mark_of_one_account_is_none_of_another(asker):
    other = replace(EDITOR, id="someone else", asked=(mark_of(EDITOR.id, asker),))
    assert not has_asked(other, asker)


def test_the_oldest_marks_are_let_go():
    account = EDITOR
    for number in range(MOST + 1):
        account = seen_asking(account, f"{number:064}")
    assert len(account.asked) == MOST
    assert not has_asked(account, f"{0:064}")
