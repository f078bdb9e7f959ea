"""What an alternative of a term or synonym must be, for models, forms and the command that loads a glossary."""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.analysis import fold, is_stop_word, raw_words
from search.lexicon.wording import alternatives

LONGEST = 80
"""Characters of one alternative."""
MOST = 10
"""Alternatives of one term in one language."""


def validate_alternatives(words: str) -> None:
    """Refuse a line with the first thing that is wrong in it, in words for people."""
    every = alternatives(words)
    if len(every) > MOST:
        raise ValidationError(
            _("These are %(count)d ways to say it; at most %(most)d are allowed."),
            params={"count": len(every), "most": MOST},
        )
    for each in every:
        _validate_one(each)
    twice = [lowered for lowered, count in Counter(map(str.lower, every)).items() if count > 1]
    if twice:
        raise ValidationError(_("“%(words)s” is listed twice."), params={"words": twice[0]})


def _validate_one(words: str) -> None:
    found = raw_words(words)
    if not found:
        raise ValidationError(_("“%(words)s” contains no word."), params={"words": words})
    if len(words) > LONGEST:
        raise ValidationError(
            _("“%(words)s…” is longer than %(longest)d characters."),
            params={"words": words[:20], "longest": LONGEST},
        )
    if all(map(_means_nothing, found)):
        message = _("“%(words)s” has only words that searches ignore, such as “the” and “of”.")
        raise ValidationError(message, params={"words": words})


def _means_nothing(word: str) -> bool:
    """Tell a word such as "the" from one that only looks like it: an abbreviation (WHO), another accent (thé)."""
    folded = fold(word)
    return is_stop_word(folded) and not word.isupper() and (folded == word.lower() or not folded.isascii())
