"""What every public template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from cms.core import navigation
from cms.core.reader import reader_language

ADMIN = "/admin/"


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's context, each part worked out only where a template asks for it."""
    if request.path.startswith(ADMIN):
        return {}
    language = reader_language()
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "home_url": f"/{language}/",
        "search_url": navigation.search_page(language),
        "sign_in_url": reverse("account_login"),
        "menu": SimpleLazyObject(lambda: navigation.menu(language, request.path)),
        "footer_links": SimpleLazyObject(
            lambda: [*navigation.footer(language), (_("API"), "/api/v1/openapi.json")]
        ),
        "languages": SimpleLazyObject(lambda: navigation.languages(request)),
    }
