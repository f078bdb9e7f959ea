"""Rows that others point at for ever: they may be retired, never deleted."""

from typing import Any, NoReturn

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _


class DeletionForbidden(PermissionDenied):
    """Somebody tried to delete a row that is kept for ever."""


class PermanentQuerySet(models.QuerySet):
    def delete(self) -> NoReturn:
        """Raise DeletionForbidden, whoever asks."""
        raise _forbidden(self.model)

    delete.alters_data = True  # type: ignore[attr-defined] # Django's marks: not for templates
    delete.queryset_only = True  # type: ignore[attr-defined] # and not on the manager


class PermanentModel(models.Model):
    """A row whose identity is quoted in records, addresses and exports.

    Foreign keys to it should say on_delete=PROTECT, which holds where the database is asked behind our back.
    """

    objects = PermanentQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Raise DeletionForbidden, whoever asks."""
        raise _forbidden(type(self))


def _forbidden(model: type[models.Model]) -> DeletionForbidden:
    message = _("%(kind)s: entries are retired, never deleted.")
    return DeletionForbidden(message % {"kind": model._meta.verbose_name_plural})
