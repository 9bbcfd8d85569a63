"""Trains the reading model: `python -m training.train OUT --data SHARED/data --base MINILM [--steps N]`.

A fixed number of steps and one seed; every step draws windows with reports and windows with names. A checkpoint is
written now and then, the weights over the last part of the run are averaged.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from polyvocal.close_reading.reading_model.pieces import Pieces
from training.corpora import UNMARKED, Marked, Part, names_of_1916, treebank, voices
from training.encoding import around, batch
from training.network import Network
from training.windows import stream

STEPS, SEED = 800, 1916
MIX = ((300, 3, 2), (STEPS, 4, 1))
"""Up to which step how many windows of a step have reports, and how many names."""
RATES = {"encoder": 1.5e-4, "around": 2e-4, "heads": 1e-3}
WARMING, COOLING, LEAST = 0.06, 0.35, 0.03  # shares of the steps, of the rate
AVERAGED = 0.9  # from this share of the steps on the weights are averaged
WEIGHTS = {"cue": 4.0, "manner": 0.2, "ends": 0.35, "content": 1.6, "names": 2.0, "speech": 0.3}


def groups(network: Network) -> list[dict[str, object]]:
    """The weights by how fast they may change."""
    by_kind: dict[str, list[Tensor]] = {kind: [] for kind in RATES}
    for name, weight in network.named_parameters():
        if weight.requires_grad:
            kind = "around" if name.startswith("around.") else "encoder"
            if not name.startswith(("around.", "layers.", "place", "norm.")):
                kind = "heads"
            by_kind[kind].append(weight)
    return [{"params": weights, "lr": RATES[kind], "rate": RATES[kind]} for kind, weights in by_kind.items()]


def losses(network: Network, windows: list[Marked], pieces: Pieces, chance: random.Random | None) -> dict[str, Tensor]:
    """What the network still gets wrong in some windows, by head."""
    given = batch(windows, pieces, chance)
    words = network.drop(network.words(*given.inputs))
    found = {}
    for name, head, labels in (
        ("speech", network.speech, given.speech),
        ("manner", network.manner, given.manners),
    ):
        if (labels != UNMARKED).any():
            found[name] = functional.cross_entropy(head(words).flatten(0, 1), labels.flatten(), ignore_index=UNMARKED)
    if (given.names != UNMARKED).any():
        scores = network.names(words) + given.silent
        found["names"] = functional.cross_entropy(scores.flatten(0, 1), given.names.flatten(), ignore_index=UNMARKED)
    known = given.cues != UNMARKED
    if known.any():
        each = functional.cross_entropy(
            network.cue(words).flatten(0, 1), given.cues.flatten(), ignore_index=UNMARKED, reduction="none"
        )
        found["cue"] = (each * given.weights.flatten()).sum() / known.sum()
    there = around(windows, chance)
    if there is not None:
        near = words[there.row[:, None], there.at]
        ends, content = network.read_around(near, *there.inputs)
        found["ends"] = functional.cross_entropy(ends[..., 0], there.ends[:, 0]) + functional.cross_entropy(
            ends[..., 1], there.ends[:, 1]
        )
        marked = (there.content != UNMARKED).float()
        target = there.content.clamp(min=0).float()
        each = functional.binary_cross_entropy_with_logits(content, target, reduction="none") * marked
        found["content"] = (each.sum(1) / marked.sum(1)).mean()
    return found


def total(found: dict[str, Tensor]) -> Tensor:
    """The losses of all heads, weighed."""
    return sum((WEIGHTS[name] * loss for name, loss in found.items()), torch.zeros(()))


def texts(data: Path, parts: tuple[Part, ...]) -> tuple[list[Marked], list[Marked]]:
    """Texts with reports, and texts with names, of some parts."""
    told = [text for part in parts for text in voices(data / "voices", part)]
    named: list[Marked] = []
    for part in parts:
        named += treebank(data / "train" / "ewt_train.jsonl.gz", part, web=True)
        named += treebank(data / "train" / "gum_open_train.jsonl.gz", part, web=False)
        named += 4 * names_of_1916(data / "voices", part)  # few, but of the press that is read most
    return told, named


def rate(done: float) -> float:
    """The share of the full rate at a point of the run: it rises, stays, and falls."""
    return max(LEAST, min(1.0, done / WARMING, (1 - done) / COOLING))


def mix(step: int) -> tuple[int, int]:
    """How many windows with reports, and with names, a step draws."""
    return next(((told, named) for until, told, named in MIX if step < until), MIX[-1][1:])


class Mean:
    """The mean of the weights over the last part of a run."""

    def __init__(self) -> None:
        self.times, self.weights = 0, {}

    def add(self, network: Network) -> None:
        """Count the weights of now in."""
        self.times += 1
        for name, weight in network.state_dict().items():
            kept = self.weights.get(name)
            if kept is None:
                self.weights[name] = weight.clone()
            else:
                kept += (weight - kept) / self.times


def train(
    network: Network, data: Path, pieces: Pieces, out: Path, steps: int, parts: tuple[Part, ...], begun_at: Path | None
) -> None:
    """Train for some steps and write the mean of the last weights to *out*; *begun_at*: a checkpoint to go on from."""
    kept = torch.load(begun_at) if begun_at else {"step": 0}
    seed = SEED + kept["step"]
    chance = random.Random(seed)
    told, named = texts(data, parts)
    print(f"{sum(len(t.words) for t in told)} words with reports, {sum(len(t.words) for t in named)} with names")
    reports = stream(told, pieces, random.Random(seed + 1), rare=2)
    names = stream(named, pieces, random.Random(seed + 2))
    chosen = groups(network)
    trained = torch.optim.AdamW(chosen, weight_decay=0.01, fused=True)
    if begun_at:
        network.load_state_dict(kept["network"])
        trained.load_state_dict(kept["trained"])
    mean, running, begun, words = Mean(), {}, time.time(), 0
    network.train()
    for step in range(kept["step"], steps):
        done = step / steps
        for group in trained.param_groups:
            group["lr"] = group["rate"] * rate(done + 1 / steps)
        told_now, named_now = mix(step)
        windows = [next(reports) for _ in range(told_now)] + [next(names) for _ in range(named_now)]
        found = losses(network, windows, pieces, chance)
        total(found).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        trained.step()
        trained.zero_grad(set_to_none=True)
        words += sum(len(w.words) for w in windows)
        for name, loss in found.items():
            running[name] = 0.98 * running.get(name, loss.item()) + 0.02 * loss.item()
        if done >= AVERAGED and step % 5 == 0:
            mean.add(network)
        if step % 10 == 9:
            shown = {name: round(loss, 4) for name, loss in sorted(running.items())}
            print(
                f"{step + 1} {time.time() - begun:.0f} s {words / (time.time() - begun):.0f} words/s {shown}",
                flush=True,
            )
        if step % 50 == 49:
            state = {"step": step + 1, "network": network.state_dict(), "trained": trained.state_dict()}
            torch.save(state, out.with_suffix(".now.pt"))
    if not mean.times:
        mean.add(network)
    torch.save(mean.weights, out)


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="folder with voices/ and train/")
    parser.add_argument("--base", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument(
        "--go-on", type=Path, help="a checkpoint to go on from, with --steps counted from its beginning"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--with-validation", action="store_true", help="train on the validation part too")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    pieces = Pieces(options.base / "tokenizer.json")
    parts: tuple[Part, ...] = ("train", "validation") if options.with_validation else ("train",)
    train(Network(options.base), options.data, pieces, options.out, options.steps, parts, options.go_on)


if __name__ == "__main__":
    main()
