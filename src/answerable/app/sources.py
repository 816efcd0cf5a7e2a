"""`SourceNow`: a record as the library holds it now, with what has been said of it since; nobody asks it of an old answer."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from answerable.app.opening import Opened
from answerable.corpus.notices import Standing, standing
from answerable.corpus.record import PublicationNotice, Record


class SourceNow(Struct, frozen=True):
    """A record as it is now, or None where it is gone, the notices about it, and where it stands after them."""

    id: str
    record: Record | None
    notices: tuple[PublicationNotice, ...]
    standing: Standing


def sources_now(opened: Opened, ids: Sequence[str]) -> dict[str, SourceNow]:
    """The records of these ids as they are now, by id."""
    library = opened.library
    found = zip(ids, library.records(ids), library.notices(ids), strict=True)
    return {one: SourceNow(one, record, tuple(notices), standing(notices)) for one, record, notices in found}
