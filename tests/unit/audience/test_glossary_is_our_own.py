"""The glossary is written for this project: no definition shares a run of words with a glossary of others."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from answerable.audience.glossary import glossary

OTHERS = Path(__file__).parents[4] / "shared" / "data" / "glossaries_usgov"
RUN = 8  # words in a row that would be a copy and no accident


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    yield from (tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1))


@pytest.mark.skipif(not OTHERS.is_dir(), reason="the glossaries of others are not on this machine")
def test_no_definition_is_copied():
    texts: list[str] = []
    for table in sorted(OTHERS.glob("*.json*")):
        content = gzip.decompress(table.read_bytes()) if table.suffix == ".gz" else table.read_bytes()
        texts += [entry["plain_alternative"] for entry in json.loads(content)]
    assert texts
    theirs = {run for text in texts for run in runs(text)}
    assert not [entry.id for entry in glossary().terms.values() if not theirs.isdisjoint(runs(entry.definition))]
