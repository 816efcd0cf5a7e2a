"""A comment hangs on words, finds them again in the next revision, and where they are gone is shown as an orphan."""

import pytest
from answers import an_answer
from cases import BEFORE, METHODS
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from answerable.composition.answer import Answer
from answerable.review.anchoring import Anchored, anchor_on, anchored, anchored_in, text_of
from answerable.review.comment import Anchor, Comment
from answerable.review.model import Revision

CLAIM = "Porridge stopped hiccups in 12 of 20 adults, and nobody was harmed by porridge."
ANSWER = an_answer((CLAIM, "Salt made no difference.", "Oat bran was not studied."))
FIRST = ANSWER.claims()[0].id


def on(words: str, answer: Answer = ANSWER, claim: str = FIRST, at: int = 0) -> Comment:
    """A comment on words of a claim, at their first place or a later one."""
    text = next(one.text for one in answer.claims() if one.id == claim) if claim else text_of(answer)
    start = -1
    for _ in range(at + 1):
        start = text.index(words, start + 1)
    return a_comment(anchor_on(answer, start, start + len(words), claim))


def a_comment(anchor: Anchor | None) -> Comment:
    return Comment(id="c1", submission="s1", revision="0" * 64, by=METHODS.id, at=BEFORE, words="Which adults?", anchor=anchor)


def again(comment: Comment, *texts: str, ids: tuple[str, ...] = ()) -> Anchored:
    """Where a comment hangs in a revision of these claims; where `ids` are given, the claims have those."""
    answer = an_answer(texts)
    section = answer.sections[0]
    if ids:
        claims = {old.id: replace(old, id=new) for old, new in zip(answer.claims(), ids, strict=True)}
        sides = tuple(replace(one, claims=tuple(claims[c.id] for c in one.claims)) for one in section.disagreements)
        section = replace(section, claims=tuple(claims[c.id] for c in section.claims), disagreements=sides)
    (found,) = anchored([comment], replace(answer, sections=(section,)))
    return found


def test_an_anchor_has_the_words_what_stands_around_them_and_their_place():
    anchor = on("20 adults").anchor
    assert anchor
    assert (anchor.quote.exact, anchor.quote.prefix, anchor.quote.suffix) == (
        "20 adults", "rridge stopped hiccups in 12 of ", ", and nobody was harmed by porri",
    )  # fmt: skip
    assert (anchor.position.start, anchor.position.end) == (34, 43)


def test_words_that_are_not_there_carry_no_comment():
    for start, end, claim in ((5, 5, FIRST), (-1, 4, FIRST), (0, 999, FIRST), (0, 2, "c0")):
        with pytest.raises(ValueError, match="there are no characters"):
            anchor_on(ANSWER, start, end, claim)


def test_in_the_same_text_a_comment_stays_where_it_is():
    comment = on("20 adults")
    (found,) = anchored([comment], ANSWER)
    assert found.anchor == comment.anchor
    assert found.exactly


def test_words_that_moved_are_found():
    found = again(
        on("20 adults"),
        "In this small trial porridge stopped hiccups in 12 of 20 adults, and nobody was harmed by porridge.",
        "x",
    )
    assert found.anchor
    assert found.anchor.position.start == 54
    assert found.exactly


def test_of_words_that_stand_twice_those_are_meant_that_stand_between_the_same():
    text = "Porridge helps adults. Of the adults none was harmed, and the adults liked it."
    answer = an_answer((text, "x"))
    third = on("adults", answer, answer.claims()[0].id, at=2)
    found = again(third, text.replace("Of the adults none was harmed", "None was harmed"), "x")
    assert found.anchor
    assert found.anchor.quote.prefix.endswith("and the ")


def test_words_that_were_changed_a_little_still_carry_it_and_it_says_so():
    found = again(
        on("12 of 20 adults"), "Porridge stopped hiccups in 12 of 20 older adults, and nobody was harmed by porridge.", "x"
    )
    assert found.anchor
    assert found.anchor.quote.exact == "12 of 20 older adults"
    assert not found.exactly


def test_a_claim_that_was_reworded_is_found_by_its_words():
    found = again(
        on("20 adults"), "Salt made no difference.",
        "In 12 of 20 adults porridge stopped hiccups, and nobody was harmed by porridge.", ids=("cx", "cy"),
    )  # fmt: skip
    assert found.anchor
    assert found.anchor.claim == "cy"
    assert found.anchor.quote.exact == "20 adults"


def test_where_the_words_are_gone_it_is_an_orphan_and_not_lost():
    found = again(on("nobody was harmed"), "Nothing of the kind was ever written here.", "Salt.", ids=("cx", "cy"))
    assert found.orphan
    assert found.comment.words == "Which adults?"


def test_a_word_that_also_stands_elsewhere_is_not_the_word_that_was_meant():
    assert again(on("12"), "It took place in 12 hospitals.", "x", ids=("cx", "cy")).orphan


