"""Why something is not deleted, or not brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from cms.undo.models import Undoable


class Kept(Exception):
    """It is not deleted, whoever asks; the words say why, and what to do rather."""


class ForetoldOtherwise(Exception):
    """More or less would happen now than the person was told."""

    message = _("What hangs on it has changed while you were reading. Read it again, then decide.")

    def __str__(self) -> str:
        return str(self.message)


class UndoRefused(Exception):
    """It does not come back like this. The words say why; `earlier` is to be brought back first, where that helps."""

    def __init__(self, message: str, earlier: Undoable | None = None) -> None:
        super().__init__(message)
        self.earlier = earlier
