"""The people who sign in: staff with roles, and (later) the public who submit."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person, known by e-mail address. What they may do follows from their groups; permissions.py reads them."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=200, blank=True)

    class Meta(AbstractUser.Meta):
        constraints = [models.UniqueConstraint(Lower("email"), name="unique_email")]

    def __str__(self) -> str:
        return self.get_full_name()

    @cached_property
    def group_names(self) -> frozenset[str]:
        """The names of the person's groups, read once; permissions.py says what they mean."""
        return frozenset(self.groups.values_list("name", flat=True))

    def get_full_name(self) -> str:
        return self.name or super().get_full_name() or self.get_username()
