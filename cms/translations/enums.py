"""Entries in Wagtail's page log."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LogAction(models.TextChoices):
    CALL_TRIVIAL = "translations.call_trivial", _("Called an edit trivial for its translations")
    TAKE_BACK = "translations.take_back", _("Took back that an edit is trivial")
