"""Members of a list that the parser hangs on the wrong word, and how they are mended.

"Nausea, a dry mouth and dizziness are common" is read as if nausea were a dry mouth, "fiber, coffee
in moderation and vitamin C" as moderation in vitamin C.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import NOUNS
from kg.extraction.trees.tree import hang
from kg.lexicon.word_classes import in_class, words_of

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "pobj"})
_PLURAL = frozenset({"are", "were", "have", "do"})
_NESTED = 3  # prepositions between a member and the noun that holds the next one


def mend_lists(doc: Doc) -> None:
    """Make every member of "X, a Y in Z and W" a fellow of the first."""
    for token in doc:
        if token.dep_ == "appos" and _is_member(token):
            hang(token, token.head, "conj")
    for token in doc:
        if token.dep_ == "conj" and token.pos_ in NOUNS and _is_after_comma(token):
            _take_back(token)


def _is_member(noun: Token) -> bool:
    """Say whether what stands beside a noun is the next of a list, by the verb or by its form."""
    owner = noun.head
    if not _is_after_comma(noun) or any(c.dep_ in {"conj", "cc"} for c in owner.children):
        return False
    closes = noun.right_edge.i + 1
    if _last_member(noun) is None or (closes < len(noun.doc) and noun.doc[closes].text == ","):
        return False
    if owner.dep_ in _SUBJECTS:
        return owner.tag_ in {"NN", "NNP"} and _is_plural(owner.head)
    return owner.dep_ in _OBJECTS and _is_bare(owner) and _is_bare(noun)


def _is_bare(noun: Token) -> bool:
    """Say whether a noun has no article and no clause: what explains another mostly has one."""
    return all(c.dep_ not in {"det", "poss", "relcl", "acl"} for c in noun.children)


def _is_plural(verb: Token) -> bool:
    """Say whether a verb says that its subject is several."""
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return first.tag_ == "VBP" or first.lower_ in _PLURAL


def _is_after_comma(noun: Token) -> bool:
    opening = noun.left_edge.i
    return opening > 0 and noun.doc[opening - 1].text == ","


def _take_back(member: Token) -> None:
    """Hang on a member what "and" joins to a noun inside of it, where the list lacks its "and"."""
    if _has_joint(member.head) or _has_joint(member):
        return
    holder = _last_member(member)
    if holder is None or holder is member:
        return
    for child in holder.children:
        if child.dep_ in {"conj", "cc"}:
            hang(child, member, child.dep_)


def _has_joint(noun: Token) -> bool:
    """Say whether "and" or "or" joins something to a noun."""
    return any(c.dep_ == "cc" for c in noun.children)


def _last_member(noun: Token) -> Token | None:
    """Return the noun, this or one inside of it, that "and" joins another to; None without one."""
    for holder in _inside(noun):
        fellow = holder
        for _ in range(len(noun.doc)):
            if _has_joint(fellow):
                return holder
            following = [c for c in fellow.rights if c.dep_ == "conj" and c.pos_ in NOUNS]
            if not following:
                break
            fellow = following[0]
    return None


def _inside(noun: Token) -> Iterator[Token]:
    """Yield a noun and the nouns that prepositions hang on it, the outermost first."""
    for _ in range(_NESTED):
        yield noun
        prepositions = [c for c in noun.rights if c.dep_ == "prep"]
        governed = [t for p in prepositions for t in p.children if t.dep_ == "pobj"]
        if not governed:
            return
        noun = governed[-1]


def mend_forms(doc: Doc) -> None:
    """Part "steroid ointment or zinc cream", read as a cream of steroid ointment or zinc."""
    if doc.lower_words.isdisjoint(words_of("dosage_form")):
        return
    for noun in [t for t in doc if in_class(t.lemma_, "dosage_form")]:
        first = next((c for c in noun.lefts if in_class(c.lemma_, "dosage_form")), None)
        if first is None:
            continue
        for second in [c for c in first.children if c.dep_ == "conj" and c.i == noun.i - 1]:
            for word in [c for c in noun.lefts if c.i < first.i]:
                hang(word, first, word.dep_)
            hang(second, noun, "compound")
            hang(first, first if noun.head is noun else noun.head, noun.dep_)
            hang(noun, first, "conj")
