"""Files, folders and standard input as byte streams: gzip is told by content and unpacked, tar archives come member by member."""

from __future__ import annotations

import io
import sys
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from answerable.corpus.reading.model import Rejected
from answerable.errors import UnreadableInput

_GZIP = b"\x1f\x8b"
_AGAIN = "Fetch the file again; what came before is kept."
_BLOCK = 1 << 18
_IN_MEMORY = 16 << 20  # bytes of a tar member kept in memory until it is read


class Source:
    """One file to read: its name, its size in bytes as stored (None where unknown), and how to open it.

    `position()` says how many stored bytes were consumed so far, for a progress bar: of a compressed file, compressed
    bytes. Each call of `open` begins anew, except for standard input.
    """

    def __init__(self, name: str, size: int | None, opener: Callable[[], BinaryIO]) -> None:
        self.name = name
        self.size = size
        self._opener = opener
        self._counted: _Counted | None = None

    def open(self) -> BinaryIO:
        """The bytes, unpacked; raises `UnreadableInput` where the file cannot be opened."""
        try:
            self._counted = _Counted(self._opener())
        except OSError as error:
            raise unreadable(self.name, error) from None
        return cast(BinaryIO, _unpacked(self._counted, self.name))

    def position(self) -> int:
        """Stored bytes consumed so far."""
        return self._counted.count if self._counted else 0


class Unreachable(Rejected, frozen=True, omit_defaults=True):
    """A path that could not be opened or listed; `name` is the path as it was given."""

    name: str = ""


def sources(paths: Iterable[str]) -> Iterator[Source | Unreachable]:
    """Every file under the paths, folders walked in order, "-" for standard input; hidden files and folders are passed over.

    What cannot be opened is an `Unreachable` in its place, and the others follow.
    """
    for path in paths:
        if path == "-":
            yield Source("standard input", None, lambda: sys.stdin.buffer)
            continue
        yield from _walk(Path(path), given=True, above=frozenset())


def _walk(path: Path, *, given: bool, above: frozenset[tuple[int, int]]) -> Iterator[Source | Unreachable]:
    """The files under a path; a folder that leads back to one `above` it is not entered again."""
    try:
        status = path.stat()
        if path.is_dir():
            here = (status.st_dev, status.st_ino)
            if here in above:
                return
            for child in sorted(path.iterdir()):
                if not child.name.startswith("."):
                    yield from _walk(child, given=False, above=above | {here})
        elif path.is_file():
            yield from _file(path, status.st_size)
        elif given:
            yield from _file(path, None)  # a named pipe, or /dev/stdin
    except OSError as error:
        yield _unreachable(str(path), error)


def _file(path: Path, size: int | None) -> Iterator[Source | Unreachable]:
    source = Source(str(path), size, lambda: cast(BinaryIO, path.open("rb", buffering=0)))
    if size is None:
        yield source
        return
    with source.open() as opened:
        try:
            head = opened.read(512)
            while len(head) < 512 and (more := opened.read(512 - len(head))):
                head += more
        except UnreadableInput:
            head = b""  # whoever reads the file is told
    if head[257:262] == b"ustar":
        yield from _members(source)
    else:
        yield Source(str(path), size, lambda: cast(BinaryIO, path.open("rb", buffering=0)))


def _members(archive: Source) -> Iterator[Source | Unreachable]:
    """The files of a tar archive: a small one held until it is read, a large one read from the archive again."""
    try:
        with archive.open() as stream, tarfile.open(fileobj=cast(IO[bytes], _Patient(stream)), mode="r|") as tar:
            for number, member in enumerate(tar):
                content = tar.extractfile(member) if member.isfile() and not Path(member.name).name.startswith(".") else None
                if content is None:
                    continue
                name = f"{archive.name}/{member.name}"
                if member.size > _IN_MEMORY:
                    yield Source(name, member.size, partial(_member, archive, number))
                else:
                    yield Source(name, member.size, partial(io.BytesIO, content.read()))
    except (tarfile.TarError, OSError, EOFError) as error:
        yield Unreachable("the rest of the archive", f"it is broken: {error}", "Fetch the archive again.", name=archive.name)
    except UnreadableInput as problem:
        yield Unreachable("the rest of the archive", problem.what, problem.next_step, name=archive.name)


