"""Commenting on the page on which one decides, and coming back to the field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from cms.desk.comments.rows import ANY, Sent
from cms.desk.views import DecisionView
from cms.moderation.comments import actions
from cms.moderation.comments.enums import Audience
from cms.moderation.comments.models import Comment
from cms.moderation.comments.permissions import author_of, goes_with_decision
from cms.moderation.comments.queries import DOORS
from cms.moderation.exceptions import InvalidMove
from cms.moderation.notices.actions import is_told

BEGIN: dict[str, Callable[..., Comment]] = {
    Audience.NOTE: actions.note,
    Audience.MESSAGE: actions.ask_author,
}
NOTED = _("The note is kept among the staff.")
ALONG = _("The message is kept. “Ask the author” sends it by mail.")
AT_ONCE = _("The message is kept, and is mailed to the author in a few minutes.")
UNREACHABLE = _("The message is kept here; there is no address to mail it to.")


class CommentView(DecisionView):
    """Takes a form about comments; where it is refused, shows the page with what was typed."""

    http_method_names = ["post"]
    place = ""
    """Of the form on the page."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            comment = self.act(**kwargs)
        except PermissionDenied as refusal:
            return self._refuse(refusal, 403)
        except InvalidMove as refusal:
            return self._refuse(refusal, 409)
        first = comment.thread or comment
        return redirect(f"{reverse('desk_page', args=[self.page.pk])}#{first.audience}-{first.pk}")

    def act(self, **kwargs: Any) -> Comment:
        """Do what was asked and return the comment that came of it."""
        raise NotImplementedError

    def _refuse(self, refusal: Exception, status: int) -> HttpResponse:
        self.sent_comment = Sent(self.place, self.request.POST)
        return self._refused(str(refusal), status)


class BeginView(CommentView):
    """Begins a thread on a field."""

    def act(self) -> Comment:
        sent = self.request.POST
        field = sent.get("field", "")
        self.place = ANY if "any" in sent else field
        audience = sent.get("audience") or Audience.NOTE
        if audience not in BEGIN:
            raise InvalidMove(_("Choose who reads it."))
        comment = BEGIN[audience](
            page=self.page, field=field, text=sent.get("text", ""), by=self.request.user
        )
        messages.success(self.request, self._done(comment))
        return comment

    def _done(self, comment: Comment) -> Any:
        """Say what becomes of it."""
        if comment.audience == Audience.NOTE:
            return NOTED
        author = author_of(self.page)
        if author is None or not is_told(author):
            return UNREACHABLE
        return ALONG if goes_with_decision(self.page) else AT_ONCE


class ThreadView(CommentView):
    """Goes on with a thread that the person may read; any other answers 404."""

    @transaction.atomic
    def act(self, audience: str, pk: int) -> Comment:
        if audience not in DOORS:
            raise Http404
        door = DOORS[Audience(audience)](self.request.user, [self.page])
        thread = get_object_or_404(door, pk=pk, thread=None)
        self.place = f"{audience}-{pk}"
        sent, by = self.request.POST, self.request.user
        if sent.get("do") == "reopen":
            return actions.reopen(thread=thread, by=by)
        if sent.get("do") != "resolve":
            return self._say(thread)
        if sent.get("text", "").strip():
            self._say(thread)
        return actions.resolve(thread=thread, by=by)

    def _say(self, thread: Any) -> Comment:
        sent, by = self.request.POST, self.request.user
        for_author = thread.audience == Audience.MESSAGE and sent.get("for_author")
        say = actions.answer_for_author if for_author else actions.reply
        return say(to=thread, text=sent.get("text", ""), by=by)
