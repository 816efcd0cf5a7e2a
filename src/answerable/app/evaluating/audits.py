"""Measuring audits: a folder of articles whose errors are known, each audited against the starter library and its own one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from answerable.app.evaluating.files import Files
from answerable.errors import UnreadableInput, UsageProblem
from answerable.evaluation.auditing import Audited, ListedArticle, PlantedError, measure_audits
from answerable.evaluation.lines import decoded
from answerable.evaluation.resampling import libraries
from answerable.evaluation.results import Evaluation

if TYPE_CHECKING:
    from answerable.app import App

Tell = Callable[[str], None]


@dataclass(frozen=True)
class AuditMeasurement:
    """What is measured: the folder, and the split of its articles, or all of them.

    The folder holds `articles.jsonl`, `errors.jsonl`, the articles, and any files that end in "-library.xml": these are taken
    into a library made for the measurement, which stands in front of the starter library.
    """

    folder: Path
    split: str = ""


def evaluate_audit(measurement: AuditMeasurement, tell: Tell = lambda stage: None) -> Evaluation:
    """What the audit finds in the articles and what it should not have found.

    Raises `UsageProblem` where the folder or the split has no articles, `UnreadableInput` where a file is damaged or missing.
    """
    from answerable.app import App

    libraries()  # before any work is done
    files = Files(measurement.folder)
    if not (measurement.folder / "articles.jsonl").is_file():
        raise UsageProblem(
            f"There is no articles.jsonl in {measurement.folder}.",
            "Name a folder with articles.jsonl, errors.jsonl and the articles.",
        )
    listed = [*decoded(files.open("articles.jsonl"), ListedArticle, "articles.jsonl")]
    planted = [*decoded(files.open("errors.jsonl"), PlantedError, "errors.jsonl")]
    chosen = [one for one in listed if measurement.split in ("", one.split)]
    if not chosen:
        raise UsageProblem(
            f"No article of {measurement.folder} is of the split “{measurement.split}”.",
            f"Its articles.jsonl has: {', '.join(sorted({one.split for one in listed} - {''})) or 'no splits'}.",
        )
    _check(listed, planted)
    with TemporaryDirectory(prefix="answerable-") as folder, App.open(Path(folder)) as app:
        tell("making the library")
        own = sorted(measurement.folder.glob("*-library.xml"))
        if own:
            app.ingest(map(str, own))
        audited = [_audited(app, files, one, planted, tell) for one in chosen]
        judged = {one.report.judged_by for one in audited}
        library = audited[0].report.searched
    manifest = {
        "split": measurement.split or "all",
        "stance judged by": ", ".join(sorted(judged)),
        "library": f"{library.library}, {library.records} records, fingerprint {library.fingerprint}",
    }
    return measure_audits(measurement.folder.name, audited, {**manifest, **files.fingerprints})


def _check(listed: list[ListedArticle], planted: list[PlantedError]) -> None:
    """Every planted error is in an article of the list."""
    names = {one.article for one in listed}
    for error in planted:
        if error.article not in names:
            raise UnreadableInput(
                f"errors.jsonl tells of “{error.article}”, which articles.jsonl does not list.", "Correct the name."
            )


def _audited(app: App, files: Files, listed: ListedArticle, planted: list[PlantedError], tell: Tell) -> Audited:
    tell(f"auditing {listed.article}")
    report = app.audit(files.open(listed.file).read(), Path(listed.file).name)
    return Audited(listed, tuple(error for error in planted if error.article == listed.article), report)
