"""Numbers as six languages write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

BLANK = "[\u0020\u00a0\u2009\u202f]"
NUMBER = re.compile(
    rf"\d{{1,3}}(?:{BLANK}\d{{3}}(?!\d))+(?:[.,\u066b]\d+)?|\d+(?:[.,\u066b\u066c'\u2019]\d+)*"
)
"""Digits with the signs inside a number; blanks part groups of three."""
ARABIC_INDIC = re.compile("[\u0660-\u0669\u06f0-\u06f9]+")
EUROPEAN = re.compile(r"(?<![A-Za-z0-9.,-])[0-9]++(?:[.,][0-9]++)*+(?![A-Za-z])")
MIRRORED = re.compile(
    rf"(?<!\d)(?:0\d\d(?:{BLANK}\d{{3}}){{,6}}{BLANK}\d{{1,3}}|\d{{3}}(?:{BLANK}\d{{3}}){{,6}}{BLANK}\d{{1,2}})(?!\d)"
)
"""In Arabic the groups may stand in the order in which the eye meets them: 000 100 is 100,000."""
SIGNS = re.compile(r"[.,\u066b\u066c]")
GROUPING = re.compile(rf"{BLANK}|['\u2019\u066c]")
DECIMAL_SIGNS = {"en": ".", "zh": ".", "fr": ",", "ru": ",", "es": ",.", "ar": ",."}
"""What parts off decimals where three digits follow; elsewhere there is no doubt. Two signs: either may."""
MULTIPLIERS = {
    "en": {"thousand": 3, "millions?": 6, "billions?": 9, "trillions?": 12},
    "fr": {"mille": 3, "millions?": 6, "milliards?": 9, "billions?": 12},
    "es": {"mil": 3, "mill[oó]n(es)?": 6, "millardos?": 9, "bill[oó]n(es)?": 12},
    "ru": {"тыс(яч\\w*)?": 3, "млн|миллион\\w*": 6, "млрд|миллиард\\w*": 9, "трлн|триллион\\w*": 12},
    "ar": {"ألفا?|آلاف": 3, "مليونا?|ملايين": 6, "مليارا?(ات)?|بليونا?|بلايين": 9, "تريليونا?": 12},
    "zh": {"百(?!分)": 2, "千(?![米克瓦伏赫卡帕])": 3, "[万萬]": 4, "[亿億]": 8},
}
"""Words after a number that multiply it, several in a row each other, as powers of ten."""
IN_A_ROW = 4
"""As many such words count."""
AFTER = {
    language: [
        (re.compile(rf"[\s-]*(?:{word})" + ("" if language == "zh" else r"(?!\w)\.?"), re.IGNORECASE), power)
        for word, power in multipliers.items()
    ]
    for language, multipliers in MULTIPLIERS.items()
}
HAN_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
HAN_UNITS = {"十": 10, "百": 100, "千": 1_000}
MYRIAD = 10**4
HAN_MYRIADS = {"万": MYRIAD, "萬": MYRIAD, "亿": 10**8, "億": 10**8}
HAN_NUMBER = re.compile(f"[{''.join((*HAN_DIGITS, *HAN_UNITS, *HAN_MYRIADS))}]{{1,40}}")
"""A longer run is no number that anybody counts with."""
IN_WORDS = range(21)
"""Whole numbers that are written in words as often as in digits."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text."""

    written: str
    readings: frozenset[Decimal]
    """What it may be worth: a language that uses the point for both reads 1.250 in two ways."""
    is_small: bool
    """Whether its digits may be a word in another language."""


def lost_numbers(source: str, target: str, source_language: str, language: str) -> list[str]:
    """Return the numbers of a plain text that its translation lacks, as they are written, each once.

    A small one counts as written in words unless the translation has a number that the source lacks.
    """
    wanted, found = list(numbers_in(source, source_language)), list(numbers_in(target, language))
    lost = _not_among(wanted, _values(found, target))
    is_exchanged = bool(_not_among(found, _values(wanted, source)))
    return list(dict.fromkeys(each.written for each in lost if is_exchanged or not each.is_small))


