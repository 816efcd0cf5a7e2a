"""The reference index: BM25 in plain Python, field by field, over documents held in memory."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from answerable.adapters.analysis import Phrase, highlights, phrase, terms
from answerable.adapters.documents import PRECISION, WEIGHTS, Document, documents_of, meets
from answerable.corpus.evidence import Design, Species
from answerable.corpus.holding import Mark
from answerable.corpus.record import Record
from answerable.retrieval.model import Clause, Query, Scored

K1 = 1.2
B = 0.75


def _lengths() -> tuple[int, ...]:
    """The 256 lengths that one byte can stand for: exact up to 40, then in steps that double every eight."""
    lengths = list(range(40))
    step, length = 1, 40
    while len(lengths) < 256:
        step = step * 2
        for _ in range(8):
            lengths.append(length)
            length += step
    return tuple(lengths[:256])


LENGTHS = _lengths()


def coarse(length: int) -> int:
    """A length of a field as an index keeps it in one byte: the nearest kept length that is not above it."""
    return LENGTHS[bisect_right(LENGTHS, length) - 1]


def idf(holding: int, documents: int) -> float:
    """How telling a term is that `holding` of `documents` documents have: ln(1 + (N − n + 0.5)/(n + 0.5))."""
    return math.log(1 + (documents - holding + 0.5) / (holding + 0.5))


class MemoryIndex:
    """Finds passages by BM25 (k1 = 1.2, b = 0.75) summed over fields; for tests and for small libraries."""

    def __init__(self, weights: Mapping[str, float] = WEIGHTS) -> None:
        self.weights = dict(weights)
        self._documents: dict[str, Document] = {}
        self._places: dict[str, dict[str, dict[str, list[int]]]] = {}  # document, field, stem: places
        self._lengths: dict[str, dict[str, int]] = {}
        self._of_record: defaultdict[str, list[str]] = defaultdict(list)
        self.mark = Mark()
        self.form = "memory"
        self.superseded = 0  # statistics are of what it holds now
        self._waiting: list[tuple[str, Sequence[Document]]] = []

    def put(self, records: Iterable[Record]) -> None:
        """Adds the records, graded here, each replacing what the index held under its id."""
        from answerable.corpus.appraisal import appraise

        for record in records:
            appraisal = appraise(record, with_sample=False)
            self.put_graded([(record, appraisal.design, appraisal.species)])

    def put_graded(self, graded: Iterable[tuple[Record, Design, Species]], *, replacing: bool = True) -> None:
        """Adds records whose design and species are known already; what is held under an id is replaced in any case."""
        for record, design, species in graded:
            self._waiting.append((record.id, tuple(documents_of(record, design, species))))

    def delete(self, ids: Iterable[str]) -> None:
        """Takes the records of these ids out."""
        self._waiting.extend((record_id, ()) for record_id in ids)

    def commit(self, mark: Mark | None = None) -> None:
        """Makes what was put and deleted visible, and with a mark how far it is."""
        self.mark = mark or self.mark
        for record_id, documents in self._waiting:
            for document_id in self._of_record.pop(record_id, ()):
                del self._documents[document_id], self._places[document_id], self._lengths[document_id]
            for document in documents:
                self._take_in(document)
        self._waiting.clear()

    def _take_in(self, document: Document) -> None:
        self._documents[document.id] = document
        self._of_record[document.record].append(document.id)
        places: dict[str, dict[str, list[int]]] = {}
        lengths: dict[str, int] = {}
        for field in self.weights:
            by_stem: defaultdict[str, list[int]] = defaultdict(list)
            found = terms(document.words.get(field, ""))
            for term in found:
                by_stem[term.stem].append(term.place)
            places[field], lengths[field] = dict(by_stem), len(found)
        self._places[document.id], self._lengths[document.id] = places, lengths

    def search(self, query: Query, depth: int) -> Sequence[Scored]:
        """The best `depth` passages, best first, ties in the order of their ids."""
        words = Counter(term.stem for term in terms(query.words))
        clauses = [(clause, [one for one in map(phrase, clause.names) if one]) for clause in query.clauses]
        scores: defaultdict[str, float] = defaultdict(float)
        for stem, times in words.items():
            for field, weight in self.weights.items():
                for document_id, score in self._scores(field, ((0, stem),)).items():
                    scores[document_id] += score * weight * times
        required: list[set[str]] = []
        for clause, phrases in clauses:
            best = self._best(clause, phrases)
            for document_id, score in best.items():
                scores[document_id] += score
            if clause.required:
                required.append(set(best))
        found = [
            Scored(document_id, round(score, PRECISION))
            for document_id, score in scores.items()
            if all(document_id in having for having in required) and meets(self._documents[document_id], query.filters)
        ]
        return sorted(found, key=lambda one: (-one.score, one.passage_id))[: max(depth, 0)]

    def _best(self, clause: Clause, phrases: Sequence[Phrase]) -> dict[str, float]:
        """For each document the best score that any name of the clause has in any field."""
        best: dict[str, float] = {}
        for words in phrases:
            for field, weight in self.weights.items():
                for document_id, score in self._scores(field, words).items():
                    best[document_id] = max(best.get(document_id, 0.0), score * weight * clause.weight)
        return best

    def _scores(self, field: str, words: Phrase) -> dict[str, float]:
        """BM25 of a term or phrase in one field, for each document that has it."""
        documents = len(self._documents)
        if not documents:
            return {}
        average = sum(self._lengths[one][field] for one in self._documents) / documents
        rarity = sum(idf(sum(1 for places in self._places.values() if stem in places[field]), documents) for _, stem in words)
        scores: dict[str, float] = {}
        for document_id, places in self._places.items():
            times = _times(places[field], words)
            if times:
                length = coarse(self._lengths[document_id][field])
                scores[document_id] = rarity * (1 + K1) * times / (times + K1 * (1 - B + B * length / average))
        return scores

    def release(self) -> None:
        """Drops what was not committed."""
        self._waiting.clear()

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        return len(self._documents)

    def like(self, word: str, letters: int, depth: int) -> Sequence[str]:
        """The ids of up to `depth` passages that hold a word at most so many letters off, in the order of their ids."""
        from rapidfuzz.distance import OSA

        stems = [term.stem for term in terms(word)]
        if not stems or not 1 <= letters <= 2 or depth < 1:
            return ()
        found = (
            document
            for document, fields in self._places.items()
            if any(OSA.distance(stems[0], stem) <= letters for by_stem in fields.values() for stem in by_stem)
        )
        return sorted(found)[:depth]

    def highlights(self, query: Query, text: str) -> tuple[tuple[int, int], ...]:
        """Where the query's words and names stand in a text: characters from and to."""
        return highlights(query, text)


def _times(places: Mapping[str, Sequence[int]], words: Phrase) -> int:
    """How often the words stand at their places to each other."""
    first = places.get(words[0][1], ())
    others = [(offset, frozenset(places.get(stem, ()))) for offset, stem in words[1:]]
    return sum(1 for place in first if all(place + offset in having for offset, having in others))
