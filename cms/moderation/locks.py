"""Locks that Wagtail's editor understands, in whole sentences of ours: Wagtail's are not there in every language."""

from django.utils.translation import gettext as _
from wagtail.locks import BaseLock, BasicLock, WorkflowLock
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


class PersonLock(BasicLock):
    """One person keeps the others from writing."""

    def get_message(self, user: User) -> str:
        return self.get_description(user)

    def get_locked_by(self, user: User) -> str:
        return _("Locked by you") if self.object.locked_by_id == user.pk else _("Locked")

    def get_description(self, user: User) -> str:
        if self.object.locked_by_id == user.pk:
            return _("You have locked this page: only you can edit it.")
        person = self.object.locked_by or _("a closed account")
        return _("This page is locked by %(person)s: nobody else can edit it.") % {"person": person}


class ReviewLock(WorkflowLock):
    """While a text waits, only those write who decide on it; its author takes it back first."""

    def get_message(self, user: User) -> str | None:
        return self.get_description(user) if self.for_user(user) else None

    def get_locked_by(self, user: User, can_lock: bool = False) -> str:
        return _("Not locked") if can_lock else _("Waits for a decision")

    def get_description(self, user: User, can_lock: bool = False) -> str:
        if can_lock:
            return _("Those who decide on this page can edit it. Lock it to keep the others from editing.")
        return _("This page waits for a decision. Until then only those who take it can edit it.")
