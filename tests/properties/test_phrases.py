"""A phrase finds exactly what its expression finds; the short cut only saves the looking."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from answerable.corpus.phrases import Phrase, beginnings
from answerable.drafting import cues, sense

_TABLES = [phrase for rows in cues.SECTION_CUES.values() for _, phrase in rows]
_SINGLE = [value for module in (cues, sense) for value in vars(module).values() if isinstance(value, Phrase)]
_PHRASES = [*_TABLES, *_SINGLE]
# Every word of every rule, and what stands between words.
_WORDS = sorted({word for phrase in _PHRASES for word in re.findall(r"[a-z]{2,}", phrase.pattern.pattern)})
_PARTS = st.one_of(
    st.sampled_from(_WORDS), st.sampled_from(["p", "7", "12%", "mg", "©", "95", "We", "THE", "Ärzte", "x-ray", "nct01"])
)
_TEXTS = st.lists(st.tuples(_PARTS, st.sampled_from([" ", " ", " ", "-", ", ", " (", "/", ""])), max_size=25).map(
    lambda parts: "".join(word + space for word, space in parts)
)


@given(_TEXTS)
@example("(p < 0.05)")
@example("All rights reserved ©2001")
@example("ſhe was treated")
def test_every_rule_finds_with_the_short_cut_what_it_finds_without(text: str) -> None:
    for phrase in _PHRASES:
        found, expected = phrase.search(text), phrase.pattern.search(text)
        assert (found and found.span()) == (expected and expected.span()), phrase.pattern.pattern


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        (r"\b(?:nodules?|lumps?)\b", {"nod", "lum"}),
        (r"\bp\s*<", {"p", "p<"}),
        (r"\b\d+ mg\b", {"#"}),
        (r"(?<!back )\b(?:mice|rats?)\b", {"mic", "rat"}),
        (r"\b(?:an? )?trial\b", {"a t", "an ", "tri"}),
        (r"^(?:to|we) ask", {"to ", "we "}),
        (r"\b[tT]otal", {"tot"}),
    ],
)
def test_how_a_match_begins_is_read_from_the_expression(pattern: str, begins: set[str]) -> None:
    assert beginnings(pattern) == begins


@pytest.mark.parametrize("pattern", [r"pain", r"\b\w+ pain", r"\b(?:pain)?", r".*", r"\b(?:pain|.x)", r"(?:pain|\bache)"])
def test_where_any_text_may_match_nothing_is_cut_short(pattern: str) -> None:
    assert beginnings(pattern) is None


def test_most_rules_have_a_short_cut() -> None:
    assert sum(phrase.begins is not None for phrase in _PHRASES) > len(_PHRASES) * 0.95
