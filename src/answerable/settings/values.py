"""What a setting may be: each check gives the value as it is used, or raises ValueError with what it has to be."""

from __future__ import annotations

import re
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

_YES_OR_NO = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
_HOST = r"[a-z0-9][a-z0-9.-]*|\[[0-9a-f:.]+\]"
_ADDRESS = re.compile(rf"(?P<address>https?://(?:{_HOST})(?::(?P<port>[0-9]{{1,5}}))?)/?", re.IGNORECASE | re.ASCII)
_SERVER = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?", re.ASCII)
_DATABASE = re.compile(r"postgres(?:ql)?://[!-~]*", re.ASCII)
_MAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+|[^<>]*<[^\s@<>]+@[^\s@<>]+>")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SECRET_LENGTH = 32


def anything(value: Any) -> Any:
    """Any value of the right kind."""
    return value


def between(least: int, most: int) -> Callable[[int], int]:
    """A whole number within bounds."""

    def check(value: int) -> int:
        if not least <= value <= most:
            raise ValueError(f"a whole number from {least:,} to {most:,}")
        return value

    return check


def one_of(*names: str) -> Callable[[str], str]:
    """One of some words."""

    def check(value: str) -> str:
        if value not in names:
            raise ValueError(f"one of {', '.join(names)}")
        return value

    return check


def host(value: str) -> str:
    """An interface to listen on, or what proxies call us: a name or a number."""
    if not value or not value.isprintable() or " " in value or "/" in value:
        raise ValueError("the name or number of an interface, such as 127.0.0.1 or 0.0.0.0")
    return value


def public_address(value: str) -> str:
    """The address under which the world sees the site: scheme, host and port."""
    if not value:
        return value
    found = _ADDRESS.fullmatch(value)
    if found is None or int(found["port"] or 1) not in range(1, 65_536):
        raise ValueError("an address such as https://answers.example.org, without a path")
    return found["address"].lower()


def issuer(value: str) -> str:
    """What an identity provider calls itself: exactly as it says it, since it is compared with that."""
    if not value:
        return value
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    plain = value.isascii() and value.isprintable() and not set(value) & set(" ?#@\\")
    if not (safe and plain and host and port != 0):
        raise ValueError("an address such as https://id.example.org/realms/hospital; http only on this machine")
    return value


def proofs(values: tuple[str, ...]) -> tuple[str, ...]:
    """Claims with their values, by which an identity provider says that a second factor was given."""
    for value in values:
        claim, _, wanted = value.partition("=")
        if claim not in {"acr", "amr"} or not wanted or not wanted.isprintable():
            raise ValueError("one or more like amr=mfa or acr=https://refeds.org/profile/mfa")
    return values


def short(value: str) -> str:
    """Words for a button."""
    if not value or len(value) > 60 or not value.isprintable():
        raise ValueError("one to 60 characters")
    return value


def database(value: str) -> str:
    """The address of a PostgreSQL database, as its own programs take it."""
    if value and not _DATABASE.fullmatch(value):
        raise ValueError("an address such as postgresql://answerable@db.example.org/answerable")
    return value


def server(value: str) -> str:
    """A host, perhaps with a port."""
    if value and not _SERVER.fullmatch(value):
        raise ValueError("a host such as mail.example.org, or mail.example.org:587")
    return value


def mail_address(value: str) -> str:
    """An e-mail address, perhaps with a name before it."""
    if value and not (_MAIL.fullmatch(value) and value.isprintable()):
        raise ValueError("an address such as desk@example.org, or Desk <desk@example.org>")
    return value


def networks(values: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses and networks, each in its usual form."""
    try:
        return tuple(str(ip_network(value, strict=False)) for value in values)
    except ValueError:
        raise ValueError("addresses or networks such as 127.0.0.1 or 10.0.0.0/8") from None


def region(value: str) -> str:
    """A region whose emergency numbers are known."""
    from answerable.intake.warning_signs import REGIONS  # loaded only where a region is set

    if value and value not in REGIONS:
        raise ValueError(f"one of {', '.join(name for name in REGIONS if name)}, or nothing")
    return value


def secret(value: str) -> str:
    """Nothing, or something long enough not to be guessed."""
    if value and len(value) < SECRET_LENGTH:
        raise ValueError(f"at least {SECRET_LENGTH} characters that nobody can guess")
    return value


def of_words(default: Any, words: str) -> Any:
    """The value that a variable's words mean, by the kind of the default."""
    if isinstance(default, bool):
        if words.lower() not in _YES_OR_NO:
            raise ValueError("yes or no")
        return _YES_OR_NO[words.lower()]
    if isinstance(default, int):
        if not (words.isascii() and words.isdigit() and len(words) < 20):
            raise ValueError("a whole number")
        return int(words)
    if isinstance(default, tuple):
        return tuple(one for one in words.replace(",", " ").split() if one)
    return Path(words).expanduser() if isinstance(default, Path) else words


def of_toml(default: Any, value: Any) -> Any:
    """A value of the file in the kind that the default has."""
    if isinstance(default, tuple):
        listed = cast("list[Any]", value if isinstance(value, list) else [value])
        if not all(isinstance(one, str) for one in listed):
            raise ValueError("a list of texts in quotation marks")
        return tuple(cast("list[str]", listed))
    if isinstance(default, bool) or isinstance(value, bool):
        if not (isinstance(default, bool) and isinstance(value, bool)):
            raise ValueError("true or false" if isinstance(default, bool) else _kind(default))
    elif isinstance(default, int) != isinstance(value, int) or not isinstance(value, int | str):
        raise ValueError(_kind(default))
    return Path(cast("str", value)).expanduser() if isinstance(default, Path) else value


def _kind(default: Any) -> str:
    return "a whole number" if isinstance(default, int) else "a text in quotation marks"
