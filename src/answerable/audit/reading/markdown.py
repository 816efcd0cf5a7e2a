"""Markdown as blocks: turned into HTML by CommonMark's rules, with its footnotes and raised numbers kept as citations."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt

from answerable.audit.reading.block import Block
from answerable.audit.reading.decoding import decoded
from answerable.audit.reading.webpage import blocks_of_html
from answerable.errors import UnreadableInput

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FRONT_LINE = re.compile(r"^([A-Za-z_ -]{2,30}):[ \t]*(?:\"([^\"\n]*)\"[ \t]*|'([^'\n]*)'[ \t]*|([^\n]*))$", re.MULTILINE)
_FRONT_WORDS = {
    "title": "# {}",
    "question": "{}",
    "date": "Published: {}",
    "published": "Published: {}",
    "updated": "Last updated: {}",
    "lastmod": "Last updated: {}",
    "last_updated": "Last updated: {}",
    "last updated": "Last updated: {}",
    "modified": "Last updated: {}",
    "reviewed": "Last reviewed: {}",
    "reviewer": "Reviewed by: {}",
    "reviewed_by": "Reviewed by: {}",
    "status": "Status: {}",
}
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([\w-]{1,20})\]:[ \t]+", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([\w-]{1,20})\](?!:)")
# "[1]: https://…" would vanish as the definition of a link, although in an article it is an entry of the list.
_NUMBERED_LINK = re.compile(r"^ {0,3}\[(\d{1,3})\]:[ \t]+", re.MULTILINE)
# Entries on lines of their own would run together as one paragraph; only in a list, since a line of prose may begin so, too.
_BRACKETED_ENTRY = re.compile(r"^ {0,3}(?:\[(\d{1,3})\]|\\\[(\d{1,3})\\\])(?=[ \t]+\S)", re.MULTILINE)
_PANDOC_RAISED = re.compile(r"\^(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\^")
_REFERENCES = re.compile(r"(?im)^(?:#{1,6}[ \t]*|\*\*)?(?:references?|bibliography|sources|notes|footnotes)\b")


def read_markdown(data: bytes, name: str) -> list[Block]:
    """The blocks of a text in Markdown."""
    text = _with_footnotes(_with_front_matter(decoded(data, name)))
    text = _with_entries_apart(_NUMBERED_LINK.sub(r"\n\\[\1\\] ", text))
    text = _PANDOC_RAISED.sub(r"<sup>\1</sup>", text)
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    try:
        html = reader.render(text)
    except RecursionError:
        raise UnreadableInput(f"{name}: it is nested too deeply to be read as Markdown.", "Audit it as plain text.") from None
    return blocks_of_html(f"<body>{html}</body>", name)


def _with_front_matter(text: str) -> str:
    """The text with what its front matter says of it as lines of its own."""
    front = _FRONT.match(text)
    if not front:
        return text
    lines: list[str] = []
    rest = text[front.end() :]
    for key, double, single, plain in _FRONT_LINE.findall(front[1]):
        value = (double or single or plain).strip()
        form = _FRONT_WORDS.get(key.strip().lower())
        if form and value and not (form.startswith("#") and re.search(r"(?m)^# ", rest)):
            lines.append(form.format(value))
    return "\n\n".join([*lines, rest])


def _with_entries_apart(text: str) -> str:
    """The text with every entry "[1] …" under the heading of its references as a paragraph of its own."""
    headings = [*_REFERENCES.finditer(text)]
    if not headings:
        return text
    start = headings[-1].end()
    return text[:start] + _BRACKETED_ENTRY.sub(lambda found: f"\n\\[{found[1] or found[2]}\\]", text[start:])


def _with_footnotes(text: str) -> str:
    """Footnotes as raised numbers and a numbered list, in the order in which they are defined."""
    names = list(dict.fromkeys(_FOOTNOTE.findall(text)))
    if not names:
        return text
    wholly = all(name.isdecimal() for name in names)
    number = {name: int(name) if wholly else at for at, name in enumerate(names, start=1)}
    first = _FOOTNOTE.search(text)
    if first and not _REFERENCES.search(text):
        text = f"{text[: first.start()]}\n\n## References\n\n{text[first.start() :]}"
    text = _FOOTNOTE.sub(lambda found: f"\n\\[{number[found[1]]}\\] ", text)
    return _NOTE_MARK.sub(lambda found: f"<sup>{number[found[1]]}</sup>" if found[1] in number else found[0], text)
