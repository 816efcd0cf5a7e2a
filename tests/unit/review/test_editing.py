"""An editor changes statements, order, sections and citations; what is changed is proven again, or an opinion with a name."""

import msgspec
import pytest
from cases import EDITOR, NOW
from edited import RETRACTED, SENTENCES, SHELF, TRIALS, a_checked_answer, cite
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.audience.reader import Reader
from answerable.audience.rendering import render_for
from answerable.composition.answer import Answer
from answerable.drafting.model import SectionKind, Wording
from answerable.errors import EditRefused
from answerable.publication.rendering import html, markdown, text
from answerable.review import edits as e
from answerable.review.editing import Edited, edited
from answerable.verification.model import Verdict
from answerable.verification.verifier import claim_id

ANSWER = a_checked_answer()
HELPED, DID_NOT, SALT = ANSWER.claims()
TODAY = NOW[:10]


def edit(*edits: e.Edit, answer: Answer = ANSWER, opinions: tuple[tuple[str, str], ...] = ()) -> Edited:
    return edited(answer, edits, by=EDITOR, on=TODAY, sources=SHELF, opinions=opinions)


def refusal(*edits: e.Edit) -> str:
    with pytest.raises(EditRefused) as refused:
        edit(*edits)
    return str(refused.value)


def texts(answer: Answer) -> list[str]:
    return [claim.text for claim in answer.claims()]


def check_shape(answer: Answer, opinions: tuple[tuple[str, str], ...] = ()) -> None:
    """What holds of every article: numbers two-way, projections, evidence under each claim that is no opinion."""
    claims = {claim.id: claim for claim in answer.claims()}
    assert len(claims) == len(answer.claims())
    assert [one.number for one in answer.references] == list(range(1, len(answer.references) + 1))
    assert {number for claim in claims.values() for number in claim.numbers} == {one.number for one in answer.references}
    assert {*answer.lead, *answer.summary} <= set(claims)
    assert answer.lead
    records = {one.number: one.record.id for one in answer.references}
    held = dict(opinions)
    for claim in claims.values():
        assert claim.citations or claim.id in held
        assert claim.id == claim_id(claim.text, (one.checked.span for one in claim.citations))
        for one in claim.citations:
            assert records[one.number] == one.checked.span.record
            assert one.checked.verdict not in (Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED)
    for section in answer.sections:
        assert section.gap or section.claims or section.disagreements
        assert all(len(one.claims) > 1 for one in section.disagreements)


def test_nothing_edited_is_the_answer_itself():
    assert edit().answer == ANSWER
    check_shape(ANSWER)


# -- statements ----------------------------------------------------------------------------------------------------


def test_a_statement_in_its_sources_own_words_is_proven_at_once():
    done = edit(e.AddClaim(section=1, position=0, text=SENTENCES[2][1], citations=(cite(2, 1),)))
    added = done.answer.sections[1].claims[0]
    assert done.unproven == ()
    assert added.citations[0].checked.wording is Wording.QUOTE
    assert added.citations[0].checked.verdict is Verdict.SUPPORTED
    assert added.basis == "randomised trial, 2002"
    assert done.answer.text_edited == TODAY
    check_shape(done.answer)


def test_a_new_source_comes_into_the_references_where_it_is_first_read():
    done = edit(
        e.AddClaim(section=0, position=0, text=SENTENCES[4][0], citations=(cite(4, 0),)),
        e.SetLead((DID_NOT.id,)),
    )
    assert [one.record.id for one in done.answer.references] == [TRIALS[n - 1].id for n in (2, 1, 4, 3)]
    assert done.answer.references[2].record.abstract == ()
    check_shape(done.answer)


def test_a_statement_in_other_words_stays_unproven_until_somebody_answers_for_it():
    done = edit(e.Reword(SALT.id, "Salt did not change hiccups in adults."))
    assert len(done.unproven) == 1
    assert "now reads “Salt did not change hiccups in adults.”" in done.told[0]
    assert done.answer.summary == done.unproven
    check_shape(done.answer)


@pytest.mark.parametrize(
    "text", ["Porridge stopped hiccups in 13 of 20 adults (60%).", "Porridge stopped hiccups in 12 of 20 adults (65%)."]
)
def test_a_figure_that_its_source_does_not_have_is_refused(text: str):
    words = refusal(e.Reword(HELPED.id, text))
    assert "is not borne out" in words
    assert "mark it as your own opinion" in words


