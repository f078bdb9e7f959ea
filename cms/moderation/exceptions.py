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


class TooManyWords(InvalidMove):
    """More was said at once than words.LONGEST letters."""

    message = _("At most %(most)s letters can be said at once; these are %(count)s.")

    def __init__(self, count: str, most: str) -> None:
        super().__init__(count, most)
        self.values = {"count": count, "most": most}

    def __str__(self) -> str:
        return str(self.message) % self.values


class ContentChanged(Exception):
    """The text changed after it was read; nothing was decided."""

    message = _("The text changed while you were reading it. Read it again, then decide.")

    def __str__(self) -> str:
        return str(self.message)


class ActedSince(InvalidMove):
    """A decision is not undone, because something has happened to the page since."""


class PublicationRefused(PermissionDenied):
    """A moderated page was about to become public, or to stop being so, past its review."""
