"""What the desk's lists have in common."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import Page

NARROW = "listing narrow-list"
"""Classes of a table whose rows are blocks on a telephone (admin-narrow.css)."""


class DeskListView(BaseListingView):
    """A list that is empty, and says why, where a filter asks for what there is not."""

    results_template_name = "desk/list_results.html"

    def filter_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        return queryset.none() if self.filters.errors else super().filter_queryset(queryset)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the faults of the filters, each with what its filter is called."""
        form = self.filters.form
        faults = [(form[name].label, errors) for name, errors in form.errors.items()]
        return super().get_context_data(**kwargs) | {"faults": faults}
