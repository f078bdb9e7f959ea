"""The forms in which one comments on a field and goes on with a thread."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.accounts.permissions import may_enter_admin
from cms.desk.forms import WordsField
from cms.moderation.comments.enums import Audience
from cms.moderation.comments.queries import Thread
from cms.moderation.notices.actions import is_told


class TextForm(forms.Form):
    """What is said. Whether it says anything, and not too much, is for the action to ask."""

    text = WordsField(label=_("Comment"), required=False)

    def __init__(self, place: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"comment-{place}-%s", **kwargs)
        self.place = place


class BeginForm(TextForm):
    """Begins a thread; without a choice it is a staff note, which reaches the fewest."""

    audience = forms.ChoiceField(
        label=_("Who reads it?"),
        choices=Audience.choices,
        initial=Audience.NOTE,
        required=False,
        widget=forms.RadioSelect,
    )
    field = forms.CharField(widget=forms.HiddenInput, required=False)

    field_order = ["field", "audience", "text"]

    def __init__(self, place: str, *args: Any, author: User | None, held: bool, **kwargs: Any) -> None:
        super().__init__(place, *args, **kwargs)
        self.fields["audience"].choices = [  # type: ignore[attr-defined]  # a ChoiceField
            (Audience.NOTE, gettext("Staff note: moderators of this record alone read it")),
            (Audience.MESSAGE, _reached(author, held=held)),
        ]


class AnyFieldForm(BeginForm):
    """Begins a thread on the text as a whole, or a field that says nothing yet."""

    def __init__(self, *args: Any, fields: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", gettext("The text as a whole")), *fields]
        self.fields["field"] = forms.ChoiceField(label=gettext("Field"), choices=choices, required=False)
        self.order_fields(self.field_order)


class ReplyForm(TextForm):
    """Goes on with a thread."""

    def __init__(self, *args: Any, thread: Thread, as_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if as_staff and thread.first.audience == Audience.MESSAGE:
            self.fields["for_author"] = forms.BooleanField(
                label=gettext("It is the author's answer, which came another way, as by mail"), required=False
            )


def _reached(author: User | None, *, held: bool) -> str:
    """Say how a message reaches its author; whether it is held until a decision sends it along."""
    if author is None or not is_told(author):
        return gettext("Message to the author: it waits here, as there is no account to send it to")
    if may_enter_admin(author):
        words = _READ_HERE_AND_ALONG if held else _READ_HERE_AND_MAILED
    else:
        words = _SENT_ALONG if held else _MAILED
    return str(words) % {"author": author}


_READ_HERE_AND_ALONG = _(
    "Message to the author: %(author)s reads it here and, with “Ask the author”, by mail"
)
_READ_HERE_AND_MAILED = _("Message to the author: %(author)s reads it here and by mail")
_SENT_ALONG = _("Message to the author: %(author)s gets it by mail with “Ask the author”")
_MAILED = _("Message to the author: %(author)s gets it by mail")
