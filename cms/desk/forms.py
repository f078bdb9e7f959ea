"""The forms behind the buttons of the decision page, one per move."""

from typing import Any

from django import forms
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
