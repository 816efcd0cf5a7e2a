"""The sources that teach stance, each a function from data to pairs; what is held out never enters."""

from __future__ import annotations

import csv
import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from changes import changes, contradicted
from data import Data, abstract_of
from examples import Label, Pair
from relevance import lay_questions, paper_questions, trial_questions

from answerable.corpus.record import TextSection
from answerable.retrieval.windows import best_window, overlap, stems_of
from answerable.text import sentences

_RESULT = re.compile(r"result|finding", re.IGNORECASE)
_CONCLUSION = re.compile(r"conclusion|interpretation", re.IGNORECASE)
TOLD = re.compile(
    r"\b(?:significan|increas|decreas|reduc|improv|associat|effective|higher|lower|differ|greater|better|worse|safe|benefi|superior"
    r"|similar|prevent|cause|fewer|longer|shorter|inferior)",
    re.IGNORECASE,
)


def scifact(data: Data) -> Iterator[Pair]:
    """Claims of scientists with the sentences that annotators marked, and sentences beside them that do not tell."""
    for claim in data.claims:
        if not data.may_learn(claim):
            continue
        for cited in map(str, claim["cited_doc_ids"]):
            yield from _scifact_pairs(data, claim, cited)


def _scifact_pairs(data: Data, claim: Mapping[str, Any], cited: str) -> Iterator[Pair]:
    abstract: list[str] = data.abstracts[cited]["abstract"]
    sets = claim["evidence"].get(cited, [])
    marked = {number for one in sets for number in one["sentences"]}

    def pair(numbers: Sequence[int], label: Label) -> Pair:
        words = " ".join(abstract[number].strip() for number in numbers)
        return Pair("scifact", f"scifact:{claim['id']}", claim["claim"], words, cited, label)

    for one in sets:
        label = Label.SUPPORTS if one["label"] == "SUPPORT" else Label.CONTRADICTS
        for numbers in {tuple(one["sentences"]), *((number,) for number in one["sentences"])}:
            yield pair(numbers, label)
        first = min(one["sentences"])
        if first > 0:
            yield pair((first - 1, first), label)
        if label is Label.SUPPORTS and (opposite := contradicted(claim["claim"], data.random_)):
            words = " ".join(abstract[number].strip() for number in one["sentences"])
            yield Pair("scifact", f"scifact:{claim['id']}", opposite, words, cited, Label.CONTRADICTS)
    asked = stems_of(claim["claim"])
    others = sorted((n for n in range(len(abstract)) if n not in marked), key=lambda n: -overlap(asked, abstract[n]))
    for number in {*others[:2], *data.random_.sample(others, min(2, len(others)))}:
        yield pair((number,), Label.NEUTRAL)


_CLAIMS: Mapping[int, tuple[str, ...]] = {
    1: (
        "{i} significantly increases {o} compared with {c}.", "{o} is higher with {i} than with {c}.",
        "{i} raised {o} relative to {c}.",
        "Compared with {c}, {i} leads to greater {o}.", "{i} increases {o}.",
    ),
    -1: (
        "{i} significantly reduces {o} compared with {c}.", "{o} is lower with {i} than with {c}.",
        "{i} lowered {o} relative to {c}.",
        "Compared with {c}, {i} leads to less {o}.", "{i} decreases {o}.",
    ),
    0: (
        "{i} has no significant effect on {o} compared with {c}.", "{o} does not differ between {i} and {c}.",
        "There is no difference in {o} between {i} and {c}.", "{i} does not change {o}.",
    ),
}  # fmt: skip


