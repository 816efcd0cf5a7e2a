"""`Remembered`: articles that were read lately, decoded; one that has changed is read again."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from answerable.app.desk_ports import Desk
from answerable.publication.article import Article

MOST = 64  # articles; a large one is about a megabyte in memory


class Remembered:
    """The articles of a desk; may be used from many threads."""

    def __init__(self, desk: Desk, most: int = MOST) -> None:
        self._desk = desk
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[int, Article]] = OrderedDict()

    def article(self, address: str) -> Article | None:
        """The article as it now is, or None."""
        mark = self._desk.mark(address)
        if mark is None:
            self.forget(address)
            return None
        with self._lock:
            kept = self._kept.get(address)
            if kept is not None and kept[0] == mark:
                self._kept.move_to_end(address)
                return kept[1]
        article = self._desk.article(address)
        if article is not None:
            with self._lock:
                self._kept[address] = (mark, article)
                self._kept.move_to_end(address)
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return article

    def forget(self, address: str) -> None:
        """Lets go of an article."""
        with self._lock:
            self._kept.pop(address, None)
