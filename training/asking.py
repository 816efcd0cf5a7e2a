"""Statements turned into yes-or-no questions by rule, so that what is learnt of claims holds for questions too."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator, Mapping

from data import Data
from examples import Label, Pair
from sources import shortened

_AUXILIARY = re.compile(
    r"^(?P<who>[A-Z][^,;:?]{2,110}?) (?P<aux>is|are|was|were|can|may|could|should|has|have|does|do|did) (?P<rest>.+)$"
)
_VERB = re.compile(
    r"^(?P<who>[A-Z][^,;:?]{2,90}?) (?P<verb>increases|decreases|reduces|improves|affects|prevents|predicts|causes|promotes"
    r"|inhibits|regulates|enhances|impairs|requires|controls|induces|mediates|protects|leads|contributes|plays|increased|decreased|reduced"
    r"|improved|affected|prevented|predicted|caused|showed|led|resulted) (?P<rest>.+)$"
)
_PAST = {
    "showed": "show", "led": "lead", "increased": "increase", "decreased": "decrease", "reduced": "reduce", "caused": "cause",
    "improved": "improve",
}  # fmt: skip
_SUBORDINATE = re.compile(r"\b(?:that|which|who|when|while|whereas|although|because|if)\b", re.IGNORECASE)


def as_question(statement: str) -> str:
    """The statement as a question; empty where no rule fits, as where it says “not”."""
    words = statement.strip().rstrip(".")
    if re.search(r"\b(?:not|no|neither|nor|without)\b", words):
        return ""
    found = _AUXILIARY.match(words)
    if found and not _SUBORDINATE.search(found["who"]):
        return f"{found['aux'].capitalize()} {_begun(found['who'])} {found['rest']}?"
    found = _VERB.match(words)
    if not found or _SUBORDINATE.search(found["who"]):
        return ""
    verb = found["verb"]
    if verb.endswith("ed") or verb in _PAST:
        return f"Did {_begun(found['who'])} {_PAST.get(verb, verb.removesuffix('ed'))} {found['rest']}?"
    return f"Does {_begun(found['who'])} {verb.removesuffix('s')} {found['rest']}?"


def _begun(who: str) -> str:
    """A subject within a sentence: small, where it does not begin with a name or an abbreviation."""
    first = who.split(maxsplit=1)[0]
    return who if not first[1:].islower() else who[0].lower() + who[1:]


_ASKED: Mapping[str, tuple[tuple[str, tuple[int, ...]], ...]] = {
    "up": (("Does {i} increase {o}?", (1,)), ("Is {o} higher with {i} than with {c}?", (1,)), ("Can {i} raise {o}?", (1,))),
    "down": (("Does {i} reduce {o}?", (-1,)), ("Is {o} lower with {i} than with {c}?", (-1,)), ("Can {i} decrease {o}?", (-1,))),
    "any": (
        ("Does {i} affect {o}?", (1, -1)), ("Is there a difference in {o} between {i} and {c}?", (1, -1)),
        ("Does {o} differ between {i} and {c}?", (1, -1)), ("Is {i} associated with a change of {o}?", (1, -1)),
    ),
}  # fmt: skip


def trials_asked(data: Data) -> Iterator[Pair]:
    """What annotators read of trials, as questions: yes supports what is asked, no contradicts it."""
    with gzip.open(data.folder / "rct_ccby/v2_annotations.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["Valid Label"] == "True" and row["Annotations"].strip()]
    seen: set[str] = set()
    for row in rows:
        prompt = data.prompts.get(row["PromptID"])
        if prompt is None or row["PromptID"] in seen:
            continue
        seen.add(row["PromptID"])
        true = int(row["Label Code"])
        parts = {"i": prompt["Intervention"].strip(), "c": prompt["Comparator"].strip(), "o": prompt["Outcome"].strip(" .")}
        way = data.random_.choice(("up", "down", "any"))
        asked, yes = data.random_.choice(_ASKED[way])
        label = Label.SUPPORTS if true in yes else Label.CONTRADICTS
        yield Pair("trials asked", f"asked:{row['PromptID']}", asked.format(**parts), shortened(row["Annotations"]),
                   f"pmc:{row['PMCID']}", label)  # fmt: skip


def asked_of(pairs: Iterator[Pair], source: str) -> Iterator[Pair]:
    """The pairs whose claim can be asked, asked."""
    for one in pairs:
        if one.label is not None and (asked := as_question(one.claim)):
            yield Pair(source, f"asked:{one.topic}", asked, one.passage, one.record, one.label)
