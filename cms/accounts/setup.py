"""The roles as groups; a repeatable step."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission

from cms.accounts.enums import PER_COUNTRY, PER_LANGUAGE, Role, group_name

ADMINISTRATION = {
    "accounts": ("user",),
    "auth": ("group",),
    "organisations": ("organisation",),
    "taxonomy": ("term",),
    "wagtailcore": ("locale", "site", "collection", "workflow", "task"),
    "wagtailredirects": ("redirect",),
}
"""Models that administrators add and change in the admin."""

FILES = {
    Role.ADMINISTRATOR: ("add", "change", "choose"),
    Role.MODERATOR: ("add", "change", "choose"),
    Role.SECRETARIAT: ("add",),
    Role.AUTHOR: ("add",),
    Role.AUDITOR: ("choose",),
}
"""Rights to images and documents. Who may choose sees them all; who adds them sees their own."""


@transaction.atomic
def ensure_roles() -> None:
    """Make the groups of every role that is not per country, each with the permission to enter the admin."""
    names = [group_name(role) for role in Role if role not in PER_LANGUAGE | PER_COUNTRY]
    names += [group_name(role, code) for role in sorted(PER_LANGUAGE) for code, _name in settings.LANGUAGES]
    _ensure_groups(names)
    administrators = Group.objects.get(name=group_name(Role.ADMINISTRATOR))
    for app_label, models in ADMINISTRATION.items():
        permissions = Permission.objects.filter(
            content_type__app_label=app_label,
            codename__in=[f"{verb}_{model}" for verb in ("add", "change", "delete") for model in models],
        )
        administrators.permissions.add(*permissions)
    _ensure_file_permissions()


@transaction.atomic
def ensure_focal_point_groups(country_codes: Iterable[str]) -> None:
    """Make a focal point group for each country, by its ISO 3166-1 alpha-2 code."""
    _ensure_groups([group_name(Role.FOCAL_POINT, code) for code in country_codes])


def _ensure_groups(names: list[str]) -> None:
    access = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    known = set(Group.objects.filter(name__in=names).values_list("name", flat=True))
    Group.objects.bulk_create([Group(name=name) for name in names if name not in known])
    through = Group.permissions.through
    ids = Group.objects.filter(name__in=names).values_list("pk", flat=True)
    through.objects.bulk_create(
        [through(group_id=pk, permission_id=access.pk) for pk in ids], ignore_conflicts=True
    )


def _ensure_file_permissions() -> None:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for role, verbs in FILES.items():
        group = Group.objects.get(name=group_name(role))
        codenames = [f"{verb}_{kind}" for verb in verbs for kind in ("image", "document")]
        for permission in Permission.objects.filter(
            content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=codenames
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
