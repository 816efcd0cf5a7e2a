"""Signposting: links in the header of a response that tell a machine where the same thing stands in other forms."""

from __future__ import annotations

from answerable.publication.article import Article, PublicState
from answerable.publication.exports import EXPORTS

# Formats that describe an article; the others are the article itself.
_DESCRIBE = ("json", "ris", "bibtex", "csl-json")


def signposting(article: Article, address: str) -> str:
    """The value of a `Link` header for the page of an article; empty where it is not public.

    `cite-as` is what to cite, `describedby` what describes it, `item` the article in another form, `type` what it is.
    """
    if article.state is not PublicState.PUBLIC:
        return ""
    links = [f'<{address}>; rel="cite-as"', '<https://schema.org/MedicalWebPage>; rel="type"']
    for name, form in EXPORTS.items():
        relation = "describedby" if name in _DESCRIBE else "item"
        links.append(f'<{address}/export.{form.ending}>; rel="{relation}"; type="{form.media_type.partition(";")[0]}"')
    return ", ".join(links)


def back_to(article: Article, address: str) -> str:
    """The value of a `Link` header for an export of an article: of what it is a form, and what to cite."""
    if article.state is not PublicState.PUBLIC:
        return ""
    return f'<{address}>; rel="collection"; type="text/html", <{address}>; rel="cite-as"'
