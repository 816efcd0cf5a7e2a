"""`Ready`: a page that is the same for many visitors, kept compressed, with places for what is each visitor's own.

A page names its nonce and the token of its visitor's forms here and there, and is otherwise the same from view to view. What
stands between is rendered and compressed once; a view copies it and puts the visitor's own into blocks that are not compressed
(RFC 1951, 3.2.4), so that no secret ever shares a compressed block with anything that a stranger wrote.
"""

from __future__ import annotations

import re
import secrets
import struct
import zlib
from hashlib import sha256

from msgspec import Struct

NONCE, TOKEN = (f"{name}-{secrets.token_hex(16)}" for name in ("nonce", "token"))  # nobody can write them into a page
_PLACES = re.compile(f"({NONCE}|{TOKEN})")
_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"  # RFC 1952: deflate, no name, no time
_LAST = b"\x03\x00"  # an empty block that says that it is the last


class Ready(Struct, frozen=True):
    """A page cut at the places for what is a visitor's own: what stands between, plain and compressed."""

    plain: tuple[bytes, ...]
    packed: tuple[bytes, ...]
    places: tuple[str, ...]  # what each place between them is for
    tag: str  # changes with what the page says

    def filled(self, nonce: str, token: str, *, packed: bool) -> bytes:
        """The page of one visitor, as it is or as gzip."""
        own = [{NONCE: nonce, TOKEN: token}[place].encode() for place in self.places]
        if not packed:
            return b"".join(_woven(self.plain, own))
        check, size = 0, 0
        for part in _woven(self.plain, own):
            check, size = zlib.crc32(part, check), size + len(part)
        blocks = [struct.pack("<BHH", 0, len(part), len(part) ^ 0xFFFF) + part for part in own]
        return b"".join((_HEAD, *_woven(self.packed, blocks), _LAST, struct.pack("<II", check, size & 0xFFFFFFFF)))


def ready(text: str) -> Ready:
    """A page that was rendered with `NONCE` and `TOKEN` in the places of a nonce and a token."""
    parts = _PLACES.split(text)
    plain = tuple(part.encode() for part in parts[::2])
    tag = sha256(b"\x00".join(plain)).hexdigest()[:32]
    return Ready(plain, tuple(map(_packed, plain)), tuple(parts[1::2]), tag)


def _packed(part: bytes) -> bytes:
    """A part as blocks that refer to nothing before them and end where a byte ends, so that others may stand beside them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH)


def _woven(parts: tuple[bytes, ...], own: list[bytes]) -> list[bytes]:
    woven = [part for pair in zip(parts, own, strict=False) for part in pair]
    return [*woven, parts[-1]]
