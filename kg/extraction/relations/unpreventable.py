"""What nobody can prevent: "gout cannot be prevented", "there is no known way to prevent gout".

Nothing is named that would prevent it: the claim denies prevention itself, as "there is no cure"
denies a cure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.said_of import copula_subject
from kg.extraction.syntax.actions import is_means_noun
from kg.extraction.syntax.clauses import deep_objects, is_passive, is_verbal, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_pronoun
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

RULE = "unpreventable"
_LABEL = "prevention"
_PREVENTING = frozenset({"prevent", "avert", "forestall"})
_PREVENTABLE = frozenset({"preventable", "avoidable"})
_ABLE = frozenset({"can", "ca", "could", "cannot"})
_PARTLY = frozenset({"always", "all", "completely", "entirely", "fully", "totally", "altogether"})
_MEANS = frozenset({"by", "with", "through", "if", "unless", "without"})
_SOUGHT = frozenset({"find", "have", "know", "discover", "identify", "be", "exist", "understand"})
_CONFIDENCE = 0.75


def unpreventable_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each thing of which the sentence says that nothing prevents it."""
    for token in doc:
        for obj in arguments.fillers(_unprevented(token)):
            yield Frame(
                Predicate.PREVENTS,
                Filler(Phrase(token, (token,)), _LABEL),
                None if is_pronoun(obj.phrase.head) else obj,  # "it" is what the text is about
                token,
                RULE,
                _CONFIDENCE,
                only_denied=True,
                denied=True,
            )


def _unprevented(token: Token) -> list[Token]:
    if token.lower_ in _PREVENTABLE:
        said = token.dep_ == "acomp" and _denied(token.head) and not _is_partial(token.head)
        return copula_subject(token) if said and not _is_partial(token) else []
    if token.lemma_ not in _PREVENTING or not is_verbal(token):
        return []
    fails = _nobody_can(token) or (_is_infinitive(token) and _no_way(token))
    return deep_objects(token) if fails else []


def _nobody_can(verb: Token) -> bool:
    """Say whether "it cannot be prevented" or "you can't prevent it" is said."""
    words = {c.lower_ for c in verb.children}
    if not words & _ABLE or not _denied(verb) or _is_partial(verb) or words & _MEANS:
        return False
    if any(c.dep_ in {"agent", "advcl"} and c.lower_ in _MEANS for c in verb.children):
        return False
    subjects = surface_subjects(verb)
    return is_passive(verb) or any(in_class(s.lower_, "person") for s in subjects)


def _no_way(verb: Token) -> bool:
    """Say whether there is no way "to prevent" something, or nobody knows how."""
    above = verb.head
    if is_means_noun(above):
        return _is_lacking(above)
    if above.lower_ in {"possible", "impossible", "able"}:
        above = above.head
    if above.lemma_ == "be" and any(c.lower_ in {"possible", "able"} for c in above.children):
        return _denied(above) and not _is_partial(above)
    if above.lemma_ in {"do", "done"} or above.lower_ == "nothing":
        return any(t.lower_ == "nothing" for t in (above, *surface_subjects(above)))
    asks_how = any(c.lower_ == "how" for c in verb.children)
    return asks_how and above.lemma_ in _SOUGHT and _denied(above)


def _is_lacking(means: Token) -> bool:
    if any(c.lower_ in {"only", "sure", "foolproof", "guaranteed"} for c in means.lefts):
        return False  # "no sure way" leaves ways that may work
    if any(c.lower_ == "no" for c in means.lefts):
        return True
    return means.dep_ == "dobj" and means.head.lemma_ in _SOUGHT and _denied(means.head)


def _denied(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _is_partial(word: Token) -> bool:
    """Say whether it is only not always, or not wholly, so."""
    return any(c.lower_ in _PARTLY for c in word.children)


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
