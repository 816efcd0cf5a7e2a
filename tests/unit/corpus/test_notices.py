"""What was said of a publication is told once, dated, whichever side told it; a retraction stands until it is taken back."""

import pytest

from answerable.corpus.appraisal import appraise
from answerable.corpus.notices import (
    FROM_ARTICLE,
    FROM_NOTICE,
    Standing,
    date_cited,
    is_citable,
    notices_told_by,
    settle,
    standing,
)
from answerable.corpus.record import Link, NoticeKind, PartialDate, PublicationNotice, Record


def record(
    title: str = "Honey for coughs", *, pmid: str = "1", types: tuple[str, ...] = (), links: tuple[Link, ...] = ()
) -> Record:
    return Record(id=f"pmid:{pmid}", pmid=pmid, title=title, publication_types=types, links=links, published=PartialDate(2012, 3))


def notice(kind: NoticeKind, date: PartialDate | None = None, *, by: str = FROM_ARTICLE, number: str = "", about: str = "pmid:1"):
    return PublicationNotice(kind=kind, date=date, about=about, notice=number, told_by=by)


@pytest.mark.parametrize(
    ("ref_type", "kind"),
    [
        ("RetractionIn", NoticeKind.RETRACTION),
        ("ExpressionOfConcernIn", NoticeKind.EXPRESSION_OF_CONCERN),
        ("ErratumIn", NoticeKind.ERRATUM),
        ("UpdateIn", NoticeKind.UPDATE),
        ("CorrectedandRepublishedIn", NoticeKind.CORRECTED_REPUBLICATION),
        ("RetractedandRepublishedIn", NoticeKind.RETRACTION_AND_REPLACEMENT),
    ],
)
def test_an_article_tells_what_was_said_of_it(ref_type, kind):
    told = notices_told_by(record(links=(Link(ref_type=ref_type, pmid="2", citation="J Clin. 2013 May 4;3(2):12"),)))
    assert told == (
        PublicationNotice(kind=kind, date=PartialDate(2013, 5, 4), about="pmid:1", notice="pmid:2", told_by=FROM_ARTICLE),
    )


@pytest.mark.parametrize(
    ("ref_type", "kind"),
    [
        ("RetractionOf", NoticeKind.RETRACTION),
        ("ExpressionOfConcernFor", NoticeKind.EXPRESSION_OF_CONCERN),
        ("ErratumFor", NoticeKind.ERRATUM),
        ("UpdateOf", NoticeKind.UPDATE),
        ("CorrectedandRepublishedFrom", NoticeKind.CORRECTED_REPUBLICATION),
        ("RetractedandRepublishedFrom", NoticeKind.RETRACTION_AND_REPLACEMENT),
    ],
)
def test_a_notice_tells_what_it_says_of_another_with_its_own_date(ref_type, kind):
    told = notices_told_by(record(pmid="2", links=(Link(ref_type=ref_type, pmid="1", citation="J Clin. 2010;1(1):1"),)))
    assert told == (
        PublicationNotice(kind=kind, date=PartialDate(2012, 3), about="pmid:1", notice="pmid:2", told_by=FROM_NOTICE),
    )


def test_a_notice_known_by_its_doi_alone_is_named_by_it():
    told = notices_told_by(record(links=(Link(ref_type="ErratumIn", citation="J Clin. 2013;3:12. doi: 10.1000/XYZ.7."),)))
    assert told[0].notice == "doi:10.1000/xyz.7"


def test_comments_and_citations_are_no_notices():
    assert notices_told_by(record(links=(Link(ref_type="CommentIn", pmid="2"), Link(ref_type="Cites", pmid="3")))) == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("RETRACTED: Honey for coughs", NoticeKind.RETRACTION),
        ("Retracted article: Honey for coughs", NoticeKind.RETRACTION),
        ("WITHDRAWN: Honey for coughs", NoticeKind.WITHDRAWAL),
        ("Retracted and replaced: Honey for coughs", NoticeKind.RETRACTION_AND_REPLACEMENT),
        ("Honey for coughs [retracted].", NoticeKind.RETRACTION),
    ],
)
def test_a_marked_title_is_a_notice(title, kind):
    told = notices_told_by(record(title))
    assert [one.kind for one in told] == [kind]


