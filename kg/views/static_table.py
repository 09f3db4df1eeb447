"""The claims table as it stands in the file: what a reader without scripts sees."""

from __future__ import annotations

from dataclasses import dataclass

from kg.views.scene import Scene
from kg.views.selection import Chosen, Selection
from kg.views.words import claim_words

QUOTES_LIMIT = 5_000


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Claims that share one quote, so that its words are written once.

    Attributes:
        quote: The words, or None on a page so large that they stay in the data block.
        rows: ``(claim, its words, state of its citations)``.
    """

    document: str
    section: str
    quote: str | None
    rows: tuple[tuple[Chosen, str, str], ...]


def table_groups(scene: Scene, selection: Selection) -> tuple[QuoteGroup, ...]:
    """Return all claims of a scene in document order, grouped by quote."""
    grouped: dict[tuple[int, int, int], list[tuple[Chosen, str, str]]] = {}
    for chosen, cited in zip(scene.claims, scene.cited, strict=True):
        quote = chosen.claim.quote
        key = (chosen.record, quote.start, quote.end)
        grouped.setdefault(key, []).append((chosen, claim_words(chosen.claim), cited))
    written = len(scene.claims) <= QUOTES_LIMIT
    groups = []
    for (record, _, _), rows in grouped.items():
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