def _member(archive: Source, number: int) -> BinaryIO:
    """The member of that number, from a fresh look at the archive."""
    stream = archive.open()
    tar = tarfile.open(fileobj=cast(IO[bytes], _Patient(stream)), mode="r|")  # noqa: SIM115  # closed with the member
    content = tar.extractfile(next(islice(tar, number, None)))
    return cast(BinaryIO, _Chained(cast(BinaryIO, content), stream))


class _Chained(io.RawIOBase):
    """A stream that closes what it was taken from along with itself."""

    def __init__(self, stream: BinaryIO, origin: BinaryIO) -> None:
        self._stream = stream
        self._origin = origin

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        return self._stream.read(size)

    def close(self) -> None:
        self._origin.close()
        super().close()


def unreadable(name: str, error: OSError) -> UnreadableInput:
    """The problem of a file that cannot be opened, in words."""
    reason, next_step = _explained(error)
    return UnreadableInput(f"{name} {reason}.", next_step)


def _unreachable(name: str, error: OSError) -> Unreachable:
    reason, next_step = _explained(error)
    return Unreachable("the whole file", f"it {reason}", next_step, name=name)


def _explained(error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "does not exist", "Check the path."
    if isinstance(error, PermissionError):
        return "may not be read by you", "Change its permissions, or ask whoever owns it."
    return f"cannot be opened: {error.strerror or error}", ""


class _Counted(io.RawIOBase):
    """A stream that counts the bytes taken from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.count = 0
        self._stream = stream
        self._put_back = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if self._put_back:
            block, self._put_back = self._put_back, b""
        else:
            block = self._stream.read(size if size > 0 else _BLOCK) or b""
        self.count += len(block)
        return block

    def put_back(self, block: bytes) -> None:
        """Gives back what was only looked at; the next read begins with it."""
        self._put_back = block + self._put_back
        self.count -= len(block)

    def close(self) -> None:
        if not self.closed and self._stream is not sys.stdin.buffer:
            self._stream.close()
        super().close()


def _unpacked(stream: _Counted, name: str) -> io.RawIOBase:
    """The stream itself, or what its gzip holds."""
    first = stream.read(2)
    if len(first) == 1:
        first += stream.read(1)
    stream.put_back(first)
    return _Gunzipped(stream, name) if first == _GZIP else stream


class _Gunzipped(io.RawIOBase):
    """What a gzip stream of one or several members holds; all that precedes a break is delivered before it is told.

    The standard library's reader loses what it had already unpacked when it meets the break.
    """

    def __init__(self, stream: _Counted, name: str) -> None:
        self._stream = stream
        self._name = name
        self._unzip = zlib.decompressobj(wbits=31)
        self._rest = b""
        self._broken = ""
        self._begun = False  # whether the present member has begun

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        size = size if size > 0 else _BLOCK
        while True:
            if self._broken:
                raise UnreadableInput(self._broken, _AGAIN)
            if not self._rest:
                self._rest = self._stream.read(_BLOCK)
            if self._unzip.eof and not self._next_member():
                return b""
            if not self._rest and not self._begun:
                return b""
            if not self._rest:
                raise UnreadableInput(
                    f"{self._name} is a gzip file that ends too early.", "Fetch the file again; what came before is kept."
                )
            self._begun = True
            spare = self._unzip.copy()
            try:
                block = self._unzip.decompress(self._rest, size)
            except zlib.error as error:
                self._broken = f"{self._name} is a gzip file that is damaged ({error})."
                block = _before_the_break(spare, self._rest)
            self._rest = self._unzip.unused_data if self._unzip.eof else self._unzip.unconsumed_tail
            if block:
                return block

    def _next_member(self) -> bool:
        """Begins the next member; False where only padding follows."""
        self._rest = self._rest.lstrip(b"\0")
        while not self._rest:
            self._rest = self._stream.read(_BLOCK)
            if not self._rest:
                return False
            self._rest = self._rest.lstrip(b"\0")
        self._unzip = zlib.decompressobj(wbits=31)
        self._begun = False
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()


def _before_the_break(unzip: Any, compressed: bytes) -> bytes:
    """What can be unpacked of bytes in which unpacking fails: given one by one, until the one that fails."""
    saved: list[bytes] = []
    try:
        for at in range(len(compressed)):
            saved.append(unzip.decompress(compressed[at : at + 1]))
    except zlib.error:
        pass
    return b"".join(saved)


class _Patient:
    """Reads as many bytes as were asked for, as tarfile expects."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        parts: list[bytes] = []
        while size > 0 and (block := self._stream.read(size)):
            parts.append(block)
            size -= len(block)
        return b"".join(parts)
