"""The queue puts first what could do most harm, says why, and never puts more risk lower."""

import pytest
from answers import an_answer
from cases import NOW
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.audience.reader import Reader
from answerable.corpus.evidence import EvidenceLevel
from answerable.review.freshness import Freshness
from answerable.review.queue import Factor, Waiting, queue, reasons_for

QUIET = an_answer(("Porridge helped 12 of 20 adults (60%).",))


def waits(**more: object) -> Waiting:
    described: dict[str, object] = {"id": "s1", "answer": QUIET, "since": NOW}
    return Waiting(**(described | more))  # type: ignore[arg-type]


def at_level(level: EvidenceLevel) -> Waiting:
    reference = QUIET.references[0]
    graded = replace(reference, appraisal=replace(reference.appraisal, level=level))
    return waits(answer=replace(QUIET, references=(graded,)))


def points(one: Waiting) -> int:
    return sum(reason.points for reason in reasons_for(one, NOW))


def test_each_place_explains_itself():
    risky = waits(
        id="s2",
        answer=an_answer(("Ibuprofen 400 mg caused bleeding in 2 of 10 children.",)),
        audiences=frozenset({Reader.PATIENT}),
        public=True,
        readers=1_234,
        reports=2,
        findings=1,
        since="2026-11-01T09:00:00+00:00",
        freshness=Freshness.EVIDENCE_CHANGED,
    )
    first, second = queue([waits(), risky], NOW)
    assert (first.id, first.place, second.id) == ("s2", 1, "s1")
    assert first.why == (
        "something was said of a source since it was made; it is about doses, children, harms; patients read it, and it is "
        "public; 1,234 readers asked further under it lately; 2 reports from readers; it has waited 22 days; 1 open finding; a "
        "claim rests on level 2 at best."
    )
    assert second.why == "a claim rests on level 2 at best."
    assert first.points == sum(reason.points for reason in first.reasons)


def test_of_the_same_risk_what_came_first_comes_first():
    early, late = waits(id="b", since="2026-11-23T07:00:00+00:00"), waits(id="a", since="2026-11-23T08:00:00+00:00")
    assert [one.id for one in queue([late, early], NOW)] == ["b", "a"]
    assert [one.id for one in queue([waits(id="b"), waits(id="a")], NOW)] == ["a", "b"]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        (waits(), waits(public=True)),
        (waits(public=True), waits(public=True, audiences=frozenset({Reader.PATIENT}))),
        (waits(audiences=frozenset({Reader.PHYSICIAN})), waits(audiences=frozenset({Reader.PATIENT}))),
        (waits(freshness=Freshness.CURRENT), waits(freshness=Freshness.DUE_SOON)),
        (waits(freshness=Freshness.DUE_SOON), waits(freshness=Freshness.OVERDUE)),
        (waits(freshness=Freshness.OVERDUE), waits(freshness=Freshness.EVIDENCE_CHANGED)),
        (at_level(EvidenceLevel.ONE), at_level(EvidenceLevel.FOUR)),
        (at_level(EvidenceLevel.FOUR), at_level(EvidenceLevel.UNKNOWN)),
        (waits(), waits(answer=an_answer(("Porridge 40 g helped adults.",)))),
        (waits(), waits(answer=an_answer(("Porridge caused harm in 2 adults.",)))),
    ],
)
def test_more_risk_ranks_higher(less: Waiting, more: Waiting):
    assert points(more) > points(less)


WAITING = st.builds(
    waits,
    id=st.text("abc", min_size=1, max_size=3),
    audiences=st.frozensets(st.sampled_from(Reader), max_size=3),
    public=st.booleans(),
    readers=st.integers(0, 50_000),
    reports=st.integers(0, 9),
    findings=st.integers(0, 12),
    since=st.sampled_from([NOW, "2026-11-20T00:00:00+00:00", "2026-10-01T00:00:00+00:00", "2025-01-01T00:00:00+00:00"]),
    freshness=st.none() | st.sampled_from(Freshness),
)


@given(st.lists(WAITING, max_size=8, unique_by=lambda one: one.id), st.randoms())
def test_the_order_is_the_same_whatever_order_it_came_in(several: list[Waiting], chance: object):
    shuffled = list(several)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert queue(shuffled, NOW) == queue(several, NOW)
    assert [one.place for one in queue(several, NOW)] == list(range(1, len(several) + 1))


@given(WAITING, st.integers(0, 5_000), st.integers(0, 5), st.integers(0, 5), st.booleans(), st.booleans())
def test_more_risk_never_ranks_lower(one: Waiting, readers: int, reports: int, findings: int, public: bool, patients: bool):
    riskier = replace(
        one,
        readers=one.readers + readers,
        reports=one.reports + reports,
        findings=one.findings + findings,
        public=one.public or public,
        audiences=one.audiences | ({Reader.PATIENT} if patients else frozenset()),
    )
    assert points(riskier) >= points(one)
    first = queue([replace(one, id="x", since=NOW), replace(riskier, id="w", since=NOW)], NOW)[0]
    assert first.id == "w"


@given(WAITING)
def test_every_reason_has_words_and_points(one: Waiting):
    reasons = reasons_for(one, NOW)
    assert all(reason.words and reason.points > 0 for reason in reasons)
    assert len({reason.factor for reason in reasons}) == len(reasons) <= len(Factor)
