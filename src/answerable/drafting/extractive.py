"""The extractive drafter: an article made of the sources' own sentences, chosen, trimmed, and set in order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from msgspec.structs import replace

from answerable.corpus.evidence import Design, EvidenceLevel
from answerable.corpus.stance import StanceModel
from answerable.drafting.agreement import ABOUT, ALONE, Grouped, grouped, support_of
from answerable.drafting.arms import sets_against_itself, tells_who_responds
from answerable.drafting.candidates import Candidate, candidates, is_no_effect_on_health, is_of_a_trial
from answerable.drafting.cues import is_opinion
from answerable.drafting.direction import direction_of
from answerable.drafting.facets import Facets, facets_of
from answerable.drafting.grouping import Dispute, differing_results, differing_shares, disputes, repeats, same_words
from answerable.drafting.model import Disagreement, Draft, Section, SectionKind, Statement, Support, Wording
from answerable.drafting.outline import Part, asks_whether_dangerous, outline_for
from answerable.drafting.ports import Corroboration
from answerable.drafting.projection import lead_of, summary_of
from answerable.drafting.sense import names_an_arm
from answerable.drafting.weighing import better_level_first, both_ways
from answerable.question import Concept, ConceptKind, Question, QuestionType
from answerable.question.vocabulary import vocabulary
from answerable.retrieval.model import Run

_A_RECORD = 2  # statements from one record in a section, so that one study does not speak for all
_A_LIST = 8  # of warning signs, where one guideline may hold the list
_INDIRECT = 2  # statements of indirect evidence in a section
_ANECDOTES = 2  # statements about single patients in a section
_FLOOR = 2.6  # a sentence with less than this behind it is left out


@dataclass
class _Page:
    """The article as it fills: what has been taken, and from where."""

    chosen: list[Candidate] = field(default_factory=list[Candidate])

    def repeats(self, one: Candidate) -> bool:
        """Whether the article already says this."""
        return any(repeats(one.words, other.words) for other in self.chosen)

    def take(self, ones: Iterable[Candidate]) -> None:
        """Puts candidates into the article."""
        self.chosen.extend(ones)

    def level(self, statement: Statement) -> EvidenceLevel:
        """The level of the study that a statement quotes."""
        span = statement.supports[0].span
        return next((one.appraisal.level for one in self.chosen if one.span == span), EvidenceLevel.UNKNOWN)


@dataclass(frozen=True)
class ExtractiveDrafter:
    """Drafts by rules, the same draft for the same run; without a `model` of stance that is all.

    With one, what several sources say in words of their own becomes one statement, where the `checks` would show every one of
    them under it. With `denials` the model may also set statements against each other; asking does not let it, since too few of
    the pairs that it found were at odds (see docs/explanation/how-an-answer-is-made.md).
    """

    model: StanceModel | None = None
    checks: Corroboration | None = None
    denials: bool = False

    def draft(self, question: Question, run: Run) -> Draft:
        """The draft for a question from a run; sections without evidence stay in it, empty, as gaps."""
        facets = facets_of(question)
        parts = outline_for(question)
        pool = list(candidates(run, facets, question.type))
        placed = _placed(pool, parts, question, facets)
        page = _Page()
        sections = [
            _section(part, placed[part.kind], pool, page, question, facets, self._grouped(placed[part.kind], part.kind, question))
            for part in parts
        ]
        kept = tuple(section for part, section in zip(parts, sections, strict=True) if part.expected or _holds_any(section))
        return Draft(
            title=_title(question),
            sections=kept,
            lead=lead_of(kept, question.type, page.level),
            summary=summary_of(kept),
            shown=tuple(one.passage.id for one in run.passages),
        )

    def placed(self, question: Question, run: Run) -> dict[SectionKind, list[Candidate]]:
        """The candidates of a run under the sections that they fit best, best first: what a draft is chosen from."""
        facets = facets_of(question)
        return _placed(list(candidates(run, facets, question.type)), outline_for(question), question, facets)

    def _grouped(self, ones: Sequence[Candidate], kind: SectionKind, question: Question) -> Grouped:
        """The candidates of a section grouped by what the model makes of them; without one each stands by itself."""
        if self.model is None or kind is SectionKind.WARNING_SIGNS:  # of a danger no word is given up for another
            return ALONE
        checks = self.checks

        def holds(kept: Candidate, other: Candidate) -> bool:
            statement = Statement(text=kept.words, supports=(Support(kept.passage.id, kept.span),), indirect=kept.indirect)
            return checks is None or checks.bears_out(statement, support_of(other), question)

        found = grouped(ones, kind, self.model, holds)
        return found if self.denials else replace(found, disagreeing=())


def _holds_any(section: Section) -> bool:
    return bool(section.statements or section.disagreements)


def _title(question: Question) -> str:
    """The question as a title: its own words, capitalised."""
    text = question.text.rstrip(" ?.!")
    return text[:1].upper() + text[1:] + ("?" if question.text.rstrip().endswith("?") else "")


# -- sentences into sections ---------------------------------------------------------------------------------------------------


def _placed(
    pool: Sequence[Candidate], parts: Sequence[Part], question: Question, facets: Facets
) -> dict[SectionKind, list[Candidate]]:
    """Each candidate under the one section that it fits best, best candidates first."""
    placed: dict[SectionKind, list[Candidate]] = {part.kind: [] for part in parts}
    first = parts[0].kind
    for one in pool:
        warning = set(one.weights) == {SectionKind.WARNING_SIGNS}  # of another passage's topic, and never too little worth
        if (one.worth < _FLOOR and not warning) or (question.type is not QuestionType.DEFINITION and not _bears(one, facets)):
            continue
        fits = {
            kind: one.fits(kind) + _asked(kind, first) * bool(one.fits(kind))
            for kind in placed
            if _may_stand(one, kind, first, question, facets)
        }
        kind = max(fits, key=lambda kind: fits[kind], default=first)
        if SectionKind.HARM in fits and first is not SectionKind.HARM:
            if _EFFICACY.search(one.words):  # "effective and safe" in a breath counts no harm
                kind = max((other for other in fits if other is not SectionKind.HARM), key=lambda kind: fits[kind], default=first)
            elif fits[SectionKind.HARM]:
                kind = SectionKind.HARM
        if fits.get(kind) and not _belongs_elsewhere(one, kind, fits[kind], placed):
            placed[kind].append(one)
    for kind, ones in placed.items():
        ones.sort(key=lambda one, kind=kind: (-one.fits(kind), one.rank, one.span.start))
    return placed


def _bears(one: Candidate, facets: Facets) -> bool:
    """Whether a sentence says by its own words, or by those of its study's title, what it is about."""
    if one.names_topic or one.names_intervention or one.indirect or SectionKind.WARNING_SIGNS in one.weights:
        return True
    return _is_of_the_study(one, facets)


