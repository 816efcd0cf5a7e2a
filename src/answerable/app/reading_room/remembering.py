"""`Remembered`: articles that were read lately, decoded; one that has changed is read again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

from answerable.app.desk_ports import Desk
from answerable.publication.article import Article

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

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


class WhileUnchanged(Generic[Key, Value]):
    """What was read of a store that has not changed since; may be used from many threads. A change lets go of all of it."""

    def __init__(self, most: int = 256) -> None:
        self._most = most
        self._lock = Lock()
        self._version: int | None = None
        self._kept: dict[Key, Value] = {}

    def get(self, key: Key, version: int, read: Callable[[], Value]) -> Value:
        """What was read under a key while the store had this version, else what `read` gives now.

        The version is one from before reading: a change that comes in between is noticed at the next call.
        """
        with self._lock:
            if self._version != version:
                self._kept.clear()
                self._version = version
            elif key in self._kept:
                return self._kept[key]
        found = read()
        with self._lock:
            if self._version == version:
                if len(self._kept) >= self._most:
                    self._kept.clear()
                self._kept[key] = found
        return found
