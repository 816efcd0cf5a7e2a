"""Word documents (DOCX) as blocks: styles, numbering, raised runs, tables, and footnotes that hold the sources."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any

from lxml import etree
from msgspec import Struct

from answerable.audit.reading.block import Block, Kind, foreign, made, raise_run
from answerable.corpus.reading.xmlunits import Element
from answerable.errors import UnreadableInput

UNPACKED_LIMIT = 200 << 20  # bytes that a document may have when unpacked
PARTS_LIMIT = 10_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset(f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_NOTES = re.compile(r"/word/(?:foot|end)notes\d*\.xml$")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def read_word(data: bytes, name: str) -> list[Block]:
    """The blocks of a Word document."""
    document = _opened(data, name)
    try:
        return _Reader(document).blocks()
    except (KeyError, ValueError, AttributeError, TypeError, IndexError, RecursionError, etree.LxmlError) as error:
        raise _damaged(name, f"{type(error).__name__}") from None


def _damaged(name: str, why: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name} begins like a Word document and cannot be read ({why}).", "Open it in Word and save it again as DOCX."
    )


def _opened(data: bytes, name: str) -> Any:
    """The document, after a look at what it would unpack to."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise _damaged(name, str(error) or type(error).__name__) from None
    size = sum(part.file_size for part in parts)
    if len(parts) > PARTS_LIMIT or size > UNPACKED_LIMIT:
        raise UnreadableInput(
            f"{name} would unpack to {size >> 20:,} MB in {len(parts):,} parts; "
            f"at most {UNPACKED_LIMIT >> 20} MB and {PARTS_LIMIT:,} parts are read.",
            "Save the text alone, without pictures.",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableInput(f"{name} is locked with a password.", "Save it without the password.")
    from docx import Document  # loaded late: only a Word document needs it

    try:
        return Document(io.BytesIO(data))
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        OSError,
        EOFError,
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
        etree.LxmlError,
        RecursionError,
    ) as error:
        raise _damaged(name, str(error) or type(error).__name__) from None
    except Exception as error:
        if type(error).__module__.startswith("docx."):
            raise _damaged(name, type(error).__name__) from None
        raise


class _Style(Struct, frozen=True):
    """What a paragraph's style says of it."""

    name: str = ""
    numbering: tuple[str, int] | None = None
    outline: int | None = None