def _is_of_the_study(one: Candidate, facets: Facets) -> bool:
    """Whether a sentence is a result of a study whose title names all that was asked about.

    It then has to name an arm, an intervention or the outcome that was asked about, or to count harms.
    """
    if any(facet.strength(one.record) < 3 for facet in facets.main) or one.place not in {"results", "conclusions", ""}:
        return False
    counts_harms = SectionKind.HARM in one.weights and any(c.isdigit() for c in one.words)
    return one.names_outcome or names_an_arm(one.words) or counts_harms or bool(_named(one, ConceptKind.INTERVENTION))


_ABOUT_WHAT_IS_DONE = frozenset(
    {QuestionType.THERAPY, QuestionType.HARM, QuestionType.PREVENTION, QuestionType.COMPARISON, QuestionType.DOSE}
)


_EFFICACY = re.compile(
    r"\b(?:efficac\w+|efficien\w+|effective\w*|improv\w+|superior|benefi\w+|relie\w+|reduc\w+|functional status)\b", re.IGNORECASE
)


def _asked(kind: SectionKind, first: SectionKind) -> float:
    """How much more readily the section that was asked for takes a sentence, above all where effects go by several names."""
    if kind is not first:
        return 0.0
    return 1.3 if kind in _EFFECTS else 0.2


_CAUSE = re.compile(r"\bcaus\w+\b", re.IGNORECASE)