def test_a_comment_on_the_whole_hangs_nowhere_and_is_no_orphan():
    found = again(a_comment(None), "x", "y")
    assert found.anchor is None
    assert not found.orphan


def test_a_comment_can_hang_on_a_heading():
    comment = on("How well treatment works", claim="")
    found = again(comment, "Other.", "Claims.")
    assert found.anchor
    assert found.anchor.quote.exact == "How well treatment works"


TEXT = st.text(alphabet="ab c.", max_size=60)


@example(".aaa", 2, 2, "", "")  # the same words twice, one over the other
@given(TEXT, st.integers(0, 60), st.integers(1, 20), TEXT, TEXT)
def test_words_are_found_again_whatever_is_put_before_and_behind_their_text(
    text: str, start: int, size: int, before: str, behind: str
):
    text = f"{text}Porridge stopped it."
    start = min(start, len(text) - 1)
    answer = an_answer((text, "x"))
    anchor = anchor_on(answer, start, min(start + size, len(text)), answer.claims()[0].id)
    found = again(a_comment(anchor), f"{before}{text}{behind}", "x")
    if found.anchor:
        assert found.anchor.quote.exact in f"{before}{text}{behind}"
        position = found.anchor.position
        assert f"{before}{text}{behind}"[position.start : position.end] == found.anchor.quote.exact
    same = again(a_comment(anchor), text, "x")
    assert same.anchor == anchor


@given(TEXT, TEXT)
def test_no_text_makes_it_fail_and_what_is_found_is_there(one: str, other: str):
    answer = an_answer((f"{one}b", "x"))
    anchor = anchor_on(answer, 0, len(one) + 1, answer.claims()[0].id)
    for ids in ((), ("cx", "cy")):
        found = again(a_comment(anchor), f"{other}a", "y", ids=ids)
        assert found.orphan is (found.anchor is None)


def revisions(*texts: str) -> tuple[Revision, ...]:
    """A revision for each text, in which it is the first claim."""
    answers = [an_answer((text, "x")) for text in texts]
    return tuple(Revision(number=number, answer=answer, by="ed", made=BEFORE) for number, answer in enumerate(answers, 1))


def on_the_first(kept: tuple[Revision, ...], words: str) -> Comment:
    answer = kept[0].answer
    claim = answer.claims()[0]
    start = claim.text.index(words)
    made = a_comment(anchor_on(answer, start, start + len(words), claim.id))
    return replace(made, revision=kept[0].content_hash)


def test_a_comment_is_followed_through_every_revision_since_it_was_made():
    kept = revisions(
        CLAIM, CLAIM.replace("20 adults", "20 older adults"), CLAIM.replace("20 adults", "20 older adults with reflux")
    )
    (found,) = anchored_in([on_the_first(kept, "12 of 20 adults")], kept)
    assert found.anchor
    assert found.anchor.quote.exact == "12 of 20 older adults"
    assert not found.exactly
    assert not found.orphan


def test_words_that_come_back_are_found_again():
    kept = revisions(CLAIM, "Nothing of the kind was ever written.", CLAIM)
    comment = on_the_first(kept, "nobody was harmed")
    assert anchored_in([comment], kept[:2])[0].orphan
    (found,) = anchored_in([comment], kept)
    assert (found.anchor, found.exactly) == (comment.anchor, True)


def test_a_comment_on_the_latest_revision_hangs_where_it_was_put():
    kept = revisions("Other words.", CLAIM)
    comment = replace(on_the_first(kept[1:], "20 adults"), revision=kept[1].content_hash)
    (found,) = anchored_in([comment], kept)
    assert (found.anchor, found.exactly) == (comment.anchor, True)


@given(st.lists(TEXT, min_size=1, max_size=4), st.integers(0, 60), st.integers(1, 20))
def test_through_whatever_revisions_a_comment_is_somewhere_or_an_orphan_and_never_lost(texts: list[str], start: int, size: int):
    kept = revisions(f"{texts[0]}Porridge stopped it.", *texts[1:])
    answer = kept[0].answer
    text = answer.claims()[0].text
    start = min(start, len(text) - 1)
    anchor = anchor_on(answer, start, min(start + size, len(text)), answer.claims()[0].id)
    comment = replace(a_comment(anchor), revision=kept[0].content_hash)
    (found,) = anchored_in([comment], kept)
    assert found.comment == comment
    assert found.orphan is (found.anchor is None)
    if found.anchor:
        words = {one.id: one.text for one in kept[-1].answer.claims()}[found.anchor.claim]
        assert words[found.anchor.position.start : found.anchor.position.end] == found.anchor.quote.exact
        assert found.exactly is (found.anchor.quote.exact == anchor.quote.exact)
    unchanged = (kept[0], *(replace(kept[0], number=number) for number in range(2, 4)))
    assert anchored_in([comment], unchanged)[0].anchor == anchor
