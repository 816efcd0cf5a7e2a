"""The commands that ask: `ask`, `search`, `verify`, `schema`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from answerable.entrypoints.cli import terminal
from answerable.entrypoints.cli.commands import LibraryOption, OutputOption, opened
from answerable.errors import UsageProblem

if TYPE_CHECKING:
    from answerable.audience.rendition import Rendition
    from answerable.composition.answer import Answer
    from answerable.retrieval.retriever import NothingFound

DOES_NOT_HOLD = 4


class Format(StrEnum):
    """How an answer is written."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"
    pdf = "pdf"
    ris = "ris"
    bibtex = "bibtex"
    csl_json = "csl-json"


class Style(StrEnum):
    """How references are written."""

    vancouver = "vancouver"
    ama = "ama"
    apa = "apa"


class Audience(StrEnum):
    """For whom the article is worded; the values are those of `Reader`."""

    patient = "patient"
    student = "student"
    nurse = "nurse"
    physician = "physician"
    researcher = "researcher"


class SpeciesOption(StrEnum):
    """Whose studies count."""

    human = "human"
    animal = "animal"


class Described(StrEnum):
    """What a JSON Schema describes."""

    answer = "answer"
    audit = "audit"


QuestionArgument = Annotated[
    str, typer.Argument(help="The question in your own words; '-' reads it from standard input.", metavar="QUESTION")
]
SinceOption = Annotated[
    int | None,
    typer.Option("--since", metavar="YEAR", min=1000, max=9999, help="Only publications from this year on.", show_default=False),
]
DesignOption = Annotated[
    list[str] | None,
    typer.Option(
        "--design",
        metavar="DESIGN",
        help="Only studies of this design, such as 'randomised trial'; may be given several times.",
        show_default=False,
    ),
]
SpeciesFilter = Annotated[
    SpeciesOption | None, typer.Option("--species", help="Only studies of people, or of animals.", show_default=False)
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    app.command(short_help="Answer a question with a cited, checked article.")(ask)
    app.command(short_help="Show what a question finds, with what matched.")(search)
    app.command(short_help="Check a saved answer again: what has changed?")(verify)
    app.command(short_help="Print the JSON Schema of an answer or an audit.")(schema)


def ask(
    question: QuestionArgument,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the answer is written.")] = Format.text,
    depth: Annotated[int, typer.Option("--depth", min=1, max=1000, help="How many passages are read at most.")] = 60,
    since: SinceOption = None,
    design: DesignOption = None,
    species: SpeciesFilter = None,
    guidelines_first: Annotated[bool, typer.Option("--guidelines-first", help="Read guidelines before everything else.")] = False,
    model: Annotated[
        bool,
        typer.Option("--model", help="Let the evidence model of answerable[model] rank, group and judge; takes seconds."),
    ] = False,
    style: Annotated[Style, typer.Option("--style", help="How references are written.")] = Style.vancouver,
    audience: Annotated[
        Audience | None,
        typer.Option("--audience", help="For whom it is worded: the same claims in their words and order.", show_default=False),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region", metavar="REGION", help="Whose emergency numbers are shown, such as us or uk.", show_default=False
        ),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Also show the query as it was run, the words each claim rests on, what was kept out."),
    ] = False,
    output: OutputOption = None,
    library: LibraryOption = None,
) -> None:
    """Answer a question with a cited, checked article.

    Signs of danger in the question are told first. Exit status 3 says that there is not enough evidence in the library, 6 that
    somebody seems to be in danger of harming themselves: then there are numbers to call, and no article.
    """
    from answerable.app.ask import Request, filters
    from answerable.entrypoints.cli.helping import heeded
    from answerable.settings import Settings

    if format is Format.pdf and output is None:
        raise UsageProblem("A PDF is no text for a terminal.", "Name a file for it with --output.")
    region = Settings.read(library=library).region if region is None else region
    request = Request(
        question=heeded(terminal.typed(question), region),
        region=region,
        depth=depth,
        filters=filters(since=since, designs=design or (), species=species),
        guidelines_first=guidelines_first,
        model=model,
        style=style.value,
    )
    from answerable.retrieval.retriever import NothingFound

    try:
        with opened(library) as app, terminal.stages() as tell:
            answer = app.ask(request, lambda stage: tell(stage.text))
    except NothingFound as problem:
        if not explain:
            raise
        terminal.tell(problem)
        _explain_nothing(problem)
        raise typer.Exit(problem.exit_status) from None
    rendition = _rendition(answer, audience)
    if format is Format.pdf and output is not None:
        _print(answer, rendition, explain, output)
        return
    if rendition:
        terminal.write(_rendered_for(answer, rendition, format, explain, to_terminal=output is None), output)
        return
    terminal.write(_rendered(answer, format, explain, to_terminal=output is None), output)


