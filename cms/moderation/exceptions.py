"""Why a move was refused."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class InvalidMove(Exception):
    """The page is not in a state from which this move exists."""


class ReasonMissing(InvalidMove):
    """The move asks for words that others will read, and none were given."""

    message = _("Write why; the author will read it.")

    def __str__(self) -> str:
        return str(self.message)


class ContentChanged(Exception):
    """The text changed after it was read; nothing was decided."""

    message = _("The text changed while you were reading it. Read it again, then decide.")

    def __str__(self) -> str:
        return str(self.message)


class ActedSince(InvalidMove):
    """A decision is not undone, because something has happened to the page since."""


class PublicationRefused(PermissionDenied):
    """A moderated page was about to become public, or to stop being so, past its review."""
