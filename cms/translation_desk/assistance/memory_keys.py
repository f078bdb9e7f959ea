"""By what the memory finds a text: itself, and the rarest of its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from hashlib import blake2b

from django.db.models import Count

from cms.translation_desk.assistance.models import MemoryWord
from cms.translation_desk.assistance.texts import plain_text
from search.analysis import fold, is_stop_word, raw_words, stems

AT_ONCE = 500
"""Keys in one query: every database takes so many."""


def key_of(text: str, source_language: str, language: str) -> int:
    """Return the key of a text or word of one pair of languages: 64 bits with a sign, as databases count."""
    digest = blake2b("\0".join((source_language, language, text)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def word_keys(text: str, source_language: str, language: str) -> set[int]:
    """Return the keys of the words of HTML by their stems, without those that carry no meaning if others are left."""
    raw = raw_words(plain_text(text))
    telling = [word for word in raw if not is_stop_word(fold(word))]
    return {
        key_of(stem, source_language, language) for stem in stems(telling or raw, source_language).split()
    }


def frequencies(keys: Collection[int]) -> Counter[int]:
    """Return in how many units each of these words is one of the rarest; those in none are left out."""
    found: Counter[int] = Counter()
    listed = sorted(keys)
    for start in range(0, len(listed), AT_ONCE):
        rows = MemoryWord.objects.filter(key__in=listed[start : start + AT_ONCE])
        found.update(dict(rows.values_list("key").annotate(units=Count("unit"))))
    return found


def rarest(keys: Collection[int], counts: Mapping[int, int]) -> list[int]:
    """Return the keys in the order of their counts, those without one first."""
    return sorted(keys, key=lambda key: (counts.get(key, 0), key))
