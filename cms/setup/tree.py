"""The fixed part of the page tree: per language a home, the Stocktaking index and the Prizes index."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Locale, Page, Site

from cms.accounts.enums import Role, group_name
from cms.moderation.setup import ensure_review
from cms.setup.words import HOME, PRIZES, STOCKTAKING
from home.models import HomePage
from prizes_pages.models import PrizesIndexPage
from stocktaking_pages.models import StocktakingIndexPage

PAGE_PERMISSIONS = {
    Role.ADMINISTRATOR: ("add", "change", "publish", "lock", "unlock", "bulk_delete"),
    Role.MODERATOR: ("add", "change", "lock"),
}
"""Wagtail's page permissions from the root down; who publishes a moderated page is cms.moderation's to say."""


@transaction.atomic
def ensure_tree() -> None:
    """Make what is missing: locales, homes, indexes, the default site, the review on every home. Repeatable."""
    homes = [_ensure_home(code) for code, _name in settings.LANGUAGES]
    for home in homes:
        _ensure_child(home, StocktakingIndexPage, "stocktaking", STOCKTAKING)
        _ensure_child(home, PrizesIndexPage, "prizes", PRIZES)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": homes[0], "site_name": settings.WAGTAIL_SITE_NAME},
    )
    Page.objects.filter(depth=2).exclude(pk__in=[home.pk for home in homes]).filter(slug="home", title__startswith="Welcome").delete()
    ensure_review(homes)
    _ensure_page_permissions(homes)


def _ensure_home(code: str) -> HomePage:
    locale, _made = Locale.objects.get_or_create(language_code=code)
    home = HomePage.objects.filter(locale=locale, depth=2).first()
    if home is not None:
        return home
    home = HomePage(title=HOME[code].title, lead=HOME[code].introduction, slug=code, locale=locale)
    return _publish_under(Page.get_first_root_node(), home, HomePage.objects.filter(depth=2).first())


def _ensure_child(home: HomePage, model: type[Page], slug: str, words: dict) -> Page:
    page = model.objects.child_of(home).first()
    if page is not None:
        return page
    text = words[home.locale.language_code]
    page = model(title=text.title, introduction=text.introduction, slug=slug, locale=home.locale, show_in_menus=True)
    return _publish_under(home, page, model.objects.first())


def _publish_under(parent: Page, page: Page, translation: Page | None) -> Page:
    if translation is not None:
        page.translation_key = translation.translation_key
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


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
