"""How a record is handed in a second time: one rule for each way, drawn with a fixed seed, blind to what finds them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from cms.bench.duplicates.samples import Sample, demo_sample
from cms.demo.stories import LANGUAGES

SENTENCE = re.compile(r"[^.!?。！？؟\n]+[.!?。！？؟]*\s*")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
LATER = (1, 2, 3)
SEPARATE = 0.5
"""Share of aliases that stand in the register as an organisation of their own; the others resolve to the same one."""
UNNAMED = 0.5
"""Share of translations that name no organisation."""

Seed = Callable[[Sample, random.Random], Sample | None]
"""Returns the record as it is handed in again, or None where that cannot be done with it."""


def exact(sample: Sample, draw: random.Random) -> Sample:
    """Handed in again as it is."""
    return sample


def renamed(sample: Sample, draw: random.Random) -> Sample:
    """The same text under a title that consists of other words of its own text."""
    if sample.language == "zh":
        start = draw.randrange(max(1, len(sample.text) - 14))
        return replace(sample, title=re.sub(r"\s", "", sample.text)[start : start + 14])
    words = re.findall(r"\w{4,}", sample.text)
    start = draw.randrange(max(1, len(words) - 6))
    return replace(sample, title=" ".join(words[start : start + 6]).capitalize())


def other_year(sample: Sample, draw: random.Random) -> Sample:
    """The next call: every year a little later, a sentence in eight left out, the year behind the title."""
    later = draw.choice(LATER)
    title = _later(sample.title, later)
    if title == sample.title:
        title = f"{title} {draw.randrange(2006, 2025)}"
    kept = [each for each in _sentences(sample.text) if draw.random() > 1 / 8]
    return replace(sample, title=title, text=_later("".join(kept), later))


def _later(text: str, years: int) -> str:
    return YEAR.sub(lambda found: str(int(found[0]) + years), text)


def reordered(sample: Sample, draw: random.Random) -> Sample:
    """The words of the title in another order, and so the sentences of the text."""
    words = list(sample.title) if sample.language == "zh" else sample.title.split()
    half = len(words) // 2
    glue = "" if sample.language == "zh" else " "
    sentences = [each.strip() for each in _sentences(sample.text)]
    draw.shuffle(sentences)
    return replace(sample, title=glue.join([*words[half:], *words[:half]]), text=" ".join(sentences))


def translated(sample: Sample, draw: random.Random) -> Sample | None:
    """The same in another of the six languages, half of the time without the organisation."""
    if sample.story is None:
        return None
    language = draw.choice([code for code in LANGUAGES if code != sample.language])
    again = demo_sample(sample.story, language)
    return replace(again, organisation="" if draw.random() < UNNAMED else sample.organisation)


def under_an_alias(sample: Sample, draw: random.Random) -> Sample | None:
    """By the same institution under another name, shortened by a third, a word of the title left out."""
    if not sample.organisation:
        return None
    alias = sample.organisation
    if draw.random() < SEPARATE:
        alias = alias_of(alias, draw)
    words = sample.title.split()
    if len(words) > 4:
        del words[draw.randrange(1, len(words))]
    kept = [each for number, each in enumerate(_sentences(sample.text)) if number % 3 != 2]
    return replace(sample, title=" ".join(words), text="".join(kept), organisation=alias)


def alias_of(name: str, draw: random.Random) -> str:
    """Return how people also write a name: its initials, its parts in another order, or both names."""
    initials = "".join(word[0] for word in re.findall(r"\w+", name) if word[0].isupper())
    ways = [f"{name} ({initials})", initials] if len(initials) > 2 else []
    if len(words := name.split()) > 1:
        ways.append(f"{words[-1]}, {' '.join(words[:-1])}")
    return draw.choice(ways) if ways else f"«{name}»"


def _sentences(text: str) -> list[str]:
    return SENTENCE.findall(text)


KINDS: Mapping[str, Seed] = {
    "exact": exact,
    "renamed": renamed,
    "other year": other_year,
    "reordered": reordered,
    "translated": translated,
    "alias": under_an_alias,
}
