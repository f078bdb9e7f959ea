"""The forms behind the buttons of the decision page, one per move, and a field for the day until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from cms.core.days import today
from cms.core.direction import unturned
from cms.core.templatetags.numbers import number
from cms.moderation.comments.queries import told
from cms.moderation.enums import DECISIONS, REASONED, Move
from cms.moderation.models import Message, Reason
from cms.moderation.words import LONGEST, lines_as_one_letter
from cms.undo.sentences import Sentence, sentences
from cms.undo.values import Consequences

WORDS = {
    Move.REQUEST_CHANGES: _("What should the author change?"),
    Move.REJECT: _("Why is it rejected? The author reads this."),
    Move.WITHDRAW: _("Why do you withdraw it?"),
    Move.UNPUBLISH: _("Why is it taken offline? The public reads this."),
    Move.ARCHIVE: _("Why is it archived? The public reads this."),
}
"""Moves that take words, and the question that asks for them."""
OPTIONAL = frozenset({Move.WITHDRAW})
ANSWERS = {Move.UNPUBLISH: 404, Move.ARCHIVE: 410}
"""What the public gets of a page after a move that takes it offline; the person is told before."""
LONGEST_MESSAGE = 200
"""Letters of a message where it is only named."""


class WordsField(forms.CharField):
    """Words of a person to others."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}), **kwargs
        )

    def to_python(self, value: Any) -> str:
        return lines_as_one_letter(super().to_python(value))


class WordsForm(forms.Form):
    """The words that others read of a move: a reason of the list, where there is one, and a comment of one's own."""

    def __init__(self, move: Move, **kwargs: Any) -> None:
        super().__init__(prefix=move.value, **kwargs)
        self.move = move
        if move in REASONED:
            self.fields["reason"] = forms.ModelChoiceField(
                Reason.objects.offered_for(move),
                label=_("Reason"),
                required=False,
                empty_label=_("None of the list: I write it below"),
            )
        if move in WORDS:
            self.fields["words"] = WordsField(label=WORDS[move], required=move not in OPTIONAL | REASONED)

    def clean_words(self) -> str:
        return unturned(self.cleaned_data["words"])

    def clean(self) -> dict[str, Any]:
        """Ask for one of them."""
        cleaned = super().clean()
        said = (cleaned.get("reason"), cleaned.get("words"), cleaned.get("questions"))
        if self.move in REASONED and not any(said):
            self.add_error("words", gettext("Choose a reason or write why; the author will read it."))
        return cleaned


class MessagesField(forms.ModelMultipleChoiceField):
    """Messages to the author, each after the name of its field; all are ticked at first."""

    def __init__(self, messages: QuerySet[Message]) -> None:
        super().__init__(
            messages,
            label=_("Messages that are sent along"),
            required=False,
            initial=messages,
            widget=forms.CheckboxSelectMultiple,
        )

    def label_from_instance(self, message: Message) -> str:
        return Truncator(" ".join(told([message], message.page.specific_class))).chars(LONGEST_MESSAGE)


class MoveForm(WordsForm):
    """What one move needs: its words, messages of the page, and for a decision the digest of what was read.

    An approval while comments are open needs a tick that says so.
    """

    label: Any
    """What the button says."""
    told: Sequence[Sentence] = ()
    """What the move takes along, of one that takes the page offline."""

    def __init__(
        self,
        move: Move,
        digest: str = "",
        *,
        questions: QuerySet[Message] | None = None,
        open_comments: int = 0,
        **kwargs: Any,
    ) -> None:
        super().__init__(move, **kwargs)
        self.questions = questions
        if open_comments and move == Move.APPROVE:
            self.fields["despite"] = _despite(open_comments)
        if questions and move == Move.REQUEST_CHANGES:
            self.fields["questions"] = MessagesField(questions)
        self.label = move.label
        if move in DECISIONS:
            self.fields["digest"] = forms.CharField(
                widget=forms.HiddenInput, initial=digest, required=move == Move.APPROVE
            )
        if move in ANSWERS:
            self.fields["foretold"] = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def can_be_held(self) -> bool:
        return self.move in DECISIONS

    @property
    def lacks_tick(self) -> bool:
        return "despite" in self.errors

    def foretell(self, consequences: Consequences) -> None:
        """Say what the move takes along, and bind it to that."""
        self.told = sentences(consequences)
        self.initial["foretold"] = consequences.digest()

    def about(self, shown: MoveForm) -> MoveForm:
        """Return the form as it was sent, now about what the other one shows."""
        data = self.data.copy()
        for field in shown.hidden_fields():
            data[field.html_name] = field.initial
        form = MoveForm(self.move, questions=self.questions, data=data)
        form.told = shown.told
        return form


class DayInput(forms.DateInput):
    """The browser's own field: Wagtail's calendar makes today of what it cannot read, and does not say so."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """The same for a time of a day."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _despite(open_comments: int) -> forms.BooleanField:
    label = ngettext(
        "%(count)s comment is open. I approve all the same.",
        "%(count)s comments are open. I approve all the same.",
        open_comments,
    )
    return forms.BooleanField(
        label=label % {"count": number(open_comments)},
        error_messages={"required": _("Tick this, or resolve the comments first.")},
    )


class DueField(forms.DateField):
    """A day that is not over, or the one that stands already."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, label=_("Due"), **kwargs)
        self.standing: dt.date | None = None

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day < today() and day != self.standing:
            raise forms.ValidationError(gettext("That day is over."))
        return day
