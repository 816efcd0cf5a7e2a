"""The pages of the documentation as tests read them: their fenced blocks, headings and links, and how a page is run."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], key=lambda page: (len(page.parts), str(page.relative_to(ROOT)))
)

_FENCE = re.compile(r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```[ ]*$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(?<!!)\[(?:[^\]\[]|\[[^\]]*\])*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_META = frozenset("|><&;`$*?~(")  # what only a shell understands


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the words after it, its text, and the line on which it begins."""

    language: str
    notes: frozenset[str]
    body: str
    line: int


@dataclass(frozen=True)
class Command:
    """A command of a console block with the output shown under it and the exit status that is expected."""

    words: str
    shown: tuple[str, ...]
    status: int
    line: int


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def text_of(page: Path | str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def blocks(text: str) -> list[Block]:
    """Every fenced block in order."""
    found: list[Block] = []
    for match in _FENCE.finditer(text):
        language, *notes = match["info"].split() or [""]
        indent = len(match["indent"])
        body = "".join(line[indent:] if line[:indent].isspace() else line for line in match["body"].splitlines(keepends=True))
        found.append(Block(language, frozenset(notes), body, text.count("\n", 0, match.start()) + 1))
    return found


def commands(block: Block) -> list[Command]:
    """The commands of a console block: lines that begin with "$ "; what stands under one is its output."""
    status = next((int(note.removeprefix("exit=")) for note in block.notes if note.startswith("exit=")), 0)
    found: list[Command] = []
    for number, line in enumerate(block.body.splitlines(), block.line + 1):
        if line.startswith("$ "):
            found.append(Command(line[2:].strip(), (), status, number))
        elif found:
            last = found[-1]
            found[-1] = Command(last.words, (*last.shown, line), status, last.line)
    return found


def links(text: str) -> list[str]:
    """Where the links of a page lead, those in code left out."""
    prose = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", text))
    return _LINK.findall(prose)


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    prose = _FENCE.sub("", text)
    return {re.sub(r"[^\w\- ]", "", heading.replace("`", "").lower()).replace(" ", "-") for heading in _HEADING.findall(prose)}


# -- running --------------------------------------------------------------------------------------------------------------------


def run(command: str, folder: Path) -> tuple[int, str]:
    """The exit status of a command and what it wrote, to both streams, in a folder."""
    words = shlex.split(command) if not _META & set(_outside_quotes(command)) else []
    if words[:1] == ["answerable"]:
        return _in_process(words[1:])
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def _outside_quotes(command: str) -> str:
    return re.sub(r"\"[^\"]*\"|'[^']*'", "", command)


def _in_process(arguments: list[str]) -> tuple[int, str]:
    """The command line called in this process, which is many times quicker than a process of its own."""
    from answerable.entrypoints.cli import main

    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main(arguments)
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1 if end.code else 0
    written = [stream.buffer.getvalue().decode("utf-8") for stream in (out, err)]  # type: ignore[attr-defined]
    return status, "".join(written)


def differs(shown: tuple[str, ...], written: str) -> str:
    """The first shown line that the output does not have in its place, or nothing.

    "…" stands for whatever was left out, in a line or of lines; how many spaces there are makes no difference.
    """
    lines = [" ".join(line.split()) for line in written.splitlines() if line.strip()]
    at, skipping = 0, False
    for line in (" ".join(line.split()) for line in shown):
        if not line:
            continue
        if line == "…":
            skipping = True
            continue
        pattern = re.compile(".*".join(re.escape(part) for part in line.split("…")))
        ahead = range(at, len(lines) if skipping else min(at + 1, len(lines)))
        found = next((place for place in ahead if pattern.fullmatch(lines[place])), None)
        if found is None:
            return line
        at, skipping = found + 1, False
    return ""
