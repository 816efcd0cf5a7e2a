"""The evidence model: one small network that reads a claim and a passage together, run on this machine by ONNX Runtime.

Its weights, tokenizer and calibration lie beside this file and are made by `training/`; nothing is downloaded and nothing
leaves the machine. The extra `model` brings the runtime.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from answerable.corpus.passage import Passage
from answerable.corpus.stance import Stance
from answerable.errors import MissingExtra
from answerable.retrieval.windows import best_window
from answerable.text import sha256

FOLDER = Path(__file__).parent
REMEMBERED = 20_000  # judgements that are kept: what was judged once need not be judged again


class Card(msgspec.Struct, frozen=True):
    """What the weights were shipped with: their version, when they were made, and how their outputs become probabilities."""

    version: str
    made: str
    longest: int  # tokens of claim and passage together
    stance_temperature: float
    stance_bias: tuple[float, float, float]  # added to the logits of supports, contradicts, neutral
    relevance_temperature: float
    relevance_bias: float


class EvidenceModel:
    """Judges stance and relevance; loaded when it is first asked, and raises `MissingExtra` where the runtime is not installed.

    Each pair is run by itself, never in a batch, so that a judgement does not depend on what else is judged.
    """

    def __init__(self, threads: int = 0, folder: Path = FOLDER) -> None:
        self.threads = threads  # of ONNX Runtime; 0 lets it choose
        self._folder = folder
        self._network: _Network | None = None
        self._judged: OrderedDict[str, tuple[Stance, float]] = OrderedDict()

    @property
    def card(self) -> Card:
        """What the weights were shipped with; raises `MissingExtra` where the runtime is not installed."""
        return self._loaded.card

    @property
    def version(self) -> str:
        """The version of the weights; raises `MissingExtra` where the runtime is not installed."""
        return self.card.version

    def stances(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Stance]:
        """The stance of each passage towards its claim, in the order of the pairs."""
        return [self._of(claim, passage)[0] for claim, passage in pairs]

    def relevances(self, pairs: Sequence[tuple[str, str]]) -> Sequence[float]:
        """The probability that each passage bears on its question or claim, in the order of the pairs."""
        return [self._of(asked, passage)[1] for asked, passage in pairs]

    def score(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """The relevance of each passage: of its title and the window of its words that bears most on the question."""
        return self.relevances([(question, read_of(question, passage)) for passage in passages])

    @property
    def _loaded(self) -> _Network:
        if self._network is None:
            self._network = _Network(self._folder, self.threads)
        return self._network

    def _of(self, claim: str, passage: str) -> tuple[Stance, float]:
        key = sha256(f"{claim}\0{passage}")
        found = self._judged.get(key)
        if found is None:
            found = self._judged[key] = self._loaded.judge(claim, passage)
            if len(self._judged) > REMEMBERED:
                self._judged.popitem(last=False)
        return found


def read_of(question: str, passage: Passage) -> str:
    """What the model reads of a passage when it ranks it: the title, and the window that bears most on the question."""
    words = " ".join(section.text for name, section in passage.fields() if name != "title")
    title, window = passage.record.title.rstrip(". "), best_window(question, words)
    return ". ".join(part for part in (title, window) if part)


class _Network:
    """The network and its tokenizer."""

    def __init__(self, folder: Path, threads: int) -> None:
        try:
            self._numpy: Any = import_module("numpy")
            runtime: Any = import_module("onnxruntime")
            tokenizers: Any = import_module("tokenizers")
        except ImportError as error:
            raise MissingExtra(
                f"The evidence model needs {error.name}, which is not installed.",
                "Install it with: pip install 'answerable[model]'",
            ) from error
        if not (folder / "model.onnx").is_file():
            raise MissingExtra(
                f"The weights of the evidence model are not in {folder}.",
                "Install Answerable again: they are part of the package.",
            )
        self.card = msgspec.json.decode((folder / "card.json").read_bytes(), type=Card)
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3  # errors only
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self.card.longest, strategy="longest_first")
        self._session: Any = runtime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def judge(self, claim: str, passage: str) -> tuple[Stance, float]:
        """Stance and relevance of one pair, as calibrated probabilities."""
        numpy = self._numpy
        read = self._tokenizer.encode(claim, passage)
        given = {
            name: numpy.array([values], dtype=numpy.int64)
            for name, values in (
                ("input_ids", read.ids),
                ("attention_mask", read.attention_mask),
                ("token_type_ids", read.type_ids),
            )
        }
        stance, relevance = self._session.run(None, given)
        logits = stance[0].astype(numpy.float64) / self.card.stance_temperature + numpy.array(self.card.stance_bias)
        shares = numpy.exp(logits - logits.max())
        supports, contradicts, neutral = (float(one) for one in shares / shares.sum())
        odds = float(relevance[0]) / self.card.relevance_temperature + self.card.relevance_bias
        return Stance(supports, contradicts, neutral), float(1 / (1 + numpy.exp(-odds)))