def directions(data: Data) -> Iterator[Pair]:
    """What annotators read of trials: claims put together from intervention, comparator and outcome, in each direction."""
    with gzip.open(data.folder / "rct_ccby/v2_annotations.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["Valid Label"] == "True" and row["Annotations"].strip()]
    by_article: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_article[row["PMCID"]].append(row)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        words = shortened(row["Annotations"])
        if row["PromptID"] not in data.prompts or (row["PromptID"], words) in seen:
            continue
        seen.add((row["PromptID"], words))
        true = int(row["Label Code"])
        wrong = data.random_.sample([said for said in (-1, 0, 1) if said != true], 1)
        for said in (true, *wrong):
            label = Label.SUPPORTS if said == true else Label.CONTRADICTS
            yield _trial_pair(data, row["PromptID"], said, words, label)
        elsewhere = [one for one in by_article[row["PMCID"]] if _outcomes_apart(data, one, row)]
        if elsewhere and data.random_.random() < 0.7:
            other = data.random_.choice(elsewhere)
            yield _trial_pair(
                data, row["PromptID"], data.random_.choice((-1, 0, 1)), shortened(other["Annotations"]), Label.NEUTRAL
            )
        sentences_ = [s.text for s in sentences(abstract_of(data.trials[row["PMCID"]]))] if row["PMCID"] in data.trials else []
        quiet = [text for text in sentences_[: max(1, len(sentences_) // 2)] if not TOLD.search(text)]
        if quiet and data.random_.random() < 0.5:
            yield _trial_pair(data, row["PromptID"], true, data.random_.choice(quiet), Label.NEUTRAL)


def _trial_pair(data: Data, prompt: str, said: int, words: str, label: Label) -> Pair:
    row = data.prompts[prompt]
    parts = {"i": row["Intervention"].strip(), "c": row["Comparator"].strip(), "o": row["Outcome"].strip().rstrip(".")}
    claim = data.random_.choice(_CLAIMS[said]).format(**parts)
    return Pair("directions", f"prompt:{prompt}", claim[0].upper() + claim[1:], words, f"pmc:{row['PMCID']}", label)


def _outcomes_apart(data: Data, one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether two prompts of an article ask for outcomes that share no word, in different words of the article."""
    if one["PromptID"] not in data.prompts or one["Annotations"] == other["Annotations"]:
        return False
    first, second = (stems_of(data.prompts[row["PromptID"]]["Outcome"]) for row in (one, other))
    return not first & second and not second & stems_of(one["Annotations"])


def shortened(words: str, most: int = 50) -> str:
    """Long evidence cut to the words with which it begins."""
    words = " ".join(words.split())
    return words if len(words.split()) <= most else " ".join(words.split()[:most])


def conclusions(data: Data) -> Iterator[Pair]:
    """What authors conclude against what they found; turned to its opposite by rule; and against methods."""
    structured = [*_structured_trials(data), *_structured_pubmedqa(data)]
    pool = [(key, words) for key, _, results, _ in structured for words in results]
    for key, concluded, results, quiet in structured:
        for claim in concluded[:2]:
            asked = stems_of(claim)
            ranked = sorted(results, key=lambda words: -overlap(asked, words))
            if not ranked or overlap(asked, ranked[0]) < 0.3:
                continue
            window = " ".join(ranked[:2]) if len(ranked) > 1 and data.random_.random() < 0.3 else ranked[0]
            made = [(claim, window, Label.SUPPORTS)]
            if opposite := contradicted(claim, data.random_):
                made.append((opposite, window, Label.CONTRADICTS))
            if quiet:
                made.append(
                    (claim, max(data.random_.sample(quiet, min(3, len(quiet))), key=lambda w: overlap(asked, w)), Label.NEUTRAL)
                )
            other = max(data.random_.sample(pool, 60), key=lambda one: 0 if one[0] == key else overlap(asked, one[1]))
            if other[0] != key:
                made.append((claim, other[1], Label.NEUTRAL))
            yield from (Pair("conclusions", f"concluded:{key}", said, words, key, label) for said, words, label in made)


Structured = tuple[str, list[str], list[str], list[str]]  # an abstract's key; what it concludes, finds, and says besides


def _structured_trials(data: Data) -> Iterator[Structured]:
    for key, record in data.trials.items():
        concluded = _sentences_of(record.abstract, _CONCLUSION)
        results = _sentences_of(record.abstract, _RESULT)
        quiet = [s.text for part in record.abstract if not _CONCLUSION.search(part.label) and not _RESULT.search(part.label)
                 for s in sentences(part.text)]  # fmt: skip
        if concluded and results:
            yield (
                f"pmc:{key}",
                [one for one in concluded if TOLD.search(one)],
                results,
                [one for one in quiet if not TOLD.search(one)],
            )


def _structured_pubmedqa(data: Data) -> Iterator[Structured]:
    for pmid, one in data.pubmedqa.items():
        parts = [TextSection(text, label) for text, label in zip(one["CONTEXTS"], one["LABELS"], strict=True)]
        concluded = [s.text for s in sentences(one["LONG_ANSWER"])]
        quiet = [s.text for part in parts if not _RESULT.search(part.label) for s in sentences(part.text)]
        yield (
            f"pmid:{pmid}",
            [w for w in concluded if TOLD.search(w)],
            _sentences_of(parts, _RESULT),
            [w for w in quiet if not TOLD.search(w)],
        )


def _sentences_of(parts: Iterable[TextSection], wanted: re.Pattern[str]) -> list[str]:
    return [s.text for part in parts if wanted.search(part.label) for s in sentences(part.text) if 6 <= len(s.text.split()) <= 50]


def changed(data: Data) -> Iterator[Pair]:
    """Real sentences of trials as claims on themselves, changed by rule."""
    for key, record in sorted(data.trials.items()):
        told = [s.text for s in sentences(abstract_of(record)) if TOLD.search(s.text) and 8 <= len(s.text.split()) <= 40]
        for words in data.random_.sample(told, min(1, len(told))):
            made = list(changes(words, data.random_))
            for one in data.random_.sample(made, min(2, len(made))):
                yield Pair("changed", f"changed:{key}", one.words, words, f"pmc:{key}", one.label)


_ANSWERS = {"yes": Label.SUPPORTS, "no": Label.CONTRADICTS, "maybe": Label.NEUTRAL}


def pubmedqa(data: Data) -> Iterator[Pair]:
    """Questions with their authors' answers: yes supports what is asked, no contradicts it, maybe does not tell."""
    for pmid, one in data.pubmedqa.items():
        label = _ANSWERS[one["final_decision"]]
        said = [s.text for s in sentences(one["LONG_ANSWER"])]

        def pair(words: str, label: Label, pmid: str = pmid, one: Mapping[str, Any] = one) -> Pair:
            return Pair("pubmedqa", f"pubmedqa:{pmid}", one["QUESTION"], shortened(words, 60), f"pmid:{pmid}", label)

        yield pair(one["LONG_ANSWER"], label)
        if len(said) > 1:
            yield pair(said[0], label)
        results = [text for text, part in zip(one["CONTEXTS"], one["LABELS"], strict=True) if _RESULT.search(part)]
        if results and label is not Label.NEUTRAL:
            yield pair(best_window(one["QUESTION"], " ".join(results), 60), label)
        yield pair(best_window(one["QUESTION"], one["CONTEXTS"][0], 40), Label.NEUTRAL)


def pubmedqa_ends(data: Data) -> Iterator[Pair]:
    """The same questions with the last sentence of the answer, where it has several."""
    for pmid, one in data.pubmedqa.items():
        said = [s.text for s in sentences(one["LONG_ANSWER"])]
        if len(said) > 1:
            label = _ANSWERS[one["final_decision"]]
            yield Pair("pubmedqa", f"pubmedqa:{pmid}", one["QUESTION"], shortened(said[-1], 60), f"pmid:{pmid}", label)


GENERAL: Mapping[str, Callable[[Data], Iterator[Pair]]] = {
    "directions": directions,
    "conclusions": conclusions,
    "changed": changed,
    "pubmedqa": pubmedqa,
    "trial questions": trial_questions,
    "paper questions": paper_questions,
    "lay questions": lay_questions,
}
