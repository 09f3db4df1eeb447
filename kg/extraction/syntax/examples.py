"""Listed examples: "infections, including sepsis", "treatments such as chemotherapy", "(a, b)".

A list of examples belongs to a class noun before it. The parser attaches it to whatever noun
stands nearest; here the class must be a plural or a class word, and of the members' kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.phrases import conjuncts, is_nominal, is_pronoun
from kg.extraction.syntax.typing import ILLNESS, type_of
from kg.extraction.trees.tokens import is_term, printed
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_LISTING = frozenset({"include", "comprise"})
_INSTANCES = frozenset({"example", "instance"})
_CUES = frozenset({"as", "including", "like", "e.g.", "eg"})
_ILLS = frozenset({"symptom", "sign", "complication"})
_MEANS = frozenset({"medication", "medicine", "drug", "treatment", "therapy", "supplement"})
_REACH = 14  # how many tokens before the list its class noun may stand


@dataclass(frozen=True, slots=True)
class ExampleList:
    """A class noun and the heads of the examples listed for it.

    Attributes:
        owner: The class noun.
        heads: The examples.
        cue: The word that announces them.
    """

    owner: Token
    heads: tuple[Token, ...]
    cue: Token

    @property
    def is_whole(self) -> bool:
        """Say whether a bare class is all told: "drugs that cause gout include", "two herbs, "."""
        if self.cue.lemma_ in _LISTING:
            return all(c.dep_ == "det" for c in self.owner.lefts)
        is_counted = any(c.dep_ == "nummod" for c in self.owner.lefts)
        return is_counted and self.cue.dep_ == "appos" and len(self.owner.lefts) == 1


def example_lists(doc: Doc) -> list[ExampleList]:
    """Return the lists of examples in a sentence, in order."""
    found = [one for verb in doc.among(_LISTING) for one in _told(verb)]
    for token in doc:
        heads = _listed(token) if token.dep_ == "appos" or token.lower_ in _CUES else ()
        if not heads:
            continue
        owner = _owner(token, heads)
        if owner is not None and not is_pronoun(owner):
            found.append(ExampleList(owner, tuple(heads), token))
    return found


def _told(verb: Token) -> Iterator[ExampleList]:
    """Yield the list of "drugs that cause gout include A and B": examples of what causes gout."""
    owner = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.tag_ == "NNS"), None)
    if owner is None or not any(_sets_apart(c) for c in owner.rights):
        return
    objects = [c for c in verb.rights if c.dep_ == "dobj" and is_nominal(c)]
    heads = tuple(noun for head in objects for noun in conjuncts(head))
    if heads and not in_class(owner.lemma_, "strict_person"):
        yield ExampleList(owner, heads, verb)


def _sets_apart(child: Token) -> bool:
    """Say whether a clause, or an adjective with its complement, tells which things are meant."""
    is_told = child.dep_ in {"amod", "acl", "relcl"} and bool(child.rights)
    return is_told and child.lemma_ not in {"include", "have"}


def _listed(token: Token) -> list[Token]:
    if token.lower_ == "as" and token.i and token.nbor(-1).lower_ == "such":
        return [noun for head in _nouns(governed(token)) for noun in conjuncts(head)]
    if token.lower_ == "including":
        objects = [c for c in token.children if c.dep_ in {"pobj", "dobj"} and is_nominal(c)]
        return [noun for head in objects for noun in conjuncts(head)]
    if token.lower_ in {"like", "e.g.", "eg"} and token.pos_ in {"ADP", "ADV", "X"}:
        objects = _nouns(governed(token))
        return [noun for head in objects for noun in conjuncts(head)] if objects else []
    if token.dep_ == "appos" and is_nominal(token) and _opens_list(token):
        return list(_parenthesised(token))
    return []


def _is_counted(token: Token, before: Token) -> bool:
    """Say whether a list tells what was just counted: "two herbs, A and B", "namely A and B"."""
    if before.lower_ in _INSTANCES or any(c.lower_ == "namely" for c in token.lefts):
        return True
    if before.text != "," or token.head.tag_ not in {"NNS", "NNPS"}:
        return False
    is_joined = any(c.dep_ == "conj" for c in token.rights)
    return is_joined and any(c.dep_ == "nummod" for c in token.head.lefts)


def _nouns(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if is_nominal(token)]


def _opens_list(token: Token) -> bool:
    """Say whether an apposition is a list: after a colon, or in parentheses after a plural."""
    opener = token.left_edge
    if opener.i == 0:
        return False
    before = opener.nbor(-1)
    if before.text == ":" or _is_counted(token, before):
        return True
    if before.text != "(" or not (token.head.tag_ in {"NNS", "NNPS"} or _is_class(token.head)):
        return False
    return any(c.dep_ in {"conj", "appos"} for c in token.children) or token.tag_ == "NNS"


def _parenthesised(token: Token) -> Iterator[Token]:
    """Yield the members of a list; the parser chains them as conjuncts or as appositions."""
    yield token
    for child in token.children:
        if child.dep_ in {"conj", "appos"} and is_nominal(child):
            yield from _parenthesised(child)


def _owner(cue: Token, heads: list[Token]) -> Token | None:
    attached = cue.head
    if cue.dep_ == "appos":
        before = cue.left_edge.nbor(-1)
        if before.text == ":":
            nouns = [t for t in cue.doc[: before.i] if is_nominal(t) and not is_pronoun(t)]
            return nouns[-1] if nouns else attached
        return _class_of(attached)
    for token in _before(cue):
        if not is_nominal(token) or is_pronoun(token) or token in heads:
            continue
        if _fits(token, heads):
            return token
    return attached if is_nominal(attached) else None


def _class_of(noun: Token) -> Token:
    """Return the classes of "three classes of drug, namely A, B and C"."""
    above = noun.head.head
    is_kind = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.tag_ == "NN"
    return above if is_kind and above.tag_ == "NNS" else noun


def _before(cue: Token) -> Iterator[Token]:
    start = cue.i - 1
    for i in range(start, max(start - _REACH, -1), -1):
        yield cue.doc[i]


def _fits(token: Token, heads: list[Token]) -> bool:
    if token.dep_ in {"compound", "nmod", "amod"}:
        return False
    is_person = in_class(token.lemma_, "strict_person")
    if is_person and not any(in_class(head.lemma_, "strict_person") for head in heads):
        return False
    if token.lemma_ in _ILLS and _is_of_means(token, heads):
        return False
    return token.tag_ in {"NNS", "NNPS"} or _is_class(token)


def _is_of_means(ill: Token, heads: list[Token]) -> bool:
    """Say whether a list is of medications: "drugs that ease symptoms, such as aspirin"."""
    if any(type_of(printed(head)) in ILLNESS for head in heads):
        return False
    return any(t.tag_ == "NNS" and t.lemma_ in _MEANS for t in ill.doc[: ill.i])


def _is_class(token: Token) -> bool:
    return not is_term(token) and in_class(token.lemma_, "generic_class")


def is_bare_class(token: Token) -> bool:
    """Say whether a class noun says nothing beyond its examples ("other diseases")."""
    if not _is_class(token):
        return False
    return not any(
        child.dep_ in {"compound", "amod", "nmod"} and not in_class(child.lower_, "plain_modifier")
        for child in token.children
    )
