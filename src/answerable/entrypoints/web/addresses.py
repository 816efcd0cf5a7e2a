"""Whole addresses, for what leaves the page: a citation, a feed, a link in a header."""

from __future__ import annotations

from starlette.requests import Request

from answerable.entrypoints.web.door import settings
from answerable.publication.article import Article, PublicState


def site(request: Request) -> str:
    """The address of this site without a slash at its end: the operator's, or the one that the visitor came by."""
    return settings(request).public_address.rstrip("/") or f"{request.url.scheme}://{request.url.netloc}"


def address_of(request: Request, article: Article, version: int = 0) -> str:
    """The whole address of an article, or of one of its versions."""
    address = f"{site(request)}/articles/{article.address}"
    return f"{address}/versions/{version}" if version else address


def kept_by(article: Article) -> dict[str, str]:
    """Headers of what is made of an article: search engines leave it alone, and only a public one may be kept by others."""
    public = article.state is PublicState.PUBLIC
    return {"X-Robots-Tag": "noindex", "Cache-Control": "no-cache" if public else "private, no-store"}
