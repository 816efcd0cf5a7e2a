"""Auditing: from the bytes of somebody else's article to the report on its references and claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from answerable.app.opening import Opened
from answerable.audit.auditor import Auditor
from answerable.audit.reading import read_article
from answerable.audit.report import AuditReport
from answerable.corpus.record import PublicationNotice, Record
from answerable.question.words import content_words
from answerable.retrieval.model import Query
from answerable.verification.ports import Judge

_BY_TITLE = 20  # passages among which a printed title is looked for


class LibraryBibliography:
    """The library as a bibliography; satisfies `audit.ports.Bibliography`."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    def identified(self, identifiers: Sequence[str]) -> Sequence[Record]:
        """The records that have any of these identifiers, each once, the user's own first."""
        store, library = self._opened.store, self._opened.library
        own: Mapping[str, tuple[str, ...]] = store.find(identifiers) if store else {}
        ids = [one for name in identifiers for one in own.get(name, ())]
        hidden = library.hidden()
        wanted = set(identifiers)
        ids += [one for one, names in library.starter.names.items() if one not in hidden and wanted & set(names)]
        return [record for record in library.records(list(dict.fromkeys(ids))) if record is not None]

    def titled(self, title: str) -> Sequence[Record]:
        """The records whose passages have most of the title's words, likeliest first."""
        words = " ".join(content_words(title))
        if not words:
            return ()
        found = self._opened.index.search(Query(words), _BY_TITLE)
        ids = list(dict.fromkeys(one.passage_id.rpartition("#")[0] for one in found))
        return [record for record in self._opened.library.records(ids) if record is not None]

    def told(self, identifiers: Sequence[str]) -> Sequence[PublicationNotice]:
        """The notices about publications of these identifiers, such as a table of retractions tells, settled."""
        store = self._opened.store
        found: Mapping[str, tuple[PublicationNotice, ...]] = store.notices(identifiers) if store and identifiers else {}
        return [notice for name in identifiers for notice in found.get(name, ())]


def audit(opened: Opened, data: bytes, name: str, judge: Judge | None, version: str) -> AuditReport:
    """The report on an article; raises `UnreadableInput` where the bytes are no article that can be read."""
    article = read_article(data, name)
    library = opened.library
    auditor = Auditor(
        index=opened.index,
        library=library,
        sources=library,
        bibliography=LibraryBibliography(opened),
        version=version,
        today=datetime.now(UTC).date().isoformat(),
        judge=judge,
        judged_by="the evidence model that comes with Answerable" if judge else "",
    )
    return auditor.audit(article)
