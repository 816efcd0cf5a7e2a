"""The library as several threads look at it at once, which a server does."""

from typing import Any

from answerable.app.library import Starter, UnionLibrary
from answerable.starter import records


class _Interrupted(str):
    """An id at whose lookup another thread has its turn: it looks up a record that nobody has looked up yet."""

    library: Any = None
    others: Any = None

    def __hash__(self) -> int:
        if self.library is not None and (other := next(self.others, None)) is not None:
            self.library.records([other])
        return str.__hash__(self)

    __eq__ = str.__eq__


def test_notices_are_found_while_another_thread_looks_records_up():
    library = UnionLibrary(Starter(tuple(records()), "f", "2026-01-01"))
    ids = list(library.starter.records)
    one = _Interrupted(ids[0])
    library.records([one, *ids[1:3]])
    _Interrupted.library, _Interrupted.others = library, iter(ids[3:])
    try:
        assert len(library.notices([one, *ids[1:3]])) == 3
    finally:
        _Interrupted.library = None
