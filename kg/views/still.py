"""Static pictures for papers and slides: the same badges and lines as SVG, and PNG of it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from kg.errors import KgError
from kg.model.appraisal import Corpus
from kg.model.record import DocumentRecord
from kg.views.network import BADGE_FONT, BOXES, Node, Picture, draw
from kg.views.options import STUDIES_LIMIT, PageOptions
from kg.views.scene import Scene, compose
from kg.views.selection import choose
from kg.views.words import grade_styles

FONT = "Segoe UI,Helvetica Neue,Liberation Sans,Arial,sans-serif"
MARGIN = 16
TINTS = {"Condition": "#fdf2e9", "Symptom": "#fdf2e9"}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")


def render_svg(
    records: Sequence[DocumentRecord], corpus: Corpus, options: PageOptions | None = None
) -> str:
    """Return the picture of the claims that the options choose.

    Raises:
        KgError: The document or topic that the options name does not occur.
    """
    options = options or PageOptions()
    scene = compose(choose(records, corpus, options), corpus)
    wanted = options.studies
    picture = draw(scene, len(scene.claims) <= STUDIES_LIMIT if wanted is None else wanted)
    return draw_svg(scene, picture, options.title or f"{len(scene.claims)} claims")


def draw_svg(scene: Scene, picture: Picture, title: str) -> str:
    """Return a picture as SVG with a title for those who cannot see it."""
    if not picture.nodes:
        return _frame(0, 0, 240, 60, title, ['<text x="20" y="35">No claims.</text>'])
    left = min(n.x - n.width / 2 for n in picture.nodes) - MARGIN
    top = min(n.y - n.height / 2 for n in picture.nodes) - MARGIN
    right = max(n.x + n.width / 2 for n in picture.nodes) + MARGIN
    bottom = max(n.y + n.height / 2 for n in picture.nodes) + MARGIN
    parts = [_edge(picture, *edge) for edge in picture.edges]
    parts += [_node(scene, node) for node in picture.nodes]
    return _frame(left, top, right - left, bottom - top, title, parts)


def _frame(  # noqa: PLR0913, PLR0917 - a rectangle and what is in it
    x: float, y: float, width: float, height: float, title: str, parts: list[str]
) -> str:
    markers = "".join(
        f'<marker id="a{s.level}" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" '
        f'markerWidth="{9 + s.width:g}" markerHeight="{9 + s.width:g}" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{s.colour}"/></marker>'
        for s in grade_styles()
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width:g}" height="{height:g}" '
        f'viewBox="{x:g} {y:g} {width:g} {height:g}" font-family={quoteattr(FONT)} font-size="14">'
    )
    paper = f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="#fff"/>'
    body = "\n".join(parts)
    return f"{head}<title>{_text(title)}</title><defs>{markers}</defs>{paper}\n{body}\n</svg>\n"


def _text(text: str) -> str:
    """Return text for XML, without the control characters that XML forbids."""
    return escape("".join(c if c >= " " or c in "\t\n" else "\ufffd" for c in text))


def _edge(picture: Picture, source: int, target: int, level: int, head: bool) -> str:
    a, b = picture.nodes[source], picture.nodes[target]
    if level < 0:
        return f'<path d="M{a.x} {a.y}L{b.x} {b.y}" stroke="#c9ced4" fill="none"/>'
    style = grade_styles()[level]
    x, y = _border(a, b) if head else (b.x, b.y)
    dash = f' stroke-dasharray="{" ".join(map(str, style.dash))}"' if style.dash else ""
    arrow = f' marker-end="url(#a{level})"' if head else ""
    return (
        f'<path d="M{a.x} {a.y}L{x:.1f} {y:.1f}" stroke="{style.colour}" '
        f'stroke-width="{style.width:g}" fill="none"{dash}{arrow}/>'
    )


def _border(source: Node, target: Node) -> tuple[float, float]:
    """Return where the line from ``source`` meets the box of ``target``."""
    dx, dy = source.x - target.x, source.y - target.y
    if not dx and not dy:
        return target.x, target.y
    share = min(
        (target.width / 2) / abs(dx) if dx else 1.0, (target.height / 2) / abs(dy) if dy else 1.0
    )
    return target.x + dx * min(share, 1.0), target.y + dy * min(share, 1.0)


def _node(scene: Scene, node: Node) -> str:
    if node.kind == "badge":
        return _badge(scene, node)
    if node.kind == "study":
        return _box(node, 'fill="#fff" fill-opacity=".85"', 3) + _label(node, "#4c5965", 400)
    kind = scene.entities[node.ref].type
    radius = 4 if kind in BOXES or kind in ("Other", "Quantity") else node.height / 2
    tint = TINTS.get(kind, "#eef5ee" if kind in BOXES else "#eef3f9")
    frame = _box(node, f'fill="{tint}" stroke="#16202a" stroke-width="1.4"', radius)
    return frame + _label(node, "#16202a", 700 if node.font > 16 else 500)


def _badge(scene: Scene, node: Node) -> str:
    badge = scene.badges[node.ref]
    style = grade_styles()[badge.level]
    dash = f' stroke-dasharray="{"2 3" if badge.level == 0 else "5 3"}"' if style.dash else ""
    width = 3.5 if badge.conflict else 1.6
    fill = style.colour if style.filled else "#fff"
    edge = "#16202a" if badge.conflict and style.filled else style.colour
    frame = _box(node, f'fill="{fill}" stroke="{edge}" stroke-width="{width}"{dash}', 5)
    if badge.hollow:
        frame += (
            f'<rect x="{node.x - node.width / 2 + 3:g}" y="{node.y - node.height / 2 + 3:g}" '
            f'width="{node.width - 6}" height="{node.height - 6}" rx="3" fill="none" '
            f'stroke="{"#fff" if style.filled else style.colour}" stroke-width=".8"/>'
        )
    mark = ""
    if badge.retracted:
        mark = (
            f'<text x="{node.x + node.width / 2:g}" y="{node.y - node.height / 2 + 4:g}" '
            'font-size="13" font-weight="700" fill="#a3261b" text-anchor="middle" '
            'text-decoration="line-through">R</text>'
        )
    return frame + _label(node, "#fff" if style.filled else "#16202a", 600) + mark


def _box(node: Node, paint: str, radius: float) -> str:
    return (
        f'<rect x="{node.x - node.width / 2:g}" y="{node.y - node.height / 2:g}" '
        f'width="{node.width}" height="{node.height}" rx="{radius:g}" {paint}/>'
    )


def _label(node: Node, colour: str, weight: int) -> str:
    rows = node.label.split("\n")
    size = node.font or BADGE_FONT
    first = node.y - (len(rows) - 1) / 2 * size * 1.22 + size * 0.35
    return "".join(
        f'<text x="{node.x}" y="{first + i * size * 1.22:.1f}" font-size="{size:g}" '
        f'font-weight="{weight}" fill="{colour}" text-anchor="middle">{_text(row)}</text>'
        for i, row in enumerate(rows)
    )


def write_png(svg: str, path: Path, chromium: str | None = None, scale: float = 2) -> None:
    """Write an SVG picture as PNG with an installed Chromium.

    Raises:
        KgError: There is no Chromium, or it failed.
    """
    program = chromium or next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    if program is None:
        raise KgError("no Chromium for PNG", remedy="install Chromium, or write SVG instead")
    head = svg.split(">", 1)[0]
    width, height = (int(float(_attribute(head, name))) + 1 for name in ("width", "height"))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "picture.html"
        page.write_text(
            f'<!DOCTYPE html><meta charset="utf-8"><style>*{{margin:0}}</style>{svg}', "utf-8"
        )
        command = [
            program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-quic", f"--user-data-dir={folder}/profile",
            f"--force-device-scale-factor={scale:g}", f"--window-size={width},{height}",
            f"--screenshot={path.resolve()}", page.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=120, check=False)  # noqa: S603 - a fixed command
    if done.returncode or not path.exists():
        raise KgError(f"{program} wrote no picture", path=str(path), remedy="write SVG instead")


def _attribute(head: str, name: str) -> str:
    return head.split(f' {name}="', 1)[1].split('"', 1)[0]
