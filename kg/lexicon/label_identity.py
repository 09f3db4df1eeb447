"""When two labels name one thing: one rule for statements, for the graph and for the page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.lexicon.normalise import folded

if TYPE_CHECKING:
    from kg.model.claim import Argument

_POSSESSIVE = re.compile(r"['\u2019]s\b")
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
# Words that never tell two things apart, and measure nouns that add nothing: those that may stand
# behind the thing ("iron levels"), and those that only may stand before it ("rate of infection",
# but "heart rate" is no heart).
_DETERMINERS = frozenset({"a", "an", "the", "its", "their", "this", "that", "these", "those"})
# Words after which "a" is an article; elsewhere it is part of a name ("hepatitis A").
_BEFORE_ARTICLE = frozenset(
    {"of", "in", "to", "for", "with", "by", "on", "at", "from", "and", "or", "as", "than", "after"}
)
_LIGHT = frozenset({"level", "amount", "number"})
_LIGHT_BEFORE = _LIGHT | {"rate"}


def entity_key(argument: Argument) -> str:
    """Return what makes two mentions one entity: the identifier, or else the key of the label.

    >>> from kg.model.claim import Argument
    >>> entity_key(Argument("The Bone  Marrows", "marrow", 0, 6))
    'bone marrow'
    """
    return argument.id or label_key(argument.label)


def label_key(label: str) -> str:
    """Return what a label has in common with other labels of the same thing.

    >>> label_key("Condition") == label_key("conditions"), label_key("+")
    (True, '+')
    """
    return " ".join(fold(label)) or folded(label) or label


@lru_cache(maxsize=65536)
def fold(label: str) -> tuple[str, ...]:
    """Return the words of a label in one form: lower case, singular, "of" turned round.

    >>> fold("The absorption of iron") == fold("iron absorption")
    True
    >>> fold("levels of white blood cells"), fold("heart rate"), fold("Crohn\u2019s disease")
    (('white', 'blood', 'cell'), ('heart', 'rate'), ('crohn', 'disease'))
    """
    words = [_singular(word) for word in _WORD.findall(folded(_POSSESSIVE.sub("", label)))]
    words = [word for n, word in enumerate(words) if not _is_determiner(words, n)]
    while "of" in words:
        at = words.index("of")
        before = [word for word in words[:at] if word not in _LIGHT_BEFORE]
        words = [*words[at + 1 :], *before] if 0 < at < len(words) - 1 else words[:at]
    core = [word for word in words if word not in _LIGHT]
    return tuple(core or words)


def _is_determiner(words: list[str], at: int) -> bool:
    if words[at] == "a" and at > 0:
        return words[at - 1] in _BEFORE_ARTICLE
    return words[at] in _DETERMINERS


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
