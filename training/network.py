"""The network: a six-layer encoder with heads for words, and two further layers that read around a cue.

The encoder is all-MiniLM-L6-v2 (Apache-2.0), written out in plain torch so that it trains and exports without its
library. Vectors of words are never trained.
"""

from __future__ import annotations

import copy
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from polyvocal.close_reading.reading_model.labels import AFTER, BEFORE, CUE_LABELS, MANNERS, NAME_LABELS
from polyvocal.close_reading.reading_model.words import BREAKS, SHAPES
from training.corpora import PARTS_OF_SPEECH

WIDTH, HEADS, LAYERS, INNER = 384, 12, 6, 1536
_SCALE = (WIDTH // HEADS) ** -0.5
FAR = -1e4
"""What is added to the score of a place that may not be looked at."""


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, far: Tensor) -> Tensor:
        """*far* is added to the scores: 0 where a place may be looked at."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = (q * _SCALE) @ k.transpose(-1, -2) + far
        seen = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.out(seen))
        return self.last(x + self.down(functional.gelu(self.up(x))))


class Network(nn.Module):
    """Encoder, heads of words, and the second stage."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        given = load_file(base / "model.safetensors")
        self.vectors = nn.Embedding.from_pretrained(given["embeddings.word_embeddings.weight"], freeze=True)
        place = given["embeddings.position_embeddings.weight"] + given["embeddings.token_type_embeddings.weight"][0]
        self.place = nn.Parameter(place)
        self.shape, self.gap, self.quote = _blank(SHAPES), _blank(BREAKS), _blank(2)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.norm.load_state_dict(_under(given, "embeddings.LayerNorm"))
        self.layers = nn.ModuleList(_layer(given, n) for n in range(LAYERS))
        self.drop = nn.Dropout(0.15)
        self.speech = nn.Linear(WIDTH, len(PARTS_OF_SPEECH))
        self.names, self.cue, self.manner = _head(NAME_LABELS), _head(CUE_LABELS), _head(len(MANNERS))
        self.around = nn.ModuleList(copy.deepcopy(layer) for layer in self.layers[-2:])
        self.stands, self.distance = _spread(4, 0.3), _spread(BEFORE + AFTER + 1, 0.02)
        self.gap_there, self.quote_there = _spread(BREAKS, 0.05), _spread(2, 0.05)
        self.norm_there = nn.LayerNorm(WIDTH)
        self.ends = nn.Linear(WIDTH, 2)
        self.content = _head(1)

    def words(self, ids: Tensor, shape: Tensor, gap: Tensor, quote: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Vectors of words: those of their first pieces, at *first*."""
        x = self.vectors(ids) + self.place[: ids.size(1)] + self.shape(shape) + self.gap(gap) + self.quote(quote)
        x = self.norm(x)
        far = ((1.0 - mask.to(x.dtype)) * FAR)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, far)
        return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, WIDTH))

    def read_around(
        self, words: Tensor, stands: Tensor, distance: Tensor, gap: Tensor, quote: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores of the first and last word of the source, and of being content, for the words around each cue."""
        x = words + self.stands(stands) + self.distance(distance) + self.gap_there(gap) + self.quote_there(quote)
        x = self.norm_there(x)
        away = (1.0 - mask.to(x.dtype)) * FAR
        for layer in self.around:
            x = layer(x, away[:, None, None, :])
        x = self.drop(x)
        return self.ends(x) + away[..., None], self.content(x)[..., 0]


def _head(labels: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, labels))


def _blank(size: int) -> nn.Embedding:
    made = nn.Embedding(size, WIDTH)
    nn.init.zeros_(made.weight)
    return made


def _spread(size: int, width: float) -> nn.Embedding:
    made = nn.Embedding(size, WIDTH)
    nn.init.normal_(made.weight, std=width)
    return made


def _under(given: dict[str, Tensor], name: str) -> dict[str, Tensor]:
    return {kind: given[f"{name}.{kind}"] for kind in ("weight", "bias")}


def _layer(given: dict[str, Tensor], number: int) -> Layer:
    """A layer with the weights of the encoder that we begin with."""
    at = f"encoder.layer.{number}"
    layer = Layer()
    asked = [_under(given, f"{at}.attention.self.{part}") for part in ("query", "key", "value")]
    layer.qkv.load_state_dict({kind: torch.cat([a[kind] for a in asked]) for kind in ("weight", "bias")})
    for module, name in (
        (layer.out, "attention.output.dense"), (layer.norm, "attention.output.LayerNorm"),
        (layer.up, "intermediate.dense"), (layer.down, "output.dense"), (layer.last, "output.LayerNorm"),
    ):  # fmt: skip
        module.load_state_dict(_under(given, f"{at}.{name}"))
    return layer
