"""Prints every two statements that the evidence model would merge or set against each other, for somebody to read and judge.

    python training/groups.py LIBRARY QUESTIONS.txt [--from 0.5]

One question a line. A pair is shown from the given probability on, both ways; beside it whether it has the same figures and
points the same way, and whether it would pass every check, so that a threshold can be chosen by reading.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from answerable.app import App, wiring
from answerable.app.ask import DEFAULT_DEPTH
from answerable.drafting import agreement
from answerable.drafting.candidates import Candidate
from answerable.drafting.extractive import ExtractiveDrafter
from answerable.drafting.model import SectionKind, Statement, Support
from answerable.errors import NoEvidence
from answerable.question import Question, understand
from answerable.retrieval.retriever import Retriever
from answerable.verification.judging import ModelJudge
from answerable.verification.verifier import Verifier


def main() -> None:
    """Reads the questions and prints the pairs of each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("library", type=Path)
    asked.add_argument("questions", type=Path)
    asked.add_argument("--from", dest="least", type=float, default=0.5)
    given = asked.parse_args()
    model = wiring.evidence_model()
    with App.open(given.library) as app:
        verifier = Verifier(app.opened.library, ModelJudge(model))
        retriever = Retriever(app.opened.index, app.opened.library, DEFAULT_DEPTH)
        for line in given.questions.read_text(encoding="utf-8").splitlines():
            question = understand(line)
            print(f"## {question.text}", flush=True)
            try:
                run = retriever.retrieve(question)
            except NoEvidence:
                continue
            for kind, ones in ExtractiveDrafter().placed(question, run).items():
                for told in _pairs(kind, ones, model, verifier, question, given.least):
                    print(told, flush=True)


def _pairs(
    kind: SectionKind, ones: list[Candidate], model: wiring.EvidenceModel, verifier: Verifier, question: Question, least: float
) -> Iterator[str]:
    for (one, other), there, back in agreement.judged(agreement.comparable(ones), model, least):
        agree, deny = min(there.supports, back.supports), min(there.contradicts, back.contradicts)
        if max(agree, deny) < least:
            continue
        statement = Statement(text=one.words, supports=(Support(one.passage.id, one.span),), indirect=one.indirect)
        holds = verifier.bears_out(statement, agreement.support_of(other), question)
        what = f"agree {agree:.3f}" if agree > deny else f"deny {deny:.3f}"
        alike = agreement.alike(one, other)
        yield f"  {what}, {'alike' if alike else 'not alike'}, checks {'hold' if holds else 'fail'} [{kind.value}]"
        yield from (f"      {each.record.id} (level {each.appraisal.level.value}): {each.words}" for each in (one, other))


if __name__ == "__main__":
    main()
