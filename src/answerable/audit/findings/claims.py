"""Findings on what claims say: uncited, reversed, stronger than the design can carry, not borne out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.audit.bearing import coverage, terms
from answerable.audit.case import Case, Source, Weighed
from answerable.audit.figures import telling
from answerable.audit.findings import cues
from answerable.audit.findings.severity import counted, finding, listing, shortened
from answerable.audit.report import AuditFinding, FindingKind, JudgedCitation
from answerable.corpus.evidence import Design
from answerable.question import ConceptKind, vocabulary
from answerable.verification.checks.strength import CARRIED_BY, Strength, strength_of
from answerable.verification.model import Check, Verdict

_REPEATS = 0.6  # an uncited claim of whose words this share stands in one cited claim says it again
_PLAIN_KINDS = frozenset(
    {ConceptKind.CONDITION, ConceptKind.INTERVENTION, ConceptKind.FINDING, ConceptKind.TEST, ConceptKind.OUTCOME}
)


def uncited(case: Case) -> Iterator[AuditFinding]:
    """Claims that a source has to bear out and that cite none: with a figure, an effect, or "studies show".

    A claim says nothing new where it repeats a cited one, and is covered where the next sentence of its paragraph is cited.
    """
    bare = [one for one in case.claims if not one.claim.markers]
    needing = [one for one in bare if _needs_source(one) and not _is_covered(case, one)]
    if not needing:
        return
    if len(bare) == len(case.claims) > 1:
        yield finding(
            FindingKind.CLAIM_WITHOUT_CITATION,
            f"Nothing in the article cites a source; {counted(len(needing), 'of its claims', 'of its claims')} "
            f"{'needs' if len(needing) == 1 else 'need'} one.",
            claims=needing,
            next_step="Cite what each claim rests on.",
        )
        return
    first = shortened(needing[0].claim.said)
    rest = f", and {counted(len(needing) - 1, 'more claim')}" if len(needing) > 1 else ""
    yield finding(
        FindingKind.CLAIM_WITHOUT_CITATION,
        f"“{first}” cites no source{rest}.",
        claims=needing,
        next_step="Cite what it rests on." if len(needing) == 1 else "Cite what each of them rests on.",
    )


def _needs_source(one: Weighed) -> bool:
    said = one.claim.said
    if cues.NO_STATEMENT.search(said.strip()) or (cues.WARNS.search(said) and not _counts_signs(said)):
        return False
    medical = any(mention.concept and mention.concept.kind in _PLAIN_KINDS for mention in vocabulary().mentions(said))
    if telling(said):
        return medical
    if cues.STATES.search(said) and not cues.ABOUT_EVIDENCE.search(said) and (medical or case_words(said)):
        return True
    return medical and (strength_of(said)[0] >= Strength.OBSERVED_EFFECT or cues.RESTS_ON_STUDIES.search(said) is not None)


def _counts_signs(said: str) -> bool:
    """Whether a sentence tells how often warning signs are there or mean something, rather than which they are or what to do."""
    bare = cues.NAMES_SIGNS.sub(" ", said)
    return bare != said and cues.WARNS.search(bare) is None and cues.HOW_OFTEN.search(bare) is not None


def case_words(said: str) -> bool:
    """Whether a sentence speaks of patients, or goes on about what the sentence before it was about."""
    return re.match(r"(?:They|It|These|This)\b", said) is not None or re.search(r"\bpatients?\b", said, re.IGNORECASE) is not None


def _is_covered(case: Case, one: Weighed) -> bool:
    """Whether a cited claim says it too, or the citation at the end of its paragraph may be meant for it."""
    said = terms(one.claim.said)
    for other in case.claims:
        if other.claim.markers and coverage(said, terms(other.claim.said), case.topic) >= _REPEATS:
            return True
    if telling(one.claim.said):
        return False
    following = [other for other in case.claims if other.number > one.number and other.claim.section == one.claim.section]
    between = case.article.text[one.claim.place.end : following[0].claim.place.start] if following else "\n"
    return bool(following) and "\n" not in between.strip(" ") and bool(following[0].claim.markers)


def reversed_(case: Case) -> Iterator[AuditFinding]:
    """Claims that say the opposite of the sentence of their source that bears on them most."""
    for one in case.claims:
        citation = next((each for each in one.judged.citations if each.sure and _is_reversed(each)), None)
        if citation is not None and citation.quoted is not None:
            yield finding(
                FindingKind.DIRECTION_REVERSED,
                f"“{shortened(one.claim.said)}” turns its source round. {_reason(citation, Check.DIRECTION)}",
                claims=[one],
                references=[citation.reference or 0],
                sources=[citation.quoted],
                next_step="Say what the source says.",
            )


def _reason(citation: JudgedCitation, check: Check) -> str:
    return next(found.reason for found in citation.findings if found.check is check)


def _is_reversed(citation: JudgedCitation) -> bool:
    return citation.quoted is not None and any(
        found.check is Check.DIRECTION and found.verdict is Verdict.CONTRADICTED for found in citation.findings
    )


_SAID = 0.5  # where a source has so much of a claim's words and figures, a model alone does not say that it lacks them


def not_borne_out(case: Case) -> Iterator[AuditFinding]:
    """Claims that a model judges their sources not to bear out; without a model there is no such finding."""
    for one in case.claims:
        sure = [each for each in one.judged.citations if each.sure]
        if not sure or any(each.reference is None or not each.record for each in sure) or one.bearing >= _SAID:
            continue
        against = [each for each in sure if _stance(each) in (Verdict.CONTRADICTED, Verdict.NOT_SUPPORTED)]
        if len(against) == len(sure) and not any(_is_reversed(each) for each in sure):
            reason = _reason(against[0], Check.STANCE)
            yield finding(
                FindingKind.NOT_BORNE_OUT,
                f"What is cited does not bear out “{shortened(one.claim.said)}”. {reason}",
                claims=[one],
                references=[each.reference or 0 for each in against],
                sources=[each.quoted for each in against if each.quoted],
                next_step="Cite what says it, or say what the source says.",
            )


def _stance(citation: JudgedCitation) -> Verdict | None:
    return next((found.verdict for found in citation.findings if found.check is Check.STANCE and citation.quoted), None)


def too_strong(case: Case) -> Iterator[AuditFinding]:
    """Claims whose verb none of the studies that they cite, or may cite, can carry by its design; one finding for all."""
    found: list[tuple[Weighed, str, tuple[Source, ...]]] = []
    for one in case.claims:
        cited = case.cited(one)
        carriers, words = _unsaid_cure(one.claim.said, cited) or _carriers(one.claim.said)
        if carriers is None or not cited or not case.can_judge(one):
            continue
        if any(source.appraisal.design in carriers or not _is_known(source) for source in cited):
            continue
        found.append((one, words, cited))
    if found:
        told = listing(list(dict.fromkeys(f"“{words}”" for _, words, _ in found)))
        designs = listing(sorted({_named(source) for _, _, cited in found for source in cited}), "or")
        yield finding(
            FindingKind.STRONGER_THAN_DESIGN,
            f"{told} {'says' if len(found) == 1 else 'say'} more than {designs} can show.",
            claims=[one for one, _, _ in found],
            references=[position for one, _, _ in found for position in one.positions],
            next_step="Say what was seen, in how many, and by what design.",
        )


_PROOFS = frozenset({Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS, Design.GUIDELINE})


def _unsaid_cure(said: str, cited: tuple[Source, ...]) -> tuple[frozenset[Design], str] | None:
    """A cure of which no cited source says a word, which no design carries for it."""
    cure = cues.CURES.search(said)
    if cure is None or any(cues.CURES.search(part.text) for source in cited for _, part in source.record.fields()):
        return None
    return frozenset(), cure.group()


def _carriers(said: str) -> tuple[frozenset[Design] | None, str]:
    """The designs that can carry what a claim says, and the words that ask so much; None where any design can."""
    proof = cues.PROVES.search(said)
    if proof:
        return _PROOFS, proof.group()
    strength, words = strength_of(said)
    if strength in CARRIED_BY:
        return CARRIED_BY[strength], words
    end = cues.ENDS.search(said)
    return (CARRIED_BY[Strength.WORKS], end.group()) if end else (None, "")


def _is_known(source: Source) -> bool:
    return source.appraisal.design is not Design.UNKNOWN


def _named(source: Source) -> str:
    design = source.appraisal.design.value
    return "expert opinion" if design == "opinion" else f"{'an' if design[:1] in 'aeiou' else 'a'} {design}"
