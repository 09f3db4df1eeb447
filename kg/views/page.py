"""Writes the page: one file that needs no network, and whose scripts are named by hash."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import cache
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.model.appraisal import Corpus, Finding
from kg.model.record import DocumentRecord
from kg.views.network import draw
from kg.views.options import STUDIES_LIMIT, PageOptions
from kg.views.payload import build_payload, split_payload
from kg.views.scene import compose
from kg.views.selection import Selection, choose
from kg.views.static_table import QUOTES_LIMIT, table_groups
from kg.views.words import term, terms

if TYPE_CHECKING:
    from jinja2 import Environment

SCRIPTS = (
    "state.js", "dom.js", "filters.js", "paint.js", "lines.js", "graph.js", "overview.js",
    "pointer.js", "table.js", "article.js", "audit.js", "judging.js", "panel.js", "hash.js",
    "main.js",
)  # fmt: skip
STYLES = ("page.css", "graph.css", "article.css", "panel.css", "print.css")


def render_page(
    records: Sequence[DocumentRecord],
    corpus: Corpus,
    findings: Sequence[Finding] = (),
    options: PageOptions | None = None,
) -> str:
    """Return the page as HTML; the same input gives the same text.

    Raises:
        KgError: The document or topic that the options name does not occur.
    """
    options = options or PageOptions()
    selection = choose(records, corpus, options)
    scene = compose(selection, corpus)
    wanted = len(scene.claims) <= STUDIES_LIMIT if options.studies is None else options.studies
    picture = draw(scene, wanted or len(scene.claims) <= 3 * STUDIES_LIMIT)
    payload = build_payload(selection, scene, picture, corpus, findings, options)
    payload["title"] = _title(selection, options)
    payload["showStudies"] = wanted
    first, later = split_payload(payload)
    return render_template(
        "page.html.j2",
        options=options,
        payload=first,
        later=_embed(later),
        scripts=(vis_bundle(), join_assets("js", SCRIPTS)),
        styles=STYLES,
        title=payload["title"],
        selection=selection,
        scene=scene,
        groups=table_groups(scene, selection),
        quoted=len(scene.claims) <= QUOTES_LIMIT,
    )


def write_page(
    records: Sequence[DocumentRecord],
    corpus: Corpus,
    findings: Sequence[Finding],
    path: Path,
    options: PageOptions | None = None,
) -> int:
    """Write the page as UTF-8 and return its size in bytes."""
    data = render_page(records, corpus, findings, options).encode("utf-8", "replace")
    path.write_bytes(data)
    return len(data)


def _title(selection: Selection, options: PageOptions) -> str:
    if options.title:
        return options.title
    if len(selection.records) == 1:
        document = selection.records[0].document
        return document.title or document.id
    return f"{len(selection.records)} documents"


def render_template(
    name: str,
    *,
    scripts: Sequence[str] = (),
    styles: Sequence[str] = STYLES,
    payload: dict[str, Any] | None = None,
    **values: Any,
) -> str:
    """Return a template filled in, with scripts and styles allowed by their hashes alone."""
    style = join_assets("css", styles)
    connect = "'self'" if payload and payload.get("saveTo") else None
    return (
        _environment()
        .get_template(name)
        .render(
            script_texts=scripts,
            style_text=style,
            policy=_policy(scripts, style, connect),
            data=_embed(payload) if payload is not None else None,
            term=term,
            terms=terms(),
            **values,
        )
    )


def _policy(scripts: Sequence[str], style: str, connect: str | None) -> str:
    """Return a content security policy that lets only the page's own code run."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    parts = [
        "default-src 'none'",
        f"script-src {allowed}",
        f"style-src {_hash(style)}",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join([*parts, f"connect-src {connect}"] if connect else parts)


def _hash(text: str) -> str:
    """Return the source expression for an inline script or style.

    >>> _hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embed(payload: dict[str, Any]) -> str:
    r"""Return JSON that cannot end the script element that holds it.

    >>> _embed({"a": "</script>"})
    '{"a":"\\u003c/script>"}'
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if foreign * 100 < len(text):  # browsers read a file faster whose characters are all ASCII
        text = json.dumps(payload, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def join_assets(folder: str, names: Sequence[str]) -> str:
    """Return the files of ``templates/{folder}`` one after another.

    Scripts are wrapped in one function, so that they leave no name behind.
    """
    root = resources.files("kg.views").joinpath("templates", folder)
    text = "\n".join(root.joinpath(name).read_text(encoding="utf-8") for name in names)
    return f'(() => {{\n"use strict";\n{text}\n}})();' if folder == "js" else text


@cache
def vis_bundle() -> str:
    """Return the vis-network bundle that the installed pyvis package ships, licence included."""
    package = find_spec("pyvis")  # without importing it
    if package is None or package.origin is None:
        raise KgError("the pyvis package is missing", remedy="install citegraph again")
    folder = Path(package.origin).parent / "templates" / "lib"
    newest = max(folder.glob("vis-9*/vis-network.min.js"))
    text = newest.read_text(encoding="utf-8")
    return text.split("//# sourceMappingURL=")[0].replace("</script", "<\\/script")


@cache
def _environment() -> Environment:
    from jinja2 import (  # noqa: PLC0415 - start-up time
        Environment,
        PackageLoader,
        StrictUndefined,
    )
    from markupsafe import Markup  # noqa: PLC0415 - start-up time

    environment = Environment(
        loader=PackageLoader("kg.views", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["trusted"] = Markup  # for the page's own scripts, styles and data block
    return environment