def test_a_statement_without_evidence_is_refused():
    assert "needs evidence" in refusal(e.AddClaim(section=0, position=0, text="Everybody knows that porridge helps."))


def test_or_becomes_the_editors_opinion_with_a_name():
    done = edit(e.AddClaim(section=1, position=0, text="I would try porridge first", opinion=True))
    opinion = done.answer.sections[1].claims[0]
    assert opinion.text == "I would try porridge first."
    assert opinion.basis == "opinion of Edith Quill, editor; no source is cited"
    assert done.opinions == ((opinion.id, EDITOR.id),)
    check_shape(done.answer, done.opinions)
    for form in (text, markdown, html):
        assert "opinion of Edith Quill" in form.render(done.answer)
    for reader in Reader:
        assert opinion.id in render_for(done.answer, reader).claims()


def test_an_opinion_neither_opens_nor_closes_an_article():
    done = edit(e.AddClaim(section=0, position=0, text="I would try porridge first.", opinion=True))
    ((opinion, _),) = done.opinions
    for projection in (e.SetLead((opinion,)), e.SetSummary((opinion,))):
        with pytest.raises(EditRefused, match="of no opinion"):
            edit(projection, answer=done.answer, opinions=done.opinions)
    led = edit(e.Reword(HELPED.id, "I would try it.", opinion=True))
    assert led.opinions[0][0] not in led.answer.lead


def test_an_opinion_that_finds_evidence_is_one_no_more():
    done = edit(e.AddClaim(section=1, position=0, text=SENTENCES[1][1], opinion=True))
    ((opinion, _),) = done.opinions
    proven = edit(e.AddCitation(opinion, cite(1, 1)), answer=done.answer, opinions=done.opinions)
    assert proven.opinions == ()
    assert proven.unproven == ()


def test_an_opinion_needs_a_name():
    with pytest.raises(EditRefused, match="needs a name"):
        edited(
            ANSWER,
            [e.AddClaim(section=0, position=0, text="I would.", opinion=True)],
            by=replace(EDITOR, name=""),
            on=TODAY,
            sources=SHELF,
        )


@pytest.mark.parametrize(
    "text", ["", " \u200b ", "...", "<b>Porridge</b> helps.", "See https://example.org", "[here](x)", "a" * 601]
)
def test_a_statement_is_plain_words(text: str):
    assert refusal(e.Reword(HELPED.id, text))
    assert refusal(e.AddClaim(section=0, position=0, text=text, opinion=True))


def test_what_only_looks_like_markup_is_words():
    done = edit(e.AddClaim(section=0, position=0, text="I would try it if p <0.05 and n >20.", opinion=True))
    assert "p <0.05" in texts(done.answer)[2]


# -- citations -----------------------------------------------------------------------------------------------------


def test_a_source_that_does_not_bear_a_claim_out_is_not_added():
    assert "is not borne out" in refusal(e.AddCitation(HELPED.id, cite(2, 0)))


def test_a_retracted_source_bears_nothing_out():
    assert "retracted" in refusal(e.AddClaim(section=0, position=0, text=SENTENCES[4][0], citations=(cite(4, 0, RETRACTED),)))


def test_the_last_citation_cannot_be_dropped():
    assert "left without evidence" in refusal(e.DropCitation(HELPED.id, TRIALS[0].id))
    assert "no citation of pmid:9 under that claim" in refusal(e.DropCitation(HELPED.id, "pmid:9"))


@pytest.mark.parametrize(
    "citation",
    [
        e.Cite(record="pmid:404", field="abstract/0", start=0, end=5),
        e.Cite(record=TRIALS[0].id, field="text/9", start=0, end=5),
        e.Cite(record=TRIALS[0].id, field="abstract/0", start=0, end=99_999),
        e.Cite(record=TRIALS[0].id, field="abstract/0", start=5, end=5),
        e.Cite(record=TRIALS[0].id, field="abstract/0", start=-4, end=5),
    ],
)
def test_words_that_are_not_there_cannot_be_cited(citation: e.Cite):
    assert refusal(e.AddClaim(section=0, position=0, text="Porridge helps.", citations=(citation,)))


# -- order and sections ----------------------------------------------------------------------------------------------


