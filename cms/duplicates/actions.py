"""What people decide about two records that look alike."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from cms.accounts.models import User
from cms.duplicates.enums import LogAction
from cms.duplicates.models import Distinction
from cms.moderation.permissions import moderates
from cms.records.queries import is_original


@transaction.atomic
def distinguish(*, page: Page, other: Page, by: User) -> None:
    """Say that two records are two; nobody is asked again, whichever of them they look at. Saying so twice is once.

    Raises PermissionDenied unless the person decides on pages like the first, and ValueError for what is no original
    record.
    """
    if not (is_original(page) and is_original(other)):
        raise ValueError("only original records are duplicates")
    if not (by.is_active and moderates(by, page)):
        raise PermissionDenied(_("Your role does not allow you to say whether this is a duplicate."))
    if page.pk == other.pk:
        return
    _said, is_new = Distinction.objects.get_or_create(**Distinction.pair(page, other), defaults={"by": by})
    if is_new:
        # The public id, not the title: who reads the log of one need not be allowed to read the other.
        data = {"other": other.pk, "record_id": getattr(other, "record_id", "")}
        log(instance=page, action=LogAction.DISTINGUISH.value, user=by, data=data)
