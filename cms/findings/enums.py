"""What the automatic checks look for, and what a link that was tried did."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(StrEnum):
    """How much a finding weighs; the values are those of Wagtail's messages."""

    WRONG = "error"
    LOOK = "warning"


class Kind(StrEnum):
    """Each has its rule in rules.py and its sentence in sentences.py."""

    MISSING = "missing"
    SHORT = "short"
    CAPITALS = "capitals"
    LANGUAGE = "language"
    LINK_SCHEME = "link-scheme"
    LINK_HOST = "link-host"
    LINK_BLANK = "link-blank"
    LINK_PRIVATE = "link-private"
    LINK_GONE = "link-gone"
    LINK_SILENT = "link-silent"
    PICTURE = "picture"
    DATES = "dates"
    DATE_FAR = "date-far"


class Answer(models.TextChoices):
    """What came of a link."""

    ANSWERED = "answered", _("answered")
    REFUSED = "refused", _("answered, and let nobody in")
    GONE = "gone", _("is not there")
    SILENT = "silent", _("cannot be reached")
    PRIVATE = "private", _("is no public address")
    UNCHECKED = "unchecked", _("was not tried")