# Designs without a comparison: what they tell of an effect has at least to say of what.
_UNCONTROLLED = frozenset({Design.CASE_SERIES, Design.CASE_REPORT, Design.COHORT, Design.OBSERVATIONAL, Design.CROSS_SECTIONAL})
_PREDICTED = re.compile(r"\bpredict(?:s|ed|ors?|ive)\b", re.IGNORECASE)
_PREVENTS = re.compile(
    r"\b(?:prevent\w*|prophyla\w*|protect\w*|avoid\w*|avert\w*|incidence|risks?|recur\w*|relaps\w*|new (?:cases|episodes|onset)"
    r"|onset|first|develop(?:ed|ing|s|ment)?|fewer|vaccin\w*|immuni\w+|screen\w*|reduc\w+|rates? of|odds|hazard)\b",
    re.IGNORECASE,
)
_ADVISES_PREVENTION = re.compile(r"\b(?:prevent\w*|prophyla\w*|protect\w*|avoid\w*|vaccin\w*|immuni\w+|risk of)\b", re.IGNORECASE)
_RELIEVED = re.compile(r"\b(?:removal|removed|endoscopic\w*|excis\w+|operat\w+|treated|pain score)\b", re.IGNORECASE)
_SHOWN_BY_COMPARING = frozenset({SectionKind.TREATMENT, SectionKind.COMPARISON, SectionKind.PREVENTION})
_HARM_BESIDE = 2.3  # a bleeding that was treated is no harm: beside an answer a harm is called one
_EFFECTS = frozenset(
    {SectionKind.TREATMENT, SectionKind.OUTCOME, SectionKind.COMPARISON, SectionKind.PREVENTION, SectionKind.DOSE}
)


def _belongs_elsewhere(one: Candidate, kind: SectionKind, fit: float, placed: Mapping[SectionKind, object]) -> bool:
    """Whether a sentence fits a section that this outline lacks clearly better; effects go by several names."""
    if kind is SectionKind.WARNING_SIGNS:
        return False
    others = [other for other in SectionKind if other not in placed and not (other in _EFFECTS and kind in _EFFECTS)]
    return any(one.fits(other) > fit + 0.2 for other in others)


def _names_the_rest(one: Candidate, facets: Facets) -> bool:
    """Whether a sentence names one of the question's other words, or its record's title has them all."""
    return any(facet.named_in(one.told) for facet in facets.others) or all(
        facet.strength(one.record) == 3.0 for facet in facets.others
    )


def _is_no_effect(one: Candidate, kind: SectionKind, question: Question) -> bool:
    """Whether what looks like an effect is none: seen by an instrument only, a sign of who does well, looked at once."""
    if is_no_effect_on_health(one.words, question.text) or tells_who_responds(one.words, question.text):
        return True
    if kind not in _SHOWN_BY_COMPARING:
        return False
    if _PREDICTED.search(one.words) and not _PREDICTED.search(question.text):
        return True  # a matter of prognosis, also where a treatment is among the signs
    return one.appraisal.design is Design.CROSS_SECTIONAL and bool(direction_of(one.words))


def _is_relief_only(one: Candidate, kind: SectionKind, question: Question, facets: Facets) -> bool:
    """Whether a sentence tells of relief where that is no answer: it says nothing of the danger, and prevents nothing."""
    if kind is SectionKind.OUTCOME and asks_whether_dangerous(question):
        return bool(_named(one, ConceptKind.INTERVENTION)) or _RELIEVED.search(one.words) is not None
    if kind is SectionKind.GUIDANCE:
        of_all = question.type is QuestionType.PREVENTION and not facets.interventions
        return of_all and not _ADVISES_PREVENTION.search(one.words)
    prevents = _PREVENTS.search(one.words) or _PREVENTS.search(one.record.title)
    return kind is SectionKind.PREVENTION and not facets.interventions and not prevents


def _is_only_of_people_with_it(one: Candidate, question: Question, facets: Facets) -> bool:
    """Whether a sentence names what was asked about only for whom something else was found in, where that is no answer."""
    in_people_with = any(facet.only_as_people(one.words) and not facet.only_as_people(question.text) for facet in facets.topic)
    if question.type is QuestionType.CAUSE:
        return in_people_with and not _CAUSE.search(one.words)
    return in_people_with and question.type is QuestionType.EPIDEMIOLOGY


_ASKS_HOW_GOOD_A_TEST_IS = re.compile(
    r"\b(?:accura\w+|sensitiv\w+|specific\w+|reliab\w+|valid\w*|predictive|false (?:positive|negative)s?)\b", re.IGNORECASE
)


def _is_of_acting_on_the_test(one: Candidate, question: Question, facets: Facets) -> bool:
    """Whether a sentence of a trial tells what acting on the test changed; how good a test is, is another question."""
    tested = any(facet.kind is ConceptKind.TEST for facet in facets.interventions)
    if not tested or not one.names_intervention or not is_of_a_trial(one) or _ASKS_HOW_GOOD_A_TEST_IS.search(question.text):
        return False
    return not _is_no_effect(one, SectionKind.TREATMENT, question)


