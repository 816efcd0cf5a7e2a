"""How the words of a claim lie in the words they were taken from: what was left out, and whether it mattered."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from answerable.verification.groups import GROUP_WORD
from answerable.verification.measures import is_not_significant
from answerable.verification.signals import WAYS, Way
from answerable.verification.surroundings import content
from answerable.verification.words import FUNCTION_WORDS, HEDGES, NEGATORS, Token, is_content, plain, stem, tokens

# Words that open a sentence by tying it to the one before, or by naming the part of the paper, and say nothing themselves.
_CONNECTIVE = (
    r"(?:however|moreover|furthermore|in addition|additionally|also|besides|finally|lastly|firstly|secondly|thirdly|first|"
    r"second|third|therefore|thus|hence|consequently|accordingly|as a result|overall|in summary|to summari[sz]e|"
    r"in conclusion|to conclude|in short|in brief|in general|altogether|taken together|interestingly|notably|"
    r"importantly|remarkably|surprisingly|unexpectedly|indeed|in fact|of note|conversely|in contrast|by contrast|"
    r"on the other hand|nevertheless|nonetheless|similarly|likewise|meanwhile|for example|for instance|specifically|"
    r"in particular|again|and|but|yet|so|then|as expected|conclusions?|results?|findings?|interpretation|main results?|"
    r"background|discussion|key (?:results|findings)|summary|implications?)"
)
# "Our results clearly show that", "the authors found that": telling that it was found; never that it is thought or suggested.
_FOUND = (
    r"(?:found|observed|show(?:s|ed|n)?|demonstrate[sd]?|report(?:s|ed)?|conclude[sd]?|reveal(?:s|ed)?|confirm(?:s|ed)?|"
    r"establish(?:es|ed)?)"
)
_STUDY = (
    r"(?:results?|findings?|data|study|studies|trial|analys[ei]s|meta-analysis|review|evidence|authors?|series|investigation)"
)
_REPORTING = (
    rf"(?:(?:here,? )?(?:we|the authors|investigators) (?:have |also |further |then |now |here )*{_FOUND}(?: here)? that"
    rf"|(?:our|the|these|this|the present|the current|the main)(?: [\w-]+){{0,3}}? {_STUDY}"
    r"(?: (?:of|from) (?:this|the|our)(?: [\w-]+){1,3})? "
    rf"(?:has |have |had |also |further |clearly |now |thus )*{_FOUND} (?:clearly )?that"
    r"|it (?:was|is|has been|can be) (?:found|observed|shown|concluded|demonstrated) that"
    rf"|in (?:this|our|the present|the current)(?: [\w-]+){{0,3}}? {_STUDY})"
)
_OPENING = re.compile(
    rf"\W*(?:(?:{_CONNECTIVE}\b)[\s,:;.\-]*)*(?:{_REPORTING}\b[\s,:]*)?(?:{_CONNECTIVE}\b[\s,:;.\-]*)*\W*",
    re.IGNORECASE,
)
# What such an opening may say after all: how long, how small, how sure.
_SAYS_SOMETHING = re.compile(
    r"\d|\b(?:short|long|pilot|preliminary|small|limited|uncontrolled|retrospective|exploratory|interim|secondary|subgroup|"
    r"post[ -]hoc|\w*-?(?:day|week|month|year|hour)s?)\b",
    re.IGNORECASE,
)
_BETWEEN_COMMAS = re.compile(rf"\s*,\s*{_CONNECTIVE}\s*,\s*", re.IGNORECASE)
# A clause of its own at the end: what follows says another thing and does not bound what stands before it.
_OWN_CLAUSE = re.compile(
    r"^\W*(?:[;.]|, ?and\b|, ?which\b|, ?(?:suggest|indicat|reflect|highlight|show|support|confirm|demonstrat)ing\b)",
    re.IGNORECASE,
)
_CLAUSE_BEFORE = re.compile(r"(?:[;.:]|, ?and)\W*$", re.IGNORECASE)

_BOUNDS = frozenset(
    "but although though except excepting whereas while despite unless if when whenever provided until than "
    "compared comparing comparison "
    "versus vs v relative unlike instead rather only merely solely alone especially mainly mostly partly "
    "partially before after during "
    "baseline unclear uncertain unknown insufficient limited inconclusive however yet".split()
)


class Omission(Struct, frozen=True):
    """Words that the claim leaves out, where from ("head", "inside", "aside", "tail"), and what they carried, if anything."""

    where: str
    words: str
    harm: str = ""


# In brackets these stand between the figures of two arms that the sentence itself names.
_BETWEEN_FIGURES = frozenset({"v", "vs", "versus", "compared", "relative"})


def harm_of(words: str, aside: bool = False) -> str:
    """What the left-out words carried that a reader would miss, as a phrase; empty where nothing."""
    found = {token.word for token in tokens(words)} - (_BETWEEN_FIGURES if aside else frozenset())
    tables = (
        (NEGATORS, "a negation"),
        (_BOUNDS, "a condition or comparison"),
        (HEDGES, "a reservation"),
    )
    if is_not_significant(words):
        return _CHANCE
    for table, name in tables:
        hit = sorted(found & table)
        if hit:
            return f"{name} ('{hit[0]}')"
    group = GROUP_WORD.search(words)
    return f"whom it is about ('{group.group()}')" if group else ""


def omissions(claim: str, source: str, start: int = 0, end: int | None = None) -> tuple[Omission, ...] | None:
    """What `claim` leaves out of `source`, or None where it is not made of that text's words in their order.

    The claim's words have to stand between characters `start` and `end` of the source. Capitals, the final full stop and the kind
    of dash or quotation mark do not count. Of all ways to lay the claim into the text the one with the fewest gaps is taken.
    """
    if _same_but_for_capitals(claim, source):
        return ()
    limit = len(source) if end is None else end
    ours = _bare(tokens(claim))
    theirs = tuple(token for token in tokens(source) if token.start >= start and token.end <= limit)
    laid = _lay(tuple(t.word for t in ours), tuple(t.word for t in theirs))
    if laid is None or not ours:
        return None
    if any(_cut_inside(source, theirs[n]) for n in (laid[0], laid[-1])):
        return None
    told = _tells_chance(claim)
    found: list[Omission] = []
    gaps = [
        (0, theirs[laid[0]].start),
        *((theirs[a].end, theirs[b].start) for a, b in pairwise(laid)),
        (theirs[laid[-1]].end, len(source)),
    ]
    last = len(gaps) - 1
    for number, (left, right) in enumerate(gaps):
        words = source[left:right]
        if number == 0 and _POINTERS.fullmatch(words) and theirs[laid[0]].word in _REPORTS:
            continue
        if not any(character.isalnum() for character in words):
            if number not in (0, last) and _loses_sign(words, gap_of_claim(claim, ours, number)):
                return None
            continue
        found.extend(_judge(words.strip() if number in (0, last) else words, number, last))
    return tuple(_forgiven(omission) if told else omission for omission in found)


# "These findings suggest" may begin with "Findings suggest"; "these patients" may not lose whom it points at.
_POINTERS = re.compile(r"\W*(?:these|those|the|our|this|present|current|\s)+", re.IGNORECASE)
_REPORTS = frozenset({"findings", "finding", "results", "result", "data", "observations", "evidence"})
_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]")
_INNERMOST = re.compile(r"\s*(?:\([^()\[\]]*\)|\[[^()\[\]]*\])")


def without_asides(claim: str, quote: str) -> str:
    """The quote without the asides that the claim leaves out; where the claim is no trimmed quote, without any innermost ones."""
    left_out = omissions(claim, quote)
    if left_out is None:
        return _INNERMOST.sub("", quote)
    for omission in left_out:
        for aside in _BRACKETS.findall(omission.words) if omission.where == "aside" else ():
            quote = quote.replace(aside, " ", 1)
    return " ".join(quote.split())


def _tells_chance(claim: str) -> bool:
    """Whether the claim itself says that there is no difference, so that the p-value behind it may go."""
    if is_not_significant(claim):
        return True
    ways = [(WAYS[word.stem], word.negated) for word in content(claim) if word.stem in WAYS]
    if any(way is Way.SAME or (way is Way.DIFFERENT and negated) for (way, _), negated in ways):
        return True
    return bool(ways) and all(negated or own for (_, own), negated in ways)


def _forgiven(omission: Omission) -> Omission:
    """The omission of a non-significant p-value where the claim says as much."""
    return Omission(omission.where, omission.words) if omission.harm == _CHANCE else omission


_CHANCE = "that it was not significant"


def _same_but_for_capitals(claim: str, source: str) -> bool:
    """Whether the claim is the whole source, which most are; capitals and the final full stop aside."""
    return (
        len(claim) - len(source) in (-1, 0, 1)
        and claim.strip().removesuffix(".").casefold() == source.strip().removesuffix(".").casefold()
    )


def gap_of_claim(claim: str, ours: tuple[Token, ...], number: int) -> str:
    """What stands in the claim between its words number-1 and number."""
    return claim[ours[number - 1].end : ours[number].start]


def _loses_sign(theirs: str, ours: str) -> bool:
    """Whether a sign that is meaning (a comparison, a minus, per cent) stands in one text and not in the other."""
    signs = set("<>≤≥=%±/+~*")
    return (signs & set(plain(theirs))) != (signs & set(plain(ours)))


def _bare(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words alone: signs are compared between them."""
    return tuple(token for token in found if token.is_word)


