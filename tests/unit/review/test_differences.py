"""What changed between two revisions, in words for readers and in detail for staff."""

from cases import EDITOR, NOW
from edited import SENTENCES, SHELF, TRIALS, a_checked_answer, cite
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.composition.answer import Answer
from answerable.drafting.model import SectionKind
from answerable.review import edits as e
from answerable.review.differences import Difference, Kind, difference, words_between
from answerable.review.editing import edited

BEFORE = a_checked_answer()
HELPED, DID_NOT, SALT = BEFORE.claims()


def after(*edits: e.Edit) -> Answer:
    return edited(BEFORE, edits, by=EDITOR, on=NOW[:10], sources=SHELF).answer


def changed(*edits: e.Edit) -> Difference:
    return difference(BEFORE, after(*edits), "A reviewer asked for it.")


def kinds(found: Difference) -> list[Kind]:
    return [one.kind for one in found.claims]


def test_nothing_changed():
    found = difference(BEFORE, BEFORE)
    assert found.summary == "Nothing was changed."
    assert (found.changed, found.others, found.to_judge) == ((), (), ())


def test_a_claim_in_other_words_is_told_word_by_word_and_is_judged_afresh():
    found = changed(e.Reword(SALT.id, "Salt did not change hiccups in adults."))
    (claim,) = found.changed
    assert (claim.kind, claim.before, claim.told) == (Kind.REWORDED, SALT.id, "Put in other words.")
    assert [(one.change, one.text.strip()) for one in claim.pieces if one.change != "same"][:2] == [
        ("removed", "made no difference to"), ("added", "did not change"),
    ]  # fmt: skip
    assert found.to_judge == (claim.after,)
    assert found.summary == "Of the statements, 1 put in other words."
    assert found.why == "A reviewer asked for it."


def test_claims_added_removed_and_moved():
    found = changed(
        e.AddClaim(section=1, position=0, text=SENTENCES[1][1], citations=(cite(1, 1),)),
        e.DropClaim(DID_NOT.id),
        e.MoveClaim(claim=SALT.id, section=1, position=1),
    )
    assert kinds(found) == [Kind.UNCHANGED, Kind.ADDED, Kind.MOVED, Kind.REMOVED]
    assert found.claims[2].told == "Moved from “What treatment does” to “Harms”."
    assert found.summary == "Of the statements, 1 added, 1 removed and 1 moved."
    assert found.others == ("No longer a source: Trial number 2 of porridge.",)
    assert SALT.id not in found.to_judge


def test_a_claim_that_loses_a_source_says_so():
    section = BEFORE.sections[0]
    both = replace(SALT, id="cboth", citations=(*SALT.citations, *HELPED.citations))
    before = replace(BEFORE, sections=(replace(section, claims=(both,)), *BEFORE.sections[1:]))
    (claim,) = difference(before, BEFORE).changed
    assert (claim.kind, claim.lost) == (Kind.SOURCES, (TRIALS[0].id,))
    assert claim.told == "Rests on other words of its sources. 1 source dropped."


def test_what_changed_beside_the_claims():
    found = changed(
        e.SetTitle("Does porridge stop hiccups?"),
        e.RenameSection(1, "What may go wrong"),
        e.AddSection(position=0, kind=SectionKind.OUTCOME, heading="Outlook"),
        e.SetLead((SALT.id,)),
        e.SetSummary(()),
    )
    assert found.summary == "No statement was changed; title, order or headings were."
    assert found.others == (
        "The title was “Does porridge help against hiccups?” and is “Does porridge stop hiccups?”.",
        "New section: “Outlook”.",
        "New section: “What may go wrong”.",
        "Section taken out or renamed: “Harms”.",
        "Other claims open the article.",
        "Other claims close the article.",
    )


def test_the_order_of_the_sections():
    assert "The sections stand in another order." in changed(e.MoveSection(section=1, position=0)).others


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_pieces_make_both_texts(before: str, then: str):
    pieces = words_between(before, then)
    assert "".join(one.text for one in pieces if one.change != "added") == before
    assert "".join(one.text for one in pieces if one.change != "removed") == then


PERMUTED = st.permutations([one.id for one in BEFORE.claims()])


@given(PERMUTED, st.sets(st.sampled_from([one.id for one in BEFORE.claims()]), max_size=2))
def test_every_claim_of_both_revisions_is_told_of_once(order: list[str], gone: set[str]):
    moves = [e.MoveClaim(claim=one, section=0, position=0) for one in order]
    found = changed(*moves, *(e.DropClaim(one) for one in sorted(gone)))
    now = [one.id for one in after(*moves, *(e.DropClaim(one) for one in sorted(gone))).claims()]
    assert [one.after for one in found.claims if one.after] == now
    assert {one.before for one in found.claims if one.before} == {one.id for one in BEFORE.claims()}
