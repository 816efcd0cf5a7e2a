"""Answerable: medical answers that answer for every sentence.

    >>> import answerable
    >>> answer = answerable.ask("What is a back mouse?")
    >>> answer.title
    'What is a back mouse?'

Everything behind this face loads when it is first used.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take this name for true; `typing` itself costs more than all else here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Literal

    from answerable.app import App
    from answerable.audience.rendition import Rendition
    from answerable.audit.report import AuditReport
    from answerable.composition.answer import Answer
    from answerable.errors import NoEvidence, Problem

__version__ = "0.1.0"
__all__ = ["Answer", "App", "AuditReport", "NoEvidence", "Problem", "Rendition", "__version__", "ask", "audit", "render_for"]

_ELSEWHERE = {
    "Answer": "answerable.composition.answer",
    "App": "answerable.app",
    "AuditReport": "answerable.audit.report",
    "NoEvidence": "answerable.errors",
    "Problem": "answerable.errors",
    "Rendition": "answerable.audience.rendition",
}


def ask(
    question: str,
    *,
    library: Path | str | None = None,
    depth: int = 60,
    since: int | None = None,
    designs: Sequence[str] = (),
    species: Literal["human", "animal"] | None = None,
    guidelines_first: bool = False,
    model: bool = False,
    style: Literal["vancouver", "ama", "apa"] = "vancouver",
) -> Answer:
    """The checked article that answers a clinical question, every claim of it with the words that bear it out.

    `library` is the library's folder, by default the one of `ANSWERABLE_HOME` or of the platform; where there is none the
    starter library answers. At most `depth` passages are read. `since` (a year), `designs` ("randomised trial", …) and
    `species` bound which records count. With `model` the evidence model of the extra puts the first
    passages in order, makes one statement of what sources say alike, and judges each of them.

    Raises `NoEvidence`, saying what was searched, where no statement that can be cited was found;
    `errors.UnusableQuestion` where the question is empty, too long or not one that a medical library can answer;
    `errors.UsageProblem` for a design or style that there is none of; `errors.LibraryProblem` where the library cannot be used.
    `errors.MissingExtra` where `model` is asked for and its runtime is not installed. All of these are a `Problem`.
    """
    from pathlib import Path

    from answerable.app import App
    from answerable.app.ask import Request, filters

    request = Request(
        question=question,
        depth=depth,
        filters=filters(since=since, designs=designs, species=species),
        guidelines_first=guidelines_first,
        model=model,
        style=style,
    )
    with App.open(Path(library) if library is not None else None) as app:
        return app.ask(request)


def render_for(answer: Answer, audience: str) -> Rendition:
    """An answer in the words and the order of "patient", "student", "nurse", "physician" or "researcher".

    It has every claim of the answer, with the same ids, citations and figures; what was reworded has the claim's own sentence
    beside it. An answer that was saved as JSON gives the same rendition. Raises `errors.UsageProblem` for another audience.
    """
    from answerable.audience.reader import Reader
    from answerable.audience.rendering import render_for as rendered
    from answerable.errors import UsageProblem

    if audience not in {reader.value for reader in Reader}:
        raise UsageProblem(f"There is no audience “{audience}”.", f"Choose from: {', '.join(reader.value for reader in Reader)}.")
    return rendered(answer, Reader(audience))


def audit(article: str | bytes, *, name: str = "", library: Path | str | None = None) -> AuditReport:
    """The report on an article that somebody else wrote: references resolved, claims judged, every finding with its reason.

    `article` is its text, or the bytes of a file: plain text, Markdown, HTML, DOCX, PDF, JATS; `name`, the file's name, helps
    where the content does not tell. `library` is the library's folder, as for `ask`.

    Raises `errors.UnreadableInput` where it is no article that can be read; `errors.LibraryProblem` where the library cannot
    be used. Both are a `Problem`.
    """
    from pathlib import Path

    from answerable.app import App

    with App.open(Path(library) if library is not None else None) as app:
        return app.audit(article.encode() if isinstance(article, str) else article, name)


# Importing the room of this name puts it in the function's place; the room is called on as the function (see its module).
_audit = audit


def __getattr__(name: str) -> object:
    """The names of this face that live elsewhere, loaded when they are first asked for (PEP 562)."""
    if name not in _ELSEWHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ELSEWHERE[name]), name)


def __dir__() -> list[str]:
    """The names of this face."""
    return sorted((*globals(), *_ELSEWHERE))
