"""By which rows projects use images and documents: what makes a file public."""

from cms.core import media
from stocktaking_pages.models import ProjectAttachment, ProjectImage


def register_uses() -> None:
    media.register(media.Use(ProjectImage, file="image"))
    media.register(media.Use(ProjectAttachment, file="document"))
