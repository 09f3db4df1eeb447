"""Second names: "shingles, also known as herpes zoster", "X, or Y, is", "X is also called Y".

Read from the text, for the parser is spared a name beside a name. The first name is always a term
of the vocabulary; a bare ", or Y," names it again only where both are one concept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.statement import Statement
from kg.extraction.syntax.typing import is_known, same_concept
from kg.lexicon.installed import default_vocabulary
from kg.model.closed_terms import EntityType, Predicate
from kg.model.spans import Span

if TYPE_CHECKING:
    from kg.extraction.claims import ClaimMaker
    from kg.model.claim import Claim

RULE = "other-name"
_NAME = r"(?:the |an? )?(?P<name>[\w’'-]+(?: [\w’'-]+){0,3}?)"
_END = r"(?=\s*(?:[,.;:)(]| and | or | is | are | was | causes? | affects? | occurs? |$))"
_SAID = (
    r"(?:(?:also|sometimes|otherwise|commonly|often|formerly|better|medically|technically|once|"
    r"more properly|properly) (?:known as|called|named|termed|referred to as)|aka)"
)
_CUED = re.compile(
    r"(?: \([A-Z][A-Za-z-]{1,7}\))?(?:,? \(?|,? (?:which )?(?:is|are) )"
    + _SAID
    + " "
    + _NAME
    + _END
)
_BARE = re.compile(r", or (?P<name>[\w’' -]{3,40}?),")
# What may stand before a whole name: another word is part of it ("medullary sponge kidney").
_BEFORE = re.compile(
    r"(?:^|[,.;:(\[]|\b(?:the|an?|of|in|with|from|by|for|to|is|are|as|and|or|have|has|had|get|develop|"
    r"causes?|causing|called|may|this|that|like|your|their|including))\W{0,3}$",
    re.IGNORECASE,
)
_SHORTEST = 4  # letters of a name that is no abbreviation
_NAMED = frozenset(EntityType) - {EntityType.OTHER, EntityType.POPULATION, EntityType.QUANTITY}


def other_names(maker: ClaimMaker) -> Iterator[Claim]:
    """Yield the second names that the sentence in hand gives."""
    quote = maker.quote
    for match in default_vocabulary().match(quote.exact):
        if match.concept.type not in _NAMED:
            continue
        found = _name_after(quote.exact, match.end, match.text)
        if found is None or same_words(found.text_of(quote.exact), match.text):
            continue
        if not _BEFORE.search(quote.exact[: match.start]):
            continue
        first = Span(quote.start + match.start, quote.start + match.end)
        second = Span(quote.start + found.start, quote.start + found.end)
        said = Statement(
            Predicate.DEFINED_AS, maker.argument(found.text_of(quote.exact), second), RULE, 0.75
        )
        yield maker.plain_claim(maker.argument(match.text, first), said)


def _name_after(text: str, end: int, term: str) -> Span | None:
    """Return where a second name stands after a term that ends at ``end``, or None."""
    cued = _CUED.match(text, end)
    if cued is not None:
        return Span(*cued.span("name"))
    bare = _BARE.match(text, end)
    if bare is None or not is_known(bare["name"]) or not same_concept(bare["name"], term):
        return None
    return Span(*bare.span("name")) if len(bare["name"]) >= _SHORTEST else None


def same_words(first: str, second: str) -> bool:
    """Say whether two names differ in case only."""
    return first.lower() == second.lower()
