"""The written forms of a label: plural and singular, British and American, with their reasons."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.lexicon.loading import load_entries

_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")


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

    def fits(self, word: str) -> bool:
        """Say whether ``word`` as a singular follows this rule of endings."""
        if not word.endswith(self.singular) or word in self.not_words:
            return False
        before = word[: len(word) - len(self.singular)][-1:]
        return bool(before) and before not in self.not_before if self.not_before else True


@functools.cache
def _spellings() -> tuple[Spelling, ...]:
    return load_entries("spelling", Spelling)


@functools.cache
def _listed() -> tuple[dict[str, str], dict[str, str]]:
    """Return singular to plural, and plural to singular, of the words that rules name."""
    pairs = [
        (word, word.removesuffix(rule.singular) + rule.plural)
        for rule in _inflections()
        for word in rule.words
    ]
    return dict(pairs), {many: one for one, many in pairs}


@functools.cache
def _rules() -> tuple[Inflection, ...]:
    """Return the rules of endings, in order."""
    return tuple(rule for rule in _inflections() if not rule.words)


@functools.cache
def _endings(letter: str) -> tuple[Inflection, ...]:
    """Return the rules of endings for singulars that end in ``letter``, in order."""
    return tuple(rule for rule in _rules() if rule.singular[-1:] in ("", letter))


@functools.cache
def _plural_letters() -> frozenset[str]:
    """Return the letters in which a plural can end."""
    return frozenset(rule.plural[-1:] for rule in _rules() if rule.plural)


@functools.cache
def _inflections() -> tuple[Inflection, ...]:
    return load_entries("inflection", Inflection)


def american(text: str) -> str:
    """Return lower-case ``text`` with British spellings replaced.

    >>> american("iron deficiency anaemia")
    'iron deficiency anemia'
    """
    padded = f" {text}"
    for entry in _spellings():
        space = " " if entry.at_start else ""
        padded = padded.replace(space + entry.british, space + entry.american)
    return padded[1:]


def british(text: str) -> str:
    """Return lower-case ``text`` with American spellings replaced; junk where there is no pair.

    >>> british("hemolytic anemia")
    'haemolytic anaemia'
    """
    padded = f" {text}"
    for entry in _spellings():
        space = " " if entry.at_start else ""
        padded = padded.replace(space + entry.american, space + entry.british)
        added = entry.british.removesuffix(entry.american)
        if added != entry.british:  # the text had the British form already
            padded = padded.replace(added + entry.british, entry.british)
    return padded[1:]


@functools.lru_cache(maxsize=8192)
def plural(word: str) -> str:
    """Return the plural of a lower-case noun.

    >>> plural("deficiency"), plural("diagnosis"), plural("bacterium")
    ('deficiencies', 'diagnoses', 'bacteria')
    """
    if word in _listed()[0]:
        return _listed()[0][word]
    for rule in _endings(word[-1:]):
        if rule.fits(word):
            return word[: len(word) - len(rule.singular)] + rule.plural
    return word


@functools.lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return the singular of a lower-case noun; a word that is no plural comes back unchanged.

    >>> singular("deficiencies"), singular("platelets"), singular("sinus"), singular("measles")
    ('deficiency', 'platelet', 'sinus', 'measles')
    """
    one_of, many_of = _listed()
    if word in many_of:
        return many_of[word]
    if word in one_of or len(word) < 3 or word.endswith(("ss", "us", "is")):
        return word
    if word[-1] not in _plural_letters():
        return word
    for rule in _rules():
        if rule.plural and word.endswith(rule.plural):
            candidate = word[: len(word) - len(rule.plural)] + rule.singular
            if rule.fits(candidate) and plural(candidate) == word:
                return candidate
    return word


# How a written form was made from a name; plain integers, for they are combined in the thousands.
AS_LISTED, SYNONYM, PLURAL, SINGULAR, SPELLING, EPONYM = 0, 1, 2, 4, 8, 16
_WORDS = (
    (SYNONYM, "synonym"),
    (PLURAL, "plural"),
    (SINGULAR, "singular"),
    (SPELLING, "spelling"),
    (EPONYM, "eponym"),
)


@functools.cache
def reason(way: int) -> str:
    """Return how a form was made, in words.

    >>> reason(SYNONYM | PLURAL), reason(AS_LISTED)
    ('synonym, plural', 'exact label')
    """
    # a plural of a derived singular is the name as listed
    way = way & ~(PLURAL | SINGULAR) if way & PLURAL and way & SINGULAR else way
    return ", ".join(word for bit, word in _WORDS if bit & way) or "exact label"


def forms(names: Iterable[str]) -> Iterator[tuple[int, str, int]]:
    """Yield the written forms of folded names: number of the name, form, how it was made.

    Regular plurals in -s and -es are not among them: matching takes those by itself. Each name
    comes first as it is; no form comes twice for one name.

    >>> [(form, reason(way)) for _, form, way in forms(["platelets"])]
    [('platelets', 'exact label'), ('platelet', 'singular')]
    """
    made = [row for number, key in enumerate(names) for row in _inflected(number, key)]
    if not made:
        return
    # one substitution over all forms at once costs a tenth of one for each
    block = "; ".join(form for _, form, _ in made)
    respelled = zip(american(block).split("; "), british(block).split("; "), strict=True)
    for (number, form, way), spellings in zip(made, respelled, strict=True):
        yield number, form, way
        for spelled in spellings:
            if spelled != form:
                yield number, spelled, way | SPELLING


def _inflected(number: int, key: str) -> Iterator[tuple[int, str, int]]:
    yield number, key, AS_LISTED
    head, space, last = key.rpartition(" ")
    if len(last) >= 3 and last.isalpha():
        one = singular(last)
        if one != last:
            yield number, f"{head}{space}{one}", SINGULAR
        elif (many := plural(last)) not in (last, f"{last}s", f"{last}es"):
            yield number, f"{head}{space}{many}", PLURAL
    if " s " in key:  # "alzheimer s disease", with or without its possessive
        yield number, key.replace(" s ", " "), EPONYM
        yield number, key.replace(" s ", "s "), EPONYM


def regular_plural(form: str, tail: str) -> bool:
    """Say whether ``tail``, the letters that follow ``form`` in a text, makes its plural.

    >>> regular_plural("platelet", "s"), regular_plural("virus", "es"), regular_plural("rat", "es")
    (True, True, False)
    """
    if tail == "s":
        return form[-1:] not in "sxz0123456789" and len(form) >= 3
    return tail == "es" and form.endswith(_SIBILANTS)


def plural_tail(text: str, end: int) -> str:
    """Return "s" or "es" where that is all that follows ``end`` in the word, else "".

    ``text`` must end in a space.

    >>> plural_tail("viruses ", 5), plural_tail("ironing ", 4)
    ('es', '')
    """
    for tail in ("s", "es"):
        if text.startswith(tail, end) and not text[end + len(tail)].isalnum():
            return tail
    return ""


def without_plural(form: str) -> Iterator[tuple[str, int]]:
    """Yield a form as it is, then what it may be the regular plural of, each with its way.

    >>> list(without_plural("infections"))
    [('infections', 0), ('infection', 2)]
    """
    yield form, AS_LISTED
    for tail in ("s", "es"):
        stem = form.removesuffix(tail)
        if stem != form and regular_plural(stem, tail):
            yield stem, PLURAL
