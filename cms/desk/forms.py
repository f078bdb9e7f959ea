"""The forms behind the buttons of the decision page, one per move, and a field for the day until when."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.moderation.enums import Move

WORDS = {
    Move.REQUEST_CHANGES: _("What should the author change?"),
    Move.REJECT: _("Why is it rejected? The author reads this."),
    Move.WITHDRAW: _("Why do you withdraw it?"),
    Move.UNPUBLISH: _("Why is it taken offline?"),
    Move.ARCHIVE: _("Why is it archived? The public reads this."),
}
"""Moves that take words, and the question that asks for them."""
OPTIONAL = frozenset({Move.WITHDRAW})


class MoveForm(forms.Form):
    """What one move needs: words for those that others read, the digest of what was read for an approval."""

    def __init__(self, move: Move, digest: str = "", **kwargs: Any) -> None:
        super().__init__(prefix=move.value, **kwargs)
        self.move = move
        if move in WORDS:
            self.fields["words"] = forms.CharField(
                label=WORDS[move], required=move not in OPTIONAL, widget=forms.Textarea(attrs={"rows": 2})
            )
        if move == Move.APPROVE:
            self.fields["digest"] = forms.CharField(widget=forms.HiddenInput, initial=digest)


class DueField(forms.DateField):
    """A day that is not over."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, label=_("Due"), **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day < timezone.localdate():
            raise forms.ValidationError(gettext("That day is over."))
        return day
