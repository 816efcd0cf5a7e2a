"""`App`: everything that can be done with a library, one method for each use case; its parts load when they are first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from answerable.app.ask import Request
    from answerable.app.background import Background
    from answerable.app.desk_ports import Desk
    from answerable.app.holdings import Holdings, Rebuilt, Shown
    from answerable.app.ingest import IngestSummary, OnProgress
    from answerable.app.opening import Opened
    from answerable.app.people import People
    from answerable.app.reading_room import ReadingRoom
    from answerable.app.sources import SourceNow
    from answerable.app.verify import Verified
    from answerable.audit.report import AuditReport
    from answerable.composition.answer import Answer
    from answerable.composition.stage import Stage
    from answerable.retrieval.model import Filters, Query, Run
    from answerable.settings import Settings

DEPTH = 60


class App:
    """A library and what can be done with it; opening it touches nothing, each part opens when it is first used."""

    def __init__(self, folder: Path) -> None:
        from answerable.app.opening import Opened

        self.opened: Opened = Opened(folder)

    @classmethod
    def open(cls, library: Path | None = None) -> Self:
        """The app on the library in a folder, by default the one of `ANSWERABLE_HOME` or of the platform.

        A folder without a library is not made before something is taken in: until then there is the starter library.
        """
        if library is None:
            from answerable.settings import Settings

            library = Settings.read().library
        return cls(library.expanduser())

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of how the library was found: an index repaired, damaged, behind."""
        return tuple(self.opened.notes)

    def ingest(self, paths: Iterable[str], on_progress: OnProgress | None = None) -> IngestSummary:
        """Takes in every file under the paths ("-" is standard input); see `app.ingest.ingest`."""
        from answerable.app.ingest import ingest

        return ingest(self.opened, paths, on_progress)

    def search(self, question: str, filters: Filters | None = None, depth: int = DEPTH) -> Run:
        """The passages that bear on a question, best first; see `app.search.search`."""
        from answerable.app.search import search
        from answerable.retrieval.model import Filters

        return search(self.opened, question, filters or Filters(), depth)

    def ask(self, request: Request, tell: Callable[[Stage], None] | None = None) -> Answer:
        """The checked article that answers a question; `tell` hears each stage as it begins; see `app.ask.Asking`."""
        from answerable import __version__
        from answerable.app import wiring
        from answerable.app.ask import Asking

        library, index = self.opened.library, self.opened.index
        model = wiring.evidence_model() if request.model else None
        asking = Asking(index=index, library=library, sources=library, style=wiring.style, version=__version__, model=model)
        return asking(request, tell or (lambda stage: None))

    def verify(self, saved: str | bytes) -> Verified:
        """A saved answer checked again against the library as it is now; see `app.verify.verify`."""
        from answerable.app import wiring
        from answerable.app.verify import verify

        return verify(self.opened.library, saved, wiring.judge)

    def audit(self, data: bytes, name: str = "") -> AuditReport:
        """The report on an article that somebody else wrote, from its bytes; see `app.audit.audit`."""
        from answerable import __version__
        from answerable.app import wiring
        from answerable.app.audit import audit

        return audit(self.opened, data, name, wiring.judge(), __version__)

    def highlights(self, query: Query, text: str) -> tuple[tuple[int, int], ...]:
        """Where the words and names of a query stand in a text: characters from and to."""
        return self.opened.index.highlights(query, text)

    def show(self, identifier: str) -> Shown:
        """The record under a PMID, DOI or PMCID; raises `NotInLibrary` where there is none."""
        from answerable.app.holdings import show

        return show(self.opened, identifier)

    def sources(self, ids: Sequence[str]) -> dict[str, SourceNow]:
        """The records of these ids as the library holds them now, with what was said of them since; see `app.sources`."""
        from answerable.app.sources import sources_now

        return sources_now(self.opened, ids)

    def text(self, sha256: str) -> str | None:
        """A text that a record has moved on from, by its hash, or None."""
        return self.opened.library.text(sha256)

    def holdings(self) -> Holdings:
        """What the library holds."""
        from answerable.app.holdings import holdings

        return holdings(self.opened)

    def rebuild(self, tell: Callable[[int], None] | None = None) -> Rebuilt:
        """Makes the index anew from the stored records; `tell` hears how many are done."""
        from answerable.app.holdings import rebuild

        return rebuild(self.opened, tell)

    def reading_room(self, settings: Settings | None = None, *, make: bool = True) -> ReadingRoom:
        """The reading room of this library, by default with the settings that are read for it; see `app.reading_room`.

        Not to `make` it leaves a folder in which nobody has asked anything as it is: there the room is empty and keeps nothing.
        """
        from answerable.app import wiring
        from answerable.app.reading_room import ReadingRoom
        from answerable.settings import Settings

        folder = self.opened.folder
        settings = settings or Settings.read(library=folder)
        desk = None if make or wiring.has_desk(folder, settings.database) else wiring.desk_in_memory()
        return ReadingRoom(folder, settings, desk=desk)

    def people(self, settings: Settings | None = None, *, desk: Desk | None = None) -> People:
        """The people of this library's desk, by default on a desk of its own; see `app.people`."""
        from answerable.app import wiring
        from answerable.app.people import People
        from answerable.settings import Settings

        folder = self.opened.folder
        settings = settings or Settings.read(library=folder)
        return People(folder, settings, desk or wiring.desk_in(folder, settings.database))

    def background(self, settings: Settings) -> tuple[Background, Callable[[], None]]:
        """What does the work of this library in the background, and what lets go of its files; see `app.background`."""
        from answerable.app.background import Background

        room = self.reading_room(settings)
        return Background(room, self.people(settings, desk=room.desk)), room.close

    def look_at_evidence(self) -> tuple[str, ...]:
        """Marks claims of published articles of whose sources something was said since; tells which, in words."""
        from answerable.app import wiring
        from answerable.app.desk import EditorialDesk
        from answerable.settings import Settings

        folder = self.opened.folder
        settings = Settings.read(library=folder)
        if not wiring.has_desk(folder, settings.database):
            return ()
        desk = EditorialDesk(folder, settings)
        try:
            return tuple(
                f"The evidence of article {one.article} has changed: {len(one.claims)} of its claims are marked."
                for one in desk.look_at_evidence()
            )
        finally:
            desk.close()

    def close(self) -> None:
        """Lets go of the library's files."""
        self.opened.close()

    def __enter__(self) -> Self:
        """The app itself; `close` is called at the end of the block."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Lets go of the library's files."""
        self.close()
