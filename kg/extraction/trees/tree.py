"""The parse of a sentence as plain Python values, read from spaCy once.

A token of spaCy is a view: each look at a lemma, a head or the children makes new objects, and the
rules look some two hundred times at every word. Here each word is read once; names and meanings
are those of spaCy's ``Token`` and ``Doc``, so that its documentation holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar, overload

Found = TypeVar("Found")


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """One word of a parse; compared by identity.

    Attributes:
        doc: The parse that it belongs to.
        i: Its index there.
        idx: Where it starts in ``doc.text``, in code points.
        term: The words of the vocabulary's term that it stands for, or None.
        sent: The sentence it is in; a parser may find several in one text.
        head: The word that governs it; a root governs itself.
        lefts: What it governs before it, in order.
        rights: What it governs after it, in order.
        children: All that it governs, in order.
    """

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    whitespace_: str
    is_punct: bool
    like_num: bool
    sent: Sentence
    head: Token = field(init=False)
    lefts: tuple[Token, ...] = ()
    rights: tuple[Token, ...] = ()
    children: tuple[Token, ...] = ()
    term: str | None = None

    def __len__(self) -> int:
        """Return the number of code points."""
        return len(self.text)

    def __repr__(self) -> str:
        """Return the printed word."""
        return self.text

    def nbor(self, distance: int = 1) -> Token:
        """Return the word at a distance from this one.

        Raises:
            IndexError: There is none.
        """
        at = self.i + distance
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]

    @property
    def subtree(self) -> Iterator[Token]:
        """Yield this word and all that hang on it, left ones first."""
        if not self.children:
            yield self
            return
        waiting: list[tuple[Token, bool]] = [(self, False)]
        while waiting:
            token, is_open = waiting.pop()
            if is_open or not token.children:
                yield token
                continue
            waiting.extend((child, False) for child in reversed(token.rights))
            waiting.append((token, True))
            waiting.extend((child, False) for child in reversed(token.lefts))

    @property
    def ancestors(self) -> Iterator[Token]:
        """Yield the words above, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def left_edge(self) -> Token:
        """Return the first word of the subtree."""
        return self.doc.tokens[self.doc.edges[0][self.i]] if self.children else self

    @property
    def right_edge(self) -> Token:
        """Return the last word of the subtree."""
        return self.doc.tokens[self.doc.edges[1][self.i]] if self.children else self


@dataclass(slots=True, eq=False)
class Sentence:
    """One of the sentences of a parse; most have one.

    Attributes:
        start: Index of its first token.
        end: Index after its last.
    """

    doc: Doc
    start: int
    end: int

    def __iter__(self) -> Iterator[Token]:
        """Yield the words in order."""
        return iter(self.doc.tokens[self.start : self.end])


@dataclass(slots=True, eq=False)
class Doc:
    """A parse; compared by identity.

    Attributes:
        text: What was parsed.
        tokens: Its words, in order.
    """

    text: str
    tokens: list[Token] = field(default_factory=list)
    _edges: tuple[list[int], list[int]] | None = None
    _words: frozenset[str] | None = None
    _lower: frozenset[str] | None = None
    _kept: dict[tuple[object, int], Any] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        """Yield the words in order."""
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...

    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        """Return a word, or the words of a range."""
        return self.tokens[at]

    def text_of(self, start: int, end: int) -> str:
        """Return the text of the words ``[start, end)``."""
        last = self.tokens[end - 1]
        return self.text[self.tokens[start].idx : last.idx + len(last)]

    @property
    def words(self) -> frozenset[str]:
        """Return its words in lower case and their lemmas."""
        if self._words is None:
            words = {token.lower_ for token in self.tokens}
            words.update([token.lemma_ for token in self.tokens])
            self._words = frozenset(words)
        return self._words

    @property
    def lower_words(self) -> frozenset[str]:
        """Return its words and their lemmas, all in lower case."""
        if self._lower is None:
            self._lower = frozenset([word.lower() for word in self.words])
        return self._lower

    def among(self, lemmas: frozenset[str]) -> list[Token]:
        """Return the words whose lemma, in lower case, is among ``lemmas``, in order."""
        if self.lower_words.isdisjoint(lemmas):
            return []
        return [token for token in self.tokens if token.lemma_.lower() in lemmas]

    @property
    def root(self) -> Token | None:
        """Return the first word that nothing governs; None where there is no word."""
        return next((token for token in self.tokens if token.dep_ == "ROOT"), None)

    @property
    def edges(self) -> tuple[list[int], list[int]]:
        """Return the first and the last index of the subtree of each word."""
        if self._edges is None:
            first, last = list(range(len(self.tokens))), list(range(len(self.tokens)))
            for token in reversed(self._from_roots()):
                at, head = token.i, token.head.i
                first[head] = min(first[head], first[at])
                last[head] = max(last[head], last[at])
            self._edges = first, last
        return self._edges

    def keep(self, find: Callable[[Token], Found], token: Token) -> Found:
        """Return what ``find`` says of a word; it is asked once."""
        key = (find, token.i)
        if key not in self._kept:
            self._kept[key] = find(token)
        found: Found = self._kept[key]
        return found

    def forget(self) -> None:
        """Drop what was read of the tree, which has changed."""
        self._edges = None
        self._kept.clear()

    def _from_roots(self) -> list[Token]:
        """Return the words, each after its head."""
        found = [token for token in self.tokens if token.head is token]
        for token in found:
            found.extend(token.children)
        return found


def hang(token: Token, head: Token, dep: str) -> None:
    """Give a word another head; what was read of the parse before is forgotten."""
    doc = token.doc
    old = token.head
    token.head, token.dep_ = head, dep
    for owner in (old, head):
        below = [t for t in doc.tokens if t.head is owner and t is not owner]
        owner.lefts = tuple(t for t in below if t.i < owner.i)
        owner.rights = tuple(t for t in below if t.i > owner.i)
        owner.children = owner.lefts + owner.rights
    doc.forget()
