"""Measures an exported network on the fold of SciFact that it has not seen, as `answerable evaluate verification` does on fold 0.

python training/other_fold.py build/model/fold1 --fold 1
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import msgspec

from answerable.adapters.evidence_model import EvidenceModel
from answerable.app import wiring
from answerable.app.evaluating.files import Files
from answerable.app.evaluating.verification import PAIRS
from answerable.corpus.passage import Passage
from answerable.corpus.record import Record, TextSection
from answerable.evaluation.folds import FOLDS
from answerable.evaluation.rendering import RENDERERS
from answerable.evaluation.stances import by_model, by_score, checks_alone, lexical, majority
from answerable.evaluation.verifying import Part, verify_systems


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("--fold", type=int, required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    given = parser.parse_args()
    found = PAIRS["scifact"](Files(given.data).open)
    turned = {name: (fold - given.fold) % FOLDS for name, fold in found.folds.items()}  # its fold is now the one held out
    encoder = wiring.encoder()

    def cosine(claim: str, texts: Sequence[str]) -> Sequence[float]:
        return encoder.score(claim, [Passage(Record(id="text", title="", abstract=(TextSection(text),))) for text in texts])

    compared = by_score("cosine", "the cosine of claim and passage by the plain encoder", cosine)
    systems = [majority(), lexical(), checks_alone(), compared, by_model(EvidenceModel(folder=given.model))]
    measured = verify_systems(msgspec.structs.replace(found, folds=turned), systems, Part.HELD_OUT, {})
    print(RENDERERS["markdown"](measured))


if __name__ == "__main__":
    main()
