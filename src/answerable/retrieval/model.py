"""`Query`, `ScoredPassage`, `Run`: what is asked of an index and what it gives back."""

from __future__ import annotations

from msgspec import Struct

from answerable.corpus.evidence import Design, Species
from answerable.corpus.passage import Passage
from answerable.corpus.record import PublicationNotice


class Clause(Struct, frozen=True):
    """One idea of the query: `names` are its interchangeable names, any of which counts, the best one once.

    A name of several words matches as a phrase. `weight` multiplies the score; with `required`, a passage without any
    of the names is not found at all.
    """

    names: tuple[str, ...]
    weight: float = 1.0
    required: bool = False


class Filters(Struct, frozen=True, omit_defaults=True):
    """Bounds that a record has to meet to be found; empty means no bound."""

    since: int | None = None  # year of publication, inclusive
    designs: tuple[Design, ...] = ()
    species: Species | None = None


class Query(Struct, frozen=True):
    """A question as an index is asked it: plain words for term matching, clauses for names and phrases, and bounds.

    `words` are matched as single stemmed terms by BM25; `clauses` add to that.
    """

    words: str
    clauses: tuple[Clause, ...] = ()
    filters: Filters = Filters()


class Scored(Struct, frozen=True):
    """What an index answers: a passage's id and its score, higher is better."""

    passage_id: str
    score: float


class ScoredPassage(Struct, frozen=True):
    """A passage of a run with its score, its rank, counted from 1, and the notices about its record."""

    passage: Passage
    score: float
    rank: int
    notices: tuple[PublicationNotice, ...] = ()


class Searched(Struct, frozen=True, kw_only=True):
    """What was searched, for the method box and for "nothing was found": which library, how large, how recent."""

    library: str  # what the reader knows it by: "starter library", "starter library and your own"
    records: int
    newest: int | None  # year of the newest publication
    changed: str  # ISO date of the library's last change: "evidence searched"
    fingerprint: str  # changes with any record
    found: int = 0


class Run(Struct, frozen=True, kw_only=True):
    """The passages found for a query, best first, and what was searched. What stands here is all that may be cited."""

    query: Query
    passages: tuple[ScoredPassage, ...]
    searched: Searched
    set_aside: tuple[ScoredPassage, ...] = ()  # found, and never to be cited: retracted
