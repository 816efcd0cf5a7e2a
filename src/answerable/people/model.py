"""An `Account` with its roles, a `Credential` that somebody verified, a `Disclosure` of interests."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What a person may be here; one person may hold several."""

    READER = "reader"
    AUTHOR = "author"
    EDITOR = "editor"
    CLINICAL_REVIEWER = "clinical reviewer"
    METHODS_REVIEWER = "methods reviewer"
    LAY_REVIEWER = "lay reviewer"
    MEDICAL_EDITOR = "medical editor"  # the chair, who signs
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


REVIEWERS = frozenset({Role.CLINICAL_REVIEWER, Role.METHODS_REVIEWER, Role.LAY_REVIEWER})
SIGNERS = REVIEWERS | {Role.MEDICAL_EDITOR}  # need a second factor


class Account(Struct, frozen=True, kw_only=True):
    """Somebody who can sign in, or a machine that can.

    `id` is opaque and random: it alone stands in the ledger. `name` and `email` can be erased, and are empty then. `employer` is
    for conflicts of interest. `active` is False for who may not sign in any more. A save names the `version` that it expects.
    `asked` tells whether something that a visitor asked is their own; see `asking`.
    """

    id: str
    name: str
    email: str
    roles: tuple[Role, ...] = ()
    employer: str = ""
    machine: bool = False
    active: bool = True
    made: str = ""  # ISO time
    version: int = 1
    asked: tuple[str, ...] = ()


class Licence(Struct, frozen=True, kw_only=True):
    """The right to practise: who gave it, its number, where, and until when (ISO date)."""

    authority: str
    number: str
    country: str
    expires: str


class Credential(Struct, frozen=True, kw_only=True):
    """What makes somebody fit to review: degree, licence, specialties.

    `verified_by` is the account that looked at the proof, `verified` the ISO date of it. `shown` names what
    the member agrees to have on the public page ("degree", "specialties", "orcid", "employer", "licence"). `salt` is random:
    once the row is erased, its hash in the ledger tells nothing.
    """

    account: str
    degree: str
    specialties: tuple[str, ...]
    licence: Licence | None = None
    orcid: str = ""
    verified_by: str = ""
    verified: str = ""
    shown: tuple[str, ...] = ()
    salt: str = ""


class Interest(StrEnum):
    """The categories of the ICMJE's disclosure form."""

    SUPPORT = "support for the work"
    GRANTS = "grants or contracts"
    ROYALTIES = "royalties or licences"
    CONSULTING = "consulting fees"
    HONORARIA = "payment or honoraria"
    TESTIMONY = "payment for expert testimony"
    TRAVEL = "support for meetings or travel"
    PATENTS = "patents"
    SAFETY_BOARD = "data safety monitoring or advisory board"
    LEADERSHIP = "leadership or fiduciary role"
    STOCK = "stock or stock options"
    MATERIALS = "equipment, materials or other services"
    OTHER = "other interests"


class DisclosedInterest(Struct, frozen=True, kw_only=True):
    """One thing disclosed: its category, and company, product and topic that it is about, as far as they apply."""

    category: Interest
    company: str = ""
    product: str = ""
    topic: str = ""
    words: str = ""


class Disclosure(Struct, frozen=True, kw_only=True):
    """What somebody disclosed, for a year or for one assignment; without interests it says that there are none.

    `coauthors` are names of people with whom they published in the last three years. `made` and `until` are ISO dates. `salt` is
    random: it tells one disclosure from another, and once they are erased, their hash in the ledger tells nothing.
    """

    account: str
    made: str
    until: str
    assignment: str = ""  # an assignment's id, or empty for the yearly one
    interests: tuple[DisclosedInterest, ...] = ()
    coauthors: tuple[str, ...] = ()
    salt: str = ""
