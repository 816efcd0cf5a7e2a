"""What a page of an article tells machines: the head of its document, the links in its header, and how it is cited."""

from __future__ import annotations

from starlette.requests import Request

from answerable.entrypoints.web.addresses import address_of
from answerable.entrypoints.web.door import settings
from answerable.publication.article import Article, Version
from answerable.publication.exports.citing import cite
from answerable.publication.metadata import Head, head_of, signposting
from answerable.publication.published import at_version


def head_for(request: Request, article: Article, version: Version) -> Head | None:
    """What goes into the head of the page; nothing for an earlier version, which machines are not to take for the article."""
    if version.number != article.latest.number:
        return None
    return head_of(article, address_of(request, article), settings(request).operator_name)


def links_for(request: Request, article: Article) -> dict[str, str]:
    """The `Link` header of the page, where it is public."""
    links = signposting(article, address_of(request, article))
    return {"Link": links} if links else {}


def citation_of(request: Request, article: Article, version: Version) -> str:
    """The article itself as an entry of a reference list: title, version, date, how far it is reviewed, address."""
    address = address_of(request, article, version.number)
    return cite(at_version(article, version.number), "text", address, settings(request).operator_name).strip()
