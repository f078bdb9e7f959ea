"""Countries and towns of the demo records, with the forms that sentences need in six languages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

DATA = Path(__file__).parent / "data" / "countries.json"


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


CITY_STATES = frozenset({"LI", "MC", "NR", "SG", "SM", "VA"})
ISLANDS = _codes(
    """
    AG AU BB BH BS CU CV CY DM FJ FM GD IS JM JP KI KM KN KR LC LK MG MH MT MU MV NR NZ PH PW SB SC
    SG ST TO TT TV VC VU WS
    """
)
LANDLOCKED = _codes(
    """
    AD AF AM AT BF BI BO BT BW BY CF CH CZ ET HU KG KZ LA LI LS LU MD MK ML MN MW NE NP PY RS RW SK
    SM SS SZ TD TJ TM UG UZ VA ZM ZW
    """
)
FLAT = _codes(
    """
    AG BB BD BH BS BY BW BF BJ DK EE GM KI KW LT LV MH MT MV NL NR PW QA SG SN TG TO TV UY
    """
)
WEALTHY = _codes("AE AU BH BN CA CN IL JP KR KW NZ OM QA SA SG US")
DRY = _codes(
    """
    AR AU BR CL ES IN MX PK UZ KZ TM TJ KG IR AF
    """
)


@dataclass(frozen=True, slots=True)
class Country:
    code: str
    region: str
    """Code of one of the six ITU regions."""
    names: dict[str, tuple[str, str, str]]
    """By language: the name alone, "in ..." and "of ..."; in Chinese the name three times."""
    cities: tuple[dict[str, str], ...]
    """Each by language; never empty."""
    weights: dict[str, int]
    """How often records in a language come from here."""


@cache
def countries() -> dict[str, Country]:
    """All countries by alpha-2 code, in the order of the codes."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return {code: _country(code, row) for code, row in rows.items()}


def _country(code: str, row: dict) -> Country:
    names = {language: tuple(forms) for language, forms in row["names"].items()}
    return Country(code, row["region"], names, tuple(row["cities"]), row["weights"])


@cache
def weighted_countries(language: str) -> tuple[tuple[Country, ...], tuple[float, ...]]:
    """Countries where records are written in the language, with the running total of their weights."""
    chosen = tuple(country for country in countries().values() if language in country.weights)
    return chosen, tuple(accumulate(country.weights[language] for country in chosen))


@cache
def neighbours(code: str) -> tuple[Country, ...]:
    """The other countries of the same region."""
    here = countries()[code]
    return tuple(other for other in countries().values() if other.region == here.region and other is not here)


@cache
def areas(code: str) -> tuple[int, ...]:
    """Numbers of the areas in the phrase files that exist in the country."""
    region = countries()[code].region
    if code in CITY_STATES:
        return (6,)
    absent = {
        2: code in ISLANDS,
        3: code in FLAT,
        5: region in {"europe", "cis"} or code in WEALTHY,
        7: code in LANDLOCKED,
        9: region not in {"africa", "arab"} and code not in DRY,
    }
    return tuple(number for number in range(10) if not absent.get(number))
