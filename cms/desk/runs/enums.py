"""What is done to several pages at once, and what became of each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.moderation.enums import Move


class Choice(models.TextChoices):
    """Three decisions, by the value of their Move, and the claim."""

    APPROVE = Move.APPROVE.value, Move.APPROVE.label
    REQUEST_CHANGES = Move.REQUEST_CHANGES.value, Move.REQUEST_CHANGES.label
    REJECT = Move.REJECT.value, Move.REJECT.label
    CLAIM = "claim", _("Claim")


class Outcome(models.TextChoices):
    """What became of one decision of a run."""

    PLANNED = "planned", pgettext_lazy("decision", "Not taken yet")
    DONE = "done", pgettext_lazy("decision", "Done")
    WAITS = "waits", pgettext_lazy("decision", "Approved, waits for another person")
    REFUSED = "refused", pgettext_lazy("decision", "Not done")
    UNDONE = "undone", pgettext_lazy("decision", "Undone")
    LEFT = "left", pgettext_lazy("decision", "Not undone")


TAKEN = frozenset({Outcome.DONE, Outcome.WAITS})
"""What an undo takes back."""
