"""Verifies signatures of nanopublications: RSA and DSA over SHA-256, with the key that they carry.

Verifying uses public figures only, so plain arithmetic does; signing is left to a library
(:mod:`kg.graph.exports.nanopub_signing`).

Source: https://www.rfc-editor.org/rfc/rfc8017 (8.2.2, 9.2), https://www.rfc-editor.org/rfc/rfc5280
(4.1.2.7), https://doi.org/10.6028/NIST.FIPS.186-4 (4.7), https://www.itu.int/rec/T-REC-X.690.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

_SHA256_INFO = bytes.fromhex("3031300d060960864801650304020105000420")
_SEQUENCE, _INTEGER, _BITS = 0x30, 0x02, 0x03
_MOST_BITS = 8192  # of a modulus: beyond, one check could take minutes
_MOST_BYTES = 16_384  # of a key or a signature


class _MalformedError(ValueError):
    """Bytes that are no DER, or not of the expected form."""


def is_signed(text: str, algorithm: str, key: str, signature: str) -> bool:
    """Say whether a signature is that of a text by the owner of a key.

    Args:
        text: What was signed.
        algorithm: ``RSA`` or ``DSA``.
        key: The public key as base64 of DER (SubjectPublicKeyInfo).
        signature: In base64.
    """
    digest = hashlib.sha256(text.encode()).digest()
    try:
        given, info = _decoded(signature), _decoded(key)
        if algorithm == "RSA":
            return _is_rsa(digest, given, info)
        return algorithm == "DSA" and _is_dsa(digest, given, info)
    except _MalformedError:
        return False


def _decoded(text: str) -> bytes:
    try:
        data = base64.b64decode("".join(text.split()), validate=True)
    except ValueError as error:
        raise _MalformedError("no base64") from error
    if len(data) > _MOST_BYTES:
        raise _MalformedError("too long")
    return data


def _is_rsa(digest: bytes, signature: bytes, info: bytes) -> bool:
    modulus, exponent = _integers(_key_bits(info))
    size = (modulus.bit_length() + 7) // 8
    number = int.from_bytes(signature, "big")
    if not 0 < modulus.bit_length() <= _MOST_BITS or len(signature) != size or number >= modulus:
        return False
    if not 1 < exponent < 1 << 64:
        return False
    tail = b"\x00" + _SHA256_INFO + digest
    padded = b"\x00\x01" + b"\xff" * (size - 2 - len(tail)) + tail
    return pow(number, exponent, modulus).to_bytes(size, "big") == padded


def _is_dsa(digest: bytes, signature: bytes, info: bytes) -> bool:
    p, q, g = _integers(_dsa_parameters(info))
    (public,) = _integers_of(_key_bits(info), 1)
    r, s = _integers(signature)
    if not (0 < r < q and 0 < s < q) or not 1 < p.bit_length() <= _MOST_BITS or q < 2:
        return False
    hashed = int.from_bytes(digest[: (q.bit_length() + 7) // 8], "big")
    inverse = pow(s, -1, q) if _are_coprime(s, q) else 0
    value = pow(g, hashed * inverse % q, p) * pow(public, r * inverse % q, p) % p
    return inverse != 0 and value % q == r


def _are_coprime(one: int, other: int) -> bool:
    while other:
        one, other = other, one % other
    return one == 1


def _items(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield tag and content of each DER item in a row.

    Raises:
        _MalformedError: The bytes are no DER.
    """
    at = 0
    while at < len(data):
        if at + 2 > len(data):
            raise _MalformedError("cut short")
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            width = length & 0x7F
            if not 0 < width <= 4:
                raise _MalformedError("no length")
            length, at = int.from_bytes(data[at : at + width], "big"), at + width
        if at + length > len(data):
            raise _MalformedError("cut short")
        yield tag, data[at : at + length]
        at += length


def _inside(data: bytes, tag: int) -> bytes:
    found = list(_items(data))
    if len(found) != 1 or found[0][0] != tag:
        raise _MalformedError("another form was expected")
    return found[0][1]


def _integers(data: bytes) -> list[int]:
    """Return the numbers of a sequence of two or three."""
    body = _inside(data, _SEQUENCE)
    found = _integers_of(body, len(list(_items(body))))
    if len(found) not in (2, 3):
        raise _MalformedError("two or three numbers were expected")
    return found


def _integers_of(data: bytes, count: int) -> list[int]:
    items = list(_items(data))
    if len(items) != count or any(tag != _INTEGER for tag, _ in items):
        raise _MalformedError("numbers were expected")
    return [int.from_bytes(content, "big", signed=True) for _, content in items]


def _key_parts(info: bytes) -> list[tuple[int, bytes]]:
    parts = list(_items(_inside(info, _SEQUENCE)))
    if [tag for tag, _ in parts] != [_SEQUENCE, _BITS]:
        raise _MalformedError("no public key")
    return parts


def _key_bits(info: bytes) -> bytes:
    return _key_parts(info)[1][1][1:]  # the first byte counts unused bits


def _dsa_parameters(info: bytes) -> bytes:
    algorithm = list(_items(_key_parts(info)[0][1]))
    if len(algorithm) != 2 or algorithm[1][0] != _SEQUENCE:
        raise _MalformedError("the key has no parameters")
    content = algorithm[1][1]
    return bytes([_SEQUENCE]) + _length(len(content)) + content


def _length(size: int) -> bytes:
    if size < 0x80:
        return bytes([size])
    width = (size.bit_length() + 7) // 8
    return bytes([0x80 | width]) + size.to_bytes(width, "big")