def _cut_inside(source: str, token: Token) -> bool:
    """Whether a token of the source is a piece of a longer word or number."""
    before, after = source[max(0, token.start - 1) : token.start], source[token.end : token.end + 2]
    if before.isalnum() or after[:1].isalnum():
        return True
    return after[:1] in ".,·" and after[1:].isdigit() and token.word[-1:].isdigit()


def _lay(ours: tuple[str, ...], theirs: tuple[str, ...]) -> list[int] | None:
    """Positions in `theirs` of the words of `ours`, in order, with the fewest gaps; None where they do not all stand there."""
    words = [(n, word) for n, word in enumerate(theirs) if word[0].isalnum()]
    plain_theirs = [word for _, word in words]
    size, total = len(ours), len(plain_theirs)
    if not size or size > total:
        return None
    for at in range(total - size + 1):  # most claims are whole: one stretch without gaps
        if plain_theirs[at] == ours[0] and tuple(plain_theirs[at : at + size]) == ours:
            return [words[n][0] for n in range(at, at + size)]
    return _lay_with_gaps(ours, plain_theirs, [n for n, _ in words])


def _lay_with_gaps(ours: tuple[str, ...], theirs: list[str], positions: list[int]) -> list[int] | None:
    """Dynamic programming over (word of ours, word of theirs): the fewest gaps with which the first words can be laid."""
    size, total = len(ours), len(theirs)
    never = size + 1
    cost = [[never] * total for _ in range(size)]  # gaps when word i of ours lies on word j of theirs
    came = [[-1] * total for _ in range(size)]
    for j in range(total):
        cost[0][j] = 0 if theirs[j] == ours[0] else never
    for i in range(1, size):
        best, best_at = never, -1
        for j in range(i, total):
            previous = cost[i - 1][j - 1]
            if j >= 2 and cost[i - 1][j - 2] < best:
                best, best_at = cost[i - 1][j - 2], j - 2
            if theirs[j] != ours[i]:
                continue
            cost[i][j], came[i][j] = (previous, j - 1) if previous <= best + 1 else (best + 1, best_at)
    end = min(range(total), key=lambda j: cost[-1][j])
    if cost[-1][end] >= never:
        return None
    laid = [end]
    for i in range(size - 1, 0, -1):
        laid.append(came[i][laid[-1]])
    return [positions[j] for j in reversed(laid)]