def mixed_digits(text: str) -> list[str]:
    """Return the first number in Arabic-Indic digits and the first in European ones, where a text has both.

    Digits of a name such as 4G or COVID-19 do not count.
    """
    found = [pattern.search(text) for pattern in (ARABIC_INDIC, EUROPEAN)]
    return [match[0] for match in found if match] if all(found) else []


def _not_among(numbers: list[Number], values: set[Decimal]) -> list[Number]:
    return [number for number in numbers if number.readings.isdisjoint(values)]


def _values(numbers: list[Number], text: str) -> set[Decimal]:
    """Return what a text's numbers are worth, those in Chinese numerals too."""
    numerals = {Decimal(_han_value(run)) for run in HAN_NUMBER.findall(text)}
    return numerals.union(*(number.readings for number in numbers))


def numbers_in(text: str, language: str) -> Iterator[Number]:
    """Yield the numbers that are written in digits, of whatever script."""
    for match in NUMBER.finditer(_unmirrored(text) if language == "ar" else text):
        power = _power(match.string, match.end(), language)
        readings = _readings(GROUPING.sub("", match[0]), language)
        if readings:
            yield _number(match[0], readings, power)
        else:
            yield from (_number(part, [Decimal(part)], 0) for part in re.findall(r"\d+", match[0]))


def _unmirrored(text: str) -> str:
    return MIRRORED.sub(lambda match: "".join(reversed(re.findall(r"\d+", match[0]))), text)


def _number(written: str, readings: Iterable[Decimal], power: int) -> Number:
    values = frozenset(readings)
    factor = Decimal(10) ** power
    return Number(written, frozenset(value * factor for value in values), values <= set(IN_WORDS))


def _power(text: str, at: int, language: str) -> int:
    """Return the power of ten that the words from here on stand for."""
    total = 0
    for _each in range(IN_A_ROW):
        found = ((word.match(text, at), power) for word, power in AFTER.get(language, ()))
        match, power = next((each for each in found if each[0]), (None, 0))
        if match is None:
            break
        total, at = total + power, match.end()
    return total


def _readings(digits: str, language: str) -> list[Decimal]:
    """Return what digits with points and commas may be worth; nothing for a date or the number of a chapter."""
    signs = SIGNS.findall(digits)
    first, *groups = SIGNS.split(digits)
    whole, decimals = Decimal("".join((first, *groups))), len(groups[-1]) if groups else 0
    in_threes = len(first) <= 3 and not first.startswith("0") and all(len(group) == 3 for group in groups)
    if not signs or (in_threes and len(signs) > 1 and len(set(signs)) == 1):
        return [whole]
    is_decimal = signs[-1] not in signs[:-1] and all(one == other for one, other in pairwise(signs[:-1]))
    if not is_decimal or any(len(group) != 3 for group in groups[:-1]):
        return []
    fraction = whole.scaleb(-decimals)
    if len(signs) > 1 or not in_threes:
        return [fraction]
    known = DECIMAL_SIGNS.get(language, ",.")
    return [fraction, whole] if len(known) > 1 else [fraction if signs[0] in known else whole]


def _han_value(run: str) -> int:
    """Return what Chinese numerals are worth: 三千万 is 30,000,000, 二〇三〇 is 2030."""
    if not any(sign in HAN_UNITS or sign in HAN_MYRIADS for sign in run):
        return int("".join(str(HAN_DIGITS[sign]) for sign in run))
    total = below = digit = 0
    for sign in run:
        if sign in HAN_DIGITS:
            digit = HAN_DIGITS[sign]
        elif sign in HAN_UNITS:
            below, digit = below + (digit or 1) * HAN_UNITS[sign], 0
        elif HAN_MYRIADS[sign] == MYRIAD:
            total, below, digit = total + (below + digit or 1) * MYRIAD, 0, 0
        else:
            total, below, digit = (total + below + digit or 1) * HAN_MYRIADS[sign], 0, 0
    return total + below + digit
