"""Why something is deleted, and where it is to stand when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.undo.models import Undoable
from cms.undo.restoring import Top, Wishes, rows_of, tops_of


class ReasonForm(forms.Form):
    """Why, and what the person was told."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Colleagues read it in the history."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    foretold = forms.CharField(widget=forms.HiddenInput, required=False)


class PlaceForm(forms.Form):
    """For each page whose place is not free a field to choose another: an address, or a page to stand below."""

    def __init__(self, undoable: Undoable, data: Any = None) -> None:
        super().__init__(data)
        for top in pages_without_place(undoable):
            if top.parent is None:
                self.fields[f"parent_{top.node.pk}"] = forms.ModelChoiceField(
                    label=gettext("“%(title)s” comes back below") % {"title": top.node.title},
                    queryset=places_for(top.node),
                    required=False,
                    empty_label=gettext("Choose a page"),
                )
            else:
                self.fields[f"slug_{top.node.pk}"] = forms.SlugField(
                    label=gettext("“%(title)s” comes back with the address") % {"title": top.node.title},
                    initial=free_slug(top.node.slug, top.parent),
                )

    def wishes(self) -> dict[int, Wishes]:
        """Return what was chosen, by the primary key of the page."""
        chosen: dict[int, Wishes] = {}
        for name, value in self.cleaned_data.items():
            kind, _underscore, pk = name.partition("_")
            if value:
                chosen[int(pk)] = Wishes(slug=value) if kind == "slug" else Wishes(parent=value.pk)
        return chosen


def pages_without_place(undoable: Undoable) -> Sequence[Top]:
    """Return the pages that cannot come back to where they stood: what they stood below, or their address, is gone."""
    if not undoable.copy or "rows" not in undoable.copy:
        return []
    tops = [top for top in tops_of(undoable, rows_of(undoable)) if isinstance(top.node, Page)]
    return [
        top
        for top in tops
        if top.parent is None or Page.objects.child_of(top.parent).filter(slug=top.node.slug).exists()
    ]


def places_for(page: Page) -> QuerySet[Page]:
    """Return the pages in the same language below which one of its type may stand."""
    parents = [model for model in page.specific_class.allowed_parent_page_models() if model is not Page]
    return Page.objects.type(*parents).filter(locale=page.locale_id).order_by("path")


def free_slug(slug: str, parent: Page) -> str:
    """Return the address with the first number behind it that no page below the parent has."""
    taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    return next(name for number in range(2, len(taken) + 3) if (name := f"{slug}-{number}") not in taken)
