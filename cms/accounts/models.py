"""The people who sign in: staff with roles, and (later) the public who submit."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


@contextmanager
def skipped_history(instance: models.Model) -> Iterator[None]:
    """Write no row of simple-history for what is saved meanwhile; the attribute is the library's."""
    instance.skip_history_when_saving = True  # type: ignore[attr-defined]  # read by simple-history
    try:
        yield
    finally:
        del instance.skip_history_when_saving  # type: ignore[attr-defined]  # read by simple-history


class User(AbstractUser):
    """A person, known by e-mail address. What they may do follows from their groups; permissions.py reads them."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)

    history = HistoricalRecords(m2m_fields=["groups"], excluded_fields=["password", "last_login"])
    """Who held which roles when, and who gave them."""

    class Meta(AbstractUser.Meta):
        constraints = [models.UniqueConstraint(Lower("email"), name="unique_email")]

    def __str__(self) -> str:
        return self.get_full_name()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; signing in, which Django notes on the person, is no change for the history."""
        if kwargs.get("update_fields") == ["last_login"]:
            with skipped_history(self):
                return super().save(*args, **kwargs)
        return super().save(*args, **kwargs)

    @cached_property
    def group_names(self) -> frozenset[str]:
        """The names of the person's groups, read once; permissions.py says what they mean."""
        return frozenset(group.name for group in self.groups.all())

    def get_full_name(self) -> str:
        return self.name or super().get_full_name() or self.get_username()
