"""What the entries of the ledger say of the tables, and what the tables hold: every difference is named with entry and row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec
from msgspec import Struct

from answerable.app.acts import What, named_in
from answerable.app.people.acts import told as roles_told
from answerable.app.people_ports import DeskView
from answerable.ledger.model import Entry
from answerable.publication.article import Article, names_hash, notices_hash
from answerable.review.keeping import Kept
from answerable.review.model import RevisionState


class _Named(Struct, frozen=True):
    """A row that an entry names: by which entry, with which hashes; without one where it was taken out."""

    entry: int
    content: str
    beside: str = ""


class Told:
    """What the entries say of the tables, as they are gone through; of what is said several times the last holds."""

    def __init__(self) -> None:
        self.rows: dict[str, _Named] = {}
        self.states: dict[str, tuple[str, int]] = {}  # submission -> its state, and the entry that says so
        self.signed: dict[tuple[str, str], Entry] = {}  # submission and content hash -> the entry of the signature
        self.public: dict[str, tuple[str, int]] = {}  # article -> its public state, and the entry that says so
        self.notices: dict[str, tuple[str, int]] = {}  # article -> the hash of its notices, and the entry that says so
        self.names: dict[str, tuple[str, int]] = {}  # article -> the hash of who vouches for it, and the entry that says so
        self.roles: dict[str, tuple[str, int]] = {}  # account -> its roles, and the entry that says so
        self.active: dict[str, tuple[bool, int]] = {}  # account -> whether it may sign in, and the entry that says so

    def hear(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The entries, with what they say of the tables kept."""
        for entry in entries:
            act, facts, number = entry.act, entry.act.facts, entry.number
            if "revision" in facts:
                self.rows[facts["revision"]] = _Named(number, act.content, facts.get("beside", ""))
            if "kept" in facts:
                self.rows[facts["kept"]] = _Named(number, facts.get("hash", ""))
            for name, content in named_in(facts):
                self.rows[name] = _Named(number, content)
            if "state" in facts:
                self.states[facts.get("submission") or act.about] = (facts["state"], number)
            if "public" in facts:
                self.public[act.about] = (facts["public"], number)
            if "notices" in facts:
                self.notices[act.about] = (facts["notices"], number)
            if "names" in facts:
                self.names[act.about] = (facts["names"], number)
            if act.what == What.SIGNED:
                self.signed[act.about, act.content] = entry  # two articles may say the same, each signed for itself
            self._person(entry)
            yield entry

    def _person(self, entry: Entry) -> None:
        what, about = entry.act.what, entry.act.about
        if what in ("account made", "roles changed"):
            self.roles[about] = (entry.act.facts.get("roles", ""), entry.number)
        if what == "account erased":
            self.roles[about] = ("", entry.number)
        if what in ("account made", "account activated", "account deactivated", "account erased"):
            self.active[about] = (what in ("account made", "account activated"), entry.number)


def compared(view: DeskView, told: Told, articles: Iterable[str]) -> Iterator[str]:
    """Every difference between what the entries say and what the tables hold, each in a sentence."""
    yield from _rows(chain(view.review.kept(), view.people.kept()), told)
    yield from _states(view, told)
    yield from _accounts(view, told)
    for address in dict.fromkeys((*articles, *told.public, *told.names)):
        yield from _article(view, address, told)


def _rows(kept: Iterable[Kept], told: Told) -> Iterator[str]:
    """What was said, and what changes by acts alone, against what the entries name."""
    left = {name: named for name, named in told.rows.items() if named.content}
    for row in kept:
        named = left.pop(row.id, None)
        gone = told.rows.get(row.id)
        if named is None and gone is not None:
            yield f"The {row.kind} {_id(row)} is in the database; by entry {gone.entry} it was taken out."
        elif named is None:
            yield f"The {row.kind} {_id(row)} is in the database and no entry of the ledger names it: it was put in."
        elif (row.content, row.beside) != (named.content, named.beside):
            yield f"The {row.kind} {_id(row)} was changed: it does not have the hash that entry {named.entry} names."
    for name, named in left.items():
        yield f"What entry {named.entry} names, {name}, is not in the database any more: it was taken out."


