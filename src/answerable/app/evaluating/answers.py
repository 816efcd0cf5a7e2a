"""Measuring answers: asks a list of questions of a library, or takes the answers of a run, and judges every citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from answerable.app import wiring
from answerable.app.ask import Request
from answerable.app.evaluating.files import SHARED, Files
from answerable.app.evaluating.retrieval import write_lines
from answerable.app.verify import faults_of
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import PublicationNotice, Record
from answerable.corpus.stance import StanceModel
from answerable.errors import MissingExtra, NoEvidence, NotInLibrary, UnusableQuestion, UsageProblem
from answerable.evaluation.answering import Answering, CitedRecord, CitedStatement, Response, measure_answers
from answerable.evaluation.biogen import BiogenRun, RunAnswer, RunSentence, read_biogen, written_biogen
from answerable.evaluation.differing import OF_A_RUN
from answerable.evaluation.folds import SEED
from answerable.evaluation.questions import AskedQuestion, QuestionList, read_questions, spread
from answerable.evaluation.resampling import METHOD, libraries
from answerable.evaluation.results import Evaluation
from answerable.text import how_many, sentences

if TYPE_CHECKING:
    from answerable.app import App
    from answerable.composition.answer import Answer, AnsweredClaim

NAMED: Mapping[str, str] = {"medquad": "medquad/medquad_1-9_qa.jsonl"}
OWN = "answerable"
Tell = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class AnswersMeasurement:
    """What is measured: questions by name or file, or runs in the layout of TREC BioGen, or both: runs on these questions.

    `most` is how many questions are asked at most, evenly spread over the list. `run_output` is where our own answers are
    written as a run.
    """

    dataset: str = ""
    data: Path = SHARED
    runs: tuple[Path, ...] = ()
    most: int | None = None
    run_output: Path | None = None


def evaluate_answers(app: App, measurement: AnswersMeasurement, tell: Tell = lambda stage: None) -> Evaluation:
    """How questions are answered from the app's library, or how runs hold against it, with intervals.

    Raises `UsageProblem` where there is nothing to measure, `UnreadableInput` where a file is damaged, and `MissingExtra` where
    what measures is not installed.
    """
    libraries()  # before any work is done
    tell("reading")
    files = Files(measurement.data)
    asked = _questions(measurement, files)
    runs = [read_biogen(files.opened(path, f"{OF_A_RUN}{path}"), str(path)) for path in measurement.runs]
    if asked is None and not runs:
        raise UsageProblem("There is nothing to measure.", "Give questions with --dataset, or a run with --run.")
    gold = _gold(asked, runs)
    shelf = _Shelf(app)
    systems = [Answering(Path(run.name).stem, run.name, dict(_of_run(run, gold, shelf))) for run in runs]
    if asked is not None and not runs:
        answers = _asked(app, asked.questions, tell)
        systems = [Answering(OWN, _described(app), dict(_of_answers(answers, shelf)))]
        if measurement.run_output:
            write_lines(measurement.run_output, written_biogen([*_as_run(answers)], OWN, f"{OWN}-{_version()}"))
    model, judged_by = _model()
    return measure_answers(
        asked.name if asked else ", ".join(run.name for run in runs),
        gold,
        systems,
        model,
        {**_manifest(app, judged_by), **files.fingerprints},
        notes=[breach for run in runs for breach in _breaches(run)],
        rejected=(*(asked.rejected if asked else ()), *(one for run in runs for one in run.rejected)),
        tell=tell,
    )


def _questions(measurement: AnswersMeasurement, files: Files) -> QuestionList | None:
    """The questions of the measurement, some of them where a number is given; None where a run brings its own."""
    if not measurement.dataset:
        return None
    named = NAMED.get(measurement.dataset)
    path = Path(measurement.dataset)
    if named is None and not path.is_file():
        raise UsageProblem(
            f"There are no questions “{measurement.dataset}”, and no file of that name.",
            f"Choose from {', '.join(NAMED)}, or give a file with a question a line.",
        )
    found = read_questions(files.open(named) if named else files.opened(path, str(path)), measurement.dataset)
    return QuestionList(found.name, spread(found.questions, measurement.most), found.rejected)


def _gold(asked: QuestionList | None, runs: Sequence[BiogenRun]) -> Mapping[str, Sequence[str]]:
    """Every question by its id with its gold statements; without a list they are the topics of the runs."""
    if asked is not None:
        return {one.id: one.gold for one in asked.questions}
    return {one.topic: () for run in runs for one in run.answers}


# ---- our own answers


def _asked(app: App, questions: Sequence[AskedQuestion], tell: Tell) -> list[tuple[AskedQuestion, Answer | str]]:
    """The answer to each question, or why there is none."""
    found: list[tuple[AskedQuestion, Answer | str]] = []
    for number, one in enumerate(questions, 1):
        tell(f"asking {number:,} of {len(questions):,}")
        try:
            found.append((one, app.ask(Request(question=one.text))))
        except NoEvidence:
            found.append((one, "not enough evidence in the library"))
        except UnusableQuestion as problem:
            found.append((one, f"cannot be asked: {problem.what}"))
    return found


def _of_answers(answers: Sequence[tuple[AskedQuestion, Answer | str]], shelf: _Shelf) -> Iterator[tuple[str, Response]]:
    for one, answer in answers:
        if isinstance(answer, str):
            yield one.id, Response(question=one.id, abstained=answer)
            continue
        yield (
            one.id,
            Response(
                question=one.id,
                statements=tuple(
                    CitedStatement(claim.text, tuple(shelf.cited(record) for record in _records(claim)))
                    for claim in answer.claims()
                ),
                sections=len(answer.sections),
                sections_answered=sum(not section.gap for section in answer.sections),
                faults=tuple(faults_of(answer)),
            ),
        )


def _records(claim: AnsweredClaim) -> list[str]:
    """The records that a claim cites, each once."""
    return list(dict.fromkeys(one.checked.span.record for one in claim.citations))


def _as_run(answers: Sequence[tuple[AskedQuestion, Answer | str]]) -> Iterator[RunAnswer]:
    """Our answers as a run: the lead first, then the claims in reading order, those that cite no PMID left out."""
    for one, answer in answers:
        if isinstance(answer, str):
            yield RunAnswer(one.id, (), one.text)
            continue
        claims = {claim.id: claim for claim in answer.claims()}
        pmids = {reference.record.id: reference.record.pmid for reference in answer.references}
        said = [
            RunSentence(claims[name].text, tuple(pmid for record in _records(claims[name]) if (pmid := pmids.get(record))))
            for name in dict.fromkeys((*answer.lead, *claims))
            if name in claims
        ]
        yield RunAnswer(one.id, tuple(sentence for sentence in said if sentence.citations), one.text)


# ---- answers of a run


def _of_run(run: BiogenRun, gold: Mapping[str, Sequence[str]], shelf: _Shelf) -> Iterator[tuple[str, Response]]:
    for one in run.answers:
        if one.topic not in gold:
            continue
        statements = tuple(
            CitedStatement(sentence.text, tuple(shelf.cited(cited) for cited in sentence.citations)) for sentence in one.sentences
        )
        uncited = any(not statement.citations for statement in statements)
        faults = ("A sentence has no citation.",) if uncited else ()
        yield one.topic, Response(question=one.topic, statements=statements, faults=faults)


def _breaches(run: BiogenRun) -> list[str]:
    """What of the track's rules a run breaks, in short."""
    if not run.breaches:
        return []
    return [
        f"{run.name}: {how_many(len(run.breaches), 'breach', 'breaches')} of the track's rules; the first: {run.breaches[0]}."
    ]


