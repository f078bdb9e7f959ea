"""Where the translators' desk shows in Wagtail's admin."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.models import Page

from cms.accounts.models import User
from cms.desk.queries import desk_pages
from cms.translation_desk.files.menu import FilesMenuItem
from cms.translation_desk.queue import menu as queue
from cms.translation_desk.queue.panel import TranslationsPanel, has_something_to_do
from cms.translations.models import TranslatedPage

ICON = "wagtail-localize-language"


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern | URLResolver]:
    return [path("translations/", include("cms.translation_desk.urls"))]


@hooks.register("register_page_header_buttons")
def register_header_button(page: Page, user: User, next_url: str | None, view_name: str) -> Iterator[Button]:
    if isinstance(page, TranslatedPage) and page.is_translation:
        url = reverse("translation_page", args=[page.pk])
        yield Button(_("Beside the original"), url, icon_name=ICON, priority=14)


@hooks.register("register_desk_page_buttons")
def register_desk_buttons(page: Page, user: User) -> Iterator[HeaderButton]:
    """Beside a translation's decision its original; then its languages, and an original's edits."""
    if not isinstance(page, TranslatedPage):
        return
    if page.is_translation:
        yield _header_button("translation_page", _("Beside the original"), page)
    if desk_pages(user).filter(pk=page.original.pk).exists():
        yield _header_button("translation_set", _("All languages"), page.original)
    if not page.is_translation:
        yield _header_button("translation_edits", _("Edits and translations"), page)


def _header_button(name: str, label: str, page: Page) -> HeaderButton:
    return HeaderButton(label, url=reverse(name, args=[page.pk]), icon_name=ICON)


@hooks.register("register_admin_menu_item")
def register_files_menu_item() -> MenuItem:
    return FilesMenuItem(
        _("Files of translations"),
        reverse("translation_files"),
        name="translation-files",
        icon_name="doc-full-inverse",
        order=40,
    )


@hooks.register("construct_homepage_panels")
def show_what_there_is_to_translate(request: HttpRequest, panels: list[Component]) -> None:
    if has_something_to_do(request.user):
        panels.append(TranslationsPanel())


hooks.register("register_admin_menu_item", queue.queue_menu_item)
hooks.register("register_log_actions", queue.register_log_entries)
