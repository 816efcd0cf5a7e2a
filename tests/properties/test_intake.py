"""Whatever is typed, intake ends soon: redaction loses nothing but identifiers, and warnings are blocks or none."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from growth import grows_gently
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.intake.identifiers import redact
from answerable.intake.rules import signs
from answerable.intake.warning_signs import REGIONS, warnings_in

sys.path.append(str(Path(__file__).parents[1] / "spec"))
from identifiers import CLEAN, MARKED
from warning_signs import FIRES, NEAR_MISSES

SENTENCES = [re.sub("[«»]", "", sentence) for sentence in (*MARKED, *CLEAN)]
TOLD = [text for table in (FIRES, NEAR_MISSES) for texts in table.values() for text in texts]
WORDS = """
    my patient I Mr Mrs John Smith born on lives at no not without fever pain , . ? - 12 94 year old 03/04/1960 @ call in the and
""".split()
TYPED = st.lists(
    st.sampled_from(SENTENCES) | st.sampled_from(TOLD) | st.sampled_from(WORDS) | st.text(max_size=12), max_size=12
).map(" ".join) | st.text(max_size=400)


@settings(max_examples=200, deadline=None)
@given(TYPED)
def test_redaction_loses_nothing_but_what_it_names(text: str):
    redacted = redact(text)
    at, pieces = 0, []
    for one in redacted.found:
        assert at <= one.start < one.end <= len(text)
        pieces += [text[at : one.start], f"[{one.kind}]"]
        at = one.end
    assert redacted.text == "".join((*pieces, text[at:]))
    assert all(earlier.end <= later.start for earlier, later in pairwise(redacted.found))
    assert bool(redacted.found) or redacted.text == text


@settings(max_examples=200, deadline=None)
@given(TYPED)
def test_what_is_redacted_once_is_redacted(text: str):
    once = redact(text).text
    assert redact(once).found == ()


@settings(max_examples=150, deadline=None)
@given(TYPED, st.sampled_from(REGIONS) | st.text(max_size=4))
def test_warnings_are_blocks_with_somebody_to_call_the_most_urgent_first(text: str, region: str):
    blocks = warnings_in(text, region)
    assert blocks == warnings_in(text, region)
    assert all(block.lines and block.advice and block.signs for block in blocks)
    order = ["emergency", "urgent", "soon"]
    ranks = [(not block.crisis, order.index(block.urgency.value)) for block in blocks]
    assert ranks == sorted(ranks)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([text for texts in FIRES.values() for text in texts]), st.sampled_from(["", "Hello. ", "Please help. "]))
def test_what_fires_fires_in_any_letters_and_after_a_greeting(text: str, greeting: str):
    fired = {block.rule for block in warnings_in(text)}
    assert fired <= {block.rule for block in warnings_in(greeting + text.upper().replace("'", "’"))}


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "no ",
        "my chest ",
        "1",
        "1-",
        "12 ",
        "A. ",
        "Mr ",
        "Mr A ",
        "@a.",
        "born on ",
        "I ",
        "[",
        "0:",
        "lives in A, ",
        "- ",
        "\n",
        "é’",
    ],
)
def test_hostile_text_takes_no_more_than_its_length(piece: str):
    signs()
    assert grows_gently(lambda text: (redact(text), warnings_in(text)), piece, 20_000)
