"""Values of a record that are facts about the project itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProjectStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")
    ENDED = "ended", _("Ended early")


class PrizeStatus(models.TextChoices):
    """Where an entry stands in its contest, lowest first."""

    SUBMITTED = "submitted", _("Submitted")
    RECOGNISED = "recognised", _("Recognised")
    NOMINEE = "nominee", _("Nominee")
    CHAMPION = "champion", _("Champion")
    WINNER = "winner", _("Winner")


IMPLIED_PRIZES: dict[str, tuple[str, ...]] = {
    PrizeStatus.WINNER: ("winner", "champion", "nominee"),
    PrizeStatus.CHAMPION: ("champion", "nominee"),
    PrizeStatus.NOMINEE: ("nominee",),
}
"""The prize facet: a winner is also a champion and a nominee, a champion also a nominee."""
