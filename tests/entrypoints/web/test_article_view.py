"""What the article page shows, from an answer, its rendition, and its sources as the library holds them now."""

import lxml.html
import msgspec
import pytest
from answers import an_answer

from answerable.app.sources import SourceNow
from answerable.audience.reader import Reader
from answerable.audience.rendering import render_for
from answerable.composition.answer import Answer
from answerable.corpus.notices import Standing
from answerable.corpus.record import NoticeKind, PublicationNotice, TextSection
from answerable.drafting.model import Wording
from answerable.entrypoints.web.article_view import shown
from answerable.entrypoints.web.cards import cards_of, claim_of
from answerable.entrypoints.web.kept import Kept
from answerable.text import span_of

RETRACTION = PublicationNotice(kind=NoticeKind.RETRACTION, about="pmid:1001", reason="figures were made up")


def now(answer: Answer, **standings: Standing) -> dict[str, SourceNow]:
    """Its sources as they are: each with an abstract that begins with the quote, and where it stands now."""
    found: dict[str, SourceNow] = {}
    for reference in answer.references:
        quote = next(one.quote for claim in answer.claims() for one in claim.citations if one.number == reference.number)
        record = msgspec.structs.replace(reference.record, abstract=(TextSection(quote), TextSection("More was said.")))
        where = standings.get(f"of_{reference.number}", Standing.CLEAR)
        notices = (RETRACTION,) if where is Standing.RETRACTED else ()
        found[record.id] = SourceNow(record.id, record, notices, where)
    return found


def view(answer: Answer, sources: dict[str, SourceNow], reader: Reader = Reader.STUDENT):
    return shown(answer, render_for(answer, reader), sources)


@pytest.mark.parametrize("reader", Reader)
def test_every_reader_is_shown_every_claim_with_its_numbers_and_level(reader: Reader):
    answer = an_answer()
    page = view(answer, now(answer), reader)
    assert {claim.id for claim in page.claims()} == {claim.id for claim in answer.claims()}
    for claim in page.claims():
        own = claim_of(answer, claim.id)
        assert own is not None
        assert tuple(cite.number for cite in claim.cites) == own.numbers
        assert claim.badge.word == "Level 2"
        assert "".join(piece.text for piece in claim.pieces) + claim.last == claim.text


def test_promise_6_what_was_retracted_since_is_marked_and_supports_nothing_any_more():
    answer = an_answer()
    page = view(answer, now(answer, of_1=Standing.RETRACTED))
    assert page.alerts == ("Source 1 was retracted. Nothing may rest on it; the statements that cite it are marked.",)
    lost = [claim for claim in page.claims() if claim.lost]
    assert [claim.id for claim in lost] == [answer.claims()[0].id]
    assert lost[0].cites[0].state == "retracted"
    assert "retracted" in lost[0].cites[0].label
    assert page.references[0].notices == ("retraction: figures were made up",)


def test_what_is_questioned_is_marked_and_stays():
    answer = an_answer()
    page = view(answer, now(answer, of_2=Standing.CONCERN))
    [claim] = [claim for claim in page.claims() if claim.questioned]
    assert not claim.lost
    assert "in doubt" in page.alerts[0]


def test_a_source_that_is_gone_is_not_taken_for_one_without_blemish():
    answer = an_answer()
    sources = now(answer)
    gone = sources.pop("pmid:1003")
    page = view(answer, sources | {gone.id: SourceNow(gone.id, None, (), Standing.CLEAR)})
    assert "no longer held" in page.alerts[0]
    assert "nobody can look" in page.references[2].notices[-1]
    assert view(answer, sources).alerts == page.alerts  # nor one that nobody looked up


def test_references_lead_back_to_the_statements_and_can_be_told_by_type():
    answer = an_answer()
    page = view(answer, now(answer))
    assert page.groups == (("Trial", 3),)
    anchors = {claim.anchor for claim in page.claims()}
    assert all(one.claims and set(one.claims) <= anchors for one in page.references)


def test_anchors_of_two_answers_on_one_page_do_not_meet():
    answer = an_answer()
    rendition = render_for(answer, Reader.STUDENT)
    one, other = shown(answer, rendition, now(answer)), shown(answer, rendition, now(answer), "t1-")
    assert not {c.anchor for c in one.claims()} & {c.anchor for c in other.claims()}
    assert not {r.anchor for r in one.references} & {r.anchor for r in other.references}


def test_a_card_has_the_exact_sentence_marked_in_its_abstract():
    answer = an_answer()
    claim = answer.claims()[0]
    [card] = cards_of(answer, claim, now(answer), lambda sha: None, "/articles/x")
    assert [s.text for section in card.sections for s in section.stretches if s.marked] == [claim.citations[0].quote]
    assert len(card.sections) == 2
    assert card.where == "Journal of Invented Medicine, 2001"
    assert card.doubt == ""
    assert card.check == f"/articles/x/claims/{claim.id}"


