"""The Merkle tree of RFC 6962 over the entries' hashes: its root, and the proof that one entry is in it."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

EMPTY = sha256(b"").digest()


def leaf(content: bytes) -> bytes:
    """The hash of a leaf: SHA-256(0x00 ‖ content)."""
    return sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two nodes: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def root_of(contents: Sequence[bytes]) -> bytes:
    """The root of the tree over these contents, in their order; of none, the hash of nothing."""
    level = [leaf(one) for one in contents]
    if not level:
        return EMPTY
    while len(level) > 1:  # an odd one out moves up as it is, which is RFC 6962's split at the largest power of two
        level = [node(*level[at : at + 2]) if at + 1 < len(level) else level[at] for at in range(0, len(level), 2)]
    return level[0]


class GrowingTree:
    """The tree as contents are added one by one: its root at any time, in memory that grows as their number's logarithm."""

    def __init__(self) -> None:
        self._whole: list[tuple[int, bytes]] = []  # complete trees, the largest first: how many contents each has, and its root

    def add(self, content: bytes) -> None:
        """Puts a content behind the others."""
        size, found = 1, leaf(content)
        while self._whole and self._whole[-1][0] == size:
            found = node(self._whole.pop()[1], found)
            size *= 2
        self._whole.append((size, found))

    def root(self) -> bytes:
        """The root over all contents so far, the same as `root_of` gives."""
        if not self._whole:
            return EMPTY
        found = self._whole[-1][1]
        for _, left in reversed(self._whole[:-1]):
            found = node(left, found)
        return found


def proof_of(contents: Sequence[bytes], place: int) -> tuple[bytes, ...]:
    """The audit path of the content at a place, from 0: the neighbours' hashes, lowest first; raises IndexError outside."""
    if not 0 <= place < len(contents):
        raise IndexError(place)
    level = [leaf(one) for one in contents]
    path: list[bytes] = []
    while len(level) > 1:
        beside = place ^ 1
        if beside < len(level):
            path.append(level[beside])
        level = [node(*level[at : at + 2]) if at + 1 < len(level) else level[at] for at in range(0, len(level), 2)]
        place //= 2
    return tuple(path)


def is_in(content: bytes, place: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether an audit path proves that a content stands at a place of a tree of this size and root (RFC 9162, 2.1.3.2)."""
    if not 0 <= place < size:
        return False
    found, at, last = leaf(content), place, size - 1
    for beside in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = node(beside, found)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            found = node(found, beside)
        at, last = at // 2, last // 2
    return last == 0 and found == root
