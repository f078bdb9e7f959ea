"""The last part of a record's address: readable Latin letters, whatever the script of the title."""

from anyascii import anyascii
from django.utils.text import slugify

LONGEST = 80
NAMELESS = "record"


def slug_for(title: str) -> str:
    """Return the title in at most 80 Latin letters, digits and hyphens, cut between words."""
    whole = slugify(title if title.isascii() else anyascii(title)).strip("-_")
    if len(whole) <= LONGEST:
        return whole or NAMELESS
    cut = whole[: LONGEST + 1]
    return cut.rsplit("-", 1)[0] if "-" in cut else cut[:LONGEST]


def numbered(slug: str, taken: set[str]) -> str:
    """Return the slug, or the first of slug-2, slug-3, … that is not taken."""
    if slug not in taken:
        return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
