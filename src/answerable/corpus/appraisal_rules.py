"""The tables of appraisal: publication types and indexing, each with the design it tells of, and OCEBM's rows."""

from __future__ import annotations

from msgspec import Struct

from answerable.corpus.evidence import Design, EvidenceLevel

_D = Design
_L = EvidenceLevel

# OCEBM 2011, the row of treatment benefits, which is the one shown where no question has been asked yet. It names no
# cross-sectional study: without a comparison over time it is worth no more than a series, 4. An interview study is not
# ranked at all, a protocol has nothing to rank.
LEVELS: dict[Design, EvidenceLevel] = {
    _D.GUIDELINE: _L.GUIDELINE,
    _D.SYSTEMATIC_REVIEW: _L.ONE,
    _D.META_ANALYSIS: _L.ONE,
    _D.RANDOMISED_TRIAL: _L.TWO,
    _D.CONTROLLED_TRIAL: _L.THREE,
    _D.COHORT: _L.THREE,
    _D.OBSERVATIONAL: _L.THREE,
    _D.CASE_CONTROL: _L.FOUR,
    _D.CROSS_SECTIONAL: _L.FOUR,
    _D.CASE_SERIES: _L.FOUR,
    _D.CASE_REPORT: _L.FOUR,
    _D.QUALITATIVE: _L.UNKNOWN,
    _D.PROTOCOL: _L.UNKNOWN,
    _D.REVIEW: _L.FIVE,
    _D.OPINION: _L.FIVE,
    _D.ANATOMY: _L.FIVE,
    _D.LABORATORY: _L.FIVE,
    _D.ANIMAL: _L.FIVE,
    _D.NOTICE: _L.NEVER,
    _D.UNKNOWN: _L.UNKNOWN,
}

# The other rows of OCEBM 2011, where they differ from the one above. Reviews stand for reviews of the studies that the
# row wants. A trial answers for prognosis through its control arm; for prevalence it is a sample chosen for other reasons.
_PREVALENCE: dict[Design, EvidenceLevel] = {
    _D.SYSTEMATIC_REVIEW: _L.TWO,
    _D.META_ANALYSIS: _L.TWO,
    _D.CROSS_SECTIONAL: _L.THREE,
    _D.COHORT: _L.THREE,
    _D.OBSERVATIONAL: _L.THREE,
    _D.RANDOMISED_TRIAL: _L.FOUR,
    _D.CONTROLLED_TRIAL: _L.FOUR,
}
_DIAGNOSIS: dict[Design, EvidenceLevel] = {
    _D.CROSS_SECTIONAL: _L.TWO,
    _D.RANDOMISED_TRIAL: _L.TWO,
    _D.COHORT: _L.THREE,
    _D.OBSERVATIONAL: _L.THREE,
    _D.CONTROLLED_TRIAL: _L.THREE,
}
_PROGNOSIS: dict[Design, EvidenceLevel] = {
    _D.RANDOMISED_TRIAL: _L.THREE,
    _D.CONTROLLED_TRIAL: _L.THREE,
    _D.COHORT: _L.THREE,
    _D.OBSERVATIONAL: _L.THREE,
}
ROWS: dict[str, dict[Design, EvidenceLevel]] = {
    "epidemiology": _PREVALENCE,
    "presentation": _PREVALENCE,  # how often a sign is there is a question of frequency
    "diagnosis": _DIAGNOSIS,
    "differential": _DIAGNOSIS,
    "prognosis": _PROGNOSIS,
    # cause and harm: the row of harms grades these designs as the row of benefits does
    "cause": {},
    "harm": {},
}
# Rows in which a review of observational studies is what the row asks for, and so stands as high as the row allows.
OBSERVATIONAL_REVIEWS_COUNT = frozenset({"epidemiology", "presentation", "diagnosis", "differential", "prognosis"})


class TypeRule(Struct, frozen=True):
    """Publication types, any of which tells the design; `weak` ones give way to what the text says more exactly."""

    types: tuple[str, ...]
    design: Design
    weak: bool = False
    note: str = ""