def test_a_claim_dropped_takes_its_source_and_its_place_in_the_lead_with_it():
    done = edit(e.DropClaim(HELPED.id))
    assert texts(done.answer) == [DID_NOT.text, SALT.text]
    assert done.answer.sections[0].disagreements == ()
    assert done.answer.lead == (DID_NOT.id,)
    assert [one.record.id for one in done.answer.references] == [TRIALS[1].id, TRIALS[2].id]
    check_shape(done.answer)


def test_an_article_is_not_emptied():
    assert "Nothing would be left" in refusal(*(e.DropClaim(one.id) for one in ANSWER.claims()))


def test_sections_are_made_named_moved_filled_and_taken_out():
    done = edit(
        e.AddSection(position=0, kind=SectionKind.OUTCOME, heading="Outlook"),
        e.MoveClaim(claim=SALT.id, section=0, position=0),
        e.RenameSection(1, "Does porridge work"),
        e.MoveSection(section=1, position=2),
        e.DropSection(1),
    )
    assert [one.heading for one in done.answer.sections] == ["Outlook", "Does porridge work"]
    assert "still has claims" in refusal(e.DropSection(0))
    check_shape(done.answer)


@pytest.mark.parametrize("heading", ["", "Porridge helps 60% of people", "It works. Always", "x" * 81, "<i>Harms</i>"])
def test_a_heading_states_nothing(heading: str):
    assert "cannot be a heading" in refusal(e.RenameSection(0, heading))


def test_a_title_asks():
    assert edit(e.SetTitle("Does porridge stop hiccups?")).answer.title == "Does porridge stop hiccups?"
    assert "states nothing" in refusal(e.SetTitle("Porridge stops hiccups"))


@pytest.mark.parametrize(
    "nowhere",
    [
        e.DropClaim("c0"), e.MoveClaim(claim=SALT.id, section=7, position=0), e.MoveSection(section=-1, position=0),
        e.Reword("c0", "Words."), e.SetLead(("c0",)), e.SetLead(()), e.DropSection(9),
    ],
)  # fmt: skip
def test_what_is_not_there_cannot_be_edited(nowhere: e.Edit):
    assert refusal(nowhere)


def test_the_same_statement_stands_once():
    assert "stands in the article already" in refusal(
        e.AddClaim(section=1, position=0, text=SENTENCES[1][0], citations=(cite(1, 0),))
    )


def test_edits_come_as_json_and_are_told_by_their_type():
    made = msgspec.json.decode(b'[{"type": "reword", "claim": "c1", "text": "Words."}]', type=list[e.Edit])
    assert made == [e.Reword("c1", "Words.")]


# -- any edits ---------------------------------------------------------------------------------------------------------

CLAIMS = st.sampled_from([*(one.id for one in ANSWER.claims()), "c0"])
PLACES = st.integers(-1, 3)
CITES = st.builds(cite, st.integers(1, 4), st.integers(0, 1))
TEXTS = st.sampled_from([sentence for pair in SENTENCES.values() for sentence in pair] + ["Porridge may help.", "Hm"])
EDITS = st.one_of(
    st.builds(e.Reword, CLAIMS, TEXTS, st.booleans()),
    st.builds(
        e.AddClaim,
        section=PLACES,
        position=PLACES,
        text=TEXTS,
        citations=st.lists(CITES, max_size=2).map(tuple),
        opinion=st.booleans(),
    ),
    st.builds(e.DropClaim, CLAIMS),
    st.builds(e.AddCitation, CLAIMS, CITES),
    st.builds(e.DropCitation, CLAIMS, st.sampled_from([one.id for one in TRIALS])),
    st.builds(e.MoveClaim, claim=CLAIMS, section=PLACES, position=PLACES),
    st.builds(e.AddSection, position=PLACES, kind=st.sampled_from(SectionKind), heading=st.just("Outlook")),
    st.builds(e.DropSection, PLACES),
    st.builds(e.MoveSection, section=PLACES, position=PLACES),
    st.builds(e.SetLead, st.lists(CLAIMS, max_size=3).map(tuple)),
    st.builds(e.SetSummary, st.lists(CLAIMS, max_size=3).map(tuple)),
)


@settings(max_examples=60)
@given(st.lists(EDITS, max_size=6))
def test_whatever_is_edited_the_article_keeps_its_promises(edits: list[e.Edit]):
    answer, opinions = ANSWER, ()
    for one in edits:
        try:
            done = edit(one, answer=answer, opinions=opinions)
        except EditRefused:
            continue
        answer, opinions = done.answer, done.opinions
        check_shape(answer, opinions)
