"""Under which visitors' hashes an account was seen to act, so that nobody reviews in one browser what they asked in another."""

from __future__ import annotations

from hashlib import sha256

from msgspec.structs import replace

from answerable.people.model import Account

MOST = 50  # visitors' cookies of one person; the oldest are let go first
LENGTH = 32  # hexadecimal digits


def mark_of(account_id: str, asker: str) -> str:
    """What is kept of a visitor's hash with an account: whoever has that hash can compare it, and nobody can read it."""
    return sha256(f"{account_id}|{asker}".encode()).hexdigest()[:LENGTH]


def has_asked(account: Account, asker: str) -> bool:
    """Whether an account was seen to act in the browser of this visitor."""
    return bool(asker) and mark_of(account.id, asker) in account.asked


def seen_asking(account: Account, asker: str) -> Account:
    """The account as it is known once it has acted in the browser of this visitor."""
    if not asker or has_asked(account, asker):
        return account
    return replace(account, asked=(*account.asked, mark_of(account.id, asker))[-MOST:])
