"""The weightiest set of articles that can be given a study each, no study twice."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Set


def independent_articles(
    studies: Mapping[str, Set[str]], weights: Mapping[str, float]
) -> frozenset[str]:
    """Return the articles of a maximum-weight matching of articles to studies.

    Sets of articles that can be matched form a matroid, so that taking the heaviest first and
    making room along augmenting paths gives the greatest weight there is.

    Args:
        studies: The studies of each article.
        weights: Weight of each article, not negative.

    >>> sorted(independent_articles({"a": {"s"}, "b": {"s"}}, {"a": 1.0, "b": 2.0}))
    ['b']
    """
    held: dict[str, str] = {}
    for article in sorted(studies, key=lambda key: (-weights[key], key)):
        _augment(article, studies, held)
    return frozenset(held.values())


def _augment(article: str, studies: Mapping[str, Set[str]], held: dict[str, str]) -> None:
    """Give the article a study, moving others to further studies of theirs where that helps."""
    came_from: dict[str, str] = {}
    queue = deque([article])
    while queue:
        current = queue.popleft()
        for study in sorted(studies[current]):
            if study in came_from:
                continue
            came_from[study] = current
            if study not in held:
                _shift(study, article, came_from, held)
                return
            queue.append(held[study])


def _shift(study: str, article: str, came_from: Mapping[str, str], held: dict[str, str]) -> None:
    """Walk the path back from a free study, moving each article one study on."""
    while True:
        owner = came_from[study]
        left = next((s for s, holder in held.items() if holder == owner), None)
        held[study] = owner
        if owner == article or left is None:
            return
        del held[left]
        study = left
