"""`Kept`: what is costly to make and the same for everybody, kept by its key until there is too much of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The values that were last asked for, at most `most`; two who ask at once may both make it, and get the same."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._values: OrderedDict[Hashable, T] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T], *, still: Callable[[T], bool] = lambda _: True) -> T:
        """The value under a key, made where it is not there or does not hold any more."""
        with self._lock:
            kept = self._values.get(key)
            if kept is not None and still(kept):
                self._values.move_to_end(key)
                return kept
        made = make()
        with self._lock:
            self._values[key] = made
            while len(self._values) > self.most:
                self._values.popitem(last=False)
        return made

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self._values.clear()
