"""Moves boxes apart until none overlaps another and few lie on a foreign line."""

from __future__ import annotations

from typing import Any

Array = Any

GAP_X = 14.0
GAP_Y = 10.0
ROUNDS = 180
CLUSTER = 120  # boxes in a cluster of a large picture, where speed counts more


def spread(xy: Array, size: Array, links: Array) -> Array:
    """Return positions at which no two boxes overlap.

    Args:
        xy: Centres, one row a box.
        size: Widths and heights.
        links: Pairs of box numbers; lines between them push other boxes aside for a while.
    """
    rounds = ROUNDS if len(xy) > CLUSTER else ROUNDS // 3
    for step in range(rounds):
        moved, any_overlap = _apart(xy, size)
        if step < rounds * 2 // 3 and step % 2 == 0 and len(links):
            moved = moved + _off_lines(moved, size, links) * (1 - step / rounds)
        elif not any_overlap and step > rounds * 2 // 3:
            return moved
        xy = moved
    return _settle(xy, size)


def _settle(xy: Array, size: Array) -> Array:
    """Finish: push apart, and where that stalls, blow the picture up a little."""
    for step in range(ROUNDS * 20):
        xy, any_overlap = _apart(xy, size)
        if not any_overlap:
            break
        if step % 12 == 11:
            xy = xy * 1.04
    return xy


def _apart(xy: Array, size: Array) -> tuple[Array, bool]:
    """Push every overlapping pair apart along the cheaper direction."""
    import numpy as np

    dx = xy[:, 0, None] - xy[None, :, 0]
    dy = xy[:, 1, None] - xy[None, :, 1]
    over_x = (size[:, 0, None] + size[None, :, 0]) / 2 + GAP_X - np.abs(dx)
    over_y = (size[:, 1, None] + size[None, :, 1]) / 2 + GAP_Y - np.abs(dy)
    clash = (over_x > 0) & (over_y > 0)
    np.fill_diagonal(clash, val=False)
    if not bool(clash.any()):
        return xy, False
    order = np.arange(len(xy))
    side = np.where(order[:, None] > order[None, :], 1.0, -1.0)
    sign_x = np.where(dx == 0, side, np.sign(dx))
    sign_y = np.where(dy == 0, side, np.sign(dy))
    sideways = over_x < over_y * 1.6
    push_x = np.where(clash & sideways, over_x * sign_x, 0.0)
    push_y = np.where(clash & ~sideways, over_y * sign_y, 0.0)
    crowd = np.maximum(clash.sum(axis=1), 1) ** 0.5
    move = np.stack([push_x.sum(axis=1) / crowd, push_y.sum(axis=1) / crowd], axis=1)
    return xy + move * 0.52 + np.sign(move) * 0.02, True


def _off_lines(xy: Array, size: Array, links: Array) -> Array:
    """Return a push away from lines that run through a box they do not belong to."""
    import numpy as np

    start, end = xy[links[:, 0]], xy[links[:, 1]]
    along = end - start
    square = (along * along).sum(axis=1) + 1e-6
    rel_x = xy[:, 0, None] - start[None, :, 0]
    rel_y = xy[:, 1, None] - start[None, :, 1]
    part = (rel_x * along[None, :, 0] + rel_y * along[None, :, 1]) / square[None, :]
    inside = (part > 0.02) & (part < 0.98)
    off_x = rel_x - part * along[None, :, 0]
    off_y = rel_y - part * along[None, :, 1]
    distance = np.sqrt(off_x * off_x + off_y * off_y) + 1e-6
    length = np.sqrt(square)[None, :]
    reach = (
        size[:, 0, None] / 2 * np.abs(along[None, :, 1]) / length
        + size[:, 1, None] / 2 * np.abs(along[None, :, 0]) / length
        + 5.0
    )
    own = np.zeros_like(inside)
    lines = np.arange(len(links))
    own[links[:, 0], lines] = True
    own[links[:, 1], lines] = True
    hit = inside & ~own & (distance < reach)
    push = np.where(hit, (reach - distance) / distance, 0.0)
    crowd = np.maximum(hit.sum(axis=1), 1)
    return np.stack([(push * off_x).sum(axis=1) / crowd, (push * off_y).sum(axis=1) / crowd], 1)
