"""The written forms of a label: plural and singular, British and American, with their reasons."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.lexicon.normalise import folded


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word part that British and American English spell differently (kg/data/spelling.yaml)."""

    id: str
    british: str
    american: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    at_start: bool = False


@dataclass(frozen=True, slots=True)
class Inflection:
    """How nouns with one ending form their plural (kg/data/inflection.yaml).

    Attributes:
        words: The only words that the rule fits; empty where the ending decides.
        not_words: Words that have the ending and do not follow the rule.
        not_before: Letters that must not stand before the ending.
        positive: Pairs of singular and plural.
        negative: Pairs that must not come out.
    """

    id: str
    singular: str
    plural: str
    source: str
    positive: tuple[tuple[str, ...], ...]
    negative: tuple[tuple[str, ...], ...]
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    not_before: str = ""

    def fits(self, word: str, ending: str) -> bool:
        """Say whether ``word``, which has ``ending``, follows this rule as a singular."""
        if word in self.not_words or (self.words and word not in self.words):
            return False
        if not word.endswith(ending) or len(word) <= len(ending):
            return word == ending and bool(self.words)
        return word[-len(ending) - 1] not in self.not_before if self.not_before else True


@functools.cache
def _spellings() -> tuple[tuple[re.Pattern[str], str, re.Pattern[str], str], ...]:
    compiled = []
    for entry in load_entries("spelling", Spelling):
        start = r"\b" if entry.at_start else ""
        british = re.compile(start + re.escape(entry.british))
        # the American form may be the end of the British one (emia in aemia)
        added = entry.british.removesuffix(entry.american)
        behind = "" if added == entry.british else f"(?<!{re.escape(added)})"
        american = re.compile(start + behind + re.escape(entry.american))
        compiled.append((british, entry.american, american, entry.british))
    return tuple(compiled)


@functools.cache
def _inflections() -> tuple[Inflection, ...]:
    return load_entries("inflection", Inflection)


@functools.cache
def _listed() -> frozenset[str]:
    """Return the singulars that a rule names."""
    return frozenset(word for rule in _inflections() for word in rule.words)


def american(text: str) -> str:
    """Return lower-case ``text`` with British spellings replaced.

    >>> american("iron-deficiency anaemia")
    'iron-deficiency anemia'
    """
    for british, replacement, _, _ in _spellings():
        text = british.sub(replacement, text)
    return text


def british(text: str) -> str:
    """Return lower-case ``text`` with American spellings replaced; junk where there is no pair.

    >>> british("hemolytic anemia")
    'haemolytic anaemia'
    """
    for _, _, american_form, replacement in _spellings():
        text = american_form.sub(replacement, text)
    return text


def plural(word: str) -> str:
    """Return the plural of a lower-case noun.

    >>> plural("deficiency"), plural("diagnosis"), plural("bacterium")
    ('deficiencies', 'diagnoses', 'bacteria')
    """
    for rule in _inflections():
        if rule.fits(word, rule.singular):
            return word[: len(word) - len(rule.singular)] + rule.plural
    return word


def singular(word: str) -> str:
    """Return the singular of a lower-case noun; a word that is no plural comes back unchanged.

    >>> singular("deficiencies"), singular("platelets"), singular("sinus"), singular("measles")
    ('deficiency', 'platelet', 'sinus', 'measles')
    """
    if word.endswith(("ss", "us", "is")) or len(word) < 3 or word in _listed():
        return word
    for rule in _inflections():
        if not word.endswith(rule.plural):
            continue
        candidate = word[: len(word) - len(rule.plural)] + rule.singular
        if rule.fits(candidate, rule.singular) and plural(candidate) == word:
            return candidate
    return word


def forms(label: str) -> Iterator[tuple[str, str]]:
    """Yield the folded written forms of a label with the reason that a match on each has.

    >>> dict(forms("Leukocytes"))["leucocyte"]
    'singular, spelling'
    """
    key = folded(label)
    seen: set[str] = set()
    for form, reason in _inflected(key):
        for spelled, way in ((form, ""), (american(form), "spelling"), (british(form), "spelling")):
            if spelled not in seen:
                seen.add(spelled)
                yield spelled, ", ".join(filter(None, (reason, way)))


def _inflected(key: str) -> Iterator[tuple[str, str]]:
    yield key, ""
    head, _, last = key.rpartition(" ")
    stem = f"{head} " if head else ""
    if not last.isalpha() or len(last) < 3:
        yield from _eponym(key)
        return
    one = singular(last)
    if one != last:
        yield stem + one, "singular"
    else:
        yield stem + plural(last), "plural"
    yield from _eponym(key)


def _eponym(key: str) -> Iterator[tuple[str, str]]:
    """Yield "alzheimer disease" and "alzheimers disease" for "alzheimer s disease"."""
    if " s " in key:
        yield key.replace(" s ", " "), "eponym"
        yield key.replace(" s ", "s "), "eponym"