# ---- the library


class _Shelf:
    """The records of the library as citations need them, each looked up once."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._known: dict[str, CitedRecord] = {}

    def cited(self, identifier: str) -> CitedRecord:
        """The record under an identifier, cut in sentences, and whether it still stands; one that is not held has no words."""
        if identifier not in self._known:
            try:
                shown = self._app.show(identifier)
                self._known[identifier] = _cited(identifier, shown.record, shown.notices)
            except NotInLibrary:
                self._known[identifier] = CitedRecord(id=identifier, held=False)
        return self._known[identifier]


def _cited(identifier: str, record: Record, notices: Sequence[PublicationNotice]) -> CitedRecord:
    texts = [record.title, *(section.text for section in (*record.abstract, *record.full_text))]
    return CitedRecord(
        id=identifier,
        sentences=tuple(sentence.text for text in texts if text for sentence in sentences(text)),
        digest=record.digest is not None,
        retracted=standing(notices) is Standing.RETRACTED,
    )


def _model() -> tuple[StanceModel | None, str]:
    """The evidence model where it is installed, and what is said of who judged."""
    try:
        model = wiring.evidence_model()
        return model, f"evidence model {model.card.version}, made {model.card.made}"
    except MissingExtra as problem:
        return None, f"nobody: {problem.what}"


def _described(app: App) -> str:
    searched = app.opened.library.searched()
    return f"our own answers from the {searched.library}, {how_many(searched.records, 'record', 'records')}"


def _version() -> str:
    from answerable import __version__

    return __version__


def _manifest(app: App, judged_by: str) -> dict[str, str]:
    return {
        "version": f"answerable {_version()}",
        "library": app.opened.library.searched().fingerprint,
        "judged by": judged_by,
        "bootstrap": METHOD,
        "seed": str(SEED),
    }
