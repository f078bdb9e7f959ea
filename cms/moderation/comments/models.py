"""What is said about the fields of a page: two tables, because no door may ever hand out the one for the other.

Nothing but queries.py and actions.py beside this file reads or writes them; a test of the architecture holds it so.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.comments.enums import Act, Audience


def person() -> models.ForeignKey[User | None, User | None]:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


class Comment(models.Model):
    """Something said about a field, or done with a thread. Rows are only added: they are who said what when."""

    audience: Audience

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(_("field"), max_length=100, blank=True)
    """Its name; empty for the text as a whole."""
    thread = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="later")
    """The comment with which the thread began; none for that comment itself."""
    act = models.CharField(_("what was done"), max_length=10, choices=Act.choices, default=Act.SAID)
    text = models.TextField(_("comment"), blank=True)
    by = person()
    at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.page_id}, {self.field}: {self.get_act_display()}"

    @property
    def is_of_author(self) -> bool:
        return False

    @property
    def speaker(self) -> str:
        """Return who said it."""
        return str(self.by or _("a closed account"))


class StaffNote(Comment):
    """Among the moderators of a page. Its author never reads it, nor do translators and focal points."""

    audience = Audience.NOTE

    class Meta(Comment.Meta):
        verbose_name = _("staff note")
        verbose_name_plural = _("staff notes")


class Message(Comment):
    """Between the moderators of a page and its author."""

    audience = Audience.MESSAGE

    is_answer = models.BooleanField(_("said by the author"), default=False)
    entered_by = person()
    """The moderator who typed what the author had answered by another way, as by mail; none where they did it here."""

    class Meta(Comment.Meta):
        verbose_name = _("message to the author")
        verbose_name_plural = _("messages to the author")

    @property
    def is_of_author(self) -> bool:
        return self.is_answer

    @property
    def speaker(self) -> str:
        """Return who said it and, where it came another way, who entered it."""
        if self.entered_by is None:
            return super().speaker
        names = {"person": super().speaker, "by": self.entered_by}
        return gettext("%(person)s, entered by %(by)s") % names
