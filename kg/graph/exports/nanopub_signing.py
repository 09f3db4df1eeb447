"""Nanopublications signed with a user's RSA key, named by their trusty code.

The signature covers everything but itself; the trusty code covers the signature, too. Both are
computed with a placeholder in the place of the code, which the normal form replaces by a blank.
Signing adds no time, so the same claim and key give the same bytes.

Source: https://nanopub.net/guidelines/working_draft/, http://arxiv.org/abs/1401.5775
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.nanopub import NANOPUB, NP, nanopub_lines, publishable
from kg.graph.exports.serialising import header, trig_of
from kg.graph.minting import Minter
from kg.graph.nanopub_checks import NPX, signed_text, trusty_code
from kg.graph.nquads import QuadSink, check_iri
from kg.graph.store import Store
from kg.model.claim import Claim, Grade
from kg.model.record import DocumentRecord
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph

_PLACEHOLDER = "RA" + "0" * 43
_LEAST_BITS = 1024
_LARGEST_KEY = 64 << 10  # bytes


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs.

    Attributes:
        public_key: Base64 of DER, as nanopublications carry it.
        iri: Of the person, such as an ORCID; None names nobody.
        key: The private key, as pycryptodome holds it.
    """

    public_key: str
    iri: str | None
    key: Any

    @classmethod
    def from_file(cls, path: Path, iri: str | None = None) -> Signer:
        """Read a private key: PEM, DER, or base64 of DER alone as ``~/.nanopub/id_rsa`` has it.

        Raises:
            StoreError: The extra is missing, or the file is no unencrypted private RSA key.
        """
        try:
            from Crypto.PublicKey import RSA  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise StoreError(
                "signing needs pycryptodome", remedy="pip install 'citegraph[nanopub]'"
            ) from error
        try:
            data = path.read_bytes()[:_LARGEST_KEY].strip()
            is_bare = data[:1] not in (b"-", b"0")
            key = RSA.import_key(base64.b64decode(data) if is_bare else data)
        except OSError as error:
            raise StoreError(f"cannot be read: {error.strerror}", path=str(path)) from error
        except (ValueError, IndexError, TypeError) as error:
            raise StoreError(
                "is no RSA key, or needs a passphrase", path=str(path),
                remedy="give an unencrypted private key, such as ~/.nanopub/id_rsa",
            ) from error  # fmt: skip
        if not key.has_private() or key.size_in_bits() < _LEAST_BITS:
            message = f"is no private key of at least {_LEAST_BITS} bits"
            raise StoreError(message, path=str(path))
        public = base64.b64encode(key.public_key().export_key("DER")).decode()
        return cls(public, check_iri(iri) if iri is not None else None, key)

    def sign(self, text: str) -> str:
        """Return the signature of a text in base64 (RSASSA-PKCS1-v1_5 over SHA-256)."""
        from Crypto.Hash import SHA256  # noqa: PLC0415 - an extra
        from Crypto.Signature import pkcs1_15  # noqa: PLC0415 - an extra

        return base64.b64encode(pkcs1_15.new(self.key).sign(SHA256.new(text.encode()))).decode()


def signed_lines(
    record: DocumentRecord, claim: Claim, grade: Grade | None, mint: Minter, signer: Signer
) -> tuple[str, list[str]]:
    """Return the trusty code and the N-Quads lines of a claim's signed nanopublication."""
    iri = f"{mint.base}nanopub/{_PLACEHOLDER}"
    lines = nanopub_lines(record, claim, grade, mint, iri)
    sink, signature = QuadSink(f"{iri}#pubinfo"), f"{iri}#sig"
    sink.iri(signature, f"{NPX}hasSignatureTarget", iri)
    sink.string(signature, f"{NPX}hasAlgorithm", "RSA")
    sink.string(signature, f"{NPX}hasPublicKey", signer.public_key)
    if signer.iri is not None:
        sink.iri(signature, f"{NPX}signedBy", signer.iri)
    text = signed_text(_quads([*lines, *sink.lines]), _PLACEHOLDER)
    sink.string(signature, f"{NPX}hasSignature", signer.sign(text))
    lines += sink.sorted_lines()
    code = trusty_code(_quads(lines), _PLACEHOLDER)
    return code, [line.replace(_PLACEHOLDER, code) for line in lines]


def _quads(lines: list[str]) -> list[pyoxigraph.Quad]:
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - costs a command's start-up

    return list(parse("".join(lines).encode(), format=RdfFormat.N_QUADS))


def signing(signer: Signer) -> Exporter:
    """Return the exporter of nanopublications that ``signer`` signs."""

    def files(store: Store) -> Iterator[ExportFile]:
        prefixes = header({**PREFIXES, "np": NP, "npx": NPX})
        for record, claim, grade in publishable(store):
            code, lines = signed_lines(record, claim, grade, store.mint, signer)
            yield ExportFile(f"{code}.trig", [prefixes, trig_of(_quads(lines))])

    return replace(NANOPUB, description="a nanopublication a claim, signed", files=files)
