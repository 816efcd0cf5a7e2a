"""A `Bundle`: one file with an article, what it rests on, what was decided and the proofs; checked with nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

import msgspec
from msgspec import Struct

from answerable.app.desk_ports import Desk
from answerable.app.ledger.proving import Proof, prove_many, wrong_with
from answerable.app.people_ports import DeskView
from answerable.app.verify import faults_of
from answerable.composition.answer import Answer
from answerable.errors import NoSuchArticle, UnreadableInput, UsageProblem
from answerable.publication.article import Article, JudgedCertainty, names_hash, notices_hash
from answerable.review.certainty import SetCertainty
from answerable.review.keeping import revision_of
from answerable.review.model import Decided, Decision, RevisionState, Submission
from answerable.text import sha256 as text_hash

BUNDLE = "answerable bundle v1"


class Row(Struct, frozen=True, kw_only=True):
    """What nobody may change, as the very text that its hash is of.

    `kind` is "revision", "recommendation", "decision", "settlement" or "certainty".
    """

    kind: str
    id: str
    content: str
    beside: str = ""


class Bundle(Struct, frozen=True, kw_only=True):
    """An article with all that vouches for it.

    `texts` are the texts that its quotes were taken from, by their SHA-256. `rows` are what the
    ledger's `proofs` name by their hashes.
    """

    format: str = BUNDLE
    version: str
    made: str
    article: Article
    submission: str
    rows: tuple[Row, ...]
    texts: dict[str, str]
    proofs: tuple[Proof, ...]


class BundleChecked(Struct, frozen=True, kw_only=True):
    """What a check of a bundle found: how much was checked, by which key it is sealed, and each fault in a sentence."""

    title: str
    address: str
    state: str
    approved_by: str
    claims: int
    quotes: int
    rows: int
    proofs: int
    key: str
    sealed: str
    faults: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


def bundle(desk: Desk, address: str, text_of: Callable[[str, str, str], str | None], *, version: str, made: str) -> bytes:
    """The bundle of an article's newest review; `text_of` gives a text by record, field and hash.

    Raises `NoSuchArticle`, and `UsageProblem` where nobody has sent it to the editors or where its lines are not sealed.
    """
    with desk.view() as view:
        article = view.article(address)
        if article is None:
            raise NoSuchArticle("There is no article under this address.", "See 'answerable articles list'.")
        submission = _reviewed(view, address)
        rows = view.review.exact(submission.id)
        about = {address, submission.id}
        numbers = [one.number for name in sorted(about) for one in view.ledger.about(name)]
        proofs = prove_many(view.ledger, sorted(numbers))
    answers = [article.latest.answer, *(one.answer for one in submission.revisions)]
    return msgspec.json.encode(
        Bundle(
            version=version,
            made=made,
            article=msgspec.structs.replace(article, asker="", versions=article.versions[-1:]),
            submission=submission.id,
            rows=tuple(Row(kind=one.kind, id=one.id, content=one.content.decode(), beside=one.beside.decode()) for one in rows),
            texts=_texts(answers, text_of),
            proofs=proofs,
        )
    )


def _reviewed(view: DeskView, address: str) -> Submission:
    """The approved submission of an article, or else its newest."""
    found = view.review.submissions_of(address)
    if not found:
        raise UsageProblem("Nobody has sent this article to the editors: there is nothing to prove.", "Submit it first.")
    return next((one for one in reversed(found) if one.state is RevisionState.APPROVED), found[-1])


def _texts(answers: list[Answer], text_of: Callable[[str, str, str], str | None]) -> dict[str, str]:
    spans = {c.checked.span for answer in answers for claim in answer.claims() for c in claim.citations}
    found: dict[str, str] = {}
    for span in spans:
        text = text_of(span.record, span.field, span.sha256)
        if text is not None:
            found[span.sha256] = text
    return dict(sorted(found.items()))


def is_bundle(content: bytes) -> bool:
    """Whether a file says that it is a bundle."""
    return BUNDLE.encode() in content[:200]


def check_bundle(content: bytes, key: str = "") -> BundleChecked:
    """Checks all of a bundle with nothing but the file; `key` is the sealing key that is trusted. Raises `UnreadableInput`."""
    try:
        found = msgspec.json.decode(content, type=Bundle)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found = None
    if found is None or found.format != BUNDLE:
        raise UnreadableInput("This is no bundle that this version reads.", "Give a file that 'answerable bundle' has made.")
    answer = found.article.latest.answer
    faults = (*_proofs(found, key), *_rows(found), *_told(found), *_shown(found), *faults_of(answer), *_quotes(found, answer))
    signature = found.article.latest.signature
    seal = found.proofs[-1].seal if found.proofs else None
    return BundleChecked(
        title=answer.title,
        address=found.article.address,
        state=found.article.state.value,
        approved_by=", ".join(part for part in (signature.name, signature.credentials) if part) if signature else "",
        claims=len(answer.claims()),
        quotes=sum(len(claim.citations) for claim in answer.claims()),
        rows=len(found.rows),
        proofs=len(found.proofs),
        key=seal.key if seal else "",
        sealed=seal.when if seal else "",
        faults=tuple(faults),
    )


def _proofs(found: Bundle, key: str) -> Iterator[str]:
    if not found.proofs:
        yield "The bundle has no proof of any entry of the ledger."
    if len({proof.seal.key for proof in found.proofs}) > 1:
        yield "The proofs are sealed by several keys."
    yield from (wrong for proof in found.proofs if (wrong := wrong_with(proof, key)))


def _rows(found: Bundle) -> Iterator[str]:
    """Every row against the entry that names it, and every row that an entry names."""
    named: dict[str, tuple[int, str, str]] = {}
    for proof in found.proofs:
        act = proof.entry.act
        if act.about not in (found.article.address, found.submission):
            continue
        if act.facts.get("revision", "").startswith(f"{found.submission}/"):
            named[act.facts["revision"]] = (proof.entry.number, act.content, act.facts.get("beside", ""))
        if "kept" in act.facts and act.about == found.submission:
            named[act.facts["kept"]] = (proof.entry.number, act.facts.get("hash", ""), "")
    for row in found.rows:
        number, content, beside = named.pop(row.id, (0, "", ""))
        if not number:
            yield f"No entry of the ledger names the {row.kind} {row.id}."
        elif (_hash(row.content), _hash(row.beside) if row.beside else "") != (content, beside):
            yield f"The {row.kind} {row.id} does not have the hash that entry {number} names."
    yield from (f"What entry {number} names, {name}, is not in the bundle." for name, (number, _, _) in named.items())


def _told(found: Bundle) -> Iterator[str]:
    """The state, the notices and the names that are shown, against the last entries that say something of them."""
    article, proofs = found.article, sorted(found.proofs, key=lambda one: one.entry.number)
    about = [one.entry.act.facts for one in proofs if one.entry.act.about == article.address]
    last = {name: fact for facts in about for name, fact in facts.items()}
    state, names = article.state.value, names_hash(article.latest)
    if last.get("public", state) != state:
        yield f"The article is shown as {state}; by the ledger it is {last['public']}."
    if last.get("notices", "") != notices_hash(article.notices):
        yield "The notices that are shown are not those that the ledger names."
    if last.get("names", names) != names:
        yield "The names under the article are not those that the ledger names."


def _shown(found: Bundle) -> Iterator[str]:
    """What is shown as approved against what was signed."""
    version = found.article.latest
    if not found.article.approved:
        return
    content = version.signature.content if version.signature else ""
    revision = next((row for row in found.rows if row.kind == "revision" and _hash(row.content) == content), None)
    try:
        signed = revision_of(revision.content.encode(), revision.beside.encode()) if revision else None
    except msgspec.MsgspecError:
        signed = None
    if signed is None or signed.answer != version.answer:
        yield "The article that is shown is not the revision that was signed."
    if not set(map(_rating, version.certainties)) <= set(_ratings(found)):
        yield "A certainty that is shown is not one that somebody set."
    if not any(_signs(row, content) for row in found.rows):
        yield "No decision in the bundle approves what is shown."


def _rating(one: JudgedCertainty | SetCertainty) -> tuple[str, str, tuple[str, ...], str]:
    return one.outcome, str(one.certainty), one.claims, one.at


def _ratings(found: Bundle) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Every certainty that was set and not taken back with its row."""
    for row in found.rows:
        if row.kind == "certainty":
            try:
                one = msgspec.json.decode(row.content.encode(), type=SetCertainty)
            except msgspec.MsgspecError:
                continue  # a row that was changed is named by its hash
            if not one.withdrawn:
                yield _rating(one)


def _signs(row: Row, content: str) -> bool:
    if row.kind != "decision":
        return False
    try:
        decision = msgspec.json.decode(row.content.encode(), type=Decision)
    except msgspec.MsgspecError:
        return False
    return decision.decided is Decided.APPROVE and decision.revision == content


def _quotes(found: Bundle, answer: Answer) -> Iterator[str]:
    """Every quote against the text that it was taken from."""
    for claim in answer.claims():
        for citation in claim.citations:
            span = citation.checked.span
            text = found.texts.get(span.sha256)
            if text is None:
                yield f"The text that reference {citation.number} was quoted from is not in the bundle: “{citation.quote}”"
            elif text_hash(text) != span.sha256:
                yield f"The text that reference {citation.number} was quoted from does not have its hash."
            elif text[span.start : span.end] != citation.quote:
                yield f"The quote of reference {citation.number} is not what its source says there: “{citation.quote}”"


def _hash(content: str) -> str:
    return sha256(content.encode()).hexdigest()
