"""Findings on figures and statements by where they stand: not in the cited source, with another meaning, in another source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from answerable.audit.bearing import Said, coverage, quoted, terms
from answerable.audit.case import CarriedFigure, Case, Source, Weighed
from answerable.audit.figures import Carried, is_size, is_time
from answerable.audit.findings.severity import counted, finding, listing, shortened
from answerable.audit.report import AuditFinding, FindingKind, Quoted
from answerable.question import ConceptKind, vocabulary

_SAYS_IT = 0.6  # from here on a sentence of another record says what a claim says, in nearly its words
_SILENT = 0.5  # where the cited sources bear less than this share of that, they do not say it
_SHARED = 3  # words, besides the topic, that a statement has in common with the sentence that says it
_OF_THE_FIGURE = 0.3  # a sentence of another record carries a figure where it has this share of the claim's words too


def not_in_source(case: Case) -> Iterator[AuditFinding]:
    """Figures that stand nowhere in what is held of the sources that a claim cites, nor in any other record that bears on it."""
    for one in case.claims:
        if not case.can_judge(one):
            continue
        absent = [
            figure
            for figure in one.figures
            if not figure.cited
            and _right(case, one, figure) is None
            and not any(is_size(figure.figure, source.appraisal) for source in case.cited(one))
        ]
        if absent:
            words = listing([figure.words for figure in absent])
            sources = case.cited(one)
            where = _what_is_held(sources)
            yield finding(
                FindingKind.FIGURE_NOT_IN_SOURCE,
                f"{words} {'does' if len(absent) == 1 else 'do'} not stand in {where}.",
                claims=[one],
                references=one.positions,
                sources=[cited.quoted for cited in one.judged.citations if cited.quoted][:1],
                next_step="Give the figure that the source states, or the source that states this one.",
            )


def _what_is_held(sources: tuple[Source, ...]) -> str:
    """What could be looked in, in words: an abstract is not the whole of a publication."""
    texts = {("digest" if one.record.digest else "full text" if one.record.full_text else "abstract") for one in sources}
    held = listing(sorted(texts), "or")
    return f"the {held} of the cited {'source' if len(sources) == 1 else 'sources'}, which is what the library holds"


def other_meaning(case: Case) -> Iterator[AuditFinding]:
    """Figures that stand in the cited source, but nowhere with the meaning that the article gives them."""
    for one in case.claims:
        for figure in one.figures:
            if figure.cited and all(carried.otherwise for carried in figure.cited):
                carried = figure.cited[0]
                source = case.source_of(carried.said.record)
                if source is None:
                    continue
                yield finding(
                    FindingKind.FIGURE_WITH_ANOTHER_MEANING,
                    f"{figure.words} means something else in the source: {carried.otherwise}.",
                    claims=[one],
                    references=[each.reference.position for each in case.listed if each.resolved.record == carried.said.record],
                    sources=[quoted(carried.said, source.record)],
                    next_step="Say of what the figure is, as the source does.",
                )


def _right(case: Case, one: Weighed, figure: CarriedFigure) -> Carried | None:
    """The sentence of another record that carries a figure; None where none does with its meaning, of the same things."""
    meant = [each for each in figure.elsewhere if not each.otherwise and _shares_words(case, one, each.said)]
    return next((each for each in meant if _speaks_of_the_same(case, one, each.said)), None)


def _shares_words(case: Case, one: Weighed, said: Said) -> bool:
    return coverage(terms(one.claim.said), terms(said.words), case.topic) >= _OF_THE_FIGURE


_NAMES = frozenset({ConceptKind.CONDITION, ConceptKind.INTERVENTION, ConceptKind.TEST})


def _speaks_of_the_same(case: Case, one: Weighed, said: Said) -> bool:
    """Whether a sentence, with its record's title, names what the article is about and every treatment that the claim names."""
    source = case.source_of(said.record)
    if source is None:
        return False
    told = f"{source.record.title}. {said.words}"
    main = case.facets.main if case.facets else ()
    mentions = vocabulary().mentions(one.claim.said)
    # "Diabetes" is spoken of where type 2 diabetes is.
    named = {
        f"={each.concept.name}"
        for each in mentions
        if each.concept and each.concept.kind in _NAMES and each.words.lower() not in told.lower()
    }
    return all(facet.named_in(told) or facet.strength(source.record) >= 2 for facet in main) and named <= terms(told)


