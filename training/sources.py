"""The sources that the evidence model learns from, each a function from data to pairs; what is held out never enters."""

from __future__ import annotations

import csv
import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from changes import changes, contradicted
from examples import Label, Pair

from answerable.adapters.evidence_model import read_of
from answerable.app import wiring
from answerable.app.indexing import graded
from answerable.corpus.passage import Passage
from answerable.corpus.reading import read
from answerable.corpus.record import Record, TextSection
from answerable.evaluation.folds import HELD_OUT_FOLD, folds, held_out_pubmedqa
from answerable.evaluation.grouping import connected
from answerable.evaluation.systems import flattened
from answerable.retrieval.model import Query
from answerable.retrieval.windows import best_window, overlap, stems_of
from answerable.text import sentences

SEED = 20_251_123
_RESULT = re.compile(r"result|finding", re.IGNORECASE)
_CONCLUSION = re.compile(r"conclusion|interpretation", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:significan|increas|decreas|reduc|improv|associat|effective|higher|lower|differ|greater|better|worse|safe|benefi|superior"
    r"|similar|prevent|cause|fewer|longer|shorter|inferior)",
    re.IGNORECASE,
)


@dataclass
class Data:
    """The data folder, read once; `allowed` are the folds of SciFact's claims that training may see."""

    folder: Path
    allowed: frozenset[int] = frozenset()
    random_: random.Random = field(default_factory=lambda: random.Random(SEED))

    @cached_property
    def claims(self) -> list[dict[str, Any]]:
        """SciFact's training claims as released."""
        return [json.loads(line) for line in (self.folder / "scifact/claims_train.jsonl").read_text("utf-8").splitlines()]

    @cached_property
    def fold_of(self) -> dict[str, int]:
        """The fold of each claim."""
        return folds({str(claim["id"]): [str(one) for one in claim["cited_doc_ids"]] for claim in self.claims})

    @cached_property
    def calibrating(self) -> frozenset[str]:
        """The claims kept back for calibration: an eighth of the groups that training may see, by a hash."""
        groups = connected({str(claim["id"]): [str(one) for one in claim["cited_doc_ids"]] for claim in self.claims})
        kept = [group for group in groups if sha256(f"calibration:{min(group)}".encode()).digest()[0] % 8 == 0]
        return frozenset(one for group in kept for one in group if self.fold_of[one] != HELD_OUT_FOLD)

    def may_learn(self, claim: Mapping[str, Any]) -> bool:
        """Whether training may see a claim of SciFact."""
        name = str(claim["id"])
        return self.fold_of[name] in self.allowed and name not in self.calibrating

    @cached_property
    def abstracts(self) -> dict[str, dict[str, Any]]:
        """SciFact's abstracts by id."""
        with gzip.open(self.folder / "scifact/corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
            return {str(one["doc_id"]): one for one in map(json.loads, lines)}

    @cached_property
    def held_out_abstracts(self) -> frozenset[str]:
        """The abstracts that claims of other folds cite: no passage of these is trained on."""
        return frozenset(
            str(cited)
            for claim in self.claims
            if self.fold_of[str(claim["id"])] not in self.allowed
            for cited in claim["cited_doc_ids"]
        )

    @cached_property
    def trials(self) -> dict[str, Record]:
        """The trial articles by PMCID without "PMC"."""
        name = "rct_ccby/articles.jsonl.gz"
        with gzip.open(self.folder / name) as stream:
            found = [one for one in read(stream, name.removesuffix(".gz")) if isinstance(one, Record)]
        return {one.pmcid.removeprefix("PMC"): one for one in found}

    @cached_property
    def prompts(self) -> dict[str, dict[str, str]]:
        """The annotators' prompts by id."""
        with gzip.open(self.folder / "rct_ccby/prompts.csv.gz", "rt", encoding="utf-8", newline="") as stream:
            return {row["PromptID"]: row for row in csv.DictReader(stream)}

    @cached_property
    def pubmedqa(self) -> dict[str, dict[str, Any]]:
        """PubMedQA's questions for training, less the hundred held out."""
        found: dict[str, dict[str, Any]] = json.loads((self.folder / "pubmedqa/train_500.json").read_text("utf-8"))
        held = held_out_pubmedqa(found)
        return {pmid: one for pmid, one in found.items() if pmid not in held}

    def search(self, records: Iterable[Record]) -> Callable[[str, int], list[str]]:
        """Plain BM25 over title and abstract of these records: the ids of the best, best first."""
        index = wiring.index_in_memory()
        index.put_graded(graded(map(flattened, records)), replacing=False)
        index.commit()
        return lambda words, depth: [found.passage_id.split("#")[0] for found in index.search(Query(words), depth)]


def abstract_of(record: Record) -> str:
    """The abstract as one text."""
    return " ".join(section.text for section in record.abstract)


# -- stance ----------------------------------------------------------------------------------------------------------------


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
        words = _shortened(row["Annotations"])
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
                data, row["PromptID"], data.random_.choice((-1, 0, 1)), _shortened(other["Annotations"]), Label.NEUTRAL
            )
        sentences_ = [s.text for s in sentences(abstract_of(data.trials[row["PMCID"]]))] if row["PMCID"] in data.trials else []
        quiet = [text for text in sentences_[: max(1, len(sentences_) // 2)] if not _TOLD.search(text)]
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


def _shortened(words: str, most: int = 50) -> str:
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
                [one for one in concluded if _TOLD.search(one)],
                results,
                [one for one in quiet if not _TOLD.search(one)],
            )


def _structured_pubmedqa(data: Data) -> Iterator[Structured]:
    for pmid, one in data.pubmedqa.items():
        parts = [TextSection(text, label) for text, label in zip(one["CONTEXTS"], one["LABELS"], strict=True)]
        concluded = [s.text for s in sentences(one["LONG_ANSWER"])]
        quiet = [s.text for part in parts if not _RESULT.search(part.label) for s in sentences(part.text)]
        yield (
            f"pmid:{pmid}",
            [w for w in concluded if _TOLD.search(w)],
            _sentences_of(parts, _RESULT),
            [w for w in quiet if not _TOLD.search(w)],
        )


def _sentences_of(parts: Iterable[TextSection], wanted: re.Pattern[str]) -> list[str]:
    return [s.text for part in parts if wanted.search(part.label) for s in sentences(part.text) if 6 <= len(s.text.split()) <= 50]


def changed(data: Data) -> Iterator[Pair]:
    """Real sentences of trials as claims on themselves, changed by rule."""
    for key, record in sorted(data.trials.items()):
        told = [s.text for s in sentences(abstract_of(record)) if _TOLD.search(s.text) and 8 <= len(s.text.split()) <= 40]
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
            return Pair("pubmedqa", f"pubmedqa:{pmid}", one["QUESTION"], _shortened(words, 60), f"pmid:{pmid}", label)

        yield pair(one["LONG_ANSWER"], label)
        if len(said) > 1:
            yield pair(said[0], label)
        results = [text for text, part in zip(one["CONTEXTS"], one["LABELS"], strict=True) if _RESULT.search(part)]
        if results and label is not Label.NEUTRAL:
            yield pair(best_window(one["QUESTION"], " ".join(results), 60), label)
        yield pair(best_window(one["QUESTION"], one["CONTEXTS"][0], 40), Label.NEUTRAL)


# -- relevance -------------------------------------------------------------------------------------------------------------


def _ranked(
    source: str,
    topic: str,
    asked: str,
    relevant: Sequence[Record],
    found: Sequence[Record],
    random_: random.Random,
    negatives: int,
) -> Iterator[Pair]:
    """The passages of a topic: all that is relevant, and some of what BM25 takes for it."""
    good = {one.id for one in relevant}
    for record in relevant:
        yield Pair(source, topic, asked, read_of(asked, Passage(record)), record.id, relevant=True)
    others = [one for one in found if one.id not in good]
    near, far = others[:8], others[8:]
    chosen = random_.sample(near, min(negatives - 1, len(near))) + random_.sample(far, min(1, len(far)))
    for words, record in {read_of(asked, Passage(one)): one for one in chosen}.items():
        yield Pair(source, topic, asked, words, record.id, relevant=False)


def trial_questions(data: Data, negatives: int = 3, most: int = 1300) -> Iterator[Pair]:
    """Questions put together from annotators' prompts, the trial they were written for against what BM25 finds."""
    by_id = {record.id: record for record in data.trials.values()}
    search = data.search(by_id.values())
    seen: set[str] = set()
    for number, row in sorted(data.prompts.items()):
        record = data.trials.get(row["PMCID"])
        if record is None or row["PMCID"] in seen or len(seen) >= most:
            continue
        seen.add(row["PMCID"])
        i, c, o = (row[name].strip() for name in ("Intervention", "Comparator", "Outcome"))
        asked = data.random_.choice(
            (f"What is the effect of {i} compared with {c} on {o}?", f"Does {i} change {o}?", f"{i} increases {o}.",
             f"{i} versus {c} for {o}", f"{i} has no effect on {o}.", f"Is {i} better than {c}?")
        )  # fmt: skip
        found = [by_id[one] for one in search(asked, 30)]
        yield from _ranked("trial questions", f"ask:{number}", asked, [record], found, data.random_, negatives)


def paper_questions(data: Data, negatives: int = 3) -> Iterator[Pair]:
    """PubMedQA's questions and MedQuAD's of diseases against their own abstract or answer."""
    papers = {
        f"pmid:{pmid}": Record(id=f"pmid:{pmid}", title="", abstract=(TextSection(" ".join(one["CONTEXTS"])),))
        for pmid, one in data.pubmedqa.items()
    }
    by_id = papers | {one.id: one for one in data.trials.values()}
    search = data.search(by_id.values())
    for pmid, one in data.pubmedqa.items():
        found = [by_id[name] for name in search(one["QUESTION"], 30)]
        yield from _ranked(
            "paper questions", f"ask:{pmid}", one["QUESTION"], [papers[f"pmid:{pmid}"]], found, data.random_, negatives
        )


def lay_questions(data: Data, negatives: int = 3, most: int = 700) -> Iterator[Pair]:
    """Consumers' questions of MedQuAD against the answer that was written for them and answers that BM25 takes for it."""
    with gzip.open(data.folder / "medquad/medquad_1-9_qa.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [
            one
            for one in map(json.loads, lines)
            if len((one["answer"] or "").split()) > 25 and "clinical trials" not in one["question"]
        ]
    rows = data.random_.sample(rows, 5000)
    by_id = {
        f"medquad:{one['qid']}": Record(
            id=f"medquad:{one['qid']}", title="", abstract=(TextSection(" ".join(one["answer"].split())[:3000]),)
        )
        for one in rows
    }
    search = data.search(by_id.values())
    for one in rows[:most]:
        own = by_id[f"medquad:{one['qid']}"]
        found = [by_id[name] for name in search(one["question"], 30)]
        yield from _ranked("lay questions", f"ask:{one['qid']}", one["question"], [own], found, data.random_, negatives)


def scifact_relevance(data: Data, negatives: int = 3) -> Iterator[Pair]:
    """Claims against the abstracts that they cite and those that BM25 takes for it; held-out abstracts are left out."""
    by_id = {
        key: Record(id=f"scifact:{key}", title=one["title"], abstract=(TextSection(" ".join(one["abstract"])),))
        for key, one in data.abstracts.items()
        if key not in data.held_out_abstracts
    }
    search = data.search(by_id.values())
    for claim in data.claims:
        if data.may_learn(claim):
            relevant = [by_id[str(one)] for one in claim["cited_doc_ids"]]
            found = [by_id[name.removeprefix("scifact:")] for name in search(claim["claim"], 30)]
            yield from _ranked(
                "scifact relevance", f"cite:{claim['id']}", claim["claim"], relevant, found, data.random_, negatives
            )


GENERAL: Mapping[str, Callable[[Data], Iterator[Pair]]] = {
    "directions": directions,
    "conclusions": conclusions,
    "changed": changed,
    "pubmedqa": pubmedqa,
    "trial questions": trial_questions,
    "paper questions": paper_questions,
    "lay questions": lay_questions,
}
OF_FOLDS: Mapping[str, Callable[[Data], Iterator[Pair]]] = {"scifact": scifact, "scifact relevance": scifact_relevance}
