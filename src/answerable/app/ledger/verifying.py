"""Checking the ledger, and what the tables hold against it: whatever was changed, put in or taken out is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from answerable.app.acts import What
from answerable.app.desk_ports import Desk
from answerable.app.people_ports import DeskView
from answerable.ledger.chain import Checked, check
from answerable.ledger.model import Entry, Seal
from answerable.ledger.sealing import is_signed
from answerable.publication.article import Article
from answerable.review.keeping import Kept
from answerable.review.model import RevisionState


class LedgerVerified(Struct, frozen=True, kw_only=True):
    """What a check found: of the entries themselves, of the seals, and of the tables; each fault is a sentence for a person."""

    checked: Checked
    seals: int
    keys: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults

    @property
    def unsealed(self) -> int:
        """How many entries behind the last seal could have been cut off without a trace."""
        return self.checked.entries - self.checked.sealed


class _Named(Struct, frozen=True):
    """A row that an entry names: by which entry, with which hashes."""

    entry: int
    content: str
    beside: str = ""


class _Told:
    """What the entries say of the tables, as they are gone through."""

    def __init__(self) -> None:
        self.rows: dict[str, _Named] = {}
        self.states: dict[str, tuple[str, int]] = {}  # submission -> its state, and the entry that says so
        self.signed: dict[str, int] = {}  # content hash -> the entry of the signature
        self.public: dict[str, tuple[str, int]] = {}  # article -> its public state, and the entry that says so

    def hear(self, entries: Iterator[Entry]) -> Iterator[Entry]:
        """The entries, with what they say of the tables kept."""
        for entry in entries:
            act, facts = entry.act, entry.act.facts
            if "revision" in facts:
                self.rows[facts["revision"]] = _Named(entry.number, act.content, facts.get("beside", ""))
            if "kept" in facts:
                self.rows[facts["kept"]] = _Named(entry.number, facts.get("hash", ""))
            if "state" in facts:
                self.states[facts.get("submission") or act.about] = (facts["state"], entry.number)
            if "public" in facts:
                self.public[act.about] = (facts["public"], entry.number)
            if act.what == What.SIGNED:
                self.signed[act.content] = entry.number
            yield entry


def verify(desk: Desk, promised: Sequence[Seal] = ()) -> LedgerVerified:
    """Checks all of it in one state of the desk; `promised` are seals that were published elsewhere."""
    listed = [one.address for one in desk.submitted()]
    with desk.view() as view:
        own = view.ledger.seals()
        told = _Told()
        genuine = [one for one in (*own, *promised) if is_signed(one)]
        checked = check(told.hear(view.ledger.entries()), genuine)
        faults = [f"A seal of {one.when} has a signature that does not hold." for one in (*own, *promised) if not is_signed(one)]
        faults += _other_keys(own, promised)
        if checked.fault:  # what is behind the fault was not heard: then the tables cannot be judged by it
            for _ in told.hear(view.ledger.entries()):
                pass
            faults.append(checked.fault.what)
        faults += _rows(view, told)
        faults += _states(view, told)
        faults += [fault for address in listed for fault in _article(view, address, told)]
    keys = tuple(dict.fromkeys(one.key for one in own))
    return LedgerVerified(checked=checked, seals=len(own), keys=keys, faults=tuple(faults))


def _other_keys(own: Sequence[Seal], promised: Sequence[Seal]) -> Iterator[str]:
    """Seals of the library by a key of which nothing was published: whoever wrote the ledger anew would make such."""
    known = {one.key for one in promised}
    if known:
        for one in own:
            if one.key not in known:
                yield f"The seal of {one.when} on {one.size} entries is by another key than the published seals: {one.key[:16]}…"


def _rows(view: DeskView, told: _Told) -> Iterator[str]:
    """Revisions, recommendations, decisions and settlements against what the entries name."""
    left = dict(told.rows)
    for row in view.review.kept():
        named = left.pop(row.id, None)
        if named is None:
            yield f"The {row.kind} {_id(row)} is in the database and no entry of the ledger names it: it was put in."
        elif (row.content, row.beside) != (named.content, named.beside):
            yield f"The {row.kind} {_id(row)} was changed: it does not have the hash that entry {named.entry} names."
    for name, named in left.items():
        yield f"What entry {named.entry} names, {name}, is not in the database any more: it was taken out."


def _id(row: Kept) -> str:
    return row.id.removeprefix(f"{row.kind}/")


def _states(view: DeskView, told: _Told) -> Iterator[str]:
    """The state of each submission against the last entry that moved it."""
    left = dict(told.states)
    for name, state in view.review.states():
        said, number = left.pop(name, ("", 0))
        if not said:
            yield f"The submission {name} is in the database and no entry of the ledger names it: it was put in."
        elif said != state:
            yield f"The submission {name} is “{state}” in the database; by entry {number} it is “{said}”."
    for name, (_, number) in left.items():
        yield f"The submission {name} of entry {number} is not in the database any more: it was taken out."


def _article(view: DeskView, address: str, told: _Told) -> Iterator[str]:
    """What readers see as approved against what was signed, and the public state against the last entry that changed it."""
    try:
        article = view.article(address)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        yield f"The article {address} was changed: it cannot be read any more."
        return
    if article is None:
        return
    said, number = told.public.get(address, ("", 0))
    if said and said != article.state.value:
        yield f"The article {address} is “{article.state.value}” in the database; by entry {number} it is “{said}”."
    if article.approved:
        yield from _signed(view, article, told)


def _signed(view: DeskView, article: Article, told: _Told) -> Iterator[str]:
    version = article.latest
    content = version.signature.content if version.signature else ""
    if content not in told.signed:
        yield f"The article {article.address} is shown as approved, and no entry of the ledger says that it was signed."
        return
    try:
        found = view.review.submissions_of(article.address)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return  # the revision that cannot be read is named already
    revisions = [one for each in found for one in each.revisions if one.content_hash == content]
    if all(one.answer != version.answer for one in revisions):
        yield (
            f"The article {article.address} does not show what was signed: version {version.number} was changed after "
            f"entry {told.signed[content]}."
        )
    if not any(one.state is RevisionState.APPROVED for one in found):
        yield f"The article {article.address} is shown as approved, and no submission of it is."
