"""Where Wagtail and moderation tell us that something is going."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from wagtail.documents.signal_handlers import post_delete_file_cleanup as wagtails_for_documents
from wagtail.images.signal_handlers import post_delete_file_cleanup as wagtails_for_images

from cms.core.models import CustomDocument, CustomImage, CustomRendition
from cms.moderation.signals import going_offline
from cms.undo import files
from cms.undo.actions import note_going_offline
from cms.undo.kinds import register_kinds

ACT = ("page", "before", "action", "by", "reason", "foretold", "into")


def on_going_offline(sender: type, **kwargs: Any) -> None:
    note_going_offline(**{name: kwargs[name] for name in ACT})


def connect() -> None:
    register_kinds()
    going_offline.connect(on_going_offline, dispatch_uid="undo.going_offline")
    for model in (CustomImage, CustomRendition, CustomDocument):
        for wagtails in (wagtails_for_images, wagtails_for_documents):
            post_delete.disconnect(wagtails, sender=model)
        post_delete.connect(files.clean_up, sender=model, dispatch_uid=f"undo.files.{model.__name__}")
