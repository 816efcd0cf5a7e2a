"""`Evidence`: what the library says now of an article's sources and claims; asked before a transaction, never within one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from answerable.app.verify import Checkable, needs_judge
from answerable.composition.answer import Answer
from answerable.corpus.record import PublicationNotice
from answerable.verification.model import Claim, Report, Verdict
from answerable.verification.ports import Judge
from answerable.verification.recheck import recheck

if TYPE_CHECKING:
    from answerable.app import App

_T = TypeVar("_T")
Notices = Mapping[str, tuple[PublicationNotice, ...] | None]


class Seen(Struct, frozen=True, kw_only=True):
    """What the library said of one content: its hash, the notices by record, and the verdicts where they were asked for."""

    content: str
    notices: Notices
    report: Report | None = None


class Evidence:
    """The library as the desk looks things up in it; may be used from many threads, one at a time.

    Where one is open already, `opened` gives it as it is now: who began to serve without a library has one after the first
    ingest.
    """

    def __init__(
        self, library: Path, opened: Callable[[], Checkable] | None = None, judge: Callable[[], Judge | None] | None = None
    ) -> None:
        self._folder = library
        self._opened = opened
        self._judge = judge
        self._app: App | None = None
        self._lock = Lock()

    @property
    def library(self) -> Checkable:
        """The records, notices and texts; opened when first asked for."""
        if self._opened is not None:
            return self._opened()
        if self._app is None:
            from answerable.app import App

            self._app = App.open(self._folder)
        return self._app.opened.library

    def judge(self) -> Judge | None:
        """The judge of stance, or None where none can be run."""
        if self._judge is not None:
            return self._judge()
        from answerable.app import wiring

        return wiring.judge()

    def notices(self, ids: Sequence[str]) -> Notices:
        """The notices about these records as the library has them now; None for one that nobody could look up."""
        with self._lock:
            known = self.library.records(ids)
            told = self.library.notices(ids)
        return {
            name: tuple(notices) if record is not None else None
            for name, record, notices in zip(ids, known, told, strict=True)
        }  # fmt: skip

    def of(self, answer: Answer, content: str, *, checked: bool = True) -> Seen:
        """What the library says of an article now; `checked` also runs every check on every claim again."""
        notices = self.notices([reference.record.id for reference in answer.references])
        return Seen(content=content, notices=notices, report=self.report(answer) if checked else None)

    def report(self, answer: Answer) -> Report:
        """The verdicts on an article's claims as the library is now."""
        claims = [
            Claim(id=one.id, text=one.text, citations=tuple(c.checked for c in one.citations), verdict=Verdict.UNCHECKED)
            for one in answer.claims()
        ]
        judge = self.judge() if needs_judge(answer) else None
        with self._lock:
            again = recheck(
                claims,
                self.library,
                judge,
                question_population=answer.question.pico.population,
                indirect={one.id: one.indirect for one in answer.claims()},
            )
        return Report(tuple(one.now for one in again))

    def text(self, record: str, field: str, sha256: str) -> str | None:
        """The text of a field that hashes to this, as the record has it now or as it was kept; None where it is gone."""
        from answerable.text import sha256 as hash_of

        with self._lock:
            held = self.library.records([record])[0]
            now = held.field(field) if held else None
            return now if now is not None and hash_of(now) == sha256 else self.library.text(sha256)

    def used(self, do: Callable[[Checkable, Judge | None], _T]) -> _T:
        """Does something with the library and the judge, alone."""
        judge = self.judge()
        with self._lock:
            return do(self.library, judge)

    def close(self) -> None:
        """Lets go of the library."""
        if self._app is not None:
            self._app.close()
            self._app = None