def _is_of_an_arm(one: Candidate) -> bool:
    """Whether a sentence tells of what was done in a trial, or in people whom it does not say to have what was asked."""
    if is_of_a_trial(one) and names_an_arm(one.words):
        return True
    return (is_of_a_trial(one) or not one.names_topic) and bool(_named(one, ConceptKind.INTERVENTION))


def _may_stand(one: Candidate, kind: SectionKind, first: SectionKind, question: Question, facets: Facets) -> bool:
    """Whether a sentence may stand in a section of the answer to this question.

    What the article says beside its answer is held to the outcome that was asked about too, save for harms and warnings.
    """
    if kind is SectionKind.HARM and kind is not first:
        return one.weights.get(kind, 0.0) >= _HARM_BESIDE
    if kind in {SectionKind.WARNING_SIGNS, SectionKind.UNCERTAINTY} and kind is not first:
        return True
    if kind is SectionKind.GUIDANCE:
        asked = question.type is not QuestionType.DIAGNOSIS or one.weights.get(SectionKind.DIAGNOSIS, 0.0) >= 1
        beside = _is_relief_only(one, kind, question, facets)
        return asked and not beside and (not facets.interventions or one.names_intervention)
    if kind is SectionKind.TREATMENT and question.type is QuestionType.DIAGNOSIS:
        return _is_of_acting_on_the_test(one, question, facets)
    if kind is SectionKind.OUTCOME and kind is first and not facets.interventions and _is_of_an_arm(one):
        return False  # what a treatment did to the course is told beside the course
    if _is_relief_only(one, kind, question, facets):
        return False
    if _is_only_of_people_with_it(one, question, facets):
        return False
    if kind in _EFFECTS and _is_no_effect(one, kind, question):
        return False
    if kind in _EFFECTS and question.type in _ABOUT_WHAT_IS_DONE and is_opinion(one.words):
        return False  # what authors think of a treatment is no effect of it
    if (one.appraisal.design is Design.GUIDELINE or one.words.startswith("Guidelines")) and kind in _EFFECTS:
        return False  # what a guideline says of it has a section of its own
    if facets.outcomes and not one.names_outcome and kind is not SectionKind.HARM:
        return False
    return _answers(one, question, facets) if kind is first else True


_ASKS_HOW_LONG = re.compile(r"\b(?:shorten|lengthen|prolong|hasten|quicken|accelerat|speed(?= up|s up))\w*\b", re.IGNORECASE)
_TELLS_HOW_LONG = re.compile(
    r"\b(?:durations?|lengths?|times?|hours?|h|min|minutes?|days?|weeks?|months?|years?|long(?:er)?|short\w*|prolong\w*|lengthen\w*"
    r"|fast\w*|earl\w+|quick\w*|rapid\w*|accelerat\w+|delay\w*|slow\w*|sooner|late[rs]?|speed\w*|hasten\w*"
    r"|rates? of (?:recovery|healing|resolution|discharge))\b",
    re.IGNORECASE,
)


def _answers(one: Candidate, question: Question, facets: Facets) -> bool:
    """Whether a sentence may stand in the part that answers the question itself.

    Where something is done, it names what is done; where the question names nothing, it names some intervention.
    """
    if question.type not in _ABOUT_WHAT_IS_DONE:
        return True
    if facets.others and not _names_the_rest(one, facets):
        return False
    if _ASKS_HOW_LONG.search(question.text) and not _TELLS_HOW_LONG.search(one.words):
        return False
    if question.type is QuestionType.THERAPY and sets_against_itself(one.words, facets, question.text):
        return False
    if facets.interventions:
        return one.names_intervention or (names_an_arm(one.words) and _is_of_the_study(one, facets))
    if any(facet.unknown for facet in facets.others):  # something is done for which the vocabulary has no name
        return True
    if one.appraisal.design in _UNCONTROLLED and not one.names_topic:
        return False
    topic_is_done = any(facet.kind is ConceptKind.INTERVENTION for facet in facets.topic)
    return one.names_topic if topic_is_done else bool(_named(one, ConceptKind.INTERVENTION))


