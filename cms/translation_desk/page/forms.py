"""What the browser sends of a segment."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.records.translating import Written
from cms.translation_desk.page.actions import Typed
from cms.translation_desk.page.rows import Row

LONGEST = 100_000
MOST = 1_000


class SegmentForm(forms.Form):
    """A segment: what it translates, what stood there, and what is typed now."""

    path = forms.CharField(max_length=255, widget=forms.HiddenInput)
    source = forms.CharField(max_length=LONGEST, strip=False, widget=forms.HiddenInput)
    occurrence = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=LONGEST, required=False, strip=False, widget=forms.HiddenInput)
    target = forms.CharField(
        label=_("Translation"), max_length=LONGEST, required=False, strip=False, widget=forms.Textarea
    )
    confirmed = forms.BooleanField(label=_("Still right for the new text"), required=False)
    comment = forms.CharField(
        label=_("Comment"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def typed(self) -> Typed:
        """Return what was typed, as it came where it is not valid."""
        said = {name: self.cleaned_data.get(name, self[name].value() or "") for name in self.fields}
        written = Written(
            said["path"],
            said["source"],
            said["target"],
            said["confirmed"],
            occurrence=said["occurrence"] or 1,
        )
        return Typed(written, said["seen"], said["comment"])


SegmentForms = forms.formset_factory(SegmentForm, extra=0, max_num=MOST, absolute_max=MOST)


def initial_of(rows: list[Row]) -> list[dict[str, object]]:
    return [
        {
            "path": row.path,
            "source": row.source,
            "occurrence": row.occurrence,
            "seen": row.target,
            "target": row.target,
        }
        for row in rows
    ]
