"""What has to hold before the site serves anybody: files stay private, Django speaks every language."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning
from django.urls import Resolver404, resolve

from cms.core import media
from cms.core.catalogues import is_stale
from cms.core.messages import catalogue_languages


def uploads_are_served_by_our_view(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """core.E001: whatever else answered below MEDIA_URL would show drafts' files to everybody."""
    try:
        served_by = resolve(f"{settings.MEDIA_URL}any/file.png").func
    except Resolver404:
        served_by = None
    if served_by is media.serve:
        return []
    return [
        Error(
            f"{settings.MEDIA_URL} is not answered by cms.core.media.serve, which keeps the files of drafts private.",
            hint="Leave MEDIA_URL at /media/ and include cms.core.urls before other addresses.",
            id="core.E001",
        )
    ]


def documents_pass_the_hook(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """core.E002: any other way of serving documents hands out an address that asks nobody."""
    if settings.WAGTAILDOCS_SERVE_METHOD == "serve_view":
        return []
    return [
        Error(
            "WAGTAILDOCS_SERVE_METHOD lets documents out without asking whether their page is public.",
            hint='Set it to "serve_view".',
            id="core.E002",
        )
    ]


def uploads_lie_outside_static_files(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """core.E003: whatever lies in STATIC_ROOT is served to everybody."""
    if not settings.MEDIA_ROOT.is_relative_to(settings.STATIC_ROOT):
        return []
    return [
        Error("MEDIA_ROOT lies in STATIC_ROOT.", hint="Give uploads a folder of their own.", id="core.E003")
    ]


def catalogues_are_compiled(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """core.W001: without a compiled catalogue Django does not know zh, and other languages stay half English."""
    stale = [language for language in catalogue_languages() if is_stale(language)]
    if not stale:
        return []
    return [
        Warning(
            f"Catalogues are missing or out of date: {', '.join(stale)}.",
            hint="Run manage.py compile_catalogues.",
            id="core.W001",
        )
    ]


CHECKS = {
    Tags.security: (
        uploads_are_served_by_our_view,
        documents_pass_the_hook,
        uploads_lie_outside_static_files,
    ),
    Tags.translation: (catalogues_are_compiled,),
}