_ASIDE = re.compile(r"^\W*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\])\W*$")
_CITATION_MARK = re.compile(r"^[\s\[(]*\d{1,3}(?:[\s,\-–]+\d{1,3})*[\])]?\s*$")


_READS_INTO = re.compile(r"^\W*(?:which )?suggest(?:s|ed|ing)\b", re.IGNORECASE)  # a reading of the result that stands before it


def _judge(words: str, number: int, last: int) -> list[Omission]:
    """What the omission of these words does, by where they stood."""
    says_nothing = _OPENING if number == 0 else _BETWEEN_COMMAS
    if says_nothing.fullmatch(words) and not _SAYS_SOMETHING.search(words) and not GROUP_WORD.search(words):
        return []
    if _ASIDE.match(words) or (words.startswith("[") and _CITATION_MARK.match(words)):
        harm = harm_of(words, aside=True)
        return [Omission("aside", words.strip(), harm)]
    if number not in (0, last):
        asides = re.findall(r"\([^()]*\)|\[[^\[\]]*\]", words)
        rest = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", words)
        if asides and not any(c.isalnum() for c in rest):
            return [Omission("aside", aside, harm_of(aside, aside=True)) for aside in asides]
        return [Omission("inside", words.strip(), harm_of(words) or "words from its middle")]
    where = "head" if number == 0 else "tail"
    harm = harm_of(words if number == 0 else _READS_INTO.sub("", words))
    if harm:
        return [Omission(where, words, harm)]
    own = _CLAUSE_BEFORE.search(words) if number == 0 else _OWN_CLAUSE.match(words) or _ASIDE_THEN_CLAUSE.match(words)
    return [Omission(where, words, "" if own else "words that bound it")]


_ASIDE_THEN_CLAUSE = re.compile(r"^\W*(?:\([^()]*\)|\[[^\[\]]*\])\W*(?:[;.]|, ?and\b).*$", re.DOTALL)


def same_words(claim: str, source: str) -> bool:
    """Whether two sentences have the same content words and figures in the same order, inflection and spelling aside."""
    return _sequence(claim) == _sequence(source)


def _sequence(text: str) -> list[str]:
    """The stems of the words that count, and every number, in order, without a leading connective."""
    body = plain(text)
    opening = _OPENING.match(body)
    found = tokens(body[opening.end() :] if opening and opening.end() < len(body) else body)
    kept: list[str] = []
    for token in found:
        if token.word[0].isdigit() or token.word in "%<>≤≥±":
            kept.append(token.word)
        elif token.is_word and (is_content(token.word) or token.word not in FUNCTION_WORDS):
            kept.append(stem(token.word))
    return kept