def test_a_card_of_a_retracted_source_says_so():
    answer = an_answer()
    [card] = cards_of(answer, answer.claims()[0], now(answer, of_1=Standing.RETRACTED), lambda sha: None, "")
    assert card.doubt.startswith("Retracted.")
    assert card.notices == ("retraction: figures were made up",)


@pytest.mark.parametrize("known", [True, False])
def test_where_the_record_has_changed_the_card_shows_the_words_as_they_were_and_says_so(known: bool):
    answer = an_answer()
    claim = answer.claims()[0]
    sources = now(answer)
    record = sources["pmid:1001"].record
    assert record is not None
    changed = msgspec.structs.replace(record, abstract=(TextSection("Quite other words."),))
    sources["pmid:1001"] = SourceNow("pmid:1001", changed, (), Standing.CLEAR)
    [card] = cards_of(answer, claim, sources, lambda sha: claim.text if known else None, "")
    assert "has changed" in card.doubt
    assert [s.text for section in card.sections for s in section.stretches if s.marked] == [claim.citations[0].quote]


def test_of_a_full_text_only_what_stands_near_the_quote_is_shown():
    answer = an_answer()
    claim = answer.claims()[0]
    text = "Before. " * 400 + "The very words." + " After." * 400
    start = text.index("The very")
    span = span_of("pmid:1001", "text/0", text, start, start + len("The very words."))
    citation = msgspec.structs.replace(
        claim.citations[0], checked=msgspec.structs.replace(claim.citations[0].checked, span=span, wording=Wording.QUOTE)
    )
    claim = msgspec.structs.replace(claim, citations=(citation,))
    sources = now(answer)
    record = sources["pmid:1001"].record
    assert record is not None
    full = msgspec.structs.replace(record, abstract=(), full_text=(TextSection(text, "Results"),))
    sources["pmid:1001"] = SourceNow("pmid:1001", full, (), Standing.CLEAR)
    [card] = cards_of(answer, claim, sources, lambda sha: None, "")
    [section] = card.sections
    assert [one.text for one in section.stretches if one.marked] == ["The very words."]
    assert sum(len(one.text) for one in section.stretches) < 1_100


def test_what_is_kept_is_made_once_and_the_oldest_goes_first():
    made: list[int] = []
    kept: Kept[int] = Kept(2)
    for key in (1, 2, 1, 3, 1, 2):
        assert kept.get(key, lambda key=key: made.append(key) or key) == key
    assert made == [1, 2, 3, 2]


def test_what_is_indirect_is_said_in_the_lead_too():
    answer = an_answer()
    first = next(section.claims[0].id for section in answer.sections if section.claims)
    sections = tuple(
        msgspec.structs.replace(
            section,
            claims=tuple(
                msgspec.structs.replace(one, indirect="does not say that it studied children") if one.id == first else one
                for one in section.claims
            ),
        )
        for section in answer.sections
    )
    answer = msgspec.structs.replace(answer, sections=sections, lead=(first,))
    page = view(answer, now(answer), Reader.PATIENT)
    assert page.lead[0].indirect == "does not say that it studied children"


def test_a_physician_reads_the_level_at_the_badge_and_not_again_beside_it():
    answer = an_answer()
    for claim in view(answer, now(answer), Reader.PHYSICIAN).claims():
        assert claim.badge.word == "Level 2"
        if len(claim.cites) == 1:
            assert not [part for part in claim.basis if "level" in part.lower()]


def with_opinion(answer: Answer) -> Answer:
    """The answer with an editor's opinion, which cites nothing."""
    section = answer.sections[0]
    opinion = msgspec.structs.replace(
        section.claims[0], id="c0000000000aa", text="Oat bran deserves a trial.", citations=(), indirect="", digest=False,
        basis="opinion of Edith Quill, editor; no source is cited",
    )  # fmt: skip
    section = msgspec.structs.replace(section, claims=(*section.claims, opinion))
    return msgspec.structs.replace(answer, sections=(section, *answer.sections[1:]))


@pytest.mark.parametrize("reader", Reader)
def test_an_editors_opinion_is_whole_and_says_that_it_is_one_and_bears_no_level(reader: Reader):
    from answerable.entrypoints.web.pages import environment

    answer = with_opinion(an_answer())
    made = view(answer, now(an_answer()), reader)
    [opinion] = [claim for claim in made.claims() if claim.opinion]
    assert (opinion.badge.word, opinion.lost) == ("Opinion", False)
    page = environment().get_template("article_body.html").render(answer=made, base="/articles/x")
    [shown_as] = [part for part in page.split("<li") if 'id="c0000000000aa"' in part]
    words = " ".join(lxml.html.fromstring(f"<li{shown_as.partition('</li>')[0]}").text_content().split())
    assert "Oat bran deserves a trial." in words
    assert "An editor’s opinion: no source is cited." in words
    assert "retracted" not in words
    assert "Guideline" not in words
