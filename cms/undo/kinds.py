"""What may be deleted in the admin: each kind with who may, what is kept all the same, and where its list is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as images
from wagtail.models import Collection, Locale, ModelLogEntry, Page, PageLogEntry, Site
from wagtail.permissions import collection_permission_policy
from wagtail.users.utils import user_can_delete_user

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.core.models import CustomDocument, CustomImage
from cms.core.templatetags.numbers import number
from cms.moderation.enums import ALLOWED_IN, Move
from cms.moderation.queries import kept_pages
from cms.moderation.registry import is_moderated, moderated_content_type_ids
from cms.moderation.states import state_of
from cms.undo.copies import taken_with
from cms.undo.wholes import trees, wholes

MOST = 500
"""As many go in one deletion, which copies every row of theirs while the person waits."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of thing."""

    may_delete: Callable[[User, Any], bool]
    listed_at: str
    """Name of the address that lists what is left."""
    kept: Callable[[Any], str] = lambda _each: ""
    """Say why it is not deleted, whoever asks, and what to do rather; empty when it can be."""
    icon: str = "bin"


_kinds: dict[type[Model], Kind] = {}
_named: set[str] = set()


def register(model: type[Model], kind: Kind) -> None:
    """Say that rows of a model can be deleted and brought back; once for each, when the application starts."""
    _kinds[model] = kind


def name_parts(*models: type[Model]) -> None:
    """Say that rows of these models are known to people: they are named when they go with something."""
    _named.update(model._meta.label for model in models)


def named_parts() -> frozenset[str]:
    """Return the labels of these models."""
    return frozenset(_named)


def kind_of(each: Model) -> Kind | None:
    """Return the kind of an object; None for what the admin does not delete."""
    return next((kind for model, kind in _kinds.items() if isinstance(each, model)), None)


def deletable_models() -> tuple[type[Model], ...]:
    return tuple(_kinds)


def too_many(count: int) -> str:
    """Say that so many do not go at once; empty when they can."""
    if count <= MOST:
        return ""
    return _("%(count)s are too many to delete at once: the most is %(most)s.") % {
        "count": number(count),
        "most": number(MOST),
    }


def page_kept(page: Page) -> str:
    """What was once public is archived; what the site begins at, stays."""
    types = moderated_content_type_ids()
    kept = kept_pages(page, types).first()
    if kept is None and (reason := too_many(page.get_descendant_count() + 1)):
        return reason
    tops = [] if kept else [each for each in wholes([page]) if isinstance(each, Page)]
    kept = kept or next((found for top in tops if (found := kept_pages(top, types).first())), None)
    if kept is not None:
        return _("“%(title)s” was once public or is locked: it is archived, not deleted.") % {
            "title": kept.get_admin_display_title()
        }
    if is_moderated(page) and (state := state_of(page)) not in ALLOWED_IN[Move.DELETE]:
        return _("“%(title)s” is in the state “%(state)s”: “%(move)s” is not possible now.") % {
            "title": page.get_admin_display_title(),
            "state": state.label,
            "move": Move.DELETE.label,
        }
    if page.is_root() or Site.objects.filter(root_page__in=trees(tops)).exists():
        return _("The site begins at this page. Let it begin at another one first, under Settings, Sites.")
    return ""


def user_kept(user: User) -> str:
    """Whoever wrote or decided something stays, for the log names its person."""
    logged = any(model.objects.filter(user=user).exists() for model in (PageLogEntry, ModelLogEntry))
    if logged or taken_with([user]).emptied:
        return _(
            "%(person)s wrote or decided something here, which keeps its person. Take away “Active” instead: then "
            "nobody signs in to this account any more."
        ) % {"person": user}
    return ""


def group_kept(group: Group) -> str:
    if group.name.partition(":")[0] in set(Role):
        return _("This group is one of the site's roles. Take people out of it instead.")
    return ""


def site_kept(site: Site) -> str:
    return (
        _("This is the site that answers. Make another one the default first.")
        if site.is_default_site
        else ""
    )


def locale_kept(locale: Locale) -> str:
    if locale.language_code in dict(settings.LANGUAGES):
        return _("The site speaks this language.")
    return ""


def collection_kept(collection: Collection) -> str:
    members = (
        model.objects.filter(collection=collection).exists() for model in (CustomImage, CustomDocument)
    )
    if collection.is_root() or not collection.is_leaf() or any(members):
        return _("There is something in this collection. Move it elsewhere first.")
    return ""


def may_delete_collection(user: User, collection: Collection) -> bool:
    mine = collection_permission_policy.instances_user_has_permission_for(user, "delete")
    return mine.filter(pk=collection.pk).exists()


def register_kinds() -> None:
    """Register what Wagtail's admin deletes."""
    may = {
        Page: lambda user, page: page.specific.permissions_for_user(user).can_delete(),
        CustomImage: lambda user, image: images.user_has_permission_for_instance(user, "delete", image),
        CustomDocument: lambda user, file: documents.user_has_permission_for_instance(user, "delete", file),
        Redirect: lambda user, _each: user.has_perm("wagtailredirects.delete_redirect"),
        User: user_can_delete_user,
        Group: lambda user, _each: user.has_perm("auth.delete_group"),
        Site: lambda user, _each: user.has_perm("wagtailcore.delete_site"),
        Locale: lambda user, _each: user.has_perm("wagtailcore.delete_locale"),
        Collection: may_delete_collection,
    }
    kept = {
        Page: page_kept,
        User: user_kept,
        Group: group_kept,
        Site: site_kept,
        Locale: locale_kept,
        Collection: collection_kept,
    }
    lists = {
        Page: "wagtailadmin_explore_root",
        CustomImage: "wagtailimages:index",
        CustomDocument: "wagtaildocs:index",
        Redirect: "wagtailredirects:index",
        User: "wagtailusers_users:index",
        Group: "wagtailusers_groups:index",
        Site: "wagtailsites:index",
        Locale: "wagtaillocales:index",
        Collection: "wagtailadmin_collections:index",
    }
    for model, may_delete in may.items():
        register(model, Kind(may_delete, lists[model], kept.get(model, lambda _each: "")))
