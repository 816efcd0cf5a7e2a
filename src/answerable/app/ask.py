"""Asking: from a question as typed to a checked answer with its references formatted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from msgspec.structs import replace

from answerable.app.spelling import did_you_mean
from answerable.composition.answer import Answer, Manifest
from answerable.composition.stage import Stage
from answerable.corpus.evidence import Design, Species
from answerable.corpus.stance import StanceModel
from answerable.drafting.extractive import ExtractiveDrafter
from answerable.errors import NoEvidence, UsageProblem
from answerable.pipeline import Pipeline
from answerable.publication.ports import ReferenceStyle
from answerable.publication.references import with_references
from answerable.question import understand
from answerable.retrieval.model import Filters
from answerable.retrieval.ordering import Ordering
from answerable.retrieval.ports import Index, Library, Reranker
from answerable.retrieval.retriever import Retriever
from answerable.verification.judging import ModelJudge
from answerable.verification.ports import Sources
from answerable.verification.verifier import Verifier

SCHEMA_VERSION = 1
DEFAULT_DEPTH = 60
_NEVER_EVIDENCE = frozenset({Design.NOTICE, Design.UNKNOWN})
_SPECIES: dict[str | None, Species | None] = {None: None, "human": "human", "animal": "animal"}


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked: the question, how many passages are read, which records count, and the style of references."""

    question: str
    depth: int = DEFAULT_DEPTH
    filters: Filters = Filters()
    guidelines_first: bool = False
    style: str = "vancouver"
    region: str = ""  # whose emergency numbers are shown; empty lists several
    model: bool = False  # the evidence model of the extra puts passages in order, groups statements and judges stance

    def settings(self) -> dict[str, str]:
        """All that shaped the answer besides question and library, for the manifest."""
        bounds = self.filters
        return {
            "depth": str(self.depth),
            "since": str(bounds.since or ""),
            "designs": ", ".join(design.value for design in bounds.designs),
            "species": bounds.species or "",
            "guidelines first": "yes" if self.guidelines_first else "no",
            "style": self.style,
            "drafter": "extractive",
        } | ({"region": self.region} if self.region else {})


def filters(*, since: int | None = None, designs: Sequence[str] = (), species: str | None = None) -> Filters:
    """The bounds as a person gives them, designs by name in either spelling; raises `UsageProblem` for one that is none."""
    known = {design.value: design for design in Design if design not in _NEVER_EVIDENCE}
    chosen = [" ".join(name.lower().replace("randomized", "randomised").split()) for name in designs]
    for name, as_typed in zip(chosen, designs, strict=True):
        if name not in known:
            raise UsageProblem(f"There is no study design “{as_typed}”.", f"Choose from: {', '.join(known)}.")
    if species not in _SPECIES:
        raise UsageProblem(f"There is no species “{species}” to choose.", "Choose human or animal.")
    return Filters(since=since, designs=tuple(dict.fromkeys(known[name] for name in chosen)), species=_SPECIES[species])


class Model(StanceModel, Reranker, Protocol):
    """The evidence model as asking needs it: it ranks passages, judges stance, and says which one it is."""

    @property
    def version(self) -> str:
        """The version of its weights; raises `MissingExtra` where it cannot be run."""
        ...


@dataclass(frozen=True)
class Asking:
    """The parts that asking needs, as the wiring puts them together."""

    index: Index
    library: Library
    sources: Sources
    style: Callable[[str], ReferenceStyle]
    version: str
    model: Model | None = None

    def __call__(self, request: Request, tell: Callable[[Stage], None]) -> Answer:
        """The answer to a request; `tell` hears the stages.

        Raises `UnusableQuestion` where the question cannot be asked and `NoEvidence` where no statement can be cited.
        """
        style = self.style(request.style)
        model = self.model if request.model else None
        verifier = Verifier(self.sources, ModelJudge(model) if model else None)
        question = understand(request.question)
        pipeline = Pipeline(
            Retriever(
                self.index,
                self.library,
                request.depth,
                request.filters,
                Ordering(guidelines_first=request.guidelines_first),
                model,
            ),
            ExtractiveDrafter(model, verifier) if model else ExtractiveDrafter(),
            verifier,
            Manifest(
                version=self.version,
                schema=SCHEMA_VERSION,
                settings=request.settings() | {"model": model.version if model else "none"},
                library=self.library.searched().fingerprint,
            ),
        )
        meant = did_you_mean(question.text, self.index, self.library)
        try:
            answer = pipeline.answer(question, tell)
        except NoEvidence as problem:
            if meant:
                problem.next_step = f"Did you mean “{meant}”? {problem.next_step}"
            raise
        return with_references(replace(answer, did_you_mean=meant) if meant else answer, style)
