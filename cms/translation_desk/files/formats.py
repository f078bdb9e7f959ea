"""The formats there are, and how a file's name tells which one it is."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.translation_desk.files import po, xliff
from cms.translation_desk.files.values import FileUnusable, ReturnedFile, TranslationFile


class Format(models.TextChoices):
    PO = "po", gettext_lazy("PO (gettext)")
    XLIFF = "xliff", gettext_lazy("XLIFF 2.0")

    @property
    def suffix(self) -> str:
        return po.SUFFIX if self == Format.PO else xliff.SUFFIX


WRITE = {Format.PO: po.write, Format.XLIFF: xliff.write}
READ = {po.SUFFIX: po.read, xliff.SUFFIX: xliff.read, ".xliff": xliff.read}
"""By the ending of a file's name."""


def write(file: TranslationFile, file_format: Format, made_at: dt.datetime) -> bytes:
    return WRITE[file_format](file, made_at)


def read(name: str, data: bytes) -> ReturnedFile:
    """Return what a file says. Raises FileUnusable."""
    reader = READ.get(PurePosixPath(name.lower()).suffix)
    if reader is None:
        raise FileUnusable(_("The name does not end in one of: %(endings)s.") % {"endings": ", ".join(READ)})
    return reader(data)