# In order: the first rule that holds decides. PubMed's strings, then the article types of JATS in small letters.
TYPE_RULES: tuple[TypeRule, ...] = (
    TypeRule(
        ("Retraction of Publication", "Retraction Notice", "Expression of Concern", "Published Erratum", "retraction",
         "correction", "expression-of-concern", "addendum"),
        _D.NOTICE, note="a notice about another publication",
    ),
    TypeRule(
        ("Clinical Trial, Veterinary", "Observational Study, Veterinary", "Randomized Controlled Trial, Veterinary"),
        _D.ANIMAL,
    ),
    TypeRule(("Clinical Trial Protocol", "protocol", "study-protocol"), _D.PROTOCOL, note="it has no results"),
    TypeRule(
        ("Practice Guideline", "Guideline", "Consensus Development Conference", "Consensus Development Conference, NIH",
         "Consensus Statement"),
        _D.GUIDELINE,
    ),
    TypeRule(("Scoping Review", "scoping-review"), _D.REVIEW, note="a scoping review maps a field and weighs no effect"),
    TypeRule(("Systematic Review", "systematic-review"), _D.SYSTEMATIC_REVIEW),
    TypeRule(("Meta-Analysis", "Network Meta-Analysis", "meta-analysis"), _D.META_ANALYSIS),
    TypeRule(
        ("Randomized Controlled Trial", "Equivalence Trial", "Pragmatic Clinical Trial", "Adaptive Clinical Trial"),
        _D.RANDOMISED_TRIAL,
    ),
    TypeRule(("Case Reports", "case-report"), _D.CASE_REPORT),
    TypeRule(("Controlled Clinical Trial",), _D.CONTROLLED_TRIAL),
    TypeRule(
        ("Clinical Trial", "Clinical Trial, Phase I", "Clinical Trial, Phase II", "Clinical Trial, Phase III",
         "Clinical Trial, Phase IV"),
        _D.CONTROLLED_TRIAL, weak=True,
    ),
    TypeRule(("Observational Study",), _D.OBSERVATIONAL, weak=True),
    TypeRule(("Twin Study",), _D.OBSERVATIONAL, weak=True),
    TypeRule(
        ("Editorial", "Letter", "Comment", "News", "Newspaper Article", "Interview", "Address", "Lecture", "Biography",
         "Autobiography", "Personal Narrative", "Patient Education Handout", "Clinical Conference", "editorial", "letter",
         "article-commentary", "news", "book-review", "obituary", "reply", "discussion"),
        _D.OPINION,
    ),
    TypeRule(("Review", "review-article"), _D.REVIEW, weak=True),
)  # fmt: skip

RETRACTED_TYPES = ("Retracted Publication", "retracted-article")
PREPRINT_TYPES = ("Preprint", "preprint")


class MeshRule(Struct, frozen=True):
    """A heading that indexers give to the study itself; a weak one also hangs on trials and series, so the text goes first."""

    heading: str
    design: Design
    weak: bool = False


# "Randomized Controlled Trials as Topic" and its like are about trials and tell nothing of the study: not in the table.
MESH_RULES: tuple[MeshRule, ...] = (
    MeshRule("Case-Control Studies", _D.CASE_CONTROL),
    MeshRule("Cross-Sectional Studies", _D.CROSS_SECTIONAL),
    MeshRule("Cohort Studies", _D.COHORT),
    MeshRule("Longitudinal Studies", _D.COHORT, weak=True),
    MeshRule("Prospective Studies", _D.COHORT, weak=True),
    MeshRule("Follow-Up Studies", _D.COHORT, weak=True),
    MeshRule("Retrospective Studies", _D.COHORT, weak=True),
    MeshRule("Qualitative Research", _D.QUALITATIVE, weak=True),
    MeshRule("Cadaver", _D.ANATOMY, weak=True),
)