def _id(row: Kept) -> str:
    return row.id.removeprefix(f"{row.kind}/")


def _states(view: DeskView, told: Told) -> Iterator[str]:
    """The state of each submission against the last entry that moved it."""
    for name, state in view.review.states():
        said, number = told.states.get(name, ("", 0))
        if said and said != state:
            yield f"The submission {name} is “{state}” in the database; by entry {number} it is “{said}”."


def _accounts(view: DeskView, told: Told) -> Iterator[str]:
    """What each account may do against the last entry that said so."""
    for one in view.people.accounts():
        if one.id not in told.roles:
            yield f"The account {one.id} is in the database and no entry of the ledger names it: it was put in."
            continue
        (roles, number), (active, since) = told.roles[one.id], told.active[one.id]
        if roles_told(one.roles) != roles:
            holds, held = roles_told(one.roles) or "no role", roles or "no role"
            yield f"The account {one.id} holds “{holds}” in the database; by entry {number} it is “{held}”."
        if one.active is not active:
            words = ("may sign in", "may not") if one.active else ("may not sign in", "may")
            yield f"The account {one.id} {words[0]} by the database; by entry {since} it {words[1]}."


def _article(view: DeskView, address: str, told: Told) -> Iterator[str]:
    """What readers see as approved against what was signed, and its public state and notices against the last entry on them."""
    try:
        article = view.article(address)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        yield f"The article {address} was changed: it cannot be read any more."
        return
    if article is None:
        _, number = told.names.get(address) or told.public[address]
        yield f"The article {address}, of which entry {number} tells, is not in the database any more: it was taken out."
        return
    said, number = told.public.get(address, ("", 0))
    if said and said != article.state.value:
        yield f"The article {address} is “{article.state.value}” in the database; by entry {number} it is “{said}”."
    noticed, number = told.notices.get(address, ("", 0))
    if (noticed or article.notices) and noticed != notices_hash(article.notices):
        by = f"they are not those of entry {number}" if number else "no entry of the ledger names them"
        yield f"The notices on the article {address} were changed: {by}."
    if article.approved:
        yield from _signed(view, article, told)


def _signed(view: DeskView, article: Article, told: Told) -> Iterator[str]:
    version, signature = article.latest, article.latest.signature
    try:
        found = view.review.submissions_of(article.address)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return  # the revision that cannot be read is named already
    content = signature.content if signature else ""
    entry = next((told.signed[one.id, content] for one in reversed(found) if (one.id, content) in told.signed), None)
    if signature is None or entry is None:
        yield f"The article {article.address} is shown as approved, and no entry of the ledger says that it was signed."
        return
    facts = entry.act.facts
    shown = (signature.account, signature.at, signature.meaning, signature.entry, version.reviewed, version.review_due)
    signed = (
        entry.act.actor, entry.act.when, facts.get("meaning", ""), entry.number, entry.act.when[:10], facts.get("review_due"),
    )  # fmt: skip
    if shown != signed:
        yield f"What the article {article.address} shows of its signature is not what entry {entry.number} says."
    names, number = told.names.get(article.address, ("", 0))
    if names and names != names_hash(version):
        yield f"The names under the article {article.address} were changed: they are not those of entry {number}."
    revisions = [one for each in found for one in each.revisions if one.content_hash == signature.content]
    if all(one.answer != version.answer for one in revisions):
        yield (
            f"The article {article.address} does not show what was signed: version {version.number} was changed after "
            f"entry {entry.number}."
        )
    every = (one for each in found for one in view.review.certainties(each.id) if not one.withdrawn)
    judged = {(one.outcome, one.certainty.value, one.claims, one.at) for one in every}
    for one in version.certainties:
        if (one.outcome, one.certainty, one.claims, one.at) not in judged:
            yield f"The article {article.address} shows a certainty of {one.outcome} that nobody set."
    if not any(one.state is RevisionState.APPROVED for one in found):
        yield f"The article {article.address} is shown as approved, and no submission of it is."
