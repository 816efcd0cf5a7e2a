"""Which layout a file has, told by what is in it; its name decides only where the content leaves a choice."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from answerable.audit.reading.block import Block
from answerable.audit.reading.decoding import decoded
from answerable.corpus.reading import sniffing
from answerable.errors import UnreadableInput

READ = "plain text, Markdown, HTML, DOCX, PDF with a text layer, and JATS"
_HEAD = 1 << 16


class Layout(NamedTuple):
    """A layout of articles: its name for people, and the module and function that read it."""

    name: str
    module: str
    function: str

    def read(self, data: bytes, name: str) -> list[Block]:
        """The blocks of a file in this layout; its module is loaded only now, for a fast start."""
        from importlib import import_module

        reader: Callable[[bytes, str], list[Block]] = getattr(
            import_module(f"answerable.audit.reading.{self.module}"), self.function
        )
        return reader(data, name)


PLAIN = Layout("plain text", "plaintext", "read_plain")
MARKDOWN = Layout("Markdown", "markdown", "read_markdown")
HTML = Layout("HTML", "webpage", "read_page")
DOCX = Layout("DOCX", "worddocument", "read_word")
PDF = Layout("PDF", "pdf", "read_pdf")
JATS = Layout("JATS", "fulltext", "read_fulltext")

_HTML = re.compile(
    r"(?i)\A\s*(?:<\?xml[^>]*\?>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype html|html|head|body|article|main|section|div|h[1-6]|p|title|meta)\b",
    re.DOTALL,
)
_HTML_TAG = re.compile(r"(?i)</?(?:p|div|h[1-6]|ul|ol|li|sup|table|br|span|a|body|section|article)\b[^>]{0,300}>")
_MARKDOWN_SIGNS = (
    re.compile(r"^ {0,3}#{1,6} +\S", re.MULTILINE),
    re.compile(r"\*\*[^*\s][^*\n]{0,200}\*\*"),
    re.compile(r"(?<!!)\[[^\]\n]{1,200}\]\((?:https?:|#|/|mailto:)[^)\s]{0,500}\)"),
    re.compile(r"^ {0,3}\[\^[\w-]+\]:", re.MULTILINE),
    re.compile(r"^[^\n|]*\|[^\n]*\n[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|", re.MULTILINE),
    re.compile(r"\A---\n(?:[^\n]*\n){1,40}?---\n"),
    re.compile(r"^\S[^\n]{0,120}\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE),
)


def layout_of(data: bytes, name: str) -> Layout:
    """The layout of a file; raises `UnreadableInput`, saying what it is instead, where it has none that is read."""
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf"):
        raise UnreadableInput(f"{name} is empty.", "Give a file with the article's text.")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableInput(
            f"{name} is an old Office document, or one locked with a password.", "Save it as DOCX without a password."
        )
    other = sniffing.other_file(data)
    if other:
        raise UnreadableInput(f"{name} is {other}, and no article in a layout that is read.", f"Read are {READ}.")
    return _of_text(decoded(data, name), data, name)


def _zipped(data: bytes, name: str) -> Layout:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        raise UnreadableInput(
            f"{name} is a damaged or cut off ZIP archive or Office document.", "Fetch or save the file again."
        ) from None
    if any(part.startswith("word/") for part in names):
        return DOCX
    for mark, what in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("META-INF/container.xml", "an e-book (EPUB)"), ("content.xml", "an OpenDocument file")):  # fmt: skip
        if any(part.startswith(mark) for part in names):
            raise UnreadableInput(f"{name} is {what}.", f"Save the article in a layout that is read: {READ}.")
    raise UnreadableInput(f"{name} is a ZIP archive.", "Unpack it and audit the article inside.")


def _of_text(text: str, data: bytes, name: str) -> Layout:
    head = text[:_HEAD]
    suffix = name.lower().rpartition(".")[2]
    if head.lstrip()[:1] == "<":
        root = sniffing.root_name(head.encode("utf-8", "replace"))
        marked = head.encode("utf-8", "replace")
        if sniffing.is_jats(marked, root) and re.search(
            r"<(?:\w+:)?(?:front|article-meta|front-stub)\b|article-type=|dtd-version=", head
        ):
            return JATS
        if _HTML.match(head) or root.lower() == "html":
            return HTML
        if len(_HTML_TAG.findall(head)) < 3:
            reason, step = sniffing.not_a_bibliography(marked, root)
            raise UnreadableInput(
                f"{name} is no article: {reason.replace(', which is no bibliography', '')}.", step or f"Read are {READ}."
            )
        return HTML
    if head.lstrip()[:1] in "{[" and re.match(r'\s*[\[{]\s*(?:[{\["]|\])', head) and re.search(r'"\s*:', head):
        raise UnreadableInput(f"{name} is JSON and no article.", f"Read are {READ}.")
    if head.lstrip().startswith("{\\rtf"):
        raise UnreadableInput(f"{name} is an RTF document.", "Save it as DOCX.")
    if suffix in ("md", "markdown", "mdown"):
        return MARKDOWN
    if _is_markdown(head):
        return MARKDOWN
    if suffix in ("html", "htm", "xhtml") and len(_HTML_TAG.findall(head)) >= 1:
        return HTML
    return PLAIN


def _is_markdown(head: str) -> bool:
    """Headings with their signs, or two other signs of Markdown."""
    signs = [bool(sign.search(head)) for sign in _MARKDOWN_SIGNS]
    return signs[0] or sum(signs) >= 2
