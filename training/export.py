"""Writes the trained weights as two ONNX graphs: `python -m training.export WEIGHTS.pt --base MINILM --out FOLDER`.

Matrices of the layers are kept in 8 bits by channel, vectors of words in 8 bits by word, the heads as they are.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from polyvocal.close_reading.reading_model.labels import PIECES
from training.network import WIDTH, Network

Axes = dict[int, str]

OPSET = 17
_HEADS = ("/names/", "/cue/", "/manner/", "/ends/", "/content/")


class Vectors(nn.Module):
    """Vectors of words in 8 bits, each word with its own scale."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("numbers", (weight / scale.clamp(min=1e-12)).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        """The vectors of some pieces."""
        return self.numbers[ids].float() * self.scale[ids]


class Words(nn.Module):
    """The first graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.names, self.cue, self.manner = network.names, network.cue, network.manner

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Vectors, log-probabilities of names and cues, the likeliest manner."""
        words = self.network.words(*inputs)
        manner = self.manner(words).argmax(-1)
        return words, self.names(words).log_softmax(-1), self.cue(words).log_softmax(-1), manner


class Around(nn.Module):
    """The second graph."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Log-probabilities of the ends of the source, scores of content."""
        ends, content = self.network.read_around(*inputs)
        return ends.log_softmax(1), content


def export(network: Network, out: Path) -> None:
    """Write both graphs into a folder."""
    network.eval()
    network.vectors = Vectors(network.vectors.weight)  # type: ignore[assignment]
    network.place = nn.Parameter(network.place[: PIECES + 2])
    ids = torch.tensor([[101, 2002, 2056, 2061, 102], [101, 2002, 2056, 102, 0]])
    zero, first = torch.zeros_like(ids), torch.tensor([[1, 2, 3], [1, 2, 0]])
    mask = (ids > 0).long()
    pieces, words = {0: "windows", 1: "pieces"}, {0: "windows", 1: "words"}
    _write(
        Words(network), (ids, zero, zero, zero, mask, first), out / "words.onnx",
        dict.fromkeys(("ids", "shape", "gap", "quote", "mask"), pieces) | {"first": words},
        dict.fromkeys(("vectors", "names", "cues", "manners"), words),
    )  # fmt: skip
    near = {0: "cues", 1: "words"}
    _write(
        Around(network), (torch.zeros(2, 5, WIDTH), zero, zero, zero, zero, mask), out / "around.onnx",
        dict.fromkeys(("words", "stands", "distance", "gap", "quote", "mask"), near),
        dict.fromkeys(("ends", "content"), near),
    )  # fmt: skip


def _write(
    graph: nn.Module, example: tuple[Tensor, ...], path: Path, inputs: dict[str, Axes], outputs: dict[str, Axes]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            graph, example, str(whole), input_names=list(inputs), output_names=list(outputs),
            dynamic_axes=inputs | outputs, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        heads = [node.name for node in onnx.load(str(whole)).graph.node if any(h in node.name for h in _HEADS)]
        quantize_dynamic(
            whole, path, per_channel=True, weight_type=QuantType.QInt8, nodes_to_exclude=heads,
            op_types_to_quantize=["MatMul", "Gemm"],
        )  # fmt: skip


def main() -> None:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    network = Network(options.base)
    state = torch.load(options.weights)
    network.load_state_dict(state.get("network", state))
    options.out.mkdir(parents=True, exist_ok=True)
    export(network, options.out)
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    for path in sorted(options.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
