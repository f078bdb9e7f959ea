"""How a text stands in a language, and what became of the words that somebody proposed for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TextState(models.TextChoices):
    """Derived, never stored."""

    MISSING = "missing", _("missing")
    STALE = "stale", _("out of date")
    RETURNED = "returned", _("sent back")
    IN_REVIEW = "in_review", _("in review")
    CURRENT = "current", _("current")


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    RETURNED = "returned", _("sent back")
    PUBLISHED = "published", _("published")
