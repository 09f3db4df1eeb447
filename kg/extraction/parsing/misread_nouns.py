"""Nouns that the parser takes for verbs or adjectives, and how they are mended.

"Exercise prevents falls" is read as two verbs, "the symptoms are wheeze and cough" as if symptoms
were wheeze of some kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import NOUNS
from kg.extraction.syntax.typing import ILLNESS, type_of
from kg.extraction.trees.tokens import is_term
from kg.extraction.trees.tree import hang
from kg.lexicon.relations import relational_nouns, verb_forms

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_VERBS = frozenset({"VB", "VBZ", "VBP", "VBD", "VBG"})
_CLAUSAL = frozenset({"conj", "ccomp", "xcomp", "advcl", "dep"})


def mend_outcomes(doc: Doc) -> None:
    """Free "worse" of "makes the pain of gout worse", read as what "of" governs."""
    for token in doc[2:]:
        preposition, noun = token.head, token.nbor(-1)
        if token.tag_ != "JJR" or token.dep_ != "pobj" or noun.head is not token:
            continue
        verb = next((a for a in token.ancestors if a.pos_ == "VERB"), None)
        if verb is not None and verb.lemma_ == "make" and noun.dep_ in {"compound", "nmod"}:
            hang(noun, preposition, "pobj")
            hang(token, verb, "ccomp")
            token.pos_ = "ADJ"


def mend_objects(doc: Doc) -> None:
    """Make "falls" of "exercise prevents falls" the object of the verb before it."""
    for token in doc:
        if token.tag_ != "VBZ" or token.dep_ not in _CLAUSAL or not token.i:
            continue
        verb = token.nbor(-1)
        if verb.tag_ not in _VERBS or token.head not in {verb, verb.head}:
            continue
        is_bare = all(c.dep_ in {"prep", "punct", "cc", "conj"} for c in token.children)
        has_object = any(c.dep_ in {"dobj", "oprd"} for c in verb.children)
        if is_bare and not has_object and _governs(verb):
            hang(token, verb, "dobj")
            token.tag_, token.pos_ = "NNS", "NOUN"
            token.lemma_ = token.lower_.removesuffix("s")


def mend_named_objects(doc: Doc) -> None:
    """Make a name that the tagger takes for a verb, but the parser for an object, a noun."""
    for token in doc:
        if token.dep_ in {"dobj", "pobj"} and token.tag_ in {"VB", "VBP", "VBD"}:
            token.tag_, token.pos_ = "NN", "NOUN"


def _governs(verb: Token) -> bool:
    return verb.lower_ in verb_forms() or verb.lemma_ in verb_forms()  # which has base forms, too


def mend_predicates(doc: Doc) -> None:
    """Make "wheeze" of "the symptoms are wheeze, cough and pain" a noun."""
    for token in doc:
        if token.dep_ != "acomp" or token.pos_ != "ADJ" or token.head.lemma_ != "be":
            continue
        subjects = [c for c in token.head.children if c.dep_ == "nsubj"]
        if not subjects or subjects[0].lemma_.lower() not in relational_nouns():
            continue
        fellows = [c for c in token.children if c.dep_ == "conj" and c.pos_ in NOUNS]
        if fellows or type_of(token.text) in ILLNESS:
            token.dep_, token.tag_, token.pos_ = "attr", "NN", "NOUN"
            doc.forget()


def mend_conjuncts(doc: Doc) -> None:
    """Make "shellfish" of "causes include beer and shellfish" a noun."""
    for token in doc:
        is_joined = token.dep_ == "conj" and token.head.pos_ in NOUNS and token.i > token.head.i
        if not is_joined or token.tag_ not in {"VB", "VBP"} or token.lower_ in verb_forms():
            continue
        if all(c.dep_ in {"prep", "punct", "amod", "compound", "cc"} for c in token.children):
            token.tag_, token.pos_ = "NN", "NOUN"


def mend_second_of(doc: Doc) -> None:
    """Hang "of life" of "sleep and quality of life" on quality: names take no "of" of their own."""
    for token in doc[2:]:
        if token.lower_ != "of" or token.dep_ != "prep" or not is_term(token.head):
            continue
        before, head = token.nbor(-1), token.head
        if before.dep_ == "conj" and before.head is head and before.pos_ in NOUNS:
            hang(token, before, "prep")


def mend_compounds(doc: Doc) -> None:
    """Make "urate" of "lowered plasma urate", which is read as an adjective, the object."""
    for token in doc:
        if token.dep_ == "oprd" and token.tag_ == "JJ" and token.head.pos_ == "VERB":
            before = [c for c in token.lefts if c.dep_ in {"compound", "nmod"}]
            if before and not any(c.dep_ == "dobj" for c in token.head.children):
                token.dep_, token.tag_, token.pos_ = "dobj", "NN", "NOUN"
                doc.forget()


def mend_governed(doc: Doc) -> None:
    """Make "aprepitant" of "treated with aprepitant" the noun that the preposition governs."""
    for token in doc:
        before = token.head
        if token.tag_ != "JJ" or token.dep_ != "amod" or before.lower_ not in _LEADING:
            continue
        is_next = token.i == before.i + 1 and len(token.text) > _SHORT
        if is_next and not any(c.dep_ in {"pobj", "pcomp"} for c in before.children):
            token.dep_, token.tag_, token.pos_ = "pobj", "NN", "NOUN"
            doc.forget()


def mend_bounds(doc: Doc) -> None:
    """Make the third of "up to a third of users complain" the subject of the verb."""
    for up in doc:
        verb = up.head
        if up.dep_ != "prep" or up.lower_ not in _BOUNDS or up.i > verb.i or verb is up:
            continue
        if verb.pos_ not in {"VERB", "AUX"} or any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        inner = [t for c in up.children for t in (c, *c.children) if t.dep_ == "pobj"]
        inner += [c for t in inner for c in t.rights if c.dep_ == "conj"]
        share = next((t for t in inner if any(c.lower_ == "of" for c in t.rights)), None)
        if share is not None:
            is_passive = any(c.dep_ == "auxpass" for c in verb.children)
            hang(share, verb, "nsubjpass" if is_passive else "nsubj")
            hang(up, share, "advmod")


def mend_instances(doc: Doc) -> None:
    """Make "example" of "for example steroids and lithium" no part of the name after it."""
    for token in doc.among(_INSTANCES):
        noun, before = token.head, token.nbor(-1) if token.i else token
        if token.dep_ != "compound" or before.lower_ != "for" or noun.head is not before:
            continue
        if before.head is not before and before.head.pos_ in NOUNS:
            hang(noun, before.head, "appos")
            hang(token, before, "pobj")


_INSTANCES = frozenset({"example", "instance"})
_BOUNDS = frozenset({"up", "between", "over", "under", "around", "about"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LEADING = frozenset({"with", "on", "than", "versus", "vs", "without", "after", "following"})
_SHORT = 5  # letters of the names that a tagger does not know are more
