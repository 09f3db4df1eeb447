"""What a heading names and asks: "What causes gout?" is about gout, and asks for causes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.lexicon.list_leads import asks_relation
from kg.lexicon.word_classes import in_class

_WORD = re.compile(r"[\w'’-]+")
_NUMBERING = re.compile(r"^\s*(\d+[.)]\s*)+")
_BRACKETS = re.compile(r"\s{0,8}\([^()]{0,400}\)")
_ABOUT = re.compile(r"\b(?:of|for|about|with|against)\s+(?:the\s+)?(.+)$", re.IGNORECASE)
_QUESTION = re.compile(r"\s{0,8}(?:what|how|who|when|why|can|should)\b", re.IGNORECASE)
_PLAIN, _ASKED = 4, 8  # how many words a topic may have; more where the heading asks something


@dataclass(frozen=True, slots=True)
class Heading:
    """The topic of a heading.

    Attributes:
        topic: What it names, as printed.
        is_asked: Whether the heading asks for causes, symptoms, treatment or prevention of it,
            so that it is something one can have.
        is_sure: Whether its form alone tells that this is what the text is about ("Causes of gout",
            "What causes gout?"); otherwise the text must take up its words ("Ginger root").
    """

    topic: str
    is_asked: bool = False
    is_sure: bool = False


def read_heading(title: str) -> Heading | None:
    """Return what a heading names, or None where it only names a part of the article.

    >>> read_heading("Leukopenia: Causes, Symptoms & Treatment").topic
    'Leukopenia'
    >>> read_heading("How can tooth decay be prevented?")
    Heading(topic='tooth decay', is_asked=True, is_sure=True)
    >>> read_heading("Symptoms") is None
    True
    """
    name = re.split(r"[:|?–—]", title, maxsplit=1)[0].strip().rstrip(".")
    name = _BRACKETS.sub("", _NUMBERING.sub("", name))
    about = _ABOUT.search(name)
    if about is not None and not _is_generic(name[: about.start()]):
        about = None
    topic = _stripped(about.group(1) if about else name)
    if not topic or any(in_class(word, "sure_finite") for word in _WORD.findall(topic)):
        return None
    words = _WORD.findall(topic)
    is_asked = asks_relation(name.replace(topic, " "))
    if len(words) > (_ASKED if is_asked else _PLAIN):
        return None
    if not is_asked and any(in_class(word, "heading_word") for word in words):
        return None
    is_question = is_asked and _QUESTION.match(name) is not None
    return Heading(
        topic, is_asked, bool(about) or is_question or len(name) < len(title.rstrip("? ."))
    )


def _stripped(name: str) -> str:
    """Drop the words at both ends that name a part of the article; "type 2" is no part."""
    words = list(_WORD.finditer(name))
    while words and in_class(words[0].group(), "heading_word"):
        if len(words) > 1 and words[1].group().isdigit():
            break
        words.pop(0)
    while words and in_class(words[-1].group(), "heading_word"):
        words.pop()
    return name[words[0].start() : words[-1].end()] if words else ""


def _is_generic(text: str) -> bool:
    return all(in_class(word, "heading_word") for word in _WORD.findall(text))
