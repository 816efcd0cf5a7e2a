"""Words out of citation exports, in which titles and abstracts come with tags and entities of HTML or JATS here and there."""

from __future__ import annotations

import html
import re

from answerable.corpus.reading.flatten import raised
from answerable.corpus.reading.labels import category_of, labelled_sections
from answerable.corpus.record import TextSection
from answerable.text import clean

_SUP = re.compile(r"<(?:jats:)?sup>(.*?)</(?:jats:)?sup>", re.IGNORECASE | re.DOTALL)
_INLINE = re.compile(
    r"</?(?:jats:)?(?:i|b|u|em|strong|sub|sup|italic|bold|sc|span|font|inline-formula|xref|ext-link"
    r"|mml:[a-z]+)(?:\s[^<>]*)?/?>", re.IGNORECASE
)  # fmt: skip
_BLOCK = re.compile(
    r"</?(?:jats:)?(?:p|br|div|h[1-6]|ul|ol|li|sec|title|abstract|list|list-item|disp-formula)(?:\s[^<>]*)?/?>", re.IGNORECASE
)  # fmt: skip
_TITLED = re.compile(r"<(?:jats:title|h[1-6])(?:\s[^<>]*)?>(.*?)</(?:jats:title|h[1-6])>", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)


def plain(text: str) -> str:
    """The words, with tags of known names gone and entities as characters; "p < 0.05" and "<5 years" stay as they are."""
    if "<" in text:
        text = _SUP.sub(lambda found: raised(found[1]), text)
        text = _BLOCK.sub(" ", _INLINE.sub("", text))
    if "&" in text:
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return clean(text)


def abstract_of(text: str) -> tuple[TextSection, ...]:
    """An abstract as sections: by the headings that its tags mark, or by those that stand in its running text."""
    pieces = _TITLED.split(text) if "<" in text else [text]
    if len(pieces) < 3:
        return labelled_sections(plain(text))
    sections = [TextSection(words)] if (words := plain(pieces[0])) else []
    for label, body in zip(pieces[1::2], pieces[2::2], strict=True):
        heading, words = plain(label), plain(body)
        if words:
            sections.append(TextSection(words, "" if heading.lower() == "abstract" else heading, category_of(heading)))
    return tuple(sections)
