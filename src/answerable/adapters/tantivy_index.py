"""The embedded index on tantivy: one document for each passage, in a folder or in memory; derived, it can be made anew.

Queries are built as objects: no word of a user ever reaches a query parser. tantivy raises `ValueError` for whatever
goes wrong and `PanicException` for damage that it did not expect; both leave here as a `LibraryProblem`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import msgspec
import tantivy
from tantivy import Occur

from answerable.adapters.analysis import ANALYSER, Phrase, analyser, highlights, phrase, terms
from answerable.adapters.documents import DOCUMENTS, PRECISION, SPECIES_MET_BY, WEIGHTS, Document, documents_of
from answerable.corpus.evidence import Design, Species
from answerable.corpus.holding import Mark
from answerable.corpus.record import Record
from answerable.errors import LibraryBusy, LibraryFull, LibraryProblem
from answerable.retrieval.model import Clause, Filters, Query, Scored

HEAP = 64_000_000  # bytes that a writer fills before it writes a segment
HEAP_IN_MEMORY = 15_000_000  # the least that tantivy takes
MARK = "mark.json"
_LIKE = 1_000  # passages with a word alike, from which the first by id are taken
SLACK = 16  # asked for beyond the depth, so that a tie across it is seen


@cache
def schema() -> tantivy.Schema:
    """The fields of a document; only its id is stored, the words are in the store."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("record", "design", "species"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    builder.add_unsigned_field("year", indexed=True, fast=True)
    return builder.build()


class _Deletes(msgspec.Struct):
    """What tantivy notes of a segment's deleted documents."""

    num_deleted_docs: int = 0


class _Segment(msgspec.Struct):
    """What tantivy notes of a segment, as far as it matters here."""

    deletes: _Deletes | None = None


class _Meta(msgspec.Struct):
    """tantivy's own `meta.json`, as far as it matters here."""

    segments: list[_Segment]