class _Reader:
    """Walks the body of a document once, counting its numbered lists."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._styles: dict[str, _Style] = {}
        self._raised_styles: set[str] = set()
        self._read_styles()
        self._formats = self._numbering()
        self._counts: dict[str, dict[int, int]] = {}
        self._notes = self._read_notes()
        self._noted: dict[str, int] = {}

    def blocks(self) -> list[Block]:
        """Every block in order, and the notes that were cited, as a reference list where the document has none."""
        found = self._in(self._document.element.body)
        listed = any(
            block.kind is Kind.HEADING and re.match(r"(?i)references?|bibliography|sources", block.text) for block in found
        )
        if self._noted and not listed:
            heading = made(Kind.HEADING, "References", level=1)
            notes = (made(Kind.REFERENCE, self._notes[key], label=str(number)) for key, number in self._noted.items())
            found.extend(block for block in (heading, *notes) if block)
        return found

    def _in(self, container: Element) -> list[Block]:
        found: list[Block] = []
        for child in container:
            if child.tag == f"{_W}p":
                block = self._paragraph(child)
                found.extend([block] if block else [])
            elif child.tag == f"{_W}tbl":
                found.extend(self._table(child))
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
                found.extend(self._in(child))
        return found

    def _table(self, table: Element) -> list[Block]:
        found: list[Block] = []
        for row in table.iter(f"{_W}tr"):
            cells = [
                " ".join(filter(None, (self._words(p).strip() for p in cell.iter(f"{_W}p")))) for cell in row.iter(f"{_W}tc")
            ]
            block = made(Kind.ROW, " | ".join(cells)) if any(cells) else None
            found.extend([block] if block else [])
        return found

    def _paragraph(self, paragraph: Element) -> Block | None:
        words = self._words(paragraph)
        style = self._styles.get(_value(paragraph, "pPr/pStyle"), _Style())
        name = style.name.lower()
        if name == "title":
            return made(Kind.HEADING, words, level=0)
        heading = _HEADING.match(name)
        outline = _value(paragraph, "pPr/outlineLvl") or ("" if style.outline is None else str(style.outline))
        if heading or (outline.isdecimal() and int(outline) < 9):
            return made(Kind.HEADING, words, level=int(heading[1]) if heading else int(outline) + 1)
        if name == "caption":
            return made(Kind.CAPTION, words)
        numbered = self._number_of(paragraph, style)
        if numbered and words.strip():
            depth, label = numbered
            return made(Kind.BULLET, words, level=depth, label=label)
        depth = re.match(r"list (?:bullet|number|paragraph)(?: (\d))?", name)
        if depth and "paragraph" not in name:
            return made(Kind.BULLET, words, level=int(depth[1] or 1))
        return made(Kind.PARAGRAPH, words)

    def _number_of(self, paragraph: Element, style: _Style) -> tuple[int, str] | None:
        """The depth and the number before a paragraph of a list."""
        number, level = _value(paragraph, "pPr/numPr/numId"), _value(paragraph, "pPr/numPr/ilvl")
        depth = int(level) if level.isdecimal() else 0
        if not number and style.numbering:
            number, depth = style.numbering
        if not number or number == "0":
            return None
        named = re.match(r"list \w+ (\d)", style.name.lower())
        shape = self._formats.get((number, depth), "bullet")
        if shape == "bullet" or shape == "none":
            return max(depth + 1, int(named[1]) if named else 1), ""
        counts = {level: count for level, count in self._counts.get(number, {}).items() if level <= depth}
        counts[depth] = counts.get(depth, 0) + 1
        self._counts[number] = counts
        return depth + 1, str(counts[depth]) if shape == "decimal" else ""

    def _words(self, paragraph: Element) -> str:
        parts: list[str] = []
        self._gather(paragraph, parts)
        return "".join(parts)

    def _gather(self, element: Element, parts: list[str]) -> None:
        held = ""  # raised runs side by side are one: Word cuts runs where the spelling was checked
        for child in element:
            if child.tag == f"{_W}r":
                words, up = self._run(child)
                if up:
                    held += words
                    continue
                if words and held:
                    parts.append(raise_run(held))
                    held = ""
                parts.append(words)
            elif child.tag not in _SKIPPED and child.tag != _FALLBACK and child.tag != f"{_W}tbl":
                if held and len(child):
                    parts.append(raise_run(held))
                    held = ""
                self._gather(child, parts)
        if held:
            parts.append(raise_run(held))

    def _run(self, run: Element) -> tuple[str, bool]:
        """The words of a run, and whether it is raised; hidden words are none."""
        properties = run.find(f"{_W}rPr")
        up = False
        if properties is not None:
            hidden = properties.find(f"{_W}vanish")
            if hidden is not None and hidden.get(f"{_W}val") not in ("0", "false"):
                return "", False
            up = _value(run, "rPr/vertAlign") == "superscript" or _value(run, "rPr/rStyle") in self._raised_styles
        parts: list[str] = []
        for child in run:
            if child.tag == f"{_W}t":
                parts.append(foreign(child.text or ""))
            elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                parts.append(" ")
            elif child.tag == f"{_W}noBreakHyphen":
                parts.append("-")
            elif child.tag in (f"{_W}footnoteReference", f"{_W}endnoteReference"):
                key = f"{child.tag}{child.get(f'{_W}id')}"
                if key in self._notes:
                    parts.append(raise_run(str(self._noted.setdefault(key, len(self._noted) + 1))))
                    return "".join(parts), False
        return "".join(parts), up

    def _read_styles(self) -> None:
        """Styles by their id, with what they take over from the styles that they are based on."""
        raw: dict[str, Element] = {}
        for style in self._document.styles.element.iter(f"{_W}style"):
            raw[style.get(f"{_W}styleId") or ""] = style
        for key, style in raw.items():
            number, level, outline = "", "", ""
            name = _value(style, "name")
            base: Element | None = style
            for _ in range(12):
                if base is None:
                    break
                number, level = number or _value(base, "pPr/numPr/numId"), level or _value(base, "pPr/numPr/ilvl")
                outline = outline or _value(base, "pPr/outlineLvl")
                base_name = _value(base, "name")
                name = base_name if _HEADING.match(base_name) else name
                base = raw.get(_value(base, "basedOn"))
            numbering = (number, int(level) if level.isdecimal() else 0) if number else None
            self._styles[key] = _Style(name, numbering, int(outline) if outline.isdecimal() and int(outline) < 9 else None)
            if _value(style, "rPr/vertAlign") == "superscript":
                self._raised_styles.add(key)

    def _numbering(self) -> dict[tuple[str, int], str]:
        """The shape of each level of each list: "bullet", "decimal" …"""
        try:
            root = self._document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return {}
        shapes: dict[str, dict[int, str]] = {}
        for abstract in root.iter(f"{_W}abstractNum"):
            levels = {int(level.get(f"{_W}ilvl") or 0): _value(level, "numFmt") for level in abstract.iter(f"{_W}lvl")}
            shapes[abstract.get(f"{_W}abstractNumId") or ""] = levels
        return {
            (number.get(f"{_W}numId") or "", level): shape
            for number in root.iter(f"{_W}num")
            for level, shape in shapes.get(_value(number, "abstractNumId"), {}).items()
        }

    def _read_notes(self) -> dict[str, str]:
        """The footnotes and endnotes by what refers to them."""
        found: dict[str, str] = {}
        for part in self._document.part.package.iter_parts():
            if not _NOTES.search(str(part.partname)):
                continue
            root = etree.fromstring(part.blob, _PARSER)
            kind = "footnote" if "footnote" in str(part.partname) else "endnote"
            for note in root.iter(f"{_W}{kind}"):
                words = "".join(text.text or "" for text in note.iter(f"{_W}t")).strip()
                if words and note.get(f"{_W}type") in (None, "normal"):
                    found[f"{_W}{kind}Reference{note.get(f'{_W}id')}"] = foreign(words)
        return found


def _value(element: Element, path: str) -> str:
    """The `w:val` of what stands under a path, or ""."""
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return (found.get(f"{_W}val") or "") if found is not None else ""
