"""The numbers in which spaCy keeps a parse, and the tree of plain values that is made of them.

Hashes are looked up once for each word form and label, not once for each token.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.extraction.trees.tree import Doc, Sentence, Token

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc as ParsedDoc
    from spacy.vocab import Vocab

_COLUMNS: list[int | str] = [
    "ORTH", "LEMMA", "TAG", "POS", "DEP", "HEAD", "IDX", "SPACY", "SENT_START",
]  # fmt: skip
_MOST = 200_000  # strings kept: some 30 MB


class _Names(dict[int, str]):
    """Lemmas and labels by spaCy's hashes, each looked up once."""

    def __init__(self, store: StringStore) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: int) -> str:
        """Look one up."""
        if len(self) > _MOST:
            self.clear()
        found = self[key] = self._store[key] if key else ""
        return found


class _Forms(dict[int, tuple[str, str, bool, bool]]):
    """Words as printed and in lower case, whether each is punctuation and like a number."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._vocab = vocab

    def __missing__(self, key: int) -> tuple[str, str, bool, bool]:
        """Look one up."""
        if len(self) > _MOST:
            self.clear()
        word = self._vocab[key]
        found = self[key] = (word.orth_, word.orth_.lower(), word.is_punct, word.like_num)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class _Strings:
    """What the hashes of one vocabulary stand for."""

    vocab: Vocab
    forms: _Forms
    names: _Names


_strings: dict[int, _Strings] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What spaCy says of a text, in a tenth of the memory of a tree: a row of numbers a word."""

    text: str
    values: Any
    strings: _Strings

    def tree(self) -> Doc:
        """Return the parse as plain values, which the caller may change."""
        forms, names = self.strings.forms, self.strings.names
        doc = Doc(self.text)
        tokens = doc.tokens
        heads = self.values[:, 5].astype(np.int64).tolist()  # distances, below 0 to the left
        sentence = Sentence(doc, 0, 0)
        for i, row in enumerate(self.values.tolist()):
            orth, lemma, tag, pos, dep, _, idx, space, starts = row
            if starts == 1 and i:
                sentence.end = i
                sentence = Sentence(doc, i, i)
            text, lower, is_punct, like_num = forms[orth]
            tokens.append(
                Token(
                    doc, i, idx, text, lower, names[lemma], names[tag], names[pos], names[dep],
                    " " if space else "", is_punct, like_num, sentence,
                )
            )  # fmt: skip
        sentence.end = len(tokens)
        _join(tokens, heads)
        return doc


def rows_of(parsed: ParsedDoc) -> Rows:
    """Return what spaCy found in a text, without its objects."""
    vocab = parsed.vocab
    strings = _strings.get(id(vocab))
    if strings is None or strings.vocab is not vocab:
        strings = _Strings(vocab, _Forms(vocab), _Names(vocab.strings))
        _strings[id(vocab)] = strings
    return Rows(parsed.text, parsed.to_array(_COLUMNS), strings)


def tree_of(parsed: ParsedDoc) -> Doc:
    """Return a parse of spaCy as plain values."""
    return rows_of(parsed).tree()


def _join(tokens: list[Token], heads: list[int]) -> None:
    """Tie each word to its head and to what it governs."""
    governed: dict[int, tuple[list[Token], list[Token]]] = {}
    for i, distance in enumerate(heads):
        at = i + distance
        tokens[i].head = tokens[at]
        if distance:
            sides = governed.get(at)
            if sides is None:
                sides = governed[at] = [], []
            sides[distance < 0].append(tokens[i])
    for at, (lefts, rights) in governed.items():
        owner = tokens[at]
        owner.lefts, owner.rights = tuple(lefts), tuple(rights)
        owner.children = owner.lefts + owner.rights
