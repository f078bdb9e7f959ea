"""The groups that a step may ask."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import ManyToManyField, Q
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from cms.accounts.enums import READ_ONLY, group_name


class DecidingGroupsField(ManyToManyField):
    """Offers and accepts in forms the groups whose members may decide: no roles that only read.

    To migrations it is Django's own field: the rows are the same.
    """

    def formfield(self, **kwargs: Any) -> Field | None:
        reading = Q()
        for role in READ_ONLY:
            reading |= Q(name=group_name(role)) | Q(name__startswith=f"{role}:")
        refused = {"invalid_choice": _("Auditors and focal points only read: their groups cannot approve.")}
        groups = Group.objects.exclude(reading)
        return super().formfield(**{"queryset": groups, "error_messages": refused, **kwargs})

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ManyToManyField", args, kwargs
