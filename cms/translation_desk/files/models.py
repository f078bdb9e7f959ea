"""A background job that writes or reads files of translations."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.translation_desk.files.formats import Format

SILENCE = dt.timedelta(minutes=15)
"""A running job that has said nothing for so long was interrupted."""


def private_storage() -> FileSystemStorage:
    """Files that no address leads to but the view that asks whose they are."""
    return FileSystemStorage(location=settings.DATA_DIR / "translation-files", base_url=None)


class TranslationFileJob(models.Model):
    """What somebody asked for, how far it is and what came out."""

    class Kind(models.TextChoices):
        EXPORT = "export", _("download")
        IMPORT = "import", _("upload")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="+"
    )
    interface = models.CharField(_("language of the report"), max_length=10)
    language = models.CharField(_("language"), max_length=10, blank=True)
    """Of an export; what is read names its own."""
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, blank=True)
    selection = models.CharField(_("records"), max_length=10, blank=True)
    value = models.CharField(max_length=50, blank=True)
    """The year, or the id of the record, of the selection."""
    name = models.CharField(_("file"), max_length=200)
    """For people: of the file that was sent, or that is to be downloaded."""
    file = models.FileField(storage=private_storage, max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=list)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    heard_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("file of translations")
        verbose_name_plural = _("files of translations")

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether there is something to wait for."""
        return self.state in (self.State.WAITING, self.State.RUNNING) and not self.is_interrupted

    @property
    def is_interrupted(self) -> bool:
        return self.state == self.State.RUNNING and timezone.now() - self.heard_at > SILENCE

    @property
    def sums(self) -> dict[str, Any]:
        """How many texts of all files came to what."""
        counts = {name: sum(line[name] for line in self.report) for name in ("used", "unchanged", "stale")}
        refused = sum(len(line["refused"]) for line in self.report)
        return {**counts, "refused": refused, "files": sum(bool(line["error"]) for line in self.report)}
