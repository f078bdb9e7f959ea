"""The fixed part of the page tree: per language a home, the Stocktaking index and the Prizes index."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Locale, Page, Site

from cms.accounts.enums import Role, group_name
from cms.core.tree import add_in_every_language
from cms.moderation.publication import decided
from cms.moderation.setup import ensure_review
from cms.setup.words import HOME, PRIZES, STOCKTAKING, PageWords
from cms.translations.models import SitePage
from cms.translations.siblings import as_translations
from cms.translations.summaries import refresh_site_pages
from home.models import HomePage
from prizes_pages.models import PrizesIndexPage
from stocktaking_pages.models import StocktakingIndexPage

PAGE_PERMISSIONS = {
    Role.ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    Role.MODERATOR: ("add", "change", "lock"),
}
"""Wagtail's page permissions from the root down; who publishes a moderated page is cms.moderation's to say."""
REASON = "Set up with the site"
"""Nobody has to read what the site is shipped with."""


@transaction.atomic
def ensure_tree() -> None:
    """Make what is missing: locales, homes, indexes, the default site, the review on every home. Repeatable."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES]
    if not HomePage.objects.exists():
        _make_homes(locales)
    homes = list(HomePage.objects.order_by("path"))
    _ensure_indexes(homes, StocktakingIndexPage, "stocktaking", STOCKTAKING)
    _ensure_indexes(homes, PrizesIndexPage, "prizes", PRIZES)
    ensure_review(homes)
    refresh_site_pages()
    _ensure_page_permissions(homes)


def _make_homes(locales: list[Locale]) -> None:
    """Put a home per language in the place of the page that Wagtail's own migration made."""
    root = Page.get_first_root_node()
    welcome = list(root.get_children())
    homes = [
        HomePage(title=HOME[code].title, lead=HOME[code].introduction, slug=code, locale=locale)
        for locale in locales
        for code in [locale.language_code]
    ]
    as_translations(homes)
    with decided(by=None, reason=REASON):
        for home in homes:
            root.add_child(instance=home)
            home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": homes[0], "site_name": settings.WAGTAIL_SITE_NAME},
    )
    for page in welcome:
        page.delete()


def _ensure_indexes(
    homes: list[HomePage], model: type[SitePage], slug: str, words: dict[str, PageWords]
) -> None:
    if model.objects.exists():
        return
    texts = [words[home.locale.language_code] for home in homes]
    pages = [
        model(title=text.title, introduction=text.introduction, slug=slug, show_in_menus=True)
        for text in texts
    ]
    as_translations(pages)
    with decided(by=None, reason=REASON):
        add_in_every_language(list(zip(homes, pages, strict=True)))


def _ensure_page_permissions(homes: list[HomePage]) -> None:
    for role, codenames in PAGE_PERMISSIONS.items():
        _grant(role, Page.get_first_root_node(), codenames)
    for home in homes:
        prizes = PrizesIndexPage.objects.child_of(home).get()
        stocktaking = StocktakingIndexPage.objects.child_of(home).get()
        _grant(Role.SECRETARIAT, prizes, ("add", "change"))
        _grant(Role.AUTHOR, prizes, ("add",))
        _grant(Role.AUTHOR, stocktaking, ("add",))


def _grant(role: Role, page: Page, codenames: tuple[str, ...]) -> None:
    group = Group.objects.get(name=group_name(role))
    for codename in codenames:
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=f"{codename}_page"
        )
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
