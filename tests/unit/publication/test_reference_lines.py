"""What stands under a reference and under a claim, in words."""

import msgspec
from answers import TRIAL, an_answer

from answerable.corpus.evidence import Design, EvidenceLevel
from answerable.corpus.record import Digest, NoticeKind, PartialDate, PublicationNotice
from answerable.publication.references import about_of, graded, identified, in_words, kind_of, legend_of, with_references


def test_a_design_is_shown_with_its_level_and_whether_it_was_inferred():
    assert graded(TRIAL) == "randomised trial, level 2"
    inferred = msgspec.structs.replace(TRIAL, design=Design.CASE_SERIES, level=EvidenceLevel.FOUR, stated=False)
    assert graded(inferred) == "case series, level 4 (inferred from the text)"


def test_a_guideline_has_no_level_and_an_unknown_design_is_not_called_inferred():
    guideline = msgspec.structs.replace(TRIAL, design=Design.GUIDELINE, level=EvidenceLevel.GUIDELINE)
    assert graded(guideline) == "guideline"
    unknown = msgspec.structs.replace(TRIAL, design=Design.UNKNOWN, level=EvidenceLevel.UNKNOWN, stated=False)
    assert graded(unknown) == "study of unknown design"


def test_a_digest_says_so_and_how_its_facts_were_seen():
    reference = an_answer().references[1]
    record = msgspec.structs.replace(reference.record, digest=Digest(original="https://a.example/", seen="own full text"))
    quoted = msgspec.structs.replace(reference, record=record)
    assert kind_of(quoted) == "randomised trial, level 2; digest, from the publication's own text"


def test_a_notice_names_its_date_its_place_and_its_reason():
    notice = PublicationNotice(
        kind=NoticeKind.RETRACTION, date=PartialDate(2014, 1, 21), notice="doi:10.1000/x", reason="invented data"
    )
    assert in_words([notice]) == ("retraction, 2014-01-21 (DOI 10.1000/x): invented data",)


def test_a_reference_without_identifiers_names_the_page_where_its_facts_were_read():
    reference = an_answer().references[0]
    record = msgspec.structs.replace(reference.record, pmid="")
    bare = msgspec.structs.replace(reference, record=record, link="https://a.example/page")
    assert identified(bare) == "facts read at https://a.example/page"
    told = msgspec.structs.replace(record, digest=Digest(original="https://a.example/page", seen="described elsewhere"))
    elsewhere = msgspec.structs.replace(bare, record=told)
    assert identified(elsewhere) == "the publication's page: https://a.example/page"


def test_what_is_said_of_an_answer_has_its_three_dates():
    told = dict(about_of(an_answer()))
    assert told["Evidence searched"] == "2026-01-02"
    assert told["Text edited by a person"] == "never"
    assert told["Reviewed by a person"] == "never"
    assert told["Found"] == "3 passages; 3 statements hold"


def test_digests_are_explained_only_where_one_is_quoted():
    answer = an_answer()
    without = msgspec.structs.replace(answer, references=answer.references[1:])
    assert any("digest" in words for words in legend_of(answer))
    assert not any("digest" in words for words in legend_of(without))


def test_references_take_the_style_in_their_order():
    class Numbered:
        def format(self, records):
            return [f"{record.title}!" for record in records]

    styled = with_references(an_answer(), Numbered())
    assert [reference.formatted for reference in styled.references] == [
        f"Trial number {number} of porridge!" for number in (1, 2, 3)
    ]


def test_one_statement_from_one_passage_of_one_record_is_counted_as_one():
    answer = an_answer(["Porridge helped nobody."])
    searched = msgspec.structs.replace(answer.searched, records=1, found=1)
    section = msgspec.structs.replace(answer.sections[0], claims=answer.claims()[:1], disagreements=())
    about = dict(about_of(msgspec.structs.replace(answer, searched=searched, sections=(section,), kept_out=())))
    assert about["Found"] == "1 passage; 1 statement holds"
    assert ": 1 record, " in f"{about['Searched']}, "
