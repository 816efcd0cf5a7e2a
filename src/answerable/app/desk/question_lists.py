"""Reading a list of questions: one a line, or CSV as spreadsheets write it, with whatever separator and encoding they chose."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import NamedTuple

from answerable.errors import UnreadableInput, UsageProblem

QUESTION, SPECIALTY = "question", "specialty"
_SEPARATORS = (",", ";", "\t")
_NAMES = {"question": QUESTION, "questions": QUESTION, "specialty": SPECIALTY, "speciality": SPECIALTY}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"  # spreadsheets and other files that are not text


class Listed(NamedTuple):
    """A question with the number of its line, from 1, and its specialty or nothing."""

    line: int
    question: str
    specialty: str


def decoded(content: bytes) -> str:
    """The text of a file: in UTF-8, in what its first bytes say, or else as Windows writes; raises `UnreadableInput`."""
    if content.startswith(_BINARY):
        raise UnreadableInput("That is no text but a spreadsheet or another kind of file.", "Save it as CSV, and give that.")
    marked = tuple(name for mark, name in _MARKS if content.startswith(mark))
    for name in marked or ("utf-8", "cp1252"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableInput("The encoding of the list is not known.", "Save it as CSV in UTF-8.")


def questions_in(text: str) -> Iterator[Listed]:
    """The questions of a list, in their order.

    CSV has a first row with the column "question" and, where wanted, "specialty"; without such a row each line is a question,
    behind which a specialty may stand after a semicolon or a tab. Raises `UsageProblem` where CSV is broken, with the line.
    """
    lines = text.lstrip("\ufeff").splitlines()
    skipped = 0
    if lines and lines[0].lower().startswith("sep="):  # what Excel writes for itself
        lines, skipped = lines[1:], 1
    separator, columns = _head(lines[0] if lines else "")
    if QUESTION in columns:
        yield from _rows("\n".join(lines), separator, columns, skipped)
        return
    for number, line in enumerate(lines, 1 + skipped):
        question, _, specialty = line.replace("\t", ";").partition(";")
        if question.strip().strip('"').strip():
            yield Listed(number, question.strip().strip('"').strip(), specialty.strip().strip('"').strip())


def _head(line: str) -> tuple[str, dict[str, int]]:
    """The separator by which the first line names columns that are known, and where these stand."""
    for separator in _SEPARATORS:
        cells = [cell.strip().strip('"').strip().lower() for cell in line.split(separator)]
        columns = {_NAMES[cell]: place for place, cell in reversed(list(enumerate(cells))) if cell in _NAMES}
        if QUESTION in columns:
            return separator, columns
    return ",", {}


def _rows(text: str, separator: str, columns: dict[str, int], skipped: int) -> Iterator[Listed]:
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True, skipinitialspace=True)
    begins = 1
    try:
        for row in reader:
            line, begins = begins + skipped, reader.line_num + 1
            if line > 1 + skipped and (question := _cell(row, columns[QUESTION])):
                yield Listed(line, question, _cell(row, columns.get(SPECIALTY, len(row))))
    except csv.Error as error:
        raise UsageProblem(
            f"The list cannot be read from line {begins + skipped} on: {error}.",
            "See to the quotation marks there: one that is opened has to be closed, and one within a text is written twice.",
        ) from None


def _cell(row: list[str], place: int) -> str:
    return " ".join(row[place].split()) if place < len(row) else ""
