"""What a library holds, a record as a reader would want it, and making the index anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from answerable.app import wiring
from answerable.app.indexing import in_step
from answerable.app.opening import Opened
from answerable.corpus.appraisal import appraise
from answerable.corpus.evidence import Appraisal, EvidenceLevel
from answerable.corpus.holding import Tally
from answerable.corpus.identifiers import doi_of, pmcid_of, pmid_of
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import PublicationNotice, Record
from answerable.errors import LibraryProblem, NotInLibrary
from answerable.retrieval.model import Searched

OWN, STARTER = "your library", "starter library"


class Shown(Struct, frozen=True, kw_only=True):
    """A record with what it is worth, the notices about it oldest first, and which library it stands in."""

    record: Record
    appraisal: Appraisal
    notices: tuple[PublicationNotice, ...]
    shelf: str


class Holdings(Struct, frozen=True, kw_only=True):
    """What a library holds: the user's own records by kind, the starter library's digests, sizes in bytes, versions."""

    folder: Path
    searched: Searched
    own: int
    digests: int  # of the starter library that show
    hidden: int  # of the starter library that gave way to a record of the user's own
    tally: Tally  # of all that is held, the digests that show among it
    retracted: int
    of_concern: int
    store_bytes: int
    index_bytes: int
    schema: int
    index_form: str
    passages: int
    in_step: bool


class Rebuilt(Struct, frozen=True):
    """What a new index holds, and how long it took."""

    records: int
    passages: int
    seconds: float


NOTHING = Tally(years=(), designs=(), levels=(), sources=(), with_abstract=0)


def show(opened: Opened, identifier: str) -> Shown:
    """The record under a PMID, DOI, PMCID or id of our own; raises `NotInLibrary` where there is none."""
    names = _names(identifier)
    own: Mapping[str, tuple[str, ...]] = opened.store.find(names) if opened.store else {}
    ids = [record_id for name in names for record_id in own.get(name, ())]
    hidden = opened.library.hidden()
    starter = opened.library.starter.names
    ids += [one for name in names for one, values in starter.items() if name in values and one not in hidden]
    for record_id in dict.fromkeys(ids):
        [record], [notices] = opened.library.records([record_id]), opened.library.notices([record_id])
        if record is not None:
            shelf = OWN if any(record_id in found for found in own.values()) else STARTER
            return Shown(record=record, appraisal=_as_noticed(record, notices), notices=tuple(notices), shelf=shelf)
    raise NotInLibrary(
        f"No record is held under “{identifier}”.",
        "Give a PMID, a DOI or a PMCID, or take the article in with 'answerable ingest PATH'.",
    )


def _as_noticed(record: Record, notices: Sequence[PublicationNotice]) -> Appraisal:
    """What a record is worth after what was said of it: a retracted one is never cited, whatever its design."""
    appraisal = appraise(record)
    if standing(notices) is not Standing.RETRACTED:
        return appraisal
    return msgspec.structs.replace(appraisal, level=EvidenceLevel.NEVER, reason="a notice says that it was retracted")


def _names(identifier: str) -> list[str]:
    """The names that an identifier as typed may mean, the likeliest first."""
    typed = identifier.strip()
    names = [typed]
    if pmid := pmid_of(typed):
        names.append(f"pmid:{pmid}")
    if doi := doi_of(typed):
        names.append(f"doi:{doi}")
    if "pmc" in typed.lower() and (pmcid := pmcid_of(typed)):
        names.append(f"pmcid:{pmcid}")
    return list(dict.fromkeys(names))


def holdings(opened: Opened) -> Holdings:
    """What the library holds."""
    store, library, index = opened.store, opened.library, opened.index
    standings = _standings(opened)
    store_bytes, index_bytes = wiring.sizes(opened.folder) if store else (0, 0)
    hidden = library.hidden()
    return Holdings(
        folder=opened.folder,
        searched=library.searched(),
        own=store.state().records if store else 0,
        digests=len(library.starter.records) - len(hidden),
        hidden=len(hidden),
        tally=_together(store.tally() if store else NOTHING, _tally_of(list(library.shown()))),
        retracted=standings.count(Standing.RETRACTED),
        of_concern=standings.count(Standing.CONCERN),
        store_bytes=store_bytes,
        index_bytes=index_bytes,
        schema=wiring.schema_of_store(),
        index_form=index.form,
        passages=index.passages,
        in_step=in_step(index, library),
    )


def _tally_of(digests: Sequence[Record]) -> Tally:
    """How many of the starter library's digests there are of each kind; they have no grades of their own in a store."""
    appraisals = [appraise(record) for record in digests]
    return Tally(
        years=tuple(Counter(record.year for record in digests).items()),
        designs=tuple(Counter(one.design.value for one in appraisals).items()),
        levels=tuple(Counter(one.level.value for one in appraisals).items()),
        sources=tuple(Counter(record.source for record in digests).items()),
        with_abstract=sum(1 for record in digests if record.abstract),
    )


def _together(one: Tally, other: Tally) -> Tally:
    """Two tallies as one, keys in their natural order."""
    return Tally(
        years=tuple(sorted((Counter(dict(one.years)) + Counter(dict(other.years))).items(), key=lambda item: item[0] or 0)),
        designs=tuple(sorted((Counter(dict(one.designs)) + Counter(dict(other.designs))).items())),
        levels=tuple(sorted((Counter(dict(one.levels)) + Counter(dict(other.levels))).items())),
        sources=tuple(sorted((Counter(dict(one.sources)) + Counter(dict(other.sources))).items())),
        with_abstract=one.with_abstract + other.with_abstract,
    )


def _standings(opened: Opened) -> list[Standing]:
    """Where the records stand that any notice is about."""
    ids = [*(opened.store.noticed() if opened.store else ()), *(record.id for record in opened.library.shown())]
    found: list[Standing] = []
    for start in range(0, len(ids), 500):
        found += [standing(notices) for notices in opened.library.notices(ids[start : start + 500])]
    return found


def rebuild(opened: Opened, tell: Callable[[int], None] | None = None) -> Rebuilt:
    """Makes the index anew from the store, graded by the rules of today; `tell` hears how many records are done.

    Raises `LibraryProblem` where there is no library of the user's own, `LibraryBusy` where another process is writing.
    """
    if opened.store is None:
        raise LibraryProblem(
            f"There is no library in {opened.folder} to make an index of.", "Take files in first with 'answerable ingest PATH'."
        )
    began = datetime.now(UTC)
    with wiring.writer_lock(opened.folder):
        records = opened.make_anew(tell)
    seconds = (datetime.now(UTC) - began).total_seconds()
    return Rebuilt(records, opened.index.passages, seconds)
