"""The admin's pages on which editors arrange search."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views import generic

from cms.core.kept import ChangesView
from search import service
from search.editorial.pins import prepare_with
from search.effect import Effect, compare
from search.engines.base import EngineUnavailable
from search.types import SearchRequest


class OwnLanguagesMixin:
    """A view of one row, open to those who arrange search in the row's language."""

    def get_object(self, *args: Any, **kwargs: Any) -> Model:
        row: Model = super().get_object(*args, **kwargs)
        if not self.permission_policy.user_has_permission_for_instance(self.request.user, "change", row):
            raise PermissionDenied
        return row


class OwnLanguagesIndexView(generic.IndexView):
    any_permission_required = ["add", "change"]

    def get_base_queryset(self) -> QuerySet:
        return self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])


class RowHistoryView(OwnLanguagesMixin, ChangesView):
    pass


class RowUsageView(OwnLanguagesMixin, generic.UsageView):
    pass


class EffectMixin:
    """A form that shows what readers would find, when asked with the button "effect", before anything is saved."""

    template_name = "search/editorial/form.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "effect" not in request.POST:
            return super().post(request, *args, **kwargs)
        self.object = self.get_object() if self.kwargs else None
        self.form = self.get_form()
        self.form.is_valid()
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | self.effect(self.form)

    def effect(self, form: ModelForm) -> Mapping[str, Any]:
        """Return `effect` for a form that could be saved as it is, or `resting` while the engine does not answer."""
        if not (form.is_valid() if form.is_bound else form.instance.pk):
            return {}
        try:
            return {"effect": self.effect_of(form)}
        except EngineUnavailable:
            return {"resting": True}

    @abstractmethod
    def effect_of(self, form: ModelForm) -> Effect:
        """Compare the answer to a question now with the one there would be. Raises EngineUnavailable."""


class PinEffectMixin(EffectMixin):
    def effect_of(self, form: ModelForm) -> Effect:
        pinned = form.instance
        asked = SearchRequest(text=pinned.question, language=pinned.language)
        then = prepare_with(pinned)
        return compare(asked, service.prepared, lambda request: then(service.prepared(request)))


class PinView(PinEffectMixin, generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """Fill in what the address names: the language, the question and a record."""
        names = ("language", "question", "records")
        return {name: self.request.GET[name] for name in names if name in self.request.GET}


class PinnedEditView(PinEffectMixin, OwnLanguagesMixin, generic.EditView):
    pass
