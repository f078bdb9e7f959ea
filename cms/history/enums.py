"""What an event of a record's time line is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    WORDS = "words", _("Text")
    REVIEW = "review", _("Review")
    DECISION = "decision", _("Decision")
    PUBLICATION = "publication", _("Publication")
    IMPORT = "import", _("Import")
    TRANSLATION = "translation", _("Translation")
    MERGE = "merge", _("Merge")
    MESSAGE = "message", _("Message to or from the author")
    NOTE = "note", _("Staff note")
