"""Whether two organisations are probably one under two names."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import product

from cms.taxonomy.folding import fold

BRACKETS = re.compile(r"[(（]([^()（）]*)[)）]")
FILLERS = frozenset(
    "a al and d da de del des di do dos du e el et for i in l la las le les los of on para per pour the und y and "
    "в и на по при "
    "ag co company corp corporation gmbh inc limited llc ltd plc pty sa sarl srl ооо оао".split()
)
"""Words that one spelling of a name has and another leaves out: articles, prepositions, legal forms."""
LEAST_INITIALS = 3


def known_as(first: Collection[str], second: Collection[str]) -> tuple[str, str] | None:
    """Return a name of each by which the two are probably one organisation; None where no two names fit.

    Names fit when they have the same words in another order, or when one is the initials of the other.
    """
    for mine, other in product(first, second):
        if any(_fit(*pair) for pair in product(_spellings(mine), _spellings(other))):
            return mine, other
    return None


@lru_cache(10_000)
def _spellings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the telling words of a name: as it stands, without what is in brackets, and what is in brackets alone."""
    return tuple(dict.fromkeys(filter(None, map(_words, _parts(name)))))


def _parts(name: str) -> Iterator[str]:
    yield name
    if inside := BRACKETS.findall(name):
        yield BRACKETS.sub(" ", name)
        yield from inside


def _words(name: str) -> tuple[str, ...]:
    words = fold(name).split()
    return tuple(word for word in words if word not in FILLERS) or tuple(words)


def _fit(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return sorted(mine) == sorted(other) or _initials(mine, other) or _initials(other, mine)


def _initials(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    said = "".join(short)
    if len(long) < LEAST_INITIALS or len(said) > len(long):
        return False
    return said == "".join(word[0] for word in long)
