"""What a check says."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    PLACEHOLDERS = "placeholders", _("placeholders")
    MARKUP = "markup", _("markup")
    LINKS = "links", _("links")
    NUMBERS = "numbers", _("numbers")
    LENGTH = "length", _("length")
    UNTRANSLATED = "untranslated", _("not translated")
    PUNCTUATION = "punctuation", _("punctuation")
    DIRECTION = "direction", _("direction marks")
    BLANKS = "blanks", _("blanks")
    SCRIPT = "script", _("script")
    TERM = "term", _("term")


class Severity(TextChoices):
    BLOCKS = "blocks", _("blocks")
    WARNS = "warns", _("warns")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a translation that a person has to mend, or only to look at."""

    kind: Kind
    severity: Severity
    message: str
    """Says what and what to do, in the language that is active when it is shown."""


def blocks(kind: Kind, message: str | Promise, **values: str) -> Problem:
    return Problem(kind, Severity.BLOCKS, _filled(message, values))


def warns(kind: Kind, message: str | Promise, **values: str) -> Problem:
    return Problem(kind, Severity.WARNS, _filled(message, values))


def _fill(message: str | Promise, values: dict[str, str]) -> str:
    return str(message) % values


_filled = lazy(_fill, str)
