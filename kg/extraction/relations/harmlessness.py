"""What is said to do no harm: "lecithin is harmless", "the drug is safe", "is well tolerated"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.said_of import copula_subject
from kg.extraction.syntax.clauses import surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal, is_pronoun
from kg.extraction.syntax.typing import TAKEN
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.relations.matching import TypeOf
    from kg.extraction.trees.tree import Doc, Token

_HARMLESS = frozenset({"safe", "harmless", "nontoxic", "non-toxic"})
_BORNE = frozenset({"tolerate"})
_OPEN = frozenset({"more", "less", "only", "if", "whether", "when", "never", "how"})
_HARMLESS_KINDS = TAKEN | {EntityType.PROCEDURE}
_CONFIDENCE = 0.65


def harmlessness_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield a denied frame of harm for each thing that a sentence calls safe or well tolerated."""
    if doc.lower_words.isdisjoint(_HARMLESS | _BORNE) or "?" in doc.text:
        return
    for token in doc:
        label = "side effects" if token.lemma_ in _BORNE else "harm"
        harm = Filler(Phrase(token, (token,)), label)
        for subject in arguments.fillers(_harmless(token)):
            if is_pronoun(subject.phrase.head) or type_of(subject.text) in _HARMLESS_KINDS:
                yield Frame(
                    Predicate.CAUSES, subject, harm, token, "harmless", _CONFIDENCE, denied=True
                )


def _harmless(token: Token) -> list[Token]:
    """Return what a word calls harmless; nothing where it is denied, doubted or compared."""
    if token.lower_ in _HARMLESS and token.dep_ in {"acomp", "oprd"}:
        said, verb = copula_subject(token), token.head
    elif token.lemma_ in _BORNE and any(c.lower_ == "well" for c in token.children):
        said, verb = surface_subjects(token), token
    else:
        return []
    near = [c for one in (token, verb) for c in one.children]
    if any(c.lower_ in _OPEN or c.dep_ in {"neg", "mark"} for c in near):
        return []
    return [t for t in said if is_nominal(t) and not in_class(t.lemma_, "person")]
