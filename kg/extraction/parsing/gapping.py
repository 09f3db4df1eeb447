"""Second objects that share a verb: "lowered LDL by a tenth and triglycerides by a fifth"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import NOUNS
from kg.extraction.trees.tree import hang

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_REACH = 8  # words of the second object, and between the first amount and "and"
_ABOUT = frozenset({"about", "some", "nearly", "almost", "roughly", "a", "only", "over"})


def mend_gapping(doc: Doc) -> None:
    """Coordinate the second object with the first, which the parser hangs on an amount."""
    if "by" not in doc.lower_words:
        return
    for joint in doc:
        if joint.lower_ != "and":
            continue
        second, first = _by_amount(doc, joint.i + 1, joint.i + _REACH), _amount_before(joint)
        if second is None or first is None or second.i < joint.i + 2:
            continue
        noun, verb = second.nbor(-1), _verb_before(first)
        between = doc[joint.i + 1 : second.i]
        if noun.pos_ not in NOUNS or verb is None or any(t.pos_ == "VERB" for t in between):
            continue
        objects = [c for c in verb.children if c.dep_ == "dobj" and c.i < first.i]
        if objects and noun.head is not objects[0]:
            hang(noun, objects[0], "conj")


def _by_amount(doc: Doc, start: int, end: int) -> Token | None:
    return next((t for t in doc[start:end] if t.lower_ == "by" and _is_amount_after(t)), None)


def _amount_before(joint: Token) -> Token | None:
    before = joint.doc[max(joint.i - _REACH, 0) : joint.i]
    return next((t for t in reversed(before) if t.lower_ == "by" and _is_amount_after(t)), None)


def _is_amount_after(by: Token) -> bool:
    after = by.doc[by.i + 1 : by.i + 3]
    return any(t.like_num or t.text[0].isdigit() for t in after) or any(
        t.lower_ in _ABOUT and t.i == by.i + 1 for t in after
    )


def _verb_before(by: Token) -> Token | None:
    return next((t for t in reversed(by.doc[: by.i]) if t.pos_ == "VERB"), None)
