"""A lock that Wagtail's editor understands, for states in which nobody writes."""

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock
from wagtail.models import Page

from cms.accounts.models import User
from cms.moderation.enums import PageState


class StateLock(BaseLock):
    """Nobody edits a rejected, withdrawn, unpublished or archived page until it is a draft again."""

    def __init__(self, page: Page, state: PageState) -> None:
        super().__init__(page)
        self.state = state

    def for_user(self, user: User) -> bool:
        return True

    def get_message(self, user: User) -> str:
        return _("This page is in the state “%(state)s”. Make it a draft again to edit it.") % {
            "state": self.state.label
        }

    def get_locked_by(self, user: User) -> str:
        return str(self.state.label)

    def get_description(self, user: User) -> str:
        return self.get_message(user)
