"""The network: a few layers of the MiniLM backbone, with an embedding for the looks of words."""

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from classifiers.names.train.marked import KINDS
from classifiers.names.words import LOOKS, NEWLINE, NUMBERS

LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-PUB", "I-PUB")
# What is told: the labels of the second model.
FACTS = ("O", *(f"{part}-{kind}" for kind in KINDS.values() for part in "BI"))
LABELS_OF = {"names": LABELS, "facts": FACTS}
WIDTH, HEADS = 384, 12
MOST_PLACES = 160


class _Attention(torch.autograd.Function):
    """Attention as one operator of ONNX Runtime, a tenth faster there; without a mask, because the product reads row by
    row and pads nothing.
    """

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        whole = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS)
        return whole.setType(query.type())

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        parts = (one.unflatten(-1, (HEADS, WIDTH // HEADS)).transpose(1, 2) for one in (query, key, value))
        return nn.functional.scaled_dot_product_attention(*parts).transpose(1, 2).flatten(2)


class Layer(nn.Module):
    def __init__(self, inner: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, inner)
        self.down = nn.Linear(inner, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor, asked: Tensor | None = None) -> Tensor:
        """All places of each row, or only those ``asked`` about; that is for export, as attention in one operator is."""
        rows, length, _ = x.shape
        if torch.onnx.is_in_onnx_export():
            query, key, value = self.qkv(x).split(WIDTH, -1)
            if asked is not None:
                query, x = query.index_select(1, asked), x.index_select(1, asked)
            seen = _Attention.apply(query, key, value)
        else:
            parts = self.qkv(x).view(rows, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
            seen = nn.functional.scaled_dot_product_attention(*parts.unbind(0), attn_mask=mask)
            seen = seen.transpose(1, 2).reshape(rows, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(seen)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Tagger(nn.Module):
    """Pieces and looks (rows x length) to scores of labels (rows x length x labels). Piece 0 is padding.

    Exported, it gives the scores of the places ``asked`` about only (rows x asked x labels): the last layer is not
    worked out for others.
    """

    def __init__(self, pieces: int, layers: int, inner: int, labels: int = len(LABELS)) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.looks = nn.Embedding(LOOKS, WIDTH)
        self.places = nn.Embedding(MOST_PLACES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(inner) for _ in range(layers))
        self.head = nn.Linear(WIDTH, labels)
        nn.init.normal_(self.looks.weight, std=0.02)

    def forward(self, pieces: Tensor, looks: Tensor, asked: Tensor | None = None) -> Tensor:
        return self.ended(self.begun(pieces, looks, 0), pieces, 0, asked)

    def begun(self, pieces: Tensor, looks: Tensor, layers: int) -> Tensor:
        """What so many of the layers make of the pieces (rows x length x width)."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x: Tensor = self.pieces(pieces) + self.looks(looks) + self.places(places)[None]
        x = self.drop(self.norm(x))
        for layer in self.layers[:layers]:
            x = layer(x, _unseen(pieces))
        return x

    def ended(self, states: Tensor, pieces: Tensor, layers: int, asked: Tensor | None = None) -> Tensor:
        """The scores from what so many of the layers made of the pieces."""
        *between, last = self.layers[layers:]
        for layer in between:
            states = layer(states, _unseen(pieces))
        scores: Tensor = self.head(last(states, _unseen(pieces), asked))
        return scores


def _unseen(pieces: Tensor) -> Tensor:
    """What attention adds to padding."""
    return (pieces == 0).float()[:, None, None, :] * -10000.0


def from_backbone(folder: Path, layers: tuple[int, ...], inner: int) -> tuple[Tagger, list[str]]:
    """The untrained tagger with the weights of the backbone's ``layers``, and the vocabulary.

    Of each feed-forward block the ``inner`` units with the greatest product of weight norms are kept.
    """
    weights = load_file(folder / "model.safetensors")
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    vocabulary = vocabulary[: weights["embeddings.word_embeddings.weight"].shape[0]]
    tagger = Tagger(len(vocabulary), len(layers), inner)
    with torch.no_grad():
        words = weights["embeddings.word_embeddings.weight"].clone()
        number_of = {piece: number for number, piece in enumerate(vocabulary)}
        likes = ((NUMBERS[0], ("5", "3")), (NUMBERS[1], ("25", "14")), (NUMBERS[2], ("300", "250")),
                 (NUMBERS[3], ("2015", "1500")), (NUMBERS[4], ("2000", "1000")), (NEWLINE, (".", ";")))  # fmt: skip
        for piece, like in likes:
            words[number_of[piece]] = words[[number_of[one] for one in like]].mean(0)
        tagger.pieces.weight.copy_(words)
        tagger.places.weight.copy_(weights["embeddings.position_embeddings.weight"][:MOST_PLACES])
        # The backbone adds the embedding of its first sentence type everywhere.
        tagger.looks.weight.add_(weights["embeddings.token_type_embeddings.weight"][0])
        _copy(tagger.norm, weights, "embeddings.LayerNorm")
        for layer, number in zip(tagger.layers, layers, strict=True):
            base = f"encoder.layer.{number}."
            for part in ("weight", "bias"):
                names = ("query", "key", "value")
                whole = torch.cat([weights[f"{base}attention.self.{name}.{part}"] for name in names])
                getattr(layer.qkv, part).copy_(whole)
            _copy(layer.out, weights, base + "attention.output.dense")
            _copy(layer.norm1, weights, base + "attention.output.LayerNorm")
            _copy(layer.norm2, weights, base + "output.LayerNorm")
            up, down = weights[base + "intermediate.dense.weight"], weights[base + "output.dense.weight"]
            kept = (up.norm(dim=1) * down.norm(dim=0)).topk(inner).indices.sort().values
            layer.up.weight.copy_(up[kept])
            layer.up.bias.copy_(weights[base + "intermediate.dense.bias"][kept])
            layer.down.weight.copy_(down[:, kept])
            layer.down.bias.copy_(weights[base + "output.dense.bias"])
    return tagger, vocabulary


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[name + ".weight"])
    module.bias.copy_(weights[name + ".bias"])