def elsewhere(case: Case) -> Iterator[AuditFinding]:
    """What the citation does not lead to and another record says: one finding for each record, with all that it carries.

    Where the numbering is ambiguous, the entry that really carries a figure is told, for nobody could know it.
    """
    figures: defaultdict[str, list[tuple[Weighed, str, Said]]] = defaultdict(list)
    statements: defaultdict[str, list[tuple[Weighed, Said]]] = defaultdict(list)
    for one in case.claims:
        if not one.led:
            continue
        for figure in one.figures:
            carried = _carrier(case, one, figure)
            if carried is not None and not _leads_there(case, one, carried.said.record):
                figures[carried.said.record].append((one, figure.words, carried.said))
        said = _says_it(case, one)
        if said is not None:
            statements[said.record].append((one, said))
    for record, told in figures.items():
        yield _of_figures(case, record, told)
    for record, claims in statements.items():
        yield _of_statements(case, record, claims)


def _leads_there(case: Case, one: Weighed, record: str) -> bool:
    """Whether a number that the claim cites is the place of the record in the list after all."""
    cited = {number for marker in one.claim.markers for number in marker.numbers}
    return any(each.resolved.record == record and each.reference.position in cited for each in case.listed)


def _carrier(case: Case, one: Weighed, figure: CarriedFigure) -> Carried | None:
    """The sentence that carries a figure where the citation does not say so."""
    if not one.sure:
        return figure.cited[0] if figure.cited else _right(case, one, figure) if case.can_judge(one) else None
    return _right(case, one, figure) if not figure.cited and _is_lost(case, one) else None


def _is_lost(case: Case, one: Weighed) -> bool:
    """Whether everything that a claim cites is held, or leads nowhere, so that another record may be the right one."""
    return all(led.position is None or case.listed[led.position - 1].is_held for led in one.led)


def _of_figures(case: Case, record: str, told: list[tuple[Weighed, str, Said]]) -> AuditFinding:
    source = case.source_of(record)
    assert source is not None
    words = listing(list(dict.fromkeys(words for _, words, _ in told)))
    claims = list({one.number: one for one, _, _ in told}.values())
    entry = next((each.reference.position for each in case.listed if each.resolved.record == record), None)
    marked = _marked(claims)
    verb = "stands" if len({words for _, words, _ in told}) == 1 else "stand"
    return finding(
        FindingKind.CITED_ELSEWHERE,
        f"{words} {verb} in {_name(source, entry)}, and the text cites {marked}.",
        claims=claims,
        references=[entry] if entry else [],
        sources=_each_once([quoted(said, source.record) for _, _, said in told]),
        next_step="Let the citation lead there.",
    )


def _marked(claims: list[Weighed]) -> str:
    """What all of some claims cite, as the text writes it; where they have nothing in common, all that any of them cites."""
    numbers = [{str(number) for marker in one.claim.markers for number in marker.numbers} for one in claims]
    if all(numbers):
        common = set[str].intersection(*numbers) or set[str]().union(*numbers)
        return listing(sorted(common, key=int))
    return listing(sorted({f"“{marker.words}”" for one in claims for marker in one.claim.markers}))


def _name(source: Source, entry: int | None) -> str:
    title = f"“{shortened(source.record.title, 80)}” ({source.record.year or 'year not known'})"
    return f"entry {entry} of the list, {title}" if entry else f"{title}, which the list does not have"


def _each_once(sources: list[Quoted]) -> list[Quoted]:
    return list({one.span: one for one in sources}.values())


def _says_it(case: Case, one: Weighed) -> Said | None:
    """The sentence of another record that says a claim without figures other than times, where nothing that it cites does."""
    if (
        any(not is_time(figure.figure) for figure in one.figures)
        or not one.elsewhere
        or not _is_lost(case, one)
        or not case.cited(one)
    ):
        return None
    said, bearing = one.elsewhere[0]
    if bearing < _SAYS_IT or one.bearing > bearing * _SILENT:
        return None
    shared = (terms(one.claim.said) & terms(said.words)) - case.topic
    return said if len(shared) >= _SHARED and _speaks_of_the_same(case, one, said) else None


def _of_statements(case: Case, record: str, claims: list[tuple[Weighed, Said]]) -> AuditFinding:
    source = case.source_of(record)
    assert source is not None
    marked = _marked([one for one, _ in claims])
    first = shortened(claims[0][0].claim.said, 80)
    rest = f" and {counted(len(claims) - 1, 'more claim')}" if len(claims) > 1 else ""
    entry = next((each.reference.position for each in case.listed if each.resolved.record == record), None)
    return finding(
        FindingKind.CITED_ELSEWHERE,
        f"“{first}”{rest} cited as {marked} {'reads' if len(claims) == 1 else 'read'} nearly word for word like "
        f"{_name(source, entry)}; what the library holds of the listed sources says nothing of it.",
        claims=[one for one, _ in claims],
        references=[entry] if entry else [],
        sources=_each_once([quoted(said, source.record) for _, said in claims]),
        next_step="Cite what says it, if that is what was read.",
    )
