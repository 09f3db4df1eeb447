"""The picture as pyvis sees it: nodes with places, edges, and options for vis-network."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any, cast

from kg.views.layout import Layout, lay_out
from kg.views.overview import GroupBox, Member, place_groups
from kg.views.scene import Badge, Scene
from kg.views.words import text_width, wrap

ENTITY_FONT = 14.0
BADGE_FONT = 12.5
STUDY_FONT = 11.0
BOXES = frozenset({"Supplement", "Drug", "Food", "Substance", "Procedure", "Test", "Study"})


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the picture.

    Attributes:
        kind: ``entity``, ``badge`` or ``study``.
        ref: Index into the scene's list of that kind.
        bare: Place in a picture without studies.
        font: Size of the label; well connected entities are larger.
    """

    kind: str
    ref: int
    label: str
    x: int
    y: int
    width: int
    height: int
    group: int
    bare: tuple[int, int]
    font: float


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes with places, and edges between node numbers.

    Attributes:
        edges: ``(from, to, grade, head)``: grade −1 for a study's line; head says whether an
            arrow ends it.
        groups: The boxes of an overview, one a group.
    """

    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int, int, bool], ...]
    groups: tuple[GroupBox, ...]


def draw(scene: Scene, studies: bool) -> Picture:
    """Return the picture of a scene.

    Args:
        scene: What to show.
        studies: Whether to give studies a place.
    """
    labels = _labels(scene, studies)
    sizes = [label.size for label in labels]
    edges = _edges(scene, studies)
    layout = lay_out(sizes, [(a, b) for a, b, _, _ in edges])
    bare = _bare(scene, sizes, edges) if studies and scene.studies else layout
    last = len(bare.x) - 1
    nodes = tuple(
        Node(
            kind=label.kind,
            ref=label.ref,
            label=label.text,
            x=layout.x[n],
            y=layout.y[n],
            width=label.size[0],
            height=label.size[1],
            group=layout.groups[n],
            bare=(bare.x[n], bare.y[n]) if n <= last else (0, 0),
            font=label.font,
        )
        for n, label in enumerate(labels)
    )
    members = [
        Member(n.group, n.x, n.y, len(scene.badges[n.ref].claims) if n.kind == "badge" else 0)
        for n in nodes
    ]
    return Picture(nodes, edges, place_groups(_group_names(nodes, edges, layout), members))


def _bare(
    scene: Scene, sizes: list[tuple[int, int]], edges: tuple[tuple[int, int, int, bool], ...]
) -> Layout:
    count = len(scene.entities) + len(scene.badges)
    return lay_out(sizes[:count], [(a, b) for a, b, level, _ in edges if level >= 0])


@dataclass(frozen=True, slots=True)
class _Label:
    kind: str
    ref: int
    text: str
    font: float
    size: tuple[int, int]


def _labels(scene: Scene, studies: bool) -> list[_Label]:
    degree = Counter(end for badge in scene.badges for end in (badge.subject, badge.object))
    labels = []
    for number, entity in enumerate(scene.entities):
        text = wrap(entity.label, 17)
        font = ENTITY_FONT + min(8.0, 2 * max(0, degree[number] - 3) ** 0.5)
        size = _size(text, font, 16 if entity.type in BOXES else 24, 9)
        labels.append(_Label("entity", number, text, round(font, 1), size))
    for number, badge in enumerate(scene.badges):
        size = _size(badge.text, BADGE_FONT, 12, 6)
        labels.append(_Label("badge", number, badge.text, BADGE_FONT, size))
    for number, study in enumerate(scene.studies if studies else ()):
        text = wrap(study.label, 18, 2)
        labels.append(_Label("study", number, text, STUDY_FONT, _size(text, STUDY_FONT, 20, 4)))
    return labels


def _size(text: str, font: float, extra: int, above: int) -> tuple[int, int]:
    rows = text.split("\n")
    width = max(text_width(row, font) for row in rows)
    return round(width) + extra, round(len(rows) * font * 1.22) + above


def _edges(scene: Scene, studies: bool) -> tuple[tuple[int, int, int, bool], ...]:
    first_badge = len(scene.entities)
    first_study = first_badge + len(scene.badges)
    edges: list[tuple[int, int, int, bool]] = []
    for number, badge in enumerate(scene.badges, first_badge):
        edges.append((badge.subject, number, badge.level, False))
        edges.append((number, badge.object, badge.level, True))
    for number, study in enumerate(scene.studies if studies else (), first_study):
        edges.extend((first_badge + badge, number, -1, False) for badge in study.badges)
    return tuple(edges)


def _group_names(
    nodes: tuple[Node, ...], edges: tuple[tuple[int, int, int, bool], ...], layout: Layout
) -> tuple[str, ...]:
    degree = [0] * len(nodes)
    for a, b, _, _ in edges:
        degree[a] += 1
        degree[b] += 1
    best: dict[int, int] = {}
    for number, node in enumerate(nodes):
        if node.kind == "entity":
            known = best.get(node.group)
            if known is None or degree[number] > degree[known]:
                best[node.group] = number
    count = max(layout.groups, default=-1) + 1
    return tuple(
        nodes[best[g]].label.replace("\n", " ") if g in best else "…" for g in range(count)
    )


def _network_class() -> type[Any]:
    """Import pyvis without what only its other functions use.

    pyvis imports networkx for reading its graphs and IPython for showing a network in a notebook,
    which together take longer than drawing a page. Stand-ins take their places meanwhile, and
    load the real ones when something asks for them.
    """
    graphs, frames = ModuleType("networkx"), ModuleType("IPython.display")
    vars(graphs)["__getattr__"] = _from_networkx
    vars(frames)["IFrame"] = _show_frame
    stand_ins = [m for m in (graphs, frames) if m.__name__ not in sys.modules]
    for module in stand_ins:
        sys.modules[module.__name__] = module
    try:
        from pyvis.network import Network  # noqa: PLC0415 - start-up time
    finally:
        for module in stand_ins:
            del sys.modules[module.__name__]
    return cast("type[Any]", Network)


def _from_networkx(name: str) -> Any:
    return getattr(import_module("networkx"), name)


def _show_frame(*arguments: Any, **options: Any) -> Any:
    from IPython.display import IFrame  # noqa: PLC0415 - only a notebook has it

    return IFrame(*arguments, **options)


class _Ids(list[int]):
    """A list whose ``in`` takes constant time: pyvis asks it for both ends of each edge."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[int] = set()

    def append(self, item: int) -> None:
        self._known.add(item)
        super().append(item)

    def __contains__(self, item: object) -> bool:
        return item in self._known