@lru_cache(maxsize=4_096)
def _concepts(words: str) -> tuple[Concept, ...]:
    """The concepts that words mention."""
    return tuple(mention.concept for mention in vocabulary().mentions(words) if mention.concept)


def _named(one: Candidate, *kinds: ConceptKind) -> frozenset[str]:
    """The names of the concepts of these kinds that a candidate's words mention."""
    return frozenset(concept.name for concept in _concepts(one.told) if concept.kind in kinds)


# -- one section ----------------------------------------------------------------------------------------------------------------


def _section(
    part: Part,
    ones: Sequence[Candidate],
    pool: Sequence[Candidate],
    page: _Page,
    question: Question,
    facets: Facets,
    groups: Grouped,
) -> Section:
    """The section's disagreements first, then its best statements that repeat nothing."""
    found = _disagreements(part, ones, pool, page, question, groups)
    ones = groups.standing(_weighed(part, ones, page, question, facets))
    statements: list[Statement] = []
    taken: dict[str, int] = {}
    anecdotes = indirect = 0
    for one in ones:
        if len(statements) >= part.most - sum(len(d.statements) for d in found) // 2:
            break
        if taken.get(one.record.id, 0) >= _from_a_record(part, question) or page.repeats(one):
            continue
        if one.anecdote and (anecdotes >= _ANECDOTES or part.kind is SectionKind.TREATMENT):
            continue
        if one.indirect and indirect >= _INDIRECT and part.kind is not SectionKind.WARNING_SIGNS:
            continue
        indirect += bool(one.indirect)
        anecdotes += one.anecdote
        taken[one.record.id] = taken.get(one.record.id, 0) + 1
        page.take([one])
        statements.append(_statement(one, pool, groups))
    return Section(kind=part.kind, heading=part.heading, statements=tuple(statements), disagreements=tuple(found))


# Sections in which the strongest design has to be heard, whatever else ranks above it.
_WEIGHED = frozenset(
    {SectionKind.TREATMENT, SectionKind.OUTCOME, SectionKind.COMPARISON, SectionKind.PREVENTION, SectionKind.HARM}
)
_STRONG = (EvidenceLevel.ONE, EvidenceLevel.TWO)


def _from_a_record(part: Part, question: Question) -> int:
    """How many statements of a section one record may give: more where a guideline lists, or little has been written."""
    if part.kind is SectionKind.WARNING_SIGNS:
        return _A_LIST
    return _A_RECORD + (question.type is QuestionType.DEFINITION)


_DANGER = re.compile(
    r"\b(?:warning signs?|red flags?) of (?:a |an )?(?P<what>[\w -]+?)(?= (?:in|for|and|are|is|was|were|by|with)\b|[,.(]|$)"
)


def _doubts_what_was_asked(one: Candidate, facets: Facets) -> bool:
    """Whether a doubt bears on what was asked: a limit of the study as such, or one that names what is done."""
    if one.names_intervention:
        return True
    return one.place == "limitations" and not (facets.interventions and _named(one, ConceptKind.INTERVENTION))


def _danger_by_danger(ones: Sequence[Candidate]) -> list[Candidate]:
    """Warning signs with every kind of danger heard once before any is heard twice."""
    heard: Counter[str] = Counter()
    turns: list[tuple[int, int, Candidate]] = []
    for order, one in enumerate(ones):
        found = _DANGER.search(one.words)
        what = found["what"].lower().replace("malignancy", "cancer") if found else "any"
        turns.append((heard[what], order, one))
        heard[what] += 1
    return [one for _, _, one in sorted(turns, key=lambda turn: turn[:2])]


_INDIRECT_ON = re.compile(r"indirect evidence (?:on|about|for) (?P<what>[^.]+)")


def _of_another_topic(one: Candidate, facets: Facets) -> bool:
    """Whether a sentence says that its study is indirect evidence on something that was not asked about."""
    found = _INDIRECT_ON.search(one.words)
    return bool(found) and not any(facet.named_in(found["what"]) for facet in facets.topic)


