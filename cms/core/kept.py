"""Rows that are kept for ever, in the admin: nobody deletes them, and every change can be read."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model, QuerySet
from django.urls.resolvers import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail.admin.views.generic import history
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from cms.core.changes import Change, changes_of

Person = AbstractBaseUser | AnonymousUser


class KeepingPolicy(ModelPermissionPolicy):
    """Django's model permissions, except that some actions are open to nobody, superusers included."""

    def __init__(self, model: type[Model], *, closed: frozenset[str]):
        super().__init__(model)
        self.closed = closed

    def user_has_permission(self, user: Person, action: str) -> bool:
        return action not in self.closed and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet:
        return super().users_with_any_permission(set(actions) - self.closed)


class ChangesView(history.HistoryView):
    """Wagtail's history page over the rows of simple-history, which also knows commands and children."""

    any_permission_required = ["view", "change"]
    filterset_class = None
    children: tuple[str, ...] = ()
    columns = [
        Column("what", label=_("What changed")),
        Column("kind", label=_("Change")),
        Column("words", label=_("Details")),
        Column("reason", label=_("Reason")),
        UserColumn("user", label=_("Changed by")),
        DateColumn("moment", label=_("When")),
    ]

    def get_queryset(self) -> list[Change]:
        return changes_of(self.object, self.children)


class KeptViewSet(ModelViewSet):
    """A model whose rows nobody deletes, and whose changes can be read."""

    copy_view_enabled = False
    history_view_class = ChangesView
    history_children: tuple[str, ...] = ()
    """Relations whose changes are shown with those of the row."""
    closed = frozenset({"delete"})
    """Actions open to nobody."""

    @property
    def permission_policy(self) -> KeepingPolicy:
        return KeepingPolicy(self.model, closed=self.closed)

    def get_history_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_history_view_kwargs(children=self.history_children, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in self.closed]
