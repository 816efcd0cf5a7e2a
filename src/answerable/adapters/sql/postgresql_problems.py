"""The errors of PostgreSQL as problems for a person, by their SQLSTATE; neither a password nor what was to be kept is in them."""

from __future__ import annotations

from typing import Any

from answerable.errors import LibraryBusy, LibraryFull, LibraryProblem

_HOW_TO = "See docs/how-to/run-on-postgresql.md."

# By the SQLSTATE, or its class: the kind of problem, what is said behind the name of the database, and what to do.
RULES: dict[str, tuple[type[LibraryProblem], str, str]] = {
    "55P03": (LibraryBusy, "has others writing to it for longer than is waited.", "Wait until they are done, and try again."),
    "40": (LibraryBusy, "had two transactions in each other's way.", "Try again."),
    "53300": (LibraryBusy, "has no connection free.", "Try again, or let it take more (max_connections)."),
    "53100": (
        LibraryFull,
        "has no room left on its disk.",
        "Free some space and repeat it; what was reported as stored is stored.",
    ),
    "25006": (LibraryProblem, "can only be read.", "Name the server that takes writes, and not a standby."),
    "25P03": (LibraryBusy, "ended a transaction that stood still for too long.", "Try again."),
    "42501": (LibraryProblem, "does not let this user do that.", f"Give the user the rights that are needed. {_HOW_TO}"),
    "42P01": (LibraryProblem, "lacks a table of the desk.", "Put a backup back, or name another database."),
    "42703": (LibraryProblem, "lacks a column of the desk.", "Put a backup back, or name another database."),
    "28": (LibraryProblem, "refuses the name or the password.", f"Check both. {_HOW_TO}"),
    "3D000": (LibraryProblem, "is not there.", f"Make it first. {_HOW_TO}"),
    "57": (LibraryProblem, "is being stopped or started.", "Try again in a moment."),
    "08": (LibraryProblem, "cannot be reached.", "Check that the server runs, and the address."),
    "XX": (LibraryProblem, "is damaged.", "Look into the server's log; put a backup back."),
}


def problem(place: str, error: BaseException | None, password: str = "") -> LibraryProblem:
    """The problem behind an error of the driver."""
    state = _state(error)
    found = next((RULES[key] for key in (state, state[:2]) if key in RULES), None)
    if found:
        kind, what, next_step = found
        return kind(f"{place} {what}", next_step)
    if not state:  # the driver's own: no connection was made, or one broke off
        said = " ".join(str(error).split())
        said = said.replace(password, "…") if password else said
        return LibraryProblem(f"{place} cannot be reached ({said}).", f"Check that the server runs, and the address. {_HOW_TO}")
    return LibraryProblem(f"{place} refused a statement ({state}: {_said(error)}).", "Look into the server's log.")


def without_words(error: BaseException) -> BaseException:
    """The error with its traceback and without its words: PostgreSQL quotes rows, which hold what people wrote."""
    orig: Any = getattr(error, "orig", None)
    return type("DatabaseError", (Exception,), {})(f"{_state(orig)} {_said(orig)}".strip()).with_traceback(error.__traceback__)


def _state(error: Any) -> str:
    return getattr(error, "sqlstate", "") or ""


def _said(error: Any) -> str:
    """The first line of the server's message, which names things and quotes no row."""
    return getattr(getattr(error, "diag", None), "message_primary", "") or ""
