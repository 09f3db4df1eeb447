"""``kg export``: the store in other forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, Output, StoreDir

if TYPE_CHECKING:
    from kg.graph.exports import Exporter


def export(
    output_format: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="See --list.")
    ] = "nquads",
    store: StoreDir = DEFAULT_STORE,
    output: Output = "-",
    sign: Annotated[
        Path | None,
        typer.Option(metavar="KEY", help="Sign nanopublications with this private RSA key."),
    ] = None,
    signer: Annotated[
        str | None, typer.Option(metavar="IRI", help="Who signs, such as an ORCID's address.")
    ] = None,
    list_formats: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
) -> None:
    """Export the store: RDF in several forms, tables, files for other tools."""
    from kg.cli.output import write_text
    from kg.errors import StoreError
    from kg.graph import Store
    from kg.graph.exports import EXPORTERS, exporter
    from kg.graph.exports import export as write_export

    if list_formats:
        write_text([f"{entry.name}\t{entry.description}\n" for entry in EXPORTERS], output)
        return
    chosen = exporter(output_format)
    if sign is not None or signer is not None:
        chosen = _signing(chosen, sign, signer)
    with Store.open(store, read_only=True) as opened:
        if not chosen.is_folder:
            chunks = (chunk for file in chosen.files(opened) for chunk in file.chunks)
            write_text(chunks, output)
        elif output == "-":
            raise StoreError(
                f"{chosen.name} makes several files", remedy="name a folder with --output"
            )
        else:
            write_export(opened, chosen, Path(output))


def _signing(chosen: Exporter, key: Path | None, signer: str | None) -> Exporter:
    from kg.errors import StoreError
    from kg.graph.exports.nanopub import NANOPUB
    from kg.graph.exports.nanopub_signing import Signer, signing

    if chosen.name != NANOPUB.name or key is None:
        raise StoreError(
            "only nanopublications are signed, and with a key",
            remedy="kg export --format nanopub --sign KEY --output DIR",
        )
    return signing(Signer.from_file(key, signer))
