"""Verbs that the parser takes for modifiers or plurals, and how they are recognised and mended.

"Cinnamon lowered glucose" is read as lowered glucose of some kind, "sleep loss impairs memory" as
an impairs-like memory, "reduced pain and improved balance" as two things that were reduced.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import NOUNS
from kg.extraction.trees.tree import hang
from kg.lexicon.relations import Form, patterns_by_word, verb_forms
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_MODIFYING = frozenset({"compound", "amod", "nmod"})
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_PLAIN = frozenset({"VB", "VBP"})
_CLAUSAL = frozenset({"ROOT", "relcl", "ccomp", "advcl", "conj"})
_IN_ITS_PLACE = frozenset({"saw", "lived"})  # what a reading prints for a past form
_JOINING = frozenset({"and", "or", "but"})


def suspects(doc: Doc) -> list[Token]:
    """Return the words that may be verbs though the parse has them inside a noun phrase."""
    forms = verb_forms()
    return [t for t in doc if t.lower_ in forms and (_is_joined(t) or _is_inside(t) or _is_sure(t))]


def _is_sure(token: Token) -> bool:
    """Say whether a word read as a plural can only be a verb: "protects", "predisposes"."""
    is_plural = token.tag_ in {"NNS", "NNPS"} and token.lower_.endswith("s")
    return is_plural and in_class(verb_forms()[token.lower_], "verb_only")


def _is_inside(token: Token) -> bool:
    return token.dep_ in _MODIFYING and _is_suspect(token)


def _is_joined(token: Token) -> bool:
    """Say whether a form in -s after "and" has an object: "promotes uptake and suppresses the"."""
    if token.tag_ != "NNS" or token.dep_ != "conj" or not 0 < token.i < len(token.doc) - 1:
        return False
    is_first = token.nbor(-1).lower_ in _JOINING
    return is_first and token.nbor(1).tag_ in {"DT", "PRP$"} and token.nbor(1).head.i > token.i


def _is_suspect(token: Token) -> bool:
    if token.tag_ == "NNS":
        return token.dep_ == "compound"
    if token.lower_.endswith("s") and not token.lower_.endswith("ss"):
        is_odd = token.tag_ == "JJ" and token.i > 0 and token.nbor(-1).pos_ in NOUNS
        return token.tag_ == "VBZ" or is_odd
    if token.lower_.endswith("ed"):
        return _is_swallowed(token)
    return _follows_plural(token) or _follows_pair(token)


def _is_swallowed(token: Token) -> bool:
    """Say whether a past form between two nouns was read into a noun phrase.

    "Strength training relieved pain" is a clause, "exercise induced asthma" a name, and so is
    "placebo controlled trial".
    """
    is_past = token.tag_ == "VBD" and token.dep_ == "amod" and token.nbor(-1).pos_ in NOUNS
    if not is_past and (token.tag_ not in {"VBN", "VBD", "JJ"} or not _follows_noun(token)):
        return False
    if token.lower_ in patterns_by_word(Form.COMPOUND):
        return False
    return token.head.i > token.i and not in_class(token.head.lemma_, "study")


def _follows_noun(token: Token) -> bool:
    """Say whether the word before is a noun of the same phrase, or the whole of another one."""
    if token.i == 0 or token.dep_ != "amod":
        return False
    before = token.nbor(-1)
    if before.head is token.head:
        return before.dep_ in _MODIFYING or (before.dep_ == "nsubj" and before.pos_ in NOUNS)
    return before.head is token and before.pos_ in NOUNS | {"ADJ"}


def _follows_plural(token: Token) -> bool:
    """Say whether a bare verb follows a plural in one phrase: "inhaled steroids slow growth"."""
    if token.i == 0 or token.tag_ not in {"JJ", "NN"}:
        return False
    before = token.nbor(-1)
    is_subject = before.dep_ in _MODIFYING or before.dep_ == "nsubj"
    return before.tag_ == "NNS" and before.head is token.head and is_subject


def _follows_pair(token: Token) -> bool:
    """Say whether a bare verb follows two nouns joined: "tea and coffee inhibit absorption"."""
    if token.i < 3 or token.tag_ not in {"JJ", "NN"}:
        return False
    second, joint, first = (token.nbor(-n) for n in (1, 2, 3))
    return second.pos_ in NOUNS and joint.lower_ == "and" and first.pos_ in NOUNS


def mend_comparatives(doc: Doc) -> None:
    """Make "lower" of "which lower cholesterol" and "slow it and lower pressure" a verb."""
    if "lower" not in doc.lower_words:
        return
    for token in doc:
        if token.lower_ != "lower" or token.tag_ != "JJR":
            continue
        if token.dep_ in _CLAUSAL and any(c.dep_ == "dobj" for c in token.rights):
            token.tag_, token.pos_, token.lemma_ = "VBP", "VERB", "lower"
            doc.forget()
        elif token.dep_ == "amod":
            _lowered(token)


def _lowered(token: Token) -> None:
    """Part "slow the heart and lower pressure", which is read as slowing a lower pressure, too."""
    noun, first = token.head, token.head.head
    verb = first.head
    is_joined = noun.dep_ == "conj" and first.dep_ == "dobj" and token.i == noun.left_edge.i
    if is_joined and verb.tag_ in _PLAIN and token.nbor(-1).lower_ in _JOINING:
        hang(token, verb, "conj")
        hang(noun, token, "dobj")
        token.tag_, token.pos_, token.lemma_ = verb.tag_, "VERB", "lower"


def mend_subject(doc: Doc) -> None:
    """Make the word between a determiner and a finite verb its subject.

    "No supplement cures cancer" is read as if "no" and an adjective "supplement" modified "cures".
    """
    for verb in doc:
        if verb.tag_ not in _FINITE or any(c.dep_ in _SUBJECTS for c in verb.children):
            continue
        before = [c for c in verb.lefts if c.dep_ in _MODIFYING]
        determiners = [c for c in verb.lefts if c.dep_ == "det"]
        if not before or not determiners or before[-1].i != verb.i - 1:
            continue
        subject = before[-1]
        hang(subject, verb, "nsubj")
        subject.tag_, subject.pos_ = "NN", "NOUN"
        for modifier in (*determiners, *before[:-1]):
            hang(modifier, subject, modifier.dep_)


def mend_pronoun_subject(doc: Doc) -> None:
    """Make "neither" of "neither reduced pain" the subject of a verb, not a determiner."""
    forms = verb_forms()
    for token in doc:
        if token.lower_ not in {"neither", "both"} or token.dep_ != "det":
            continue
        noun = token.head
        verb = token.nbor(1) if token.i + 1 < len(doc) else token
        if verb.head is not noun or verb.dep_ != "amod" or verb.lower_ not in forms:
            continue
        if not verb.lower_.endswith("ed"):
            continue
        above, dep = (verb, "ROOT") if noun.head is noun else (noun.head, noun.dep_)
        hang(verb, above, dep)
        for child in noun.children:
            if child.i < verb.i and child is not token:
                hang(child, verb, child.dep_)
        hang(noun, verb, "dobj")
        hang(token, verb, "nsubj")
        token.tag_, token.pos_ = "DT", "PRON"
        verb.tag_, verb.pos_, verb.lemma_ = "VBD", "VERB", forms[verb.lower_]


def mend_whether(doc: Doc) -> None:
    """Make "known" of "whether zinc prevents colds is not known" the verb that the clause is of.

    The parser takes the colds for what is not known, and the clause for the main one.
    """
    root = doc.root
    if root is None or root.pos_ != "VERB" or doc[0].lower_ != "whether":
        return
    verdict = next((c for c in root.rights if c.dep_ == "ccomp"), None)
    if verdict is None or not any(c.dep_ in {"auxpass", "acomp"} for c in verdict.children):
        return
    named = next((c for c in verdict.lefts if c.dep_ in {"nsubjpass", "nsubj"}), None)
    if named is None or named.left_edge.i != root.i + 1:
        return
    dep = "csubjpass" if named.dep_ == "nsubjpass" else "csubj"
    hang(named, root, "dobj")
    hang(verdict, verdict, "ROOT")
    hang(root, verdict, dep)


def mend_coordination(doc: Doc) -> None:
    """Make "improved" of "reduced pain and improved balance" a verb beside "reduced"."""
    forms = verb_forms()
    for token in doc:
        if token.lower_ not in forms:
            continue
        if token.dep_ == "amod" and token.lower_.endswith("ed"):
            verb = _beside(token)
            if verb is not None:
                _promote(token, verb, forms[token.lower_])
        elif token.dep_ == "conj" and token.head.dep_ in _MODIFYING:
            _part(token, forms[token.lower_])


def _part(token: Token, lemma: str) -> None:
    """Part "raise sugar and weaken bone", which is read as raising a sugar-and-weaken bone."""
    first, noun = token.head, token.head.head
    verb = noun.head
    is_object = noun.dep_ == "dobj" and first.pos_ in NOUNS and noun.i > token.i > first.i > verb.i
    if not is_object or token.nbor(-1).lower_ not in _JOINING or not _is_alike(token, verb):
        return
    inside = [c for c in noun.lefts if c.i > token.i]
    before = [c for c in noun.lefts if c.i < first.i]
    hang(first, verb, "dobj")
    hang(token, verb, "conj")
    hang(noun, token, "dobj")
    for child in before:
        hang(child, first, child.dep_)
    for child in inside:
        hang(child, noun, child.dep_)
    token.tag_, token.pos_, token.lemma_ = verb.tag_, "VERB", lemma


def _is_alike(token: Token, verb: Token) -> bool:
    """Say whether a word has the ending of a verb that it may be coordinated with."""
    if verb.pos_ != "VERB":
        return False
    if verb.tag_ in {"VBD", "VBN"}:
        return token.lower_.endswith("ed")
    if verb.tag_ == "VBZ":
        return token.lower_.endswith("s")
    return verb.tag_ in _PLAIN and not token.lower_.endswith(("ed", "s"))


def mend_run_of_verbs(doc: Doc) -> None:
    """Make a clause before a bare main verb the main one: "X impair A, promote B, and alter C".

    The parser takes the last verbs for instructions and the first for an aside.
    """
    root = doc.root
    if root is None or root.tag_ not in _PLAIN or not root.i or root.nbor(-1).text != ",":
        return
    if any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in root.children):
        return
    first = next((c for c in root.lefts if c.dep_ in {"advcl", "ccomp"}), None)
    if first is None or first.tag_ not in {"VBP", "VBZ", "VBD"}:
        return
    has_subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in first.children)
    is_marked = any(c.dep_ in {"mark", "advmod"} and c.i < first.i for c in first.children)
    runs_on = any(c.dep_ == "conj" and c.tag_ in _PLAIN for c in root.rights)
    if has_subject and not is_marked and runs_on:
        hang(first, first, "ROOT")
        hang(root, first, "conj")


def _beside(token: Token) -> Token | None:
    """Return the verb that a past form after "and" is coordinated with, or None."""
    noun = token.head
    first = noun.head
    opening = token.left_edge.i
    if noun.dep_ != "conj" or opening != noun.left_edge.i or not opening:
        return None
    is_beside_verb = first.pos_ == "VERB" and any(c.dep_ == "dobj" for c in first.children)
    if first.dep_ != "dobj" and not is_beside_verb:
        return None
    verb = first if is_beside_verb else first.head
    if token.doc[opening - 1].lower_ not in _JOINING or not _is_listed(verb):
        return None
    is_past = verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(c.lemma_ == "have" for c in verb.children)
    )
    return verb if is_past else None


def _is_listed(verb: Token) -> bool:
    """Say whether a verb states a relation; a reading may have printed another in its place."""
    forms = verb_forms()
    return verb.lower_ in forms or (verb.lower_ in _IN_ITS_PLACE and verb.lemma_ in forms)


def _promote(token: Token, verb: Token, lemma: str) -> None:
    noun = token.head
    hang(token, verb, "conj")
    hang(noun, token, "dobj")
    token.tag_, token.pos_, token.lemma_ = verb.tag_, "VERB", lemma
