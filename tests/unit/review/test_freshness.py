"""How fresh an approved article is follows from its dates and from what was said of its sources since."""

from datetime import date, timedelta

import pytest
from answers import an_answer
from articles import WARNING
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.corpus.notices import Standing
from answerable.corpus.record import NoticeKind, PartialDate, PublicationNotice
from answerable.question import understand
from answerable.review.freshness import (
    SOON,
    Freshness,
    freshness_of,
    latest_review,
    loses_support,
    months_after,
    touched_claims,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("question", "text", "why"),
    [
        ("What is the dose of ibuprofen for gout?", "It helped.", "doses"),
        ("Does ibuprofen help?", "Ibuprofen 400 mg three times a day helped.", "doses"),
        ("Is ibuprofen safe in pregnancy?", "It is not.", "pregnancy"),
        ("Does honey help cough in children?", "It did.", "children"),
        ("Does it help?", "It helped 12 of 20 adolescents.", "children"),
        ("How is anaphylaxis treated?", "With adrenaline.", "emergencies"),
    ],
)
def test_what_can_do_most_harm_is_looked_at_again_after_six_months(question: str, text: str, why: str):
    answer = replace(an_answer((text,)), question=understand(question), title=question)
    due = latest_review(answer, "2026-11-23T09:00:00+00:00")
    assert (due.due, due.months) == ("2027-05-23", 6)
    assert why in due.why


def test_an_article_that_carries_an_emergency_is_looked_at_sooner():
    assert latest_review(replace(an_answer(), warnings=(WARNING,)), "2026-11-23").months == 6


@pytest.mark.parametrize(
    "text",
    ["Porridge helped 12 of 20 adults (60%).", "Cholesterol fell by 12 mg/dL.", "Potassium was 4 mmol/L.", "It weighs 2 kg."],
)
def test_all_else_is_looked_at_again_after_a_year(text: str):
    due = latest_review(an_answer((text,)), "2026-11-23")
    assert (due.due, due.months, due.why) == ("2027-11-23", 12, "12 months")


def test_a_month_that_is_shorter_ends_sooner():
    assert months_after("2026-08-31", 6) == "2027-02-28"
    assert months_after("2027-08-31", 6) == "2028-02-29"
    assert months_after("2024-02-29", 12) == "2025-02-28"


@given(DAYS, DAYS)
def test_every_day_has_one_freshness_and_time_only_lets_it_age(due: date, today: date):
    order = [Freshness.CURRENT, Freshness.DUE_SOON, Freshness.OVERDUE]
    now = freshness_of(review_due=due.isoformat(), today=today.isoformat())
    tomorrow = freshness_of(review_due=due.isoformat(), today=(today + timedelta(days=1)).isoformat())
    assert order.index(now) <= order.index(tomorrow)
    assert (now is Freshness.OVERDUE) is (today > due)
    assert (now is Freshness.CURRENT) is (due - today > timedelta(days=SOON))


def test_a_review_that_was_never_set_is_not_kept():
    assert freshness_of(review_due=None, today="2026-11-23") is Freshness.OVERDUE


# -- what was said since -------------------------------------------------------------------------------------------


def a_notice(record: str, kind: NoticeKind = NoticeKind.RETRACTION, **more: object) -> PublicationNotice:
    return PublicationNotice(kind=kind, about=record, **more)  # type: ignore[arg-type]


def test_a_notice_touches_the_claims_that_rest_on_its_source():
    answer = an_answer()
    record = answer.references[0].record.id
    (touched,) = touched_claims(answer, {record: (a_notice(record),)})
    assert (touched.claim, touched.reference, touched.standing, touched.alone) == (
        answer.claims()[0].id, 1, Standing.RETRACTED, True,
    )  # fmt: skip
    assert loses_support((touched,))
    assert freshness_of(review_due="2030-01-01", today="2026-11-23", touched=(touched,)) is Freshness.EVIDENCE_CHANGED


def test_what_was_known_when_it_was_made_is_no_news():
    answer = an_answer()
    second = answer.references[1]
    assert touched_claims(answer, {second.record.id: second.notices}) == ()
    told_again = replace(second.notices[0], told_by="a table of retractions", reason="Because.")
    assert touched_claims(answer, {second.record.id: (*second.notices, told_again)}) == ()
    newer = a_notice(second.record.id, NoticeKind.RETRACTION, date=PartialDate(2026))
    assert touched_claims(answer, {second.record.id: (*second.notices, newer)})[0].news == (newer,)


def test_where_nobody_could_look_nothing_new_is_known():
    answer = an_answer()
    assert touched_claims(answer, {one.record.id: None for one in answer.references}) == ()


def test_an_erratum_marks_a_claim_and_takes_no_support_away():
    answer = an_answer()
    record = answer.references[0].record.id
    touched = touched_claims(answer, {record: (a_notice(record, NoticeKind.ERRATUM),)})
    assert touched
    assert not loses_support(touched)


def test_a_claim_with_another_source_that_stands_keeps_its_support():
    answer = an_answer()
    section = answer.sections[0]
    first, second = section.disagreements[0].claims
    both = replace(first, citations=(*first.citations, *section.claims[0].citations))
    answer = replace(
        answer, sections=(replace(section, disagreements=(replace(section.disagreements[0], claims=(both, second)),)),)
    )
    one, other = (
        section.disagreements[0].claims[0].citations[0].checked.span.record,
        section.claims[0].citations[0].checked.span.record,
    )
    touched = touched_claims(answer, {one: (a_notice(one),)})
    assert [t.alone for t in touched] == [False]
    both_gone = touched_claims(answer, {one: (a_notice(one),), other: (a_notice(other),)})
    assert loses_support(both_gone)
