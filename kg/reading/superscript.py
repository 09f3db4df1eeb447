"""Superscripts in a text without markup: in superscript characters."""

from __future__ import annotations

_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_RAISED_SIGNS = {"+": "⁺", "-": "⁻", "−": "⁻", "–": "⁻"}


def raised(text: str) -> str:
    """Return text set as superscript in superscript characters, one for one.

    Digits always; a sign only first or last beside another character (``cm⁻¹``, ``Ca²⁺``), so that
    the dash of ``¹–³`` stays a dash. Letters stay as they are.

    >>> raised("12"), raised("-1"), raised("2+"), raised("1,3–5"), raised("th")
    ('¹²', '⁻¹', '²⁺', '¹,³–⁵', 'th')
    """
    if len(text) > 1:
        text = _sign(text[0]) + text[1:-1] + _sign(text[-1])
    return text.translate(_RAISED_DIGITS)


def _sign(character: str) -> str:
    return _RAISED_SIGNS.get(character, character)
