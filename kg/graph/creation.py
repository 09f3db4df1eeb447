"""Makes an empty store."""

from __future__ import annotations

from kg.errors import StoreError
from kg.graph.generations import CORPUS, MANIFEST, QUADS, Layout
from kg.graph.locking import writer_lock
from kg.graph.manifest import Manifest, manifest_bytes
from kg.graph.minting import Minter


def make_empty(layout: Layout, base: str) -> None:
    """Make the folder of a store and its generation 0, unless another process just has.

    Raises:
        StoreError: The folder cannot be made, or another process is making it.
    """
    try:
        layout.root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"cannot be made: {error.strerror}", path=str(layout.root)) from error
    with writer_lock(layout.lock):
        if layout.pointer.exists():
            return
        manifest = Manifest(base=Minter(base).base)
        folder = layout.start(0)
        (folder / CORPUS).write_text(
            '{"grades":[],"evidence":[],"propositions":[],"conflicts":[]}', encoding="ascii"
        )
        (folder / "judgements.json").write_text("[]", encoding="ascii")
        (folder / MANIFEST).write_bytes(manifest_bytes(manifest))
        import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

        pyoxigraph.Store(str(folder / QUADS)).flush()
        layout.publish(folder)