def test_a_type_without_a_link_is_a_notice_and_with_one_is_told_once():
    assert len(notices_told_by(record(types=("Retracted Publication",)))) == 1
    linked = record(types=("Retracted Publication",), links=(Link(ref_type="RetractionIn", pmid="2"),))
    assert [one.notice for one in notices_told_by(linked)] == ["pmid:2"]


@pytest.mark.parametrize(
    ("citation", "date"),
    [
        ("J Clin. 2010 May;3(2):12", PartialDate(2010, 5)),
        ("Rowe CE. J Clin. 1977 Apr 15;164(1):287-8", PartialDate(1977, 4, 15)),
        ("J Clin. 2010;3(2):12", PartialDate(2010)),
        ("J Clin. 2009 Nov-Dec;3(2):12", PartialDate(2009, 11)),
        ("J Clin. 2011 Spring;3:1-2", PartialDate(2011, 4)),
        ("In press", None),
        ("J Clin 20101;3", None),
    ],
)
def test_the_date_of_a_notice_is_read_from_its_citation(citation, date):
    assert date_cited(citation) == date


def test_both_sides_tell_one_notice():
    article = notice(NoticeKind.RETRACTION, PartialDate(2013), number="pmid:2")
    other = notice(NoticeKind.RETRACTION, PartialDate(2013, 5), by=FROM_NOTICE, number="pmid:2")
    assert settle([article, other]) == settle([other, article])
    (one,) = settle([article, other])
    assert one.date == PartialDate(2013, 5)
    assert one.told_by == f"{FROM_ARTICLE} and {FROM_NOTICE}"


def test_two_errata_stay_two():
    assert len(settle([notice(NoticeKind.ERRATUM, number="pmid:2"), notice(NoticeKind.ERRATUM, number="pmid:3")])) == 2


def test_notices_are_told_oldest_first():
    late, early = notice(NoticeKind.ERRATUM, PartialDate(2015)), notice(NoticeKind.ERRATUM, PartialDate(2012))
    assert settle([late, early]) == (early, late)


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (NoticeKind.RETRACTION, Standing.RETRACTED),
        (NoticeKind.WITHDRAWAL, Standing.RETRACTED),
        (NoticeKind.RETRACTION_AND_REPLACEMENT, Standing.RETRACTED),
        (NoticeKind.EXPRESSION_OF_CONCERN, Standing.CONCERN),
        (NoticeKind.ERRATUM, Standing.CORRECTED),
        (NoticeKind.CORRECTED_REPUBLICATION, Standing.CORRECTED),
        (NoticeKind.UPDATE, Standing.CLEAR),
    ],
)
def test_each_kind_of_notice_has_its_standing(kind, where):
    assert standing([notice(kind)]) is where


def test_nothing_said_is_clear():
    assert standing([]) is Standing.CLEAR


def test_a_later_reinstatement_takes_a_retraction_back_and_leaves_a_correction():
    told = [
        notice(NoticeKind.ERRATUM, PartialDate(2010)),
        notice(NoticeKind.RETRACTION, PartialDate(2012)),
        notice(NoticeKind.REINSTATEMENT, PartialDate(2013)),
    ]
    assert standing(told) is Standing.CORRECTED


def test_a_retraction_after_the_reinstatement_stands():
    told = [notice(NoticeKind.REINSTATEMENT, PartialDate(2012)), notice(NoticeKind.RETRACTION, PartialDate(2013))]
    assert standing(told) is Standing.RETRACTED


def test_a_reinstatement_without_a_date_does_not_clear_a_dated_retraction():
    told = [notice(NoticeKind.REINSTATEMENT), notice(NoticeKind.RETRACTION, PartialDate(2013))]
    assert standing(told) is Standing.RETRACTED


def test_a_note_of_reinstatement_is_read_as_one():
    link = Link(ref_type="ErratumIn", pmid="3", citation="J Clin. 2014;1:1", note="Article is reinstated")
    assert [one.kind for one in notices_told_by(record(links=(link,)))] == [NoticeKind.REINSTATEMENT]


def test_a_retracted_record_is_not_citable_and_a_corrected_one_is():
    trial = appraise(record(types=("Randomized Controlled Trial",)))
    assert not is_citable(trial, Standing.RETRACTED)
    assert is_citable(trial, Standing.CONCERN)
    assert is_citable(trial, Standing.CORRECTED)


def test_a_notice_is_never_citable():
    assert not is_citable(appraise(record(types=("Published Erratum",))), Standing.CLEAR)
