"""The API of Wagtail's admin, which its menu of pages asks: it shows what the explorer shows, and changes nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.models import Page

from cms.desk.queries import without_drafts_of_others


class PagesEndpoint(PagesAdminAPIViewSet):
    actions: dict[str, Any] = {}
    """Wagtail's would pass by the locks and hooks of its own editor."""
    meta_fields = [name for name in PagesAdminAPIViewSet.meta_fields if name != "translations"]
    """Translations are listed without asking who sees them; the menu finds them by `translation_of`."""

    @classmethod
    def get_detail_default_fields(cls, model: Any) -> list[str]:
        return [*cls.get_listing_default_fields(model), *cls.detail_only_fields]

    def get_base_queryset(self) -> QuerySet[Page]:
        return without_drafts_of_others(super().get_base_queryset(), self.request.user)


class OwnFiles:
    """Files the person may choose or change, as in Wagtail's lists of them."""

    policy: Any
    request: Any

    def get_queryset(self) -> QuerySet[Any]:
        readable = self.policy.instances_user_has_any_permission_for(self.request.user, ["change", "choose"])
        files: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]  # beside an endpoint
        return files.filter(pk__in=readable.order_by().values("pk"))


class ImagesEndpoint(OwnFiles, ImagesAdminAPIViewSet):
    policy = images_policy


class DocumentsEndpoint(OwnFiles, DocumentsAdminAPIViewSet):
    policy = documents_policy
