"""Moves boxes apart until none overlaps another and few lie on a foreign line."""

from __future__ import annotations

from typing import Any

Array = Any

GAP_X = 9.0
GAP_Y = 7.0
ROUNDS = 160
REFRESH = 10  # rounds between two looks for pairs that may touch
SLACK = 40.0  # how far a box moves at most between two looks, about


def spread(xy: Array, size: Array, links: Array, hurry: bool = False) -> Array:
    """Return positions at which no two boxes overlap.

    Args:
        xy: Centres, one row a box.
        size: Widths and heights.
        links: Pairs of box numbers; lines between them push other boxes aside for a while.
        hurry: Whether to blow the picture up sooner where boxes overlap: faster, and looser.
    """
    early = ROUNDS * 2 // 3 if len(links) else ROUNDS // (8 if hurry else 4)
    for start in range(0, early, REFRESH):
        near = _near(xy, size)
        for step in range(start, start + REFRESH):
            xy, _ = _apart(xy, size, near)
            if step % 4 == 0 and len(links):
                xy = xy + _off_lines(xy, size, links) * (1 - step / ROUNDS)
    return _settle(xy, size, hurry)


def _settle(xy: Array, size: Array, hurry: bool) -> Array:
    """Finish: push apart, and where that stalls, blow the picture up a little."""
    for look in range(ROUNDS * 4):
        near = _near(xy, size)
        xy, any_overlap = _apart(xy, size, near)
        if not any_overlap:
            break
        for _ in range(REFRESH):
            xy, any_overlap = _apart(xy, size, near)
        if hurry:
            xy = xy * 1.05
        elif look % 4 == 3:
            xy = xy * 1.02
    return xy


def _near(xy: Array, size: Array) -> tuple[Array, Array]:
    """Return the pairs of boxes that touch or may soon."""
    import numpy as np  # noqa: PLC0415 - start-up time

    dx = np.abs(xy[:, 0, None] - xy[None, :, 0])
    dy = np.abs(xy[:, 1, None] - xy[None, :, 1])
    reach_x = (size[:, 0, None] + size[None, :, 0]) / 2 + GAP_X + SLACK
    reach_y = (size[:, 1, None] + size[None, :, 1]) / 2 + GAP_Y + SLACK
    first, second = np.nonzero(np.triu((dx < reach_x) & (dy < reach_y), 1))
    return first, second


def _apart(xy: Array, size: Array, near: tuple[Array, Array]) -> tuple[Array, bool]:
    """Push every overlapping pair apart along the cheaper direction."""
    import numpy as np  # noqa: PLC0415 - start-up time

    first, second = near
    gap = xy[first] - xy[second]
    over = (size[first] + size[second]) / 2 + (GAP_X, GAP_Y) - np.abs(gap)
    clash = (over[:, 0] > 0) & (over[:, 1] > 0)
    if not bool(clash.any()):
        return xy, False
    first, second, gap, over = first[clash], second[clash], gap[clash], over[clash]
    sign = np.where(gap == 0, -1.0, np.sign(gap))  # ties: the later one goes right and down
    sideways = over[:, 0] < over[:, 1] * 1.6
    push = over * sign * np.stack([sideways, ~sideways], axis=1)
    count = len(xy)
    crowd = np.bincount(first, minlength=count) + np.bincount(second, minlength=count)
    move = np.stack(
        [
            np.bincount(first, push[:, axis], count) - np.bincount(second, push[:, axis], count)
            for axis in (0, 1)
        ],
        axis=1,
    )
    return xy + move / np.maximum(crowd, 1)[:, None] ** 0.5 * 0.52 + np.sign(move) * 0.02, True


def _off_lines(xy: Array, size: Array, links: Array) -> Array:
    """Return a push away from lines that run through a box they do not belong to."""
    import numpy as np  # noqa: PLC0415 - start-up time

    start, end = xy[links[:, 0]], xy[links[:, 1]]
    along = end - start
    square = (along * along).sum(axis=1) + 1e-6
    rel_x = xy[:, 0, None] - start[None, :, 0]
    rel_y = xy[:, 1, None] - start[None, :, 1]
    part = (rel_x * along[None, :, 0] + rel_y * along[None, :, 1]) / square[None, :]
    off_x = rel_x - part * along[None, :, 0]
    off_y = rel_y - part * along[None, :, 1]
    distance = np.sqrt(off_x * off_x + off_y * off_y) + 1e-6
    length = np.sqrt(square)
    share_x, share_y = np.abs(along[:, 1]) / length, np.abs(along[:, 0]) / length
    reach = size[:, 0, None] / 2 * share_x[None, :] + size[:, 1, None] / 2 * share_y[None, :] + 5.0
    hit = (part > 0.02) & (part < 0.98) & (distance < reach)
    lines = np.arange(len(links))
    hit[links[:, 0], lines] = False
    hit[links[:, 1], lines] = False
    push = np.where(hit, (reach - distance) / distance, 0.0)
    crowd = np.maximum(hit.sum(axis=1), 1)
    return np.stack([(push * off_x).sum(axis=1) / crowd, (push * off_y).sum(axis=1) / crowd], 1)
