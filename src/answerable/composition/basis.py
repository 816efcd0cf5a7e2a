"""What a claim rests on, in words: the design, the size and the year of each study under it."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.corpus.evidence import Appraisal, Design, SampleSize
from answerable.corpus.record import Record

# Designs whose size says nothing about the weight of what they state.
_WITHOUT_SIZE = frozenset({Design.GUIDELINE, Design.REVIEW, Design.OPINION, Design.NOTICE})


def basis_of(studies: Sequence[tuple[Record, Appraisal]]) -> str:
    """The studies in words, each once: "case series, 35 patients, 2000; opinion, 1993"."""
    return "; ".join(dict.fromkeys(_study(record, appraisal) for record, appraisal in studies))


def _study(record: Record, appraisal: Appraisal) -> str:
    size = _size(appraisal.sample) if appraisal.sample and appraisal.design not in _WITHOUT_SIZE else ""
    year = str(record.year) if record.year else "year unknown"
    return ", ".join(part for part in (appraisal.design.value, size, year) if part)


def _size(sample: SampleSize) -> str:
    unit = sample.unit
    if sample.number == 1:
        unit = {"people": "person", "women": "woman", "men": "man", "children": "child", "studies": "study"}.get(
            unit, unit.removesuffix("s")
        )
    return f"{sample.number:,} {unit}"
