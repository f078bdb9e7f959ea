"""The short address of an organisation: readable Latin letters, whatever the script of the name."""

import hashlib
from collections.abc import Collection

from anyascii import anyascii
from django.utils.text import slugify

from cms.taxonomy.folding import fold

SLUG_LENGTH = 80
_HASH = 6


def choose_slug(name: str, taken: Collection[str]) -> str:
    """Return the first candidate that is not taken; the second one is taken by this very name only."""
    plain, marked = candidates(name)
    return marked if plain in taken else plain


def candidates(name: str) -> tuple[str, str]:
    """Return the slug of a name and the same with a mark of its own: "unicef", "unicef-0f9a3c".

    A name without a letter that can be transliterated gives "organisation-0f9a3c" twice.
    """
    mark = hashlib.sha256(fold(name).encode()).hexdigest()[:_HASH]
    plain = slugify(anyascii(name))[: SLUG_LENGTH - _HASH - 1].strip("-")
    marked = f"{plain or 'organisation'}-{mark}"
    return plain or marked, marked
