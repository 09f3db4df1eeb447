"""The folders of a store: immutable generations, and a pointer that one rename moves.

A writer fills a new generation beside the current one, makes it durable and moves the pointer.
Whenever it dies, the pointer names a whole generation: the old one or the new one (docs/adr/0007).
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError
from kg.graph.durable import sync, write_durably
from kg.graph.locking import is_unread, reader_lock

READERS = "readers"
MANIFEST = "manifest.json"
CORPUS = "corpus.json"
QUADS = "quads"
DERIVED = "derived"
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things are in a store's folder."""

    root: Path

    @property
    def lock(self) -> Path:
        """Return the file that a writer locks."""
        return self.root / "lock"

    @property
    def records(self) -> Path:
        """Return the folder of records, shared by all generations."""
        return self.root / "records"

    @property
    def generations(self) -> Path:
        """Return the folder of generations."""
        return self.root / "generations"

    @property
    def pointer(self) -> Path:
        """Return the file that names the current generation."""
        return self.root / "current"

    def current(self) -> Path:
        """Return the folder of the current generation.

        Raises:
            StoreError: There is no store here.
        """
        try:
            name = self.pointer.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(
                "there is no store here", path=str(self.root), remedy="make one with kg build"
            ) from error
        if not name.isdigit():
            raise StoreError("the store's pointer is damaged", path=str(self.pointer))
        return self.generations / name

    def open_current(self) -> tuple[Path, int]:
        """Return the current generation and a descriptor that keeps it from being cleared away.

        Raises:
            StoreError: There is no store here, or it keeps changing.
        """
        for _ in range(_TRIES):
            folder = self.current()
            descriptor = reader_lock(folder / READERS)
            if descriptor is not None:
                if folder == self.current() or (folder / MANIFEST).exists():
                    return folder, descriptor
                os.close(descriptor)
        raise StoreError("the current generation is missing", path=str(self.root))

    def start(self, number: int) -> Path:
        """Make an empty folder for a new generation, over what a dead writer left."""
        folder = self.generations / f"{number:08d}"
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        (folder / READERS).touch()
        return folder

    def publish(self, folder: Path) -> None:
        """Make a generation durable and the current one."""
        sync_tree(folder)
        sync(self.generations)
        write_durably(self.pointer, f"{folder.name}\n".encode("ascii"))

    def drop_unfinished(self) -> None:
        """Clear away what a failed write left."""
        current = self.current().name
        for folder in self.generations.iterdir():
            if folder.name > current:
                shutil.rmtree(folder, ignore_errors=True)

    def clear_old(self) -> bool:
        """Clear away generations that nobody reads; return whether only the current one is left."""
        current, alone = self.current(), True
        for partial in self.root.glob("*.tmp"):
            partial.unlink(missing_ok=True)
        for folder in self.generations.iterdir():
            if folder == current:
                continue
            if is_unread(folder / READERS):
                shutil.rmtree(folder, ignore_errors=True)
            alone = alone and not folder.exists()
        return alone


def sync_tree(folder: Path) -> None:
    """Make every file below a folder durable; hard links to older files are so already."""
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            if path.stat().st_nlink == 1:
                with path.open("rb") as file:
                    os.fsync(file.fileno())
        sync(Path(parent))
