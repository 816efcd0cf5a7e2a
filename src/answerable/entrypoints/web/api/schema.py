"""What the API takes and gives: Pydantic models at the door, and the schemas of the structs that it answers with."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from fastapi import Path
from msgspec import Struct
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from starlette.responses import Response

from answerable.app.holdings import Shown
from answerable.app.reading_room import Progress
from answerable.composition.answer import Answer
from answerable.conversation.model import Suggestion, Thread
from answerable.corpus.evidence import Design
from answerable.entrypoints.web.api.standing import StandingClaim, StandingRendition
from answerable.entrypoints.web.problems import PROBLEM_JSON, ProblemDetails
from answerable.publication.article import Article, ArticleSummary
from answerable.retrieval.model import Searched

ADDRESS = r"^[A-Za-z0-9_-]{1,64}$"
REF = "#/components/schemas/{name}"
MOST_WORDS = 2_000


# -- what comes in ------------------------------------------------------------------------------------------------


def _whole(value: object) -> object:
    """JSON knows one kind of number: 2.0 is the whole number 2."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


WHOLE = BeforeValidator(_whole)


class Body(BaseModel):
    """What every body has in common: a name that is not known is an error and not overlooked."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Asked(Body):
    """A question, and whose emergency numbers go with it."""

    question: Annotated[str, Field(min_length=1, max_length=MOST_WORDS, description="The question, in English.")]
    region: Annotated[
        str, Field(max_length=20, description="Whose emergency numbers go with it; the operator's where empty.")
    ] = ""


class OtherContext(Body):
    """What a short question leaves unsaid."""

    topic: Annotated[str, Field(max_length=500)] = ""
    population: Annotated[str, Field(max_length=500)] = ""
    intervention: Annotated[str, Field(max_length=500)] = ""
    comparator: Annotated[str, Field(max_length=500)] = ""


class FollowedUp(Body):
    """A follow-up question under an article, the context it is read in where it is another one, and the version it is about."""

    words: Annotated[str, Field(min_length=1, max_length=MOST_WORDS)]
    context: OtherContext | None = None
    version: Annotated[int, Field(ge=1, le=1_000_000), WHOLE] | None = None


class Reported(Body):
    """What is wrong with an article, and with which of its claims."""

    words: Annotated[str, Field(min_length=1, max_length=MOST_WORDS)]
    claim: Annotated[str, Field(max_length=64)] = ""


class Sought(Body):
    """Words to search for, and bounds of what counts."""

    words: Annotated[str, Field(min_length=1, max_length=MOST_WORDS)]
    since: Annotated[int, Field(ge=1000, le=9999, description="Only publications from this year on."), WHOLE] | None = None
    designs: Annotated[list[str], Field(max_length=len(Design), description="Only these designs, in words.")] = []
    species: Annotated[str, Field(pattern="^(human|animal)$")] | None = None
    start: Annotated[int, Field(ge=0, le=1_000), WHOLE] = 0
    count: Annotated[int, Field(ge=1, le=100), WHOLE] = 20


Address = Annotated[str, Path(pattern=ADDRESS, description="The address of an article: its key, where it is not published.")]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


# -- what goes out ------------------------------------------------------------------------------------------------


class Taken(Struct, frozen=True):
    """A question was taken: the address of its answer, and where its progress is told."""

    address: str
    progress: str


class TakenTurn(Struct, frozen=True):
    """A follow-up question was taken: its number in the thread, and where its progress is told."""

    number: int
    progress: str


class Listed(Struct, frozen=True):
    """Articles of a list, from which one on, and whether there are more."""

    articles: tuple[ArticleSummary, ...]
    start: int
    more: bool


class Named(Struct, frozen=True):
    """A topic or specialty, and how many published articles are on it."""

    name: str
    articles: int


class FoundRecord(Struct, frozen=True, kw_only=True):
    """A record that bears on the words: the best passage, what it is worth, and what was said of it."""

    id: str
    pmid: str
    title: str
    where: str
    year: int | None
    graded: str
    digest: bool
    never_cited: str
    notices: tuple[str, ...]
    snippet: str


class SearchResult(Struct, frozen=True, kw_only=True):
    """Published articles and records that bear on the words, and what was searched."""

    articles: tuple[ArticleSummary, ...]
    records: tuple[FoundRecord, ...]
    found: int
    searched: Searched


class TermEntry(Struct, frozen=True, kw_only=True):
    """An entry of the glossary."""

    id: str
    name: str
    plain: str
    definition: str
    variants: tuple[str, ...]


GIVEN: tuple[Any, ...] = (
    Answer, Article, FoundRecord, Listed, Named, ProblemDetails, Progress, SearchResult, Shown, StandingClaim, StandingRendition,
    Suggestion, Taken, TakenTurn, TermEntry, Thread,
)  # fmt: skip


def given(value: object, status: int = 200, **headers: str) -> Response:
    """A response with a struct as JSON."""
    return Response(msgspec.json.encode(value), status_code=status, media_type="application/json", headers=headers)


def gives(kind: Any, says: str, status: int = 200, *, many: bool = False) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of a response: one struct, or several in an array."""
    schema: dict[str, Any] = {"$ref": REF.format(name=kind.__name__)}
    if many:
        schema = {"type": "array", "items": schema}
    return {status: {"description": says, "content": {"application/json": {"schema": schema}}}}


PROBLEM: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "A problem, as RFC 9457 has it.",
        "content": {PROBLEM_JSON: {"schema": {"$ref": REF.format(name=ProblemDetails.__name__)}}},
    }
}
NOTHING: dict[int | str, dict[str, Any]] = {204: {"description": "Done; there is nothing to say."}}


def components() -> dict[str, Any]:
    """The schemas of all that is given."""
    _, found = msgspec.json.schema_components(GIVEN, ref_template=REF)
    return found
