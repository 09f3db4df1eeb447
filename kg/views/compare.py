"""What two versions of an article changed: claims added, dropped, hedged, citations lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from kg.lexicon.label_identity import entity_key
from kg.model.appraisal import Corpus
from kg.model.claim import Claim
from kg.model.closed_terms import Certainty
from kg.model.document import CitationState
from kg.model.record import DocumentRecord
from kg.views.options import PageOptions
from kg.views.page import render_template
from kg.views.report import SHEET_STYLES
from kg.views.selection import Chosen, choose
from kg.views.words import claim_words, grade_styles, term

_FIRMNESS = (Certainty.HYPOTHETICAL, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.ASSERTED)


@dataclass(frozen=True, slots=True)
class Change:
    """A claim of both versions, one of them, or of both with another wording or backing.

    Attributes:
        old: None for an added claim.
        new: None for a dropped claim.
        notes: What changed, in words; empty when nothing did.
    """

    old: Chosen | None
    new: Chosen | None
    notes: tuple[str, ...]

    @property
    def words(self) -> str:
        """Return the claim in words, as the newer version has it."""
        chosen = self.new or self.old
        return claim_words(chosen.claim) if chosen else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs, and how much stayed the same."""

    added: tuple[Change, ...]
    dropped: tuple[Change, ...]
    denied: tuple[Change, ...]
    hedged_up: tuple[Change, ...]
    hedged_down: tuple[Change, ...]
    citations_lost: tuple[Change, ...]
    citations_gained: tuple[Change, ...]
    regraded: tuple[Change, ...]
    same: int


def compare(
    old: tuple[Sequence[DocumentRecord], Corpus], new: tuple[Sequence[DocumentRecord], Corpus]
) -> Comparison:
    """Return what changed from one reading to another.

    Claims are the same when subject, relation and object are, whatever the words around them; of
    several equal claims the first pairs with the first.
    """
    before, after = _claims(*old), _claims(*new)
    pairs: list[tuple[Chosen | None, Chosen | None]] = []
    for key in dict.fromkeys([*before, *after]):
        olds, news = before.get(key, []), after.get(key, [])
        pairs.extend(zip_longest(olds, news))
    both = [(a, b) for a, b in pairs if a and b]
    groups = {name: tuple(_changes(both, test)) for name, test in _TESTS.items()}
    touched = {id(change.new) for group in groups.values() for change in group}
    return Comparison(
        added=tuple(Change(None, b, ()) for a, b in pairs if b and not a),
        dropped=tuple(Change(a, None, ()) for a, b in pairs if a and not b),
        same=sum(id(b) not in touched for _, b in both),
        **groups,
    )


def _claims(
    records: Sequence[DocumentRecord], corpus: Corpus
) -> dict[tuple[str, str, str], list[Chosen]]:
    found: dict[tuple[str, str, str], list[Chosen]] = {}
    for chosen in choose(records, corpus, PageOptions()).claims:
        claim = chosen.claim
        key = (entity_key(claim.subject), claim.predicate.value, entity_key(claim.object))
        found.setdefault(key, []).append(chosen)
    return found


def _changes(both: list[tuple[Chosen, Chosen]], test: _Test) -> list[Change]:
    return [Change(a, b, (note,)) for a, b in both if (note := test(a, b))]


class _Test:
    """A comparison of two claims that answers with words where they differ."""

    def __call__(self, old: Chosen, new: Chosen) -> str | None:
        raise NotImplementedError


class _Denied(_Test):
    def __call__(self, old: Chosen, new: Chosen) -> str | None:
        a, b = old.claim.polarity, new.claim.polarity
        return f"{term('polarity', a)} → {term('polarity', b)}" if a is not b else None


class _Hedged(_Test):
    def __init__(self, up: bool) -> None:
        self.up = up

    def __call__(self, old: Chosen, new: Chosen) -> str | None:
        a, b = (_FIRMNESS.index(c.claim.certainty) for c in (old, new))
        if a == b or (b > a) is not self.up:
            return None
        return f"{term('certainty', _FIRMNESS[a])} → {term('certainty', _FIRMNESS[b])}"


class _Cited(_Test):
    def __init__(self, gained: bool) -> None:
        self.gained = gained

    def __call__(self, old: Chosen, new: Chosen) -> str | None:
        a, b = (_backing(c.claim) for c in (old, new))
        if a == b or (b > a) is not self.gained:
            return None
        return f"{_told(a)} → {_told(b)}"


class _Regraded(_Test):
    def __call__(self, old: Chosen, new: Chosen) -> str | None:
        a, b = old.grade.level, new.grade.level
        styles = grade_styles()
        return f"{a} {styles[a].id} → {b} {styles[b].id}" if a != b else None


def _backing(claim: Claim) -> tuple[int, int]:
    found = sum(c.state is CitationState.RESOLVED for c in claim.citations)
    return found, len(claim.citations)


def _told(backing: tuple[int, int]) -> str:
    found, total = backing
    if not total:
        return "no citation"
    return f"{total} citation{'s' if total != 1 else ''}, {found} with a source that is named"


_TESTS: dict[str, _Test] = {
    "denied": _Denied(),
    "hedged_up": _Hedged(up=True),
    "hedged_down": _Hedged(up=False),
    "citations_lost": _Cited(gained=False),
    "citations_gained": _Cited(gained=True),
    "regraded": _Regraded(),
}

HEADINGS = (
    ("added", "Claims added", "Stated in the newer version only."),
    ("dropped", "Claims dropped", "Stated in the older version only."),
    ("denied", "Turned round", "Said in one version and denied in the other."),
    ("hedged_up", "Worded more firmly", "The newer version commits itself more."),
    ("hedged_down", "Worded more carefully", "The newer version hedges more."),
    ("citations_lost", "Citations lost", "The newer version cites less for the same claim."),
    ("citations_gained", "Citations gained", "The newer version cites more for the same claim."),
    (
        "regraded",
        "Other evidence grade",
        "The estimated strength of the reported evidence changed.",
    ),
)


def render_comparison(
    old: tuple[Sequence[DocumentRecord], Corpus],
    new: tuple[Sequence[DocumentRecord], Corpus],
    title: str | None = None,
) -> str:
    """Return a page that lists what changed; it has no script and needs no network."""
    result = compare(old, new)
    groups = [(name, text, getattr(result, key)) for key, name, text in HEADINGS]
    names = [r.document.title or r.document.id for r in new[0]]
    return render_template(
        "compare.html.j2",
        styles=SHEET_STYLES,
        title=title or f"Changes: {', '.join(names[:3]) or 'nothing'}",
        groups=groups,
        same=result.same,
        old=[r.document for r in old[0]],
        new=[r.document for r in new[0]],
    )
