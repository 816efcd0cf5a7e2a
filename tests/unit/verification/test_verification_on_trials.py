"""Measured on the results and conclusions of real trials: how often a true sentence is alarmed at, and a false one passes.

The sentences are read in place and nothing of them is kept here. `-s` prints both tables.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from false_sentences import RULES

from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import Appraisal
from answerable.corpus.record import Record, TextSection
from answerable.drafting.model import Wording
from answerable.text import Sentence, sentences, span_of
from answerable.verification.checks import DETERMINISTIC
from answerable.verification.model import Check, Evidence, Finding, Verdict

HOW_MANY = 500
TEXTUAL = frozenset({Check.QUOTE, Check.SHOWN, Check.FIGURES, Check.DIRECTION, Check.INTEGRITY})


class Cited(NamedTuple):
    """A sentence of a trial's abstract, where it stands, and what the trial is worth."""

    record: Record
    appraisal: Appraisal
    field: str
    text: str
    sentence: Sentence

    def says(self, claim: str, wording: Wording) -> Evidence:
        """The evidence of a claim that cites this sentence."""
        return Evidence(
            claim=claim,
            span=span_of(self.record.id, self.field, self.text, self.sentence.start, self.sentence.end),
            wording=wording,
            record=self.record,
            appraisal=self.appraisal,
            notices=(),
            field_text=self.text,
            quote=self.sentence.text,
            sentence=self.sentence.text,
        )


@pytest.fixture(scope="module")
def cited(shared_data: Path) -> list[Cited]:
    found = list(_all(shared_data / "rct_ccby" / "articles.jsonl.gz"))
    random.Random(11).shuffle(found)
    kept = found[:HOW_MANY]
    worth = {record.id: appraise(record) for record, *_ in kept}
    return [Cited(record, worth[record.id], field, text, sentence) for record, field, text, sentence in kept]


def _all(path: Path) -> Iterator[tuple[Record, str, str, Sentence]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            sections = tuple(TextSection(s["text"], s.get("label") or "") for s in article["abstract"])
            record = Record(id=f"pmid:{article['pmid']}", pmid=article["pmid"], title=article["title"], abstract=sections)
            for number, section in enumerate(sections):
                if any(word in section.label.upper() for word in ("RESULT", "FINDING", "CONCLUSION", "INTERPRET")):
                    for sentence in sentences(section.text):
                        yield record, f"abstract/{number}", section.text, sentence


def _against(evidence: Evidence) -> list[Finding]:
    return [f for check in DETERMINISTIC.values() if (f := check(evidence)).verdict is not Verdict.SUPPORTED]


@pytest.mark.slow
def test_a_sentence_that_cites_itself_passes(cited: list[Cited]):
    alarms = [(f, one) for one in cited for f in _against(one.says(one.sentence.text, Wording.QUOTE))]
    named = [f for f, _ in alarms if f.check not in TEXTUAL]  # an animal study unnamed, a verb too strong for its design
    print(f"\nverbatim: {HOW_MANY} sentences, {len(alarms)} alarms, of them {len(named)} of strength or population")
    assert not [f for f, _ in alarms if f.check in TEXTUAL]
    assert len(named) <= 0.03 * HOW_MANY


@pytest.mark.slow
def test_a_sentence_passes_also_where_no_shortcut_is_taken(cited: list[Cited]):
    alarms = [
        f
        for one in cited
        for f in _against(one.says(one.sentence.text.rstrip(".") + " .", Wording.REWORDED))
        if f.check in (Check.FIGURES, Check.DIRECTION)
    ]
    assert len(alarms) <= 0.01 * HOW_MANY, [f.reason for f in alarms]


# The least share of false sentences that the deterministic checks have to notice when the claim says that it is reworded.
LEAST = {
    "drop_the_comparator": 0.75,
    "drop_the_population": 0.8,
    "drop_the_reservation": 0.5,
    "make_it_a_cause": 0.7,
    "add_a_negation": 0.92,
}


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_sentence_made_false_is_noticed(rule: Callable[[str], str | None], cited: list[Cited]):
    made = [(one, false) for one in cited if (false := rule(one.sentence.text))]
    quoted = sum(_notices(one, false, Wording.QUOTE) for one, false in made)
    reworded = sum(_notices(one, false, Wording.REWORDED) for one, false in made)
    shares = f"noticed as reworded {reworded / len(made):.1%}, as a quote {quoted / len(made):.1%}"
    print(f"\n{rule.__name__:<24}{len(made):>6} made, {shares}")
    assert quoted == len(made)
    if len(made) >= 10:
        assert reworded >= LEAST.get(rule.__name__, 0.95) * len(made)


def _notices(one: Cited, false: str, wording: Wording) -> bool:
    """Whether a check fails on the false sentence that did not fail on the true one."""
    before = {f.check for f in _against(one.says(one.sentence.text, Wording.QUOTE))}
    return any(f.check not in before for f in _against(one.says(false, wording)))
