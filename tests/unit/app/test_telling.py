"""Stages become few events, and each is true."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from answerable.app.reading_room.telling import EVERY, Telling
from answerable.composition.stage import Stage, StageName


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_the_first_and_the_last_citation_are_told_and_others_now_and_then(pauses):
    now, told = [0.0], []
    telling = Telling(lambda stage, text: told.append((now[0], text)), lambda: now[0])
    for done, pause in enumerate(pauses):
        now[0] += pause
        telling(Stage(StageName.CHECKING, len(pauses) - 1, done))
    assert told[0][1].startswith("checking 0 of")
    assert told[-1][1].startswith(f"checking {len(pauses) - 1:,} of")
    times = [moment for moment, _ in told[:-1]]
    assert all(after - before >= EVERY for before, after in pairwise(times))


def test_every_stage_is_told_as_it_begins():
    told: list[str] = []
    telling = Telling(lambda stage, text: told.append(text), lambda: 0.0)
    for stage in (
        Stage(StageName.SEARCHING),
        Stage(StageName.READING, 1),
        Stage(StageName.DRAFTING),
        Stage(StageName.CHECKING, 2),
    ):
        telling(stage)
    assert told == ["searching", "reading 1 study", "drafting", "checking 0 of 2 citations"]
