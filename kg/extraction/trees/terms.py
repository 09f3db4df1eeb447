"""Which terms of a sentence are read as plain nouns while it is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.trees.amounts_said import amount_terms
from kg.extraction.trees.parse_text import Term
from kg.lexicon.anaphora import anaphoric_types
from kg.lexicon.installed import default_vocabulary
from kg.lexicon.relations import trigger_nouns, trigger_words
from kg.lexicon.stand_ins import stand_ins
from kg.lexicon.variants import singular
from kg.lexicon.vocabulary import TermMatch
from kg.lexicon.word_classes import in_class
from kg.model.spans import Span

_ADJECTIVE = re.compile(r"(?:ory|ive|ic|al|ous|ant)$")


def plain_terms(document: str, span: Span) -> list[Term]:
    """Return the terms of ``document[span]`` that are read as a plain noun, in order."""
    amounts = list(amount_terms(document, span))
    named = _plain_terms(span.text_of(document), span.start)
    apart = (one for one in named if not any(one.span.overlaps(a.span) for a in amounts))
    return sorted([*amounts, *apart], key=lambda one: one.span)


def _plain_terms(text: str, offset: int) -> Iterator[Term]:
    by_type = stand_ins()
    previous = 0
    for match in default_vocabulary().match(text):
        entry = by_type.get(match.concept.type)
        if entry is not None and _is_safe(text, match, previous):
            noun = entry.plural if _is_plural(match.text) else entry.singular
            if match.start == 0:
                noun = noun.capitalize()
            yield Term(Span(offset + match.start, offset + match.end), noun)
        previous = match.end


def _is_safe(text: str, match: TermMatch, previous: int) -> bool:
    """Say whether a term surely is a noun of its own here.

    Not so in a compound ("vitamin D-rich"), where it may share a modifier with its neighbour
    ("bacterial and fungal infections"), or where its word also states a relation ("cause").
    """
    before, after = text[: match.start], text[match.end :]
    if before.endswith(("-", "/")) or after.startswith(("-", "/")):
        return False
    last = singular(match.text.split()[-1].lower())
    if " " not in match.text and (in_class(last, "generic_class") or anaphoric_types(last)):
        return False
    if in_class(last, "generic_class") and in_class(match.text.split()[0], "plain_modifier"):
        return False
    if (
        _states_relation(match.text, last)
        or _is_adjectival(match, after)
        or not any(c.isalpha() for c in match.text)
    ):
        return False
    return " " not in match.text or not _shares_modifier(before, previous)


def _states_relation(term: str, last: str) -> bool:
    """Say whether a term's last word may state a relation; "upset" does not in "stomach upset"."""
    return last in (trigger_nouns() if " " in term else trigger_words())


def _shares_modifier(before: str, previous: int) -> bool:
    """Say whether "X and" before a term of several words may share its last word."""
    joined = re.search(r"(?<!\S)(\S+)\s+(?:and|or|nor)\s+$", before)
    if joined is None:
        return False
    is_listed = before[: joined.start()].rstrip().endswith(",")
    ends_term = joined.end(1) == previous and previous - joined.start(1) > 0
    return not (is_listed and ends_term)


def _is_adjectival(match: TermMatch, after: str) -> bool:
    """Say whether a name may be an adjective here: "anti-inflammatory and soothing effects"."""
    if " " in match.text or not _ADJECTIVE.search(match.text):
        return False
    return bool(re.match(r"\s+[a-z]", after))


def _is_plural(words: str) -> bool:
    last = words.rsplit(maxsplit=1)[-1].lower()
    return singular(last) != last
