"""What a reader asks: one or two words of a title, drawn with a fixed seed."""

from __future__ import annotations

import random
import re
from urllib.parse import quote_plus

from stocktaking_pages.models import StocktakingProjectPage

SEED = 2026
WORD = re.compile(r"\w{3,}")


def questions(count: int) -> list[str]:
    """Return words of the titles of English records, half of the time one, half of the time two of one title."""
    draw = random.Random(SEED)  # noqa: S311 - nothing secret
    records = StocktakingProjectPage.objects.filter(live=True, locale__language_code="en")
    titles = list(records.order_by("pk").values_list("title", flat=True))
    worded = [words for title in titles if len(words := WORD.findall(title)) > 1]
    return [" ".join(draw.sample(draw.choice(worded), draw.choice((1, 2)))) for _ in range(count)]


def search_addresses(count: int) -> list[str]:
    return [f"/en/stocktaking/?q={quote_plus(question)}" for question in questions(count)]


def suggest_addresses(count: int) -> list[str]:
    """Return questions as they are while the last word is being typed."""
    return [f"/api/v1/suggest/?q={quote_plus(question[:-1])}&lang=en" for question in questions(count)]


def project_addresses(count: int) -> list[str]:
    """Return English projects spread over the repository."""
    records = StocktakingProjectPage.objects.filter(live=True, locale__language_code="en")
    addresses = list(records.order_by("pk").values_list("url_path", flat=True))
    return addresses[:: max(1, len(addresses) // count)][:count]
