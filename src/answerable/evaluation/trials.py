"""Trials: questions put together from the prompts of Evidence Inference, each to be found its own trial (DeYoung et al. 2020)."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO

from answerable.corpus.record import Record
from answerable.errors import UnreadableInput
from answerable.evaluation.model import Collection, Qrel, Topic

_NOTE = (
    "Judged relevant: the one trial that the prompt was written for; the question is put together from the annotators' "
    "intervention, comparator and outcome, the first prompt of each trial."
)


def read_trials(prompts: BinaryIO, records: Iterable[Record]) -> Collection:
    """The collection of a table of prompts and the trials that they are about.

    Raises `UnreadableInput` where the table lacks a column.
    """
    of_pmcid = {record.pmcid.removeprefix("PMC"): record for record in records if record.pmcid}
    topics: dict[str, Topic] = {}
    table = csv.DictReader(TextIOWrapper(prompts, encoding="utf-8", newline=""))
    try:
        for row in table:
            pmcid = row["PMCID"]
            if pmcid in of_pmcid and pmcid not in topics:
                intervention, comparator, outcome = (row[name].strip() for name in ("Intervention", "Comparator", "Outcome"))
                topics[pmcid] = Topic(pmcid, f"What is the effect of {intervention} compared with {comparator} on {outcome}?")
    except (KeyError, csv.Error, UnicodeError) as error:
        raise UnreadableInput(
            f"The table of prompts is not what was expected: {error!r}.",
            "Give the layout of prompts_merged.csv: PMCID, Outcome, Intervention, Comparator.",
        ) from error
    return Collection(
        name="Trials",
        records=tuple(of_pmcid.values()),
        topics=tuple(topics.values()),
        qrels=tuple(Qrel(pmcid, of_pmcid[pmcid].id) for pmcid in topics),
        notes=(_NOTE,),
    )
