"""Measuring answers: what is answered at all, how its citations stand to what they are cited for, what of the gold it covers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from answerable.corpus.stance import StanceModel
from answerable.evaluation.comparing import against, measured
from answerable.evaluation.pairs import Label
from answerable.evaluation.results import Case, Evaluation, Form, Measure, Measured, Table, Tallies
from answerable.evaluation.stances import judged_by
from answerable.verification.words import content_stems

RELEVANT_FROM = 0.2  # share of a statement's content words that a record has to have to bear on it at all
COVERED_FROM = 0.5  # share of a gold statement's content words that one statement of the answer has to have
_ASKED_OF_MODEL = 3  # statements of the answer, by shared words, that a model is asked about for each of the gold


class CitationClass(StrEnum):
    """The four classes of TREC BioGen for what a citation is to its statement."""

    SUPPORTING = "supporting"
    CONTRADICTING = "contradicting"
    NEUTRAL = "neutral"  # relevant, and tells neither
    NOT_RELEVANT = "not relevant"


class CitedRecord(Struct, frozen=True, kw_only=True):
    """A record as a statement cites it: its words in sentences, none where the library does not hold it."""

    id: str
    sentences: tuple[str, ...] = ()
    held: bool = True
    digest: bool = False
    retracted: bool = False


class CitedStatement(Struct, frozen=True):
    """A statement of an answer and what it cites."""

    text: str
    citations: tuple[CitedRecord, ...]

    @property
    def by_digests(self) -> bool:
        """Whether all that it cites are digests, our own words."""
        return bool(self.citations) and all(one.digest for one in self.citations)


class Response(Struct, frozen=True, kw_only=True):
    """What a system answered to one question: its statements, or why it abstained; faults are of its references."""

    question: str  # its id
    statements: tuple[CitedStatement, ...] = ()
    sections: int = 0
    sections_answered: int = 0
    abstained: str = ""
    faults: tuple[str, ...] = ()


class Answering(Struct, frozen=True):
    """A system with what it answered to each question, by their ids, in any order."""

    name: str
    what: str
    responses: Mapping[str, Response]


MEASURES = (
    Measure("answered", "the share of the questions that are answered and not abstained from", ""),
    Measure("sections answered", "of the sections of answers, the share that has a statement and is no gap", ""),
    Measure("citations each", "citations by statement", ""),
    Measure("sound", "the share of the answers whose references hold: each number has one, each is used, held and not retracted"),
    Measure("supporting", "of the citations judged, the share that bears its statement out"),
    Measure("contradicting", "the share that says the opposite", "lower"),
    Measure("neutral", "the share that is relevant and tells neither", ""),
    Measure("not relevant", "the share with less than a fifth of the statement's content words, and no stance", "lower"),
    Measure("borne out", "of the statements with a citation judged, the share with one that supports and none against"),
    Measure("coverage", "of the gold statements, the share of which one statement has at least half of the content words"),
    Measure("coverage, stance", "of the gold statements, the share that the model says a statement bears out"),
)


def measure_answers(
    dataset: str,
    gold: Mapping[str, Sequence[str]],
    systems: Sequence[Answering],
    model: StanceModel | None,
    manifest: Mapping[str, str],
    *,
    notes: Sequence[str] = (),
    rejected: Sequence[str] = (),
    tell: Callable[[str], None] = lambda stage: None,
) -> Evaluation:
    """Every system on the questions of `gold`, which has for each its gold statements; without a model nothing is judged."""
    results: list[Measured] = []
    cases: list[Case] = []
    reasons: list[Table] = []
    for system in systems:
        tell(f"judging {system.name}")
        sums = _Sums(tuple(gold))
        for question, wanted in gold.items():
            response = system.responses.get(question, Response(question=question, abstained="it has no answer to this"))
            cases += sums.add(system.name, response, wanted, model)
        own = measured(system.name, system.what, sums.tallies(), sums.facts)
        results.append(against(own, results[:1]))
        reasons += _reasons(system, gold)
    return Evaluation(
        kind="answers",
        dataset=dataset,
        counted={"questions": len(gold), "gold statements": sum(map(len, gold.values()))},
        unit="question",
        units=tuple(gold),
        measures=MEASURES,
        systems=tuple(results),
        tables=tuple(reasons),
        notes=(*notes, _DIGESTS, *([] if model else [_UNJUDGED])),
        rejected=tuple(rejected),
        cases=tuple(cases),
        manifest=manifest,
    )


_DIGESTS = (
    "Citations of digests are counted apart and are in no figure of quality, nor is a statement that rests on digests alone: "
    "that would be our own words checked against our own words."
)
_UNJUDGED = "No citation was judged: no model is installed that judges stance. What was not judged is not support."


class _Sums:
    """The counts of each measure for each question, and plain facts of all of them."""

    def __init__(self, questions: Sequence[str]) -> None:
        self._row = {question: number for number, question in enumerate(questions)}
        self._rows: dict[str, list[list[float]]] = {}
        self.facts: dict[str, float] = dict.fromkeys(("statements", "citations", "of digests", "not held", "not judged"), 0)

    def tallies(self) -> Mapping[str, Tallies]:
        """What was counted, measure by measure."""
        return {name: Tallies(Form.RATIO, tuple(map(tuple, rows))) for name, rows in self._rows.items()}

    def add(self, system: str, response: Response, wanted: Sequence[str], model: StanceModel | None) -> Iterator[Case]:
        """Counts what was answered to one question, and gives back how each citation was judged."""
        row = self._row[response.question]
        answered = bool(response.statements)
        self._share("answered", row, answered, 1)
        if wanted:
            self._covered(row, response, wanted, model)
        if not answered:
            return
        self._share("sections answered", row, response.sections_answered, response.sections)
        self._share("citations each", row, sum(len(one.citations) for one in response.statements), len(response.statements))
        retracted = any(cited.retracted for one in response.statements for cited in one.citations)
        unheld = any(not cited.held for one in response.statements for cited in one.citations)
        self._share("sound", row, not (response.faults or retracted or unheld), 1)
        for number, statement in enumerate(response.statements, 1):
            self.facts["statements"] += 1
            said = [self._judged(row, statement.text, cited, model) for cited in statement.citations]
            known = [one for one in said if one is not None]
            if known:
                holds = CitationClass.SUPPORTING in known and CitationClass.CONTRADICTING not in known
                self._share("borne out", row, holds, 1)
            for cited, one in zip(statement.citations, said, strict=True):
                yield Case(f"{response.question}/{number}", cited.id, "", {system: one or "not judged"})

    def _judged(self, row: int, statement: str, cited: CitedRecord, model: StanceModel | None) -> CitationClass | None:
        """The class of a citation, counted; None where it was not judged."""
        self.facts["citations"] += 1
        self.facts["of digests"] += cited.digest
        self.facts["not held"] += not cited.held
        if cited.digest:
            return None
        if model is None or not cited.sentences:
            self.facts["not judged"] += 1
            return None
        found = class_of(model, statement, cited.sentences)
        for one in CitationClass:
            self._share(one.value, row, one is found, 1)
        return found

    def _covered(self, row: int, response: Response, wanted: Sequence[str], model: StanceModel | None) -> None:
        texts = [one.text for one in response.statements if not one.by_digests]
        for gold in wanted:
            ranked = sorted(texts, key=lambda text: -shared(gold, text))
            self._share("coverage", row, bool(ranked) and shared(gold, ranked[0]) >= COVERED_FROM, 1)
            if model is not None:
                found = model.stances([(gold, text) for text in ranked[:_ASKED_OF_MODEL]]) if ranked else ()
                self._share("coverage, stance", row, any(one.supports > max(one.contradicts, one.neutral) for one in found), 1)

    def _share(self, name: str, row: int, part: float, whole: float) -> None:
        counts = self._rows.setdefault(name, [[0.0, 0.0] for _ in self._row])[row]
        counts[0] += part
        counts[1] += whole


def class_of(model: StanceModel, statement: str, sentences: Sequence[str]) -> CitationClass:
    """What a record is to a statement: its stance by the model; without one, whether it has enough words to be relevant."""
    label = judged_by(model, statement, sentences).label
    if label is not Label.NEUTRAL:
        return CitationClass.SUPPORTING if label is Label.SUPPORTS else CitationClass.CONTRADICTING
    relevant = shared(statement, " ".join(sentences)) >= RELEVANT_FROM
    return CitationClass.NEUTRAL if relevant else CitationClass.NOT_RELEVANT


def shared(words: str, text: str) -> float:
    """The share of the content words of one text that another has, by their stems; of none it is 0."""
    wanted = content_stems(words)
    return len(wanted & content_stems(text)) / len(wanted) if wanted else 0.0


def _reasons(system: Answering, gold: Mapping[str, Sequence[str]]) -> Iterator[Table]:
    """Why it abstained, and what is wrong with references, each with how often."""
    responses = [system.responses[question] for question in gold if question in system.responses]
    abstained = Counter(one.abstained for one in responses if not one.statements)
    faults = Counter(fault for one in responses for fault in one.faults)
    for title, found in (
        (f"Why {system.name} abstained", abstained),
        (f"What is wrong with references of {system.name}", faults),
    ):
        if found:
            rows = tuple((reason or "no statement held", f"{count:,}") for reason, count in found.most_common(20))
            yield Table(title, ("reason", "questions"), rows)
