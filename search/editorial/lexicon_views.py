"""The admin's pages for the glossary and the synonyms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.forms import ModelForm
from wagtail.admin.views import generic

from search import lexicon, service
from search.editorial.views import EffectMixin, OwnLanguagesMixin
from search.effect import Effect, compare
from search.types import SearchRequest


class LexiconEffectMixin(EffectMixin):
    """Compares the answers that the words of a question have with and without a term or group as written."""

    def effect_of(self, form: ModelForm) -> Effect:
        changed = lexicon.with_change(form.instance)

        def then(request: SearchRequest) -> SearchRequest:
            expansions = lexicon.expand(request.text, request.language, changed)
            return replace(service.prepared(request), expansions=expansions)

        language = getattr(form.instance, "language", settings.LANGUAGE_CODE)
        asked = SearchRequest(text=form.question(), language=language)
        return compare(asked, service.prepared, then)

    def effect(self, form: ModelForm) -> Mapping[str, Any]:
        """Compare only when asked: the words of a row just opened have not changed."""
        return super().effect(form) if form.is_bound else {}


class LexiconIndexView(generic.IndexView):
    any_permission_required = ["add", "change"]


class TermAddView(LexiconEffectMixin, generic.CreateView):
    pass


class TermEditView(LexiconEffectMixin, generic.EditView):
    pass


class GroupAddView(LexiconEffectMixin, generic.CreateView):
    pass


class GroupEditView(LexiconEffectMixin, OwnLanguagesMixin, generic.EditView):
    pass
