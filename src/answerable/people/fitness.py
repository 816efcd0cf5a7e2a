"""Whether somebody may vouch for an article today: a verified credential, not expired, and a disclosure that is in force."""

from __future__ import annotations

from collections.abc import Iterable

from answerable.people.model import Credential, Disclosure


def wrong_with_credential(credential: Credential | None, today: str) -> str:
    """Why nobody with this credential may sign on that ISO date, or nothing."""
    if credential is None:
        return "no credential is on file"
    if not credential.verified_by or not credential.verified:
        return "nobody has verified the credential"
    if credential.licence is not None and credential.licence.expires < today:
        return f"the licence expired on {credential.licence.expires}"
    return ""


def in_force(disclosures: Iterable[Disclosure], today: str, assignment: str = "") -> Disclosure | None:
    """The newest disclosure that counts on that date: for this assignment where there is one, else the yearly one."""
    counting = [one for one in disclosures if one.made[:10] <= today <= one.until[:10] and one.assignment in {"", assignment}]
    own = [one for one in counting if assignment and one.assignment == assignment]
    return max(own or counting, key=lambda one: one.made, default=None)
