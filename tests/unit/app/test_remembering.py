"""What was read of the desk is kept only while nothing has changed."""

from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from answerable.app.reading_room.remembering import WhileUnchanged


@given(st.lists(st.one_of(st.just("change"), st.integers(0, 5))))
def test_what_is_remembered_is_what_would_be_read_now(steps: list[object]):
    store = dict.fromkeys(range(6), 0)
    version = 0
    kept: WhileUnchanged[int, int] = WhileUnchanged(most=3)
    for step in steps:
        if step == "change":
            version += 1
            for key in store:
                store[key] += 1
        else:
            assert kept.get(step, version, partial(store.get, step)) == store[step]


def test_a_change_while_it_is_read_is_noticed_at_the_next_call():
    kept: WhileUnchanged[str, str] = WhileUnchanged()
    assert kept.get("article", 1, lambda: "old") == "old"
    assert kept.get("article", 2, lambda: "new") == "new"
    assert kept.get("article", 2, lambda: "never read") == "new"
