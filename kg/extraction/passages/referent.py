"""What was named and can be taken up again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.lexicon.variants import singular
from kg.model.closed_terms import EntityType, Via
from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Referent:
    """Something that was named and can be taken up again.

    Attributes:
        span: Where it was named, in the document.
        is_plural: Number of the noun.
        role: ``subject``, ``object`` or ``attribute`` (what the subject is) in its clause.
        group: Start of the first of the things it was coordinated with; -1 where it stood alone.
        is_kept: A pronoun named it: what the text goes on about.
    """

    label: str
    span: Span
    type: EntityType
    is_plural: bool
    role: str = "subject"
    group: int = -1
    is_kept: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """What an expression stands for, and how that was found.

    Attributes:
        fellows: What was coordinated with it: "they" take up all of "zinc and copper".
    """

    referent: Referent
    via: Via
    fellows: tuple[Referent, ...] = ()

    @property
    def all(self) -> tuple[Referent, ...]:
        """Return everything that is taken up, first to last."""
        return (self.referent, *self.fellows)


def with_fellows(referent: Referent, named: Iterable[Referent]) -> Resolved:
    """Return something with what it was coordinated with: all that "they" take up."""
    found: dict[str, Referent] = {}
    for other in named:
        if other.group == referent.group >= 0 and other.label != referent.label:
            found.setdefault(other.label, other)
    return Resolved(referent, Via.ANAPHORA, tuple(found.values()))


def looks_plural(label: str) -> bool:
    """Say whether the last word of a label is a plural."""
    last = label.rsplit(maxsplit=1)[-1].lower()
    return singular(last) != last
