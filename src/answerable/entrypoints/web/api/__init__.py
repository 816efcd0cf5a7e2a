"""The JSON API under /api/v1: every page has its JSON, told by OpenAPI; the same promises and the same limits as the pages."""

from __future__ import annotations

from answerable.entrypoints.web.api.document import router

__all__ = ["router"]