class TantivyIndex:
    """Finds passages by BM25 summed over fields; at `path`, or in memory where that is None.

    Any number of processes may search while one writes. A writer is taken at the first `put` or `delete` and given
    back by `release`; raises `LibraryBusy` where another process holds it.
    """

    def __init__(self, path: Path | None = None, weights: Mapping[str, float] = WEIGHTS) -> None:
        self.path = path
        self.weights = {field: weight for field, weight in weights.items() if weight > 0}
        self._writer: tantivy.IndexWriter | None = None
        self._seen: object = None
        self._mark = Mark()
        if path is not None:
            path.mkdir(parents=True, exist_ok=True)
        with _told(path):
            self._index = tantivy.Index(schema(), str(path) if path is not None else None)
            self._index.register_tokenizer("words", analyser())
            self._index.config_reader("manual")
            self._reload()

    # ---- writing

    def put(self, records: Iterable[Record]) -> None:
        """Adds the records, graded here, each replacing what the index held under its id."""
        from answerable.corpus.appraisal import appraise

        graded = ((record, appraise(record, with_sample=False)) for record in records)
        self.put_graded((record, appraisal.design, appraisal.species) for record, appraisal in graded)

    def put_graded(self, graded: Iterable[tuple[Record, Design, Species]], *, replacing: bool = True) -> None:
        """Adds records whose design and species are known already; not `replacing` spares the look where all are new."""
        with _told(self.path):
            writer = self._writing()
            for record, design, species in graded:
                if replacing:
                    writer.delete_documents_by_term("record", record.id)
                for document in documents_of(record, design, species):
                    writer.add_document(_document(document))

    def delete(self, ids: Iterable[str]) -> None:
        """Takes the records of these ids out."""
        with _told(self.path):
            writer = self._writing()
            for record_id in ids:
                writer.delete_documents_by_term("record", record_id)

    def commit(self, mark: Mark | None = None) -> None:
        """Makes what was put and deleted durable and visible, and then, with a mark, how far the index is.

        A process killed between the two leaves an index ahead of its mark; what is then added again replaces itself.
        """
        with _told(self.path):
            if self._writer is not None:
                self._writer.commit()
                self._reload()
            if mark is not None:
                self._keep_mark(mark)

    @property
    def form(self) -> str:
        """The form of the documents that this version writes; an index of another form has to be made anew."""
        fields = ",".join(WEIGHTS)
        engine = str(getattr(tantivy, "__version__", "")).partition(", ")[2]  # "index_format v7"
        return f"documents {DOCUMENTS}, analyser {ANALYSER}, fields {fields}, {engine}"

    @property
    def mark(self) -> Mark:
        """How far it is; the empty mark where that is not known."""
        if self.path is None:
            return self._mark
        try:
            return msgspec.json.decode((self.path / MARK).read_bytes(), type=Mark)
        except (FileNotFoundError, msgspec.DecodeError):
            return Mark()

    def _keep_mark(self, mark: Mark) -> None:
        self._mark = mark
        if self.path is not None:
            beside = self.path / f"{MARK}.new"
            beside.write_bytes(msgspec.json.encode(mark))
            beside.replace(self.path / MARK)

    def release(self) -> None:
        """Gives the writer back when its merges are done; what was not committed is dropped."""
        writer, self._writer = self._writer, None
        if writer is not None:
            with _told(self.path):
                writer.rollback()
                writer.wait_merging_threads()

    def _writing(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(HEAP if self.path else HEAP_IN_MEMORY, num_threads=1)
        return self._writer

    # ---- searching

    def search(self, query: Query, depth: int) -> Sequence[Scored]:
        """The best `depth` passages, best first, ties in the order of their ids."""
        built = self._built(query)
        if built is None or depth < 1:
            return ()
        with _told(self.path):
            self._refresh()
            searcher = self._index.searcher()
            limit = depth + SLACK
            hits = searcher.search(built, limit, count=False).hits
            # A tie across the depth is resolved by ids, so all of it has to be seen.
            while len(hits) == limit and _score(hits[-1]) == _score(hits[depth - 1]):
                limit *= 4
                hits = searcher.search(built, limit, count=False).hits
            found = [Scored(searcher.doc(hit[1])["id"][0], _score(hit)) for hit in hits]
        return sorted(found, key=lambda one: (-one.score, one.passage_id))[:depth]

    def like(self, word: str, letters: int, depth: int) -> Sequence[str]:
        """The ids of up to `depth` passages that hold a word at most so many letters off, in the order of their ids."""
        stems = [term.stem for term in terms(word)]
        if not stems or not 1 <= letters <= 2 or depth < 1:
            return ()
        with _told(self.path):
            self._refresh()
            searcher = self._index.searcher()
            near = [tantivy.Query.fuzzy_term_query(schema(), field, stems[0], letters) for field in self.weights]
            built = tantivy.Query.boolean_query([(Occur.Should, one) for one in near])
            found = [searcher.doc(hit[1])["id"][0] for hit in searcher.search(built, _LIKE, count=False).hits]
        return sorted(found)[:depth]

    def highlights(self, query: Query, text: str) -> tuple[tuple[int, int], ...]:
        """Where the query's words and names stand in a text: characters from and to."""
        return highlights(query, text)

    @property
    def passages(self) -> int:
        """How many passages it holds."""
        return self._index.searcher().num_docs

    @property
    def superseded(self) -> int:
        """How many passages it still counts in its statistics although they were replaced or taken out.

        tantivy drops these when it merges their segments, and until then a word's rarity is judged with them.
        """
        if self.path is None:
            return 0
        try:
            meta = msgspec.json.decode((self.path / "meta.json").read_bytes(), type=_Meta)
        except (FileNotFoundError, msgspec.DecodeError):
            return 0
        return sum(segment.deletes.num_deleted_docs for segment in meta.segments if segment.deletes)

    def _refresh(self) -> None:
        """Sees what another process has committed since the last look."""
        if self._stamp() != self._seen:
            self._reload()

    def _reload(self) -> None:
        self._seen = self._stamp()
        self._index.reload()

    def _stamp(self) -> object:
        if self.path is None:
            return None
        try:
            state = (self.path / "meta.json").stat()
        except FileNotFoundError:
            return None
        return state.st_mtime_ns, state.st_ino, state.st_size

    def _built(self, query: Query) -> tantivy.Query | None:
        """The query as tantivy takes it, or None where nothing of it can be found."""
        parts: list[tuple[Occur, tantivy.Query]] = []
        for stem, times in Counter(term.stem for term in terms(query.words)).items():
            parts.extend((Occur.Should, self._named(((0, stem),), field, times)) for field in self.weights)
        for clause in query.clauses:
            built = self._clause(clause)
            if built is not None:
                parts.append((Occur.Must if clause.required else Occur.Should, built))
            elif clause.required:
                return None  # a passage has to have a name that nothing can have
        if not parts:
            return None
        bounds = _bounds(query.filters)
        words = tantivy.Query.boolean_query(parts)
        return tantivy.Query.boolean_query([(Occur.Must, words), *bounds]) if bounds else words

    def _clause(self, clause: Clause) -> tantivy.Query | None:
        """The best of the clause's names in any field, once."""
        names = [words for words in dict.fromkeys(map(phrase, clause.names)) if words]
        queries = [self._named(words, field, clause.weight) for words in names for field in self.weights]
        return tantivy.Query.disjunction_max_query(queries) if queries else None

    def _named(self, words: Phrase, field: str, weight: float) -> tantivy.Query:
        """A term, or a phrase of several, in one field."""
        if len(words) == 1:
            query = tantivy.Query.term_query(schema(), field, words[0][1])
        else:
            query = tantivy.Query.phrase_query(schema(), field, list(words))
        return tantivy.Query.boost_query(query, weight * self.weights[field])


def _score(hit: tuple[float, object]) -> float:
    return round(hit[0], PRECISION)


def _document(document: Document) -> tantivy.Document:
    made = tantivy.Document()
    made.add_text("id", document.id)
    made.add_text("record", document.record)
    made.add_text("design", document.design.value)
    made.add_text("species", document.species)
    for field, words in document.words.items():
        if words:
            made.add_text(field, words)
    if document.year is not None and document.year >= 0:
        made.add_unsigned("year", document.year)
    return made


def _bounds(filters: Filters) -> list[tuple[Occur, tantivy.Query]]:
    """The filters as clauses that have to match and add nothing to the score."""
    queries: list[tantivy.Query] = []
    if filters.since is not None:
        year = max(filters.since, 0)
        queries.append(tantivy.Query.range_query(schema(), "year", tantivy.FieldType.Unsigned, lower_bound=year))
    if filters.designs:
        designs = [design.value for design in filters.designs]
        queries.append(tantivy.Query.term_set_query(schema(), "design", designs))
    if filters.species is not None:
        queries.append(tantivy.Query.term_set_query(schema(), "species", list(SPECIES_MET_BY[filters.species])))
    return [(Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in queries]


@contextmanager
def made_anew(path: Path, weights: Mapping[str, float] = WEIGHTS) -> Generator[TantivyIndex]:
    """An empty index to be filled; when the block ends well it takes the place of what was at `path`, else it is dropped.

    Readers of the old one keep what they have open until they look again.
    """
    beside = path.with_name(f"{path.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    made = TantivyIndex(beside, weights)
    try:
        yield made
        made.release()
    except BaseException:
        made.release()
        shutil.rmtree(beside, ignore_errors=True)
        raise
    old = path.with_name(f"{path.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    with _told(path):
        if path.exists():
            path.rename(old)
        beside.rename(path)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _told(path: Path | None) -> Generator[None]:
    """Turns tantivy's errors into problems for a person."""
    where = str(path) if path is not None else "memory"
    try:
        yield
    except (ValueError, OSError) as error:
        raise problem(where, str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # tantivy's own panic: damaged files, not a bug of ours
            raise
        raise problem(where, str(error)) from error


def problem(where: str, said: str) -> LibraryProblem:
    """The problem behind what tantivy said."""
    if "LockBusy" in said or "Failed to acquire Lockfile" in said or "Failed to acquire index lock" in said:
        return LibraryBusy(f"Another process is writing to the index in {where}.", "Wait until it is done and try again.")
    if "No space left" in said or "File too large" in said or "StorageFull" in said:
        return LibraryFull(
            f"There is no room left on the disk for the index in {where}.",
            "Free some space and run 'answerable rebuild'; the stored records are safe.",
        )
    return LibraryProblem(
        f"The search index in {where} cannot be used: {said.strip()[:300]}.",
        "Run 'answerable rebuild' to make it anew from the stored records.",
    )
