"""What a sentence names that the next one can take up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.discourse import Referent, TypeOf
from kg.extraction.phrases import Phrase, conjuncts, is_nominal, members
from kg.extraction.relations.arguments import is_argument
from kg.lexicon.word_classes import in_class
from kg.model.spans import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.parsing import Parsed

Resolve = Callable[[str], Referent | None]
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "attr", "pobj"})


def referents_of(
    parsed: Parsed, type_of: TypeOf, resolve: Resolve, before: int | None = None
) -> list[Referent]:
    """Return the subjects and then the objects of a sentence, main clause first.

    Args:
        resolve: Gives the referent of a pronoun, so that chains of "it" hold.
        before: Only tokens before this index, the nearest clause first; None for all.
    """
    doc = parsed.doc
    stop = len(doc) if before is None else before
    subjects = [t for t in doc[:stop] if t.dep_ in _SUBJECTS or _is_clausal(t)]
    objects = [t for t in doc[:stop] if t.dep_ in _OBJECTS and is_nominal(t)]
    objects.sort(key=lambda token: (token.dep_ == "pobj", token.i))
    if before is not None:
        subjects.reverse()
    found: list[Referent] = []
    for token in subjects:
        found.extend(_named(token, "subject", parsed, type_of, resolve))
    for token in objects:
        found.extend(_named(token, "object", parsed, type_of, resolve))
    return found


def _is_clausal(token: Token) -> bool:
    return token.dep_ == "dobj" and token.head.dep_ in {"csubj", "pcomp"}


def _named(
    token: Token, role: str, parsed: Parsed, type_of: TypeOf, resolve: Resolve
) -> Iterator[Referent]:
    if token.pos_ == "PRON":
        referent = resolve(token.text) if role == "subject" else None
        if referent is not None:
            yield referent
        return
    if in_class(token.lemma_, "person") or in_class(token.lemma_, "study"):
        return
    nouns = list(conjuncts(token))
    for one in members(token):
        if not is_argument(one):
            continue
        span = parsed.span_of(one.tokens)
        if span is None:
            continue
        label = restored_label("", parsed, one)
        plural = one.head.tag_ in {"NNS", "NNPS"} or len(nouns) > 1
        yield Referent(label, span, type_of(label), plural, role)


def restored_label(document: str, parsed: Parsed, one: Phrase) -> str:
    """Return the phrase as a label: as the document prints it where it stands in one piece."""
    span: Span | None = parsed.span_of(one.tokens)
    first, last = one.tokens[0], one.tokens[-1]
    if document and span is not None and last.i - first.i + 1 == len(one.tokens):
        return " ".join(span.text_of(document).split())
    return " ".join(one.text.split())
