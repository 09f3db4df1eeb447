"""Infinitives, gerunds and participles that the parser reads as something else, and their mending.

"Ginger is taken to combat fatigue" is read as taken to a combat, "reported to lower pressure" as
to a lower one, "rats fed fat developed ulcers" as rats that fed something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import NOUNS, is_nominal
from kg.extraction.trees.tree import hang
from kg.lexicon.relations import phrasal_verbs, verb_forms
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ANY_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})


def mend_infinitives(doc: Doc) -> None:
    """Make "lower" of "reported to lower pressure" and "combat" of "taken to combat" verbs."""
    forms = verb_forms()
    for token in doc[1:]:
        if token.tag_ in {"VB", "VBP"} or forms.get(token.lower_) != token.lower_:
            continue
        if token.nbor(-1).lower_ != "to":
            continue
        if token.dep_ == "xcomp" and any(c.dep_ == "dobj" for c in token.children):
            _make_infinitive(token)
        elif _is_swallowed(token):
            _release(token)


def _make_infinitive(token: Token) -> None:
    token.tag_, token.pos_, token.lemma_ = "VB", "VERB", token.lower_
    for child in token.lefts:
        if child.i == token.i - 1:
            child.dep_, child.tag_ = "aux", "TO"
    token.doc.forget()


def _is_swallowed(token: Token) -> bool:
    """Say whether a verb after "used to" or "taken to" was read into the phrase that follows."""
    noun, to = token.head, token.nbor(-1)
    if token.dep_ not in {"compound", "amod", "nmod"} or noun.dep_ != "pobj" or noun.head is not to:
        return False
    if any(c.dep_ in {"det", "poss"} for c in noun.lefts) or token.i != noun.left_edge.i:
        return False
    return to.head.tag_ == "VBN" and in_class(to.head.lemma_, "use")


def _release(token: Token) -> None:
    noun, to = token.head, token.nbor(-1)
    hang(token, to.head, "advcl")
    hang(noun, token, "dobj")
    hang(to, token, "aux")
    token.tag_, token.pos_, token.lemma_, to.tag_ = "VB", "VERB", token.lower_, "TO"


def mend_complements(doc: Doc) -> None:
    """Make "sesame" of "allergy to sesame" and "exercise" of "linked to exercise" governed nouns.

    The parser takes both for infinitives.
    """
    forms = verb_forms()
    for token in doc[1:]:
        if token.dep_ not in {"acl", "xcomp"} or token.tag_ not in {"VB", "NN"}:
            continue
        to, owner = token.nbor(-1), token.head
        if to.head is not token or to.lower_ != "to" or not _takes_noun(owner, token):
            continue
        is_bare = all(c is to or c.dep_ in {"punct", "cc", "conj"} for c in token.children)
        if is_bare and (token.tag_ == "NN" or token.lower_ not in forms):
            hang(to, owner, "prep")
            hang(token, to, "pobj")
            to.tag_, token.tag_, token.pos_ = "IN", "NN", "NOUN"


def _takes_noun(owner: Token, complement: Token) -> bool:
    if complement.dep_ == "acl":
        return _is_completed(owner)
    return owner.tag_ == "VBN" and in_class(owner.lower_, "tying_word")


def _is_completed(noun: Token) -> bool:
    return in_class(noun.lemma_, "completed_noun") or noun.lemma_ in {"reaction", "anaphylaxis"}


def mend_openings(doc: Doc) -> None:
    """Make "growing" of "growing up on a farm appears to protect" the subject of the verb.

    "Having diabetes raises X" is read with two subjects: diabetes is what one has.
    """
    for verb in doc:
        if verb.pos_ == "VERB" and verb.dep_ in {"ROOT", "ccomp"} and verb.lefts:
            first = verb.lefts[0]
            if first.tag_ == "VBG" and first.i == verb.left_edge.i:
                _mend_opening(first, verb)


def _mend_opening(first: Token, verb: Token) -> None:
    others = [c for c in verb.children if c.dep_ in _ANY_SUBJECT and c is not first]
    if first.dep_ == "advcl" and not others and verb.tag_ in {"VBZ", "VBP", "VBD"}:
        first.dep_ = "csubj"
        first.doc.forget()
    elif first.dep_ in _ANY_SUBJECT and len(others) == 1 and is_nominal(others[0]):
        if others[0].left_edge.i != first.i + 1:
            return
        hang(others[0], first, "dobj")


def mend_portions(doc: Doc) -> None:
    """Make "serving" of "each serving of meat" a noun."""
    for token in doc:
        has_determiner = any(c.dep_ == "det" and c.i == token.i - 1 for c in token.lefts)
        if token.tag_ == "VBG" and has_determiner and in_class(token.lower_, "unit_noun"):
            token.tag_, token.pos_, token.lemma_ = "NN", "NOUN", token.lower_
            doc.forget()


def mend_gerunds(doc: Doc) -> None:
    """Make "sitting" of "sitting for long was linked to X" a clause, not a noun, as subject."""
    for token in doc:
        if token.dep_ in _SUBJECTS and token.tag_ == "VBG" and token.pos_ == "VERB":
            token.dep_ = "csubjpass" if token.dep_ == "nsubjpass" else "csubj"
            doc.forget()


def mend_named_acts(doc: Doc) -> None:
    """Make "lowering" of "linked to lowering of the pressure" a noun."""
    for token in doc[:-1]:
        if token.tag_ == "VBG" and token.dep_ in {"pobj", "pcomp", "dobj"}:
            after = token.nbor(1)
            if after.lower_ == "of" and after.head is token:
                token.tag_, token.pos_, token.lemma_ = "NN", "NOUN", token.lower_
                token.dep_ = "pobj" if token.dep_ == "pcomp" else token.dep_
                doc.forget()


def mend_following(doc: Doc) -> None:
    """Make "following" of "fell following treatment" a preposition."""
    if "following" not in doc.lower_words:
        return
    for token in doc[1:]:
        if token.lower_ != "following" or token.tag_ != "VBG" or token.dep_ not in {"advcl", "acl"}:
            continue
        governed = [c for c in token.rights if c.dep_ in {"dobj", "pobj"}]
        if governed and not any(c.dep_ in _ANY_SUBJECT for c in token.children):
            token.dep_, token.tag_, token.pos_ = "prep", "IN", "ADP"
            for one in governed:
                hang(one, token, "pobj")


def mend_reported(doc: Doc) -> None:
    """Make "sleep" of "the trial showed sleep was better" the subject of the clause."""
    for clause in doc:
        verb = clause.head
        if clause.dep_ != "ccomp" or verb.i > clause.i or verb.pos_ != "VERB":
            continue
        if any(c.dep_ in _ANY_SUBJECT or c.dep_ == "mark" for c in clause.children):
            continue
        if clause.tag_ not in {"VBZ", "VBD", "VBP"} and not _has_finite_auxiliary(clause):
            continue
        named = next((c for c in verb.rights if c.dep_ == "dobj" and is_nominal(c)), None)
        if named is None or named.i > clause.i:
            continue
        tied = [c for c in verb.rights if c.dep_ == "prep" and named.i < c.i < clause.i]
        last = tied[-1] if tied else named
        if last.right_edge.i + 1 == clause.left_edge.i:
            for one in tied:
                hang(one, named, "prep")
            is_passive = any(c.dep_ == "auxpass" for c in clause.children)
            hang(named, clause, "nsubjpass" if is_passive else "nsubj")


def _has_finite_auxiliary(clause: Token) -> bool:
    auxiliaries = [c for c in clause.lefts if c.dep_ in {"aux", "auxpass"}]
    return bool(auxiliaries) and auxiliaries[0].tag_ in {"VBZ", "VBD", "VBP", "MD"}


def mend_particles(doc: Doc) -> None:
    """Make "depression" of "wards off depression" an object, not what a preposition governs."""
    forms = phrasal_verbs()
    for token in doc[1:]:
        verb = token.head
        if (
            token.dep_ != "prep"
            or verb.i != token.i - 1
            or token.lower_ not in forms.get(verb.lemma_, ())
        ):
            continue
        inner = [c for c in token.children if c.dep_ == "pobj"]
        if inner and not any(c.dep_ == "dobj" for c in verb.children):
            hang(token, verb, "prt")
            for one in inner:
                hang(one, verb, "dobj")


def mend_participles(doc: Doc) -> None:
    """Make "developed" the main verb of "rats fed a diet of fat developed ulcers"."""
    first = doc.root
    if first is None or first.tag_ not in {"VBD", "VBN"} or not _may_be_participle(first):
        return
    subject = next((c for c in first.lefts if c.dep_ in _SUBJECTS and is_nominal(c)), None)
    main = next((c for c in first.rights if c.dep_ in {"conj", "ccomp"}), None)
    if subject is None or main is None or not _runs_on(first, subject, main):
        return
    hang(main, main, "ROOT")
    hang(subject, main, "nsubj")
    hang(first, subject, "acl")
    first.tag_ = "VBN"
    for child in list(first.children):
        if child.i > main.i:
            hang(child, main, child.dep_)


def _may_be_participle(verb: Token) -> bool:
    is_plain = not any(c.dep_ in {"aux", "auxpass", "neg"} for c in verb.children)
    return is_plain and in_class(verb.lemma_, "done_to_group")


def _runs_on(first: Token, subject: Token, main: Token) -> bool:
    """Say whether a second finite verb follows with nothing that could join it to the first."""
    finite = next((c for c in main.lefts if c.dep_ in {"aux", "auxpass"}), main)
    if finite.tag_ not in {"VBD", "VBZ", "VBP", "MD"} or first.i != _end(subject, first) + 1:
        return False
    if any(c.dep_ in _SUBJECTS or c.dep_ == "mark" for c in main.lefts):
        return False
    between = main.doc[first.i + 1 : finite.i]
    if any(t.head is first and (t.dep_ in {"cc", "punct"}) for t in between):
        return False
    return bool(between) and (
        between[-1].pos_ in {*NOUNS, "ADV", "NUM"} or between[-1].tag_ == "VBG"
    )


def _end(subject: Token, first: Token) -> int:
    return max(t.i for t in subject.subtree if t.i < first.i)