def _weighed(part: Part, ones: Sequence[Candidate], page: _Page, question: Question, facets: Facets) -> list[Candidate]:
    """The candidates in the order in which the section takes them.

    Where effects are weighed, the best two sentences of the best study of a high level come first, and of what fits alike the
    better level; under uncertainty, what limits the studies that the article already rests on comes first.
    """
    if part.kind is SectionKind.UNCERTAINTY:
        if question.type is not QuestionType.DEFINITION:  # doubts about what the article rests on, not about all there is
            rests_on = {one.record.id for one in page.chosen}
            ones = [one for one in ones if one.record.id in rests_on and _doubts_what_was_asked(one, facets)]
        ones = [one for one in ones if not _of_another_topic(one, facets)]
        cited = Counter(one.record.id for one in page.chosen)
        return sorted(
            ones, key=lambda one: -(one.fits(part.kind) + (1.0 + 0.5 * cited[one.record.id]) * bool(cited[one.record.id]))
        )
    if part.kind is SectionKind.WARNING_SIGNS:
        return _danger_by_danger(ones)
    if part.kind in _WEIGHED and question.type in _ABOUT_WHAT_IS_DONE:
        ones = better_level_first(ones, part.kind)
        if part.kind is not SectionKind.HARM:
            ones = both_ways(ones, part.kind)
    direct = [one for one in ones if not one.indirect]
    indirect = [one for one in ones if one.indirect]
    if question.type is QuestionType.COMPARISON and (direct or part.kind is SectionKind.HARM):
        indirect = []  # where both were compared, what was compared with something else is beside the point
    weighed = direct if part.kind in _WEIGHED else ones
    strong = next((one for one in weighed if one.appraisal.level in _STRONG), None) or next(
        (one for one in ones if part.kind in _WEIGHED and one.appraisal.level in _STRONG), None
    )
    if strong is None or part.kind not in _WEIGHED:
        return direct + indirect
    first = [one for one in ones if one.record.id == strong.record.id][:2]
    return first + [one for one in direct + indirect if one not in first]


def _statement(one: Candidate, pool: Sequence[Candidate], groups: Grouped) -> Statement:
    """The candidate as a statement, with every other source that says it in the same words, or in words of its own."""
    supports = [Support(one.passage.id, one.span)]
    for other in pool:
        if other.record.id != one.record.id and not other.indirect and same_words(one.words, other.words):
            wording = Wording.QUOTE if other.words == one.words else Wording.SAME_WORDS
            supports.append(Support(other.passage.id, other.span, wording))
    cited = {support.span for support in supports}
    supports += [support_of(other) for other in groups.beside(one) if other.span not in cited]
    return Statement(text=one.words, supports=tuple(supports), indirect=one.indirect)


def _disagreements(
    part: Part, ones: Sequence[Candidate], pool: Sequence[Candidate], page: _Page, question: Question, groups: Grouped
) -> list[Disagreement]:
    """What the sources for this section do not agree on."""
    found: list[Disagreement] = []
    if part.kind is SectionKind.EPIDEMIOLOGY:
        found += _side_by_side("how common it is", differing_shares(ones), pool, page, groups)
    if part.kind is SectionKind.UNCERTAINTY and question.type is QuestionType.DEFINITION:
        for dispute in disputes(pool):
            found += _side_by_side(dispute.about, _unsaid(dispute, page), pool, page, groups)
    if (
        part.kind in {SectionKind.TREATMENT, SectionKind.COMPARISON, SectionKind.PREVENTION}
        and question.type is not QuestionType.DEFINITION
    ):
        usable = [one for one in ones if one.appraisal.design is not Design.GUIDELINE]
        outcomes = [_named(one, ConceptKind.OUTCOME, ConceptKind.FINDING, ConceptKind.CONDITION) for one in usable]
        found += _side_by_side("whether it works", differing_results(usable, outcomes), pool, page, groups)
    for pair in groups.disagreeing:
        if not any(page.repeats(one) for one in pair):
            found += _side_by_side(ABOUT[part.kind], pair, pool, page, groups)
    return found


def _unsaid(dispute: Dispute, page: _Page) -> tuple[Candidate, ...]:
    """Both sides of a dispute, each with a statement that the article has not made yet, where there is one."""
    sides: list[Candidate] = []
    for side in (dispute.affirming, dispute.denying):
        fresh = [one for one in side if not page.repeats(one)]
        sides.extend((fresh or list(side))[:1])
    return tuple(sides)


def _side_by_side(
    about: str, ones: Sequence[Candidate], pool: Sequence[Candidate], page: _Page, groups: Grouped
) -> list[Disagreement]:
    if len(ones) < 2:
        return []
    page.take(ones)
    return [Disagreement(about, tuple(_statement(one, pool, groups) for one in ones))]
