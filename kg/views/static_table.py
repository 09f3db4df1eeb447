"""The claims table as it stands in the file: what a reader without scripts sees."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.spans import Span
from kg.views.scene import Scene
from kg.views.selection import Chosen, Selection
from kg.views.words import claim_words

QUOTES_LIMIT = 5_000


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Claims that share one quote, so that its words are written once, or one section.

    Attributes:
        quote: The words, or None on a page so large that they stay in the data block.
        rows: ``(claim, its words, state of its citations)``.
    """

    document: str
    section: str
    quote: str | None
    rows: tuple[tuple[Chosen, str, str], ...]


def table_groups(scene: Scene, selection: Selection) -> tuple[QuoteGroup, ...]:
    """Return all claims of a scene in document order, grouped by quote.

    Beyond ``QUOTES_LIMIT`` claims they are grouped by section, without the quotes.
    """
    written = len(scene.claims) <= QUOTES_LIMIT
    grouped: dict[tuple[int, Span | int], list[tuple[Chosen, str, str]]] = {}
    for chosen, cited in zip(scene.claims, scene.cited, strict=True):
        claim = chosen.claim
        place = claim.quote.span if written else claim.section
        key = (chosen.record, place)
        grouped.setdefault(key, []).append((chosen, claim_words(chosen.claim), cited))
    groups = []
    for (record, _), rows in grouped.items():
        claim = rows[0][0].claim
        document = selection.records[record].document
        path = document.section_path(claim.section)
        groups.append(
            QuoteGroup(
                document.title or document.id,
                " › ".join(title or "(heading missing)" for title in path),
                claim.quote.exact if written else None,
                tuple(rows),
            )
        )
    return tuple(groups)