def network_data(picture: Picture, badges: tuple[Badge, ...]) -> dict[str, Any]:
    """Return nodes, edges and options as pyvis writes them for vis-network.

    The places are final, so physics and smooth curves are off: a page with a thousand edges is
    then ready at once instead of after half a minute.
    """
    network = _network_class()(directed=True, height="100%", width="100%", cdn_resources="in_line")
    network.node_ids = _Ids()
    for number, node in enumerate(picture.nodes):
        network.add_node(
            number,
            label=node.label,
            shape="box",
            color=None,
            x=node.x,
            y=node.y,
            level=_level(node, badges),
        )
    for source, target, grade, head in picture.edges:
        network.add_edge(source, target, arrows="to" if head else "", grade=grade)
    network.set_options(json.dumps(_OPTIONS))
    nodes, edges, _, _, _, options = network.get_network_data()
    return {
        "nodes": [_row(n, picture.nodes[n["id"]]) for n in nodes],
        "edges": [[e["from"], e["to"], e["grade"], int(e["arrows"] == "to")] for e in edges],
        "options": json.loads(options) if isinstance(options, str) else options,
        "groups": [[g.name, g.x, g.y, g.width, g.height, g.size] for g in picture.groups],
    }


def _row(options: dict[str, Any], node: Node) -> list[Any]:
    """Return a node as pyvis has it, and what the page's own painter needs besides."""
    kind = _KINDS.index(node.kind)
    place = [options["label"], options["x"], options["y"], node.width, node.height]
    return [*place, kind, node.ref, node.group, *node.bare, node.font]


_KINDS = ("entity", "badge", "study")


def _level(node: Node, badges: tuple[Badge, ...]) -> int:
    return badges[node.ref].level if node.kind == "badge" else 0


_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"shape": "box", "borderWidth": 1, "chosen": False},
    "edges": {
        "smooth": False,
        "chosen": False,
        "color": {"inherit": False},
        "arrowStrikethrough": False,
        "selectionWidth": 0,
        "hoverWidth": 0,
    },
    "interaction": {
        "hover": False,
        "keyboard": {"enabled": False},
        "multiselect": False,
        "dragNodes": True,
        "zoomSpeed": 0.7,
    },
}