def _rendition(answer: Answer, audience: Audience | None) -> Rendition | None:
    """The answer for the reader asked for; what an editor is warned of goes to standard error."""
    if audience is None:
        return None
    from answerable.audience.reader import Reader
    from answerable.audience.rendering import render_for

    rendition = render_for(answer, Reader(audience.value))
    if rendition.warning:
        sys.stderr.write(f"{rendition.warning}\n")
    return rendition


def _print(answer: Answer, rendition: Rendition | None, explain: bool, output: Path) -> None:
    """The answer as PDF."""
    from answerable.publication.exports import export_answer
    from answerable.publication.published import worded

    if explain:
        _explain_aside(answer)
    terminal.save(export_answer(worded(answer, rendition) if rendition else answer, "pdf").content, output)


def _rendered_for(answer: Answer, rendition: Rendition, format: Format, explain: bool, *, to_terminal: bool) -> str:
    """The answer in a reader's words; JSON has both, and the bibliographic formats have no words to change."""
    from answerable.publication.rendering.worded import render_worded

    if format.value not in ("text", "markdown", "html", "json"):
        return _rendered(answer, format, explain, to_terminal=to_terminal)
    if explain:
        _explain_aside(answer)
    return render_worded(answer, rendition, format.value, terminal.width(), terminal.ink(to_terminal))


def _rendered(answer: Answer, format: Format, explain: bool, *, to_terminal: bool) -> str:
    """The answer in a format; what explains it goes behind a text, and beside any other format to standard error."""
    from answerable.publication.rendering import FORMATS, renderer

    if format is not Format.text:
        if explain:
            _explain_aside(answer)
        if format.value in FORMATS:
            return renderer(format.value)(answer)
        from answerable.publication.exports import export_answer

        return export_answer(answer, format.value).content.decode()
    from answerable.publication.rendering.explanation import explanation
    from answerable.publication.rendering.text import render

    ink = terminal.ink(to_terminal)
    text = render(answer, terminal.width(), ink)
    return f"{text}\n{explanation(answer, terminal.width(), ink)}" if explain else text


def _explain_aside(answer: Answer) -> None:
    from answerable.publication.rendering.explanation import explanation

    sys.stderr.write(terminal.printable(explanation(answer, terminal.width())))


def _explain_nothing(problem: NothingFound) -> None:
    from answerable.publication.rendering.unanswered import why_unanswered

    sys.stderr.write(terminal.printable(why_unanswered(problem, terminal.width())))


def search(
    question: QuestionArgument,
    depth: Annotated[int, typer.Option("--depth", min=1, max=1000, help="How many passages are shown at most.")] = 10,
    since: SinceOption = None,
    design: DesignOption = None,
    species: SpeciesFilter = None,
    library: LibraryOption = None,
) -> None:
    """Show what a question finds: rank, level, design, year, notices, and the words that matched.

    Retracted publications are shown as retracted; an answer never cites them. Exit status 3 says that nothing was found.
    """
    from answerable.app.ask import filters
    from answerable.entrypoints.cli.presenting.found import found
    from answerable.errors import NoEvidence
    from answerable.retrieval.retriever import searched_in_words

    with opened(library) as app:
        run = app.search(terminal.typed(question), filters(since=since, designs=design or (), species=species), depth)
        if not run.passages and not run.set_aside:
            raise NoEvidence(
                f"Nothing was found in the {searched_in_words(run.searched)}.",
                "Ask in other words, loosen the filters, or add literature with 'answerable ingest PATH'.",
            )
        terminal.say(found(run, app.highlights, terminal.width(), terminal.ink()))


def verify(
    answer: Annotated[
        Path, typer.Argument(help="An answer saved as JSON, or a bundle; '-' reads standard input.", metavar="ANSWER.json")
    ],
    key: Annotated[
        str, typer.Option("--key", metavar="HEX", help="Of a bundle: the sealing key that you trust.", show_default=False)
    ] = "",
    library: LibraryOption = None,
) -> None:
    """Check a saved answer again, offline, and say what has changed since; or a bundle, with nothing but the file.

    Exit status 4 says that something does not hold any more.
    """
    from answerable.app.ledger.bundling import is_bundle
    from answerable.entrypoints.cli.presenting.bundled import bundled
    from answerable.entrypoints.cli.presenting.rechecked import rechecked

    content = terminal.content(answer)
    if is_bundle(content):
        if not bundled(content, key):
            raise typer.Exit(DOES_NOT_HOLD)
        return
    with opened(library) as app:
        verified = app.verify(content)
    terminal.say(rechecked(verified, terminal.width(), terminal.ink()))
    if not verified.holds:
        raise typer.Exit(DOES_NOT_HOLD)


def schema(
    of: Annotated[Described, typer.Option("--of", help="Of what the schema is.")] = Described.answer, output: OutputOption = None
) -> None:
    """Print the JSON Schema of an answer, or of an audit."""
    if of is Described.audit:
        from answerable.audit.rendering.json import schema_text
    else:
        from answerable.publication.rendering.json import schema_text
    terminal.write(schema_text(), output)
