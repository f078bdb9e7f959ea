"""What there is to do about a record in a language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.moderation.enums import UNDER_REVIEW, WAITING_FOR_AUTHOR, PageState


class Standing(models.TextChoices):
    NEW = "new", _("Not translated yet")
    STALE = "stale", _("Out of date")
    STARTED = "started", _("Begun")
    RETURNED = "returned", _("Sent back")
    IN_REVIEW = "in_review", _("In review")


STATES: dict[Standing, frozenset[PageState]] = {
    Standing.STALE: frozenset(
        {
            PageState.PUBLISHED,
            PageState.PUBLISHED_CHANGES_IN_DRAFT,
            PageState.PUBLISHED_CHANGE_REJECTED,
        }
    ),
    Standing.STARTED: frozenset({PageState.DRAFT}),
    Standing.RETURNED: WAITING_FOR_AUTHOR,
    Standing.IN_REVIEW: UNDER_REVIEW,
}
"""In which states of its page a translation stands so; a published one is out of date only while words are behind.

Translations that were rejected, withdrawn, taken offline or archived are nobody's to do.
"""


class LogAction(models.TextChoices):
    """Entries in Wagtail's page log; their data names the language."""

    CLAIM = "translation_desk.claim", _("Translation claimed")
    RELEASE = "translation_desk.release", _("Translation released")
    REQUEST = "translation_desk.request", _("Translation requested")
