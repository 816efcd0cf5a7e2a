"""Exports a trained network: ONNX with int8 weights, its tokenizer and its card, as the package ships them.

python training/export.py build/model/general-fold0.pt --to src/answerable/adapters/evidence_model
"""

from __future__ import annotations

import argparse
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy
import onnxruntime
import torch
from network import LONGEST, EvidenceNetwork, base, tokenizer
from onnxruntime.quantization import QuantType, quantize_dynamic

NAMES = ["input_ids", "attention_mask", "token_type_ids"]


def exported(network: EvidenceNetwork, to: Path) -> None:
    """The network as ONNX in single precision, for pairs of any number and length."""
    network.eval()
    given = {name: torch.ones(2, 16, dtype=torch.int64) for name in NAMES}
    given["token_type_ids"][:, 6:] = 1
    given["token_type_ids"][:, :6] = 0
    axes = {name: {0: "pairs", 1: "tokens"} for name in NAMES}
    torch.onnx.export(
        network, tuple(given.values()), str(to), input_names=NAMES, output_names=["stance", "relevance"],
        dynamic_axes=axes | {"stance": {0: "pairs"}, "relevance": {0: "pairs"}}, opset_version=17, dynamo=False,
    )  # fmt: skip


def quantised(single: Path, to: Path) -> None:
    """The same with int8 weights, one scale for each channel; seven bits of range: processors without VNNI overflow at eight."""
    quantize_dynamic(str(single), str(to), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def agreement(single: Path, small: Path, pairs: list[tuple[str, str]]) -> dict[str, float]:
    """How far the two agree on some pairs: the share of like stances, the mean difference of probabilities."""
    cut = tokenizer()
    sessions = [onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"]) for path in (single, small)]
    same, apart, relevance = 0, [], []
    for claim, passage in pairs:
        read = cut.encode(claim, passage)
        given = {
            n: numpy.array([v], dtype=numpy.int64)
            for n, v in zip(NAMES, (read.ids, read.attention_mask, read.type_ids), strict=True)
        }
        (one, first), (other, second) = (session.run(None, given) for session in sessions)
        shares = [numpy.exp(s[0] - s[0].max()) / numpy.exp(s[0] - s[0].max()).sum() for s in (one, other)]
        same += int(shares[0].argmax() == shares[1].argmax())
        apart.append(float(numpy.abs(shares[0] - shares[1]).max()))
        relevance.append(float(abs(first[0] - second[0])))
    return {
        "pairs": len(pairs),
        "same stance": same / len(pairs),
        "mean difference of probability": float(numpy.mean(apart)),
        "mean difference of relevance logit": float(numpy.mean(relevance)),
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--calibration", type=Path)
    parser.add_argument("--pairs", type=Path, help="JSON Lines of [claim, passage], to see how far int8 agrees")
    parser.add_argument("--version", default="1")
    parser.add_argument("--to", type=Path, required=True)
    given = parser.parse_args()
    network = EvidenceNetwork()
    network.load_state_dict(torch.load(given.weights, weights_only=True))
    given.to.mkdir(parents=True, exist_ok=True)
    calibration: dict[str, Any] = json.loads(given.calibration.read_text("utf-8")) if given.calibration else {}
    with TemporaryDirectory() as folder:
        single = Path(folder) / "single.onnx"
        exported(network, single)
        quantised(single, given.to / "model.onnx")
        if given.pairs:
            pairs = [tuple(json.loads(line)) for line in given.pairs.read_text("utf-8").splitlines()]
            print(json.dumps(agreement(single, given.to / "model.onnx", pairs), indent=1))
    shutil.copyfile(base() / "tokenizer.json", given.to / "tokenizer.json")
    card = {
        "version": given.version,
        "made": datetime.now(UTC).date().isoformat(),
        "longest": LONGEST,
        "stance_temperature": calibration.get("stance_temperature", 1.0),
        "stance_bias": calibration.get("stance_bias", [0.0, 0.0, 0.0]),
        "relevance_temperature": calibration.get("relevance_temperature", 1.0),
        "relevance_bias": calibration.get("relevance_bias", 0.0),
    }
    (given.to / "card.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")
    print({path.name: path.stat().st_size for path in sorted(given.to.iterdir()) if path.is_file()})


if __name__ == "__main__":
    main()
