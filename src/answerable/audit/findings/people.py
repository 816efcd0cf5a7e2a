"""Findings on whom a claim is about: more people, or others, than its source studied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.audit.bearing import quoted
from answerable.audit.case import Case, Source, Weighed
from answerable.audit.findings.severity import counted, finding, listing, shortened
from answerable.audit.report import AuditFinding, FindingKind, JudgedCitation
from answerable.corpus.evidence import Design
from answerable.corpus.record import Record
from answerable.drafting.shares import share_of
from answerable.verification.groups import ANIMALS, kinds

_SEXES = frozenset({"women", "men"})
_YOUNG = frozenset({"newborns", "infants", "children", "adolescents"})
_GROWN = frozenset({"adults", "older people"})
_NARROW = _YOUNG | {"women", "men", "pregnancy", "menopause", "older people", "athletes", "volunteers"}
_APART: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (_YOUNG, _GROWN | {"pregnancy", "menopause"}),
    (_GROWN | {"pregnancy", "menopause"}, _YOUNG),
    (frozenset({"women", "pregnancy", "menopause"}), frozenset({"men"})),
    (frozenset({"men"}), frozenset({"women", "pregnancy", "menopause"})),
)
_LEAST = 0.35  # what a source has to bear on a claim before its people are held against it


def stretched(case: Case) -> Iterator[AuditFinding]:
    """Claims about people whom none of their sources studied: everybody where it was children, people where it was animals."""
    told: dict[tuple[str, str], list[Weighed]] = {}
    for one in case.claims:
        sources = case.cited(one)
        if not one.sure or not sources or not case.can_judge(one) or one.bearing < _LEAST:
            continue
        reasons = [reason for source in sources if (reason := _stretch(case, one, source))]
        if len(reasons) == len(sources):
            told.setdefault((sources[0].record.id, reasons[0]), []).append(one)
    for (record, reason), claims in told.items():
        first, source = claims[0], case.source_of(record)
        judged: list[JudgedCitation] = [each for each in first.judged.citations if each.quoted]
        more = f" ({counted(len(claims) - 1, 'more claim')} likewise)" if len(claims) > 1 else ""
        yield finding(
            FindingKind.POPULATION_STRETCHED,
            f"“{shortened(first.claim.said)}”: {reason}{more}.",
            claims=claims,
            references=first.positions,
            sources=[each.quoted for each in judged if each.quoted][:1] or ([_title(case, source)] if source else []),
            next_step="Say who was studied.",
        )


def _title(case: Case, source: Source):
    return quoted(case.reader.sentences(source.record)[0], source.record)


def _stretch(case: Case, one: Weighed, source: Source) -> str:
    """How the claim goes beyond the people of a source; empty where it does not, or where that cannot be known."""
    told = ". ".join([case.article.title, one.claim.section, *(other.claim.said for other in case.near(one))])
    species = source.appraisal.species == "animal" or source.appraisal.design in (Design.ANIMAL, Design.LABORATORY)
    if species and not ANIMALS.search(told):
        what = "in the laboratory" if source.appraisal.design is Design.LABORATORY else "of animals"
        return f"the study was {what}, which the article does not say"
    claimed, studied = _named(told), _studied(source.record)
    for ours, theirs in _APART:
        if claimed & ours and not studied & ours and studied & theirs and not claimed & theirs:
            return f"it speaks of {listing(sorted(claimed & ours))}, and the study was of {listing(sorted(studied & theirs))}"
    mine = share_of(one.claim.said)
    hers = share_of(next((each.quoted.words for each in one.judged.citations if each.quoted), ""))
    if mine and hers and mine.whom == "everybody" and hers.whom.startswith(("patients", "people with")):
        return f"the figure is of {hers.whom}, and not of everybody"
    bound = _bound(one, told)
    if bound:
        return f"it speaks of everybody, and the study was of {bound}"
    others = kinds(one.claim.said) & (_YOUNG | {"pregnancy", "older people", "menopause"})
    unseen = others - kinds(_everything(source.record))
    if unseen:
        return f"it speaks of {listing(sorted(unseen))}, of whom nothing that the library holds of the source speaks"
    narrow = _only(studied, _named(_everything(source.record)))
    if narrow and not narrow & claimed:
        return f"the study was of {listing(sorted(narrow))} only, which the article does not say"
    return ""


_PEOPLE = r"(?:patients?|people|persons?|adults?|wom[ae]n|m[ae]n|child(?:ren)?)"
_EVERYBODY = re.compile(rf"\b(?:anyone|anybody|everyone|everybody|(?:all|any|every) {_PEOPLE})\b", re.IGNORECASE)
_CHOSEN = re.compile(
    r"\b(?P<whom>(?:obese|overweight|frail|elderly|hospitali[sz]ed|critically ill|newly diagnosed|poorly controlled|uncontrolled|"
    r"severely? \w+|selected|high-risk|low-risk|treatment-resistant|refractory|previously treated|untreated) "
    rf"(?:[\w-]+ ){{0,2}}?{_PEOPLE})\b",
    re.IGNORECASE,
)


def _bound(one: Weighed, told: str) -> str:
    """The narrower people of whom the source says what the claim says of everybody; empty where it narrows nothing."""
    if _EVERYBODY.search(one.claim.said) is None:
        return ""
    said = next((each.quoted.words for each in one.judged.citations if each.quoted), "")
    match = _CHOSEN.search(said)
    if match is None or re.search(rf"\b{re.escape(match['whom'].split()[0])}\b", told, re.IGNORECASE):
        return ""
    return match["whom"]


def _everything(record: Record) -> str:
    """All that is held of a record, in words."""
    return ". ".join(
        [*(section.text for _, section in record.fields()), *record.keywords, *(heading.name for heading in record.mesh)]
    )


def _studied(record: Record) -> frozenset[str]:
    """The kinds of people that a record names in its title, or where the title names none among its index terms."""
    return kinds(record.title) or kinds(". ".join(heading.name for heading in record.mesh if heading.name not in ("Humans",)))


def _only(studied: frozenset[str], named: frozenset[str]) -> frozenset[str]:
    """The narrow groups that a study was of; where its record names the other sex, or grown beside young, of neither alone."""
    left = studied
    if named >= _SEXES or (left & {"women"} and "men" in named):
        left -= _SEXES
    if left & _YOUNG and named & _GROWN:
        left -= _YOUNG | _GROWN
    return left & _NARROW


_AGED = re.compile(
    r"\b(?:aged?|over|at least|older than) (?P<age>\d{1,3})\b|\b(?P<years>\d{1,3})(?: years)? (?:or|and) (?:older|over)\b",
    re.IGNORECASE,
)


def _named(text: str) -> frozenset[str]:
    """The kinds of people that a text names, also by their age."""
    found = kinds(text)
    for match in _AGED.finditer(text):
        age = int(match["age"] or match["years"])
        found |= {"older people"} if age >= 60 else {"adults"} if age >= 18 else frozenset[str]()
    return found
