from django.db import models
from django.utils.translation import gettext_lazy as _


class Vocabulary(models.TextChoices):
    """The lists that records are described with. The values are stored and occur in data files: they never change."""

    ACTION_LINE = "action_line", _("Action Lines")
    SDG = "sdg", _("Sustainable Development Goals")
    REGION = "region", _("Regions")
    COUNTRY = "country", _("Countries")
    STAKEHOLDER_TYPE = "stakeholder_type", _("Stakeholder types")
    ENTITY_TYPE = "entity_type", _("Entity types")
    ACTIVITY_TYPE = "activity_type", _("Activity types")
    COVERAGE = "coverage", _("Geographical coverage")
    TIMESCALE = "timescale", _("Time scale")
