"""The plain pages of the demo and its open call, in six languages."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.models import Page

from cms.accounts.enums import Role
from cms.accounts.models import User
from cms.demo.pages import PlainPage, plain_pages
from cms.demo.staff import with_role
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.records.translating import Written, translation_page, write_translation
from home.models import ContentPage, HomePage
from prizes_pages.actions import edition_page

ENGLISH = "en"
CALL_YEAR = 2027
CLOSES_AT = dt.datetime(2027, 2, 10, 23, tzinfo=ZoneInfo("Europe/Zurich"))
CALL = {
    "en": "WSIS Prizes 2027: propose a project",
    "fr": "Prix du SMSI 2027 : proposez un projet",
    "es": "Premios CMSI 2027: proponga un proyecto",
    "ru": "Премии ВВУИО 2027: предложите проект",
    "ar": "جوائز القمة العالمية لمجتمع المعلومات 2027: اقترح مشروعاً",
    "zh": "2027年信息社会世界峰会奖：提交项目",
}


def publish_fixed_pages() -> None:
    """Write and publish the plain pages that are missing, by two people as every page, and open the call."""
    for language, _name in settings.LANGUAGES:
        home = HomePage.objects.get(locale__language_code=language)
        for words in plain_pages(language):
            if not ContentPage.objects.child_of(home).filter(slug=words.slug).exists():
                publish_page(home, words)
    open_call()


def publish_page(home: HomePage, words: PlainPage) -> None:
    author = with_role(Role.ADMINISTRATOR)
    original = ContentPage.objects.filter(slug=words.slug, is_translation_page=False).first()
    fields = {"title": words.title, "introduction": words.introduction, "body": words.body}
    if original is None:
        page = ContentPage(**fields, owner=author, live=False)
    else:
        page = translation_page(original, home.locale, author, fields)
    page.slug = words.slug
    home.add_child(instance=page)
    page.save_revision(user=author, log_action=True)
    hand_in_and_publish(page, author)


def hand_in_and_publish(page: Page, author: User) -> None:
    actions.submit(page=page, by=author)
    page.refresh_from_db()
    actions.approve(page=page, by=with_role(Role.MODERATOR), digest=content_digest(page.latest_revision))


def open_call() -> None:
    """Announce the call on the English home, then its words on the others, if it is not there yet."""
    author = with_role(Role.ADMINISTRATOR)
    home = HomePage.objects.get(is_translation_page=False)
    if home.call_title:
        return
    home.call_title, home.call_closes_at = CALL[ENGLISH], CLOSES_AT
    home.call_page = edition_page(year=CALL_YEAR, locale=home.locale)
    home.save_revision(user=author, log_action=True)
    hand_in_and_publish(home, author)
    for page in HomePage.objects.filter(is_translation_page=True).select_related("locale"):
        words = Written("call_title", CALL[ENGLISH], CALL[page.locale.language_code])
        write_translation(translation=page, written=[words], by=author)
        hand_in_and_publish(HomePage.objects.get(pk=page.pk), author)
