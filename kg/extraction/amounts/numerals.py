"""Numbers as prose prints them: "1,000", "4.5 × 10^9", "two", "½", "2 million"."""

from __future__ import annotations

import re

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_WORDS: dict[str, float] = {word: float(value) for value, word in enumerate(_SMALL)}
_WORDS.update(
    thirty=30, forty=40, fifty=50, sixty=60, seventy=70, eighty=80, ninety=90, hundred=100,
    half=0.5, once=1, twice=2, thrice=3, a=1, an=1, single=1, dozen=12,
)  # fmt: skip
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}

NUMBER_WORDS: dict[str, int] = {word: value for value, word in enumerate(_SMALL)}
NUMBER_WORD = (
    r"(?i:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|fifty|sixty|half(?:\san?)?)"
)
# A raised figure is printed in several ways, or not raised: "10^6", "10(6)", "106"; 100 is none.
EXPONENT = r"(?:\^\d{1,2}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}|\^?[(\[{]\d{1,2}[)\]}]|(?:[3-9]|1[0-2])(?!\d))"
DIGITS = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    rf"(?:\s?[½¼¾⅓⅔])?(?:\s?[x×*·]\s?10{EXPONENT})?"
    r"(?:[\s-](?i:thousand|million|billion))?"
)
NUMBER = rf"(?:{DIGITS}|[½¼¾⅓⅔]|{NUMBER_WORD})"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_POWER = re.compile(r"\s?[x×*·]\s?10\^?[(\[{]?(\d{1,2})[)\]}]?$")
_SCALE = re.compile(r"[\s-](thousand|million|billion)$")


def parse_number(text: str) -> float:
    """Return the value of a printed number.

    Raises:
        ValueError: The text is not a number.

    >>> parse_number("1,300"), parse_number("two"), parse_number("1½"), parse_number("4 x 10^9")
    (1300.0, 2.0, 1.5, 4000000000.0)
    >>> parse_number("18 x 10(6)"), parse_number("half a")
    (18000000.0, 0.5)
    """
    rest = text.strip().lower().translate(_SUPERSCRIPTS)
    factor = 1.0
    if scale := _SCALE.search(rest):
        factor, rest = _SCALES[scale.group(1)], rest[: scale.start()]
    if power := _POWER.search(rest):
        factor, rest = factor * 10.0 ** int(power.group(1)), rest[: power.start()]
    rest = rest.removesuffix(" a").removesuffix(" an") if rest.startswith("half") else rest
    if rest in _WORDS:
        return _WORDS[rest] * factor
    fraction = _FRACTIONS.get(rest[-1:], 0.0)
    digits = rest.rstrip("½¼¾⅓⅔ ").replace(",", "")
    return (float(digits or 0) + fraction) * factor


def format_number(value: float) -> str:
    """Return a number without needless zeros or an exponent.

    >>> format_number(450.0), format_number(12.5), format_number(1e6)
    ('450', '12.5', '1000000')
    """
    return f"{value:.10g}" if abs(value) < 1e10 and value % 1 else f"{value:.0f}"
