"""The audit: somebody else's article in, a report out that says claim by claim whether its citations hold.

`answerable.audit` is both this room and what a caller calls: importing any part of the room puts the room in the place of the
function of that name, so the room can be called like it.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Room(ModuleType):
    """The room as a module that answers a call as the package's face does."""

    def __call__(self, *article: Any, **options: Any) -> Any:
        """The report on an article; see the function `audit` of the package."""
        return sys.modules["answerable"]._audit(*article, **options)  # the face is loaded before any of its rooms


sys.modules[__name__].__class__ = _Room
