"""What a claim rests on, in words: the design, the size and the year of each study under it."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.corpus.ages import age_groups
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
    return ", ".join(part for part in (appraisal.design.value, size, _whom(record, size), year) if part)


# People whose evidence does not hold for everybody: told where the study was of them and of no adults at large.
_WHOM = (
    ("pregnant", "in pregnancy or after birth"),
    ("children", "in children"),
    ("adolescents", "in adolescents"),
    ("older adults", "in older adults"),
)


def _whom(record: Record, size: str) -> str:
    """Whom a study was of, where that is not adults at large and its size does not say so already."""
    groups = age_groups(record)
    if "adults" in groups and "pregnant" not in groups:
        return ""
    said = next((words for group, words in _WHOM if group in groups), "")
    return "" if said.removeprefix("in ") in size else said


def _size(sample: SampleSize) -> str:
    unit = sample.unit
    if sample.number == 1:
        unit = {"people": "person", "women": "woman", "men": "man", "children": "child", "studies": "study"}.get(
            unit, unit.removesuffix("s")
        )
    return f"{sample.number:,} {unit}"
