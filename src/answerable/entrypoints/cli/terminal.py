"""The terminal: its width and ink, what may be written to it, and how problems, Ctrl-C and a closed pipe end a command."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from answerable.errors import Problem, UnreadableInput, UsageProblem

if TYPE_CHECKING:
    from answerable.writing import Ink

INTERRUPTED = 130  # as shells have it: 128 and the number of the signal
NARROWEST, WIDEST, UNKNOWN_WIDTH = 40, 100, 92
_WIPE = "\r\x1b[2K"  # back to the beginning of the line, and the line emptied
_MOST_TYPED = 1_000_000  # characters read from standard input for a question; the rest cannot be one

# Everything that acts on a terminal, except the line end and the four ways of setting words off that `ink` writes.
_ACTS = re.compile(
    "\x1b\\[(?:0|1|2|1;33|4)m|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def prepare() -> None:
    """Writes UTF-8 wherever nobody has chosen an encoding, and never ends over a sign that a terminal does not have."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def guarded(command: Callable[[list[str] | None], int], arguments: list[str] | None) -> int:
    """The exit status of a command; what goes wrong is told on standard error, a closed pipe is no error."""
    try:
        status = _ended(command, arguments)
        sys.stdout.flush()
    except Problem as problem:
        tell(problem)
        return problem.exit_status
    except KeyboardInterrupt:
        warn("Stopped. What was reported as stored is stored.")
        return INTERRUPTED
    except BrokenPipeError:
        _let_go()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        _let_go()
        tell(UsageProblem(f"The output cannot be written: {error.strerror}.", "Make room, or write it elsewhere."))
        return 2
    return status


def _ended(command: Callable[[list[str] | None], int], arguments: list[str] | None) -> int:
    """The command's status, also where the parser of the command line ends the process itself."""
    try:
        return command(arguments)
    except SystemExit as end:
        if _was_interrupted(end):
            raise KeyboardInterrupt from None
        return end.code if isinstance(end.code, int) else 1 if end.code else 0


def _was_interrupted(end: BaseException) -> bool:
    """Whether Ctrl-C is behind an exit, which the parser of the command line takes for itself and tells nobody of."""
    behind: BaseException | None = end
    while behind is not None and not isinstance(behind, KeyboardInterrupt):
        behind = behind.__cause__ or behind.__context__
    return behind is not None


def _let_go() -> None:
    """Sends what is still to be written nowhere: whoever read it has gone, and nothing may be told at exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# -- writing --------------------------------------------------------------------------------------------------------------------


def printable(text: str) -> str:
    """The text without anything that could move a cursor, hide words or turn their order."""
    return _ACTS.sub(lambda match: match[0] if len(match[0]) > 1 else "", text)


def say(text: str) -> None:
    """Writes a result to standard output."""
    sys.stdout.write(printable(text))


def line(text: str) -> None:
    """Writes a result to standard output and ends its line."""
    say(f"{text}\n")


def write(text: str, output: Path | None) -> None:
    """Puts a result where it was asked for; raises `UsageProblem` where the file cannot be written."""
    if output is None:
        say(text)
        return
    save(text.encode(), output)


def save(content: bytes, output: Path) -> None:
    """Writes a file; raises `UsageProblem` where it cannot be written."""
    try:
        output.write_bytes(content)
    except OSError as error:
        raise UsageProblem(f"{output} cannot be written: {error.strerror}.", "Choose another file with --output.") from error
    warn(f"Written to {output}.")


def warn(text: str) -> None:
    """Writes a note to standard error, on one line."""
    from answerable.text import clean

    with suppress(OSError):
        print(printable(clean(text)), file=sys.stderr)


def tell(problem: Problem) -> None:
    """A problem on standard error: one line on what happened, one on what to do next."""
    warn(f"✗ {problem.what}")
    if problem.next_step:
        warn(f"→ {problem.next_step}")


# -- reading --------------------------------------------------------------------------------------------------------------------


def typed(words: str) -> str:
    """The question as it was given, or with "-" what stands on standard input."""
    if words != "-":
        return words
    if sys.stdin.isatty():
        warn("Type the question, and end it with Ctrl-D.")
    return sys.stdin.buffer.read(_MOST_TYPED).decode("utf-8", "replace")


def content(path: Path) -> bytes:
    """The bytes of a file, or of standard input for "-"; raises `UnreadableInput` where it cannot be read."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


# -- how it looks ---------------------------------------------------------------------------------------------------------------


def width() -> int:
    """Columns to wrap at: the terminal's, within what reads well."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((UNKNOWN_WIDTH, 24)).columns))


def is_rich(stream: TextIO) -> bool:
    """Whether a stream is a terminal that shows bold and faint; NO_COLOR and a dumb terminal are respected."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def ink(wanted: bool = True) -> Ink:
    """The ink for standard output: bold, faint, yellow and underlined on a terminal, nothing elsewhere."""
    from answerable.writing import PLAIN, Ink

    if not wanted or not is_rich(sys.stdout):
        return PLAIN
    return Ink(strong=_with("1"), faint=_with("2"), alert=_with("1;33"), mark=_with("4"))


def _with(code: str) -> Callable[[str], str]:
    return lambda text: f"\x1b[{code}m{text}\x1b[0m"


@contextmanager
def one_line(*, wanted: bool = True) -> Generator[Callable[[str], None]]:
    """Tells one thing after the other on one line of a terminal, which is wiped at the end; silent elsewhere."""
    if not (wanted and is_rich(sys.stderr)):
        yield lambda words: None
        return

    def show(words: str) -> None:
        sys.stderr.write(f"{_WIPE}\x1b[2m… {printable(words)}\x1b[0m")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write(_WIPE)
        sys.stderr.flush()


def stages() -> AbstractContextManager[Callable[[str], None]]:
    """Tells each stage on one line; silent where anything is piped."""
    return one_line(wanted=sys.stdout.isatty())
