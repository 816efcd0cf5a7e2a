"""What machines read of an article: schema.org, OpenGraph, links in the header, and the lists of what is approved."""

from __future__ import annotations

from msgspec import Struct

from answerable.composition.answer import Answer
from answerable.publication.article import Article, PublicState
from answerable.publication.metadata.json_ld import json_ld, json_ld_text
from answerable.publication.metadata.signposting import signposting
from answerable.publication.public_state import TEXT_SHOWN
from answerable.publication.published import as_published
from answerable.writing import tidy

__all__ = ["Head", "description_of", "head_of", "indexed", "json_ld", "json_ld_text", "signposting"]

_LONGEST = 300  # characters of a description


class Head(Struct, frozen=True, kw_only=True):
    """What goes into the head of an article's page; without an address to show the world, only the robots' rule.

    `json_ld` is safe inside a script element. `properties` are OpenGraph's, name and value; `alternates` are other forms of
    the article for machines, media type and address.
    """

    robots: str
    description: str = ""
    canonical: str = ""
    properties: tuple[tuple[str, str], ...] = ()
    json_ld: str = ""
    alternates: tuple[tuple[str, str], ...] = ()


def indexed(article: Article) -> bool:
    """Whether search engines may list it: public, and approved by named people."""
    return article.approved and article.state is PublicState.PUBLIC


def head_of(article: Article, address: str, operator: str = "") -> Head:
    """The head of the page of an article's newest version; an article that is not public tells machines nothing of itself."""
    robots = "index, follow" if indexed(article) else "noindex"
    if article.state not in TEXT_SHOWN:
        return Head(robots=robots)
    answer = as_published(article)
    description = description_of(answer)
    return Head(
        robots=robots,
        description=description,
        canonical=address,
        properties=(
            ("og:type", "article"),
            ("og:title", tidy(answer.title)),
            ("og:description", description),
            ("og:url", address),
            ("og:site_name", tidy(operator) or "Answerable"),
            ("og:locale", "en_GB"),
            ("article:published_time", article.made),
            ("article:modified_time", article.latest.made),
        ),
        json_ld=json_ld_text(article, address, operator),
        alternates=(("text/markdown", f"{address}.md"),) if indexed(article) else (),
    )


def description_of(answer: Answer) -> str:
    """The status where nobody has approved it, and the lead, as short as a list of results shows it."""
    claims = {claim.id: claim.text for claim in answer.claims()}
    lead = tidy(" ".join(claims[one] for one in answer.lead))
    words = lead if not answer.caution else f"{tidy(answer.status[:1].upper() + answer.status[1:])}. {lead}"
    if len(words) <= _LONGEST:
        return words
    return f"{words[:_LONGEST].rsplit(' ', 1)[0].rstrip('.,;: ')} …"
