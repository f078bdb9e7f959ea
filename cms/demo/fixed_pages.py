"""The plain pages of the demo and its open call, in six languages."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from wagtail.models import Locale

from cms.accounts.enums import Role
from cms.demo.pages import PlainPage, plain_pages
from cms.demo.staff import with_role
from cms.moderation import actions
from cms.moderation.digests import content_digest
from cms.records.translating import translation_page
from home.models import ContentPage, HomePage
from prizes_pages.actions import edition_page

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
        open_call(home, language)


def publish_page(home: HomePage, words: PlainPage) -> None:
    author, moderator = with_role(Role.ADMINISTRATOR), with_role(Role.MODERATOR)
    original = ContentPage.objects.filter(slug=words.slug, is_translation_page=False).first()
    fields = {"title": words.title, "introduction": words.introduction, "body": words.body}
    if original is None:
        page = ContentPage(**fields, owner=author, live=False)
    else:
        page = translation_page(original, home.locale, author, fields)
    page.slug = words.slug
    home.add_child(instance=page)
    page.save_revision(user=author, log_action=True)
    actions.submit(page=page, by=author)
    page.refresh_from_db()
    actions.approve(page=page, by=moderator, digest=content_digest(page.latest_revision))


def open_call(home: HomePage, language: str) -> None:
    if home.call_title:
        return
    edition = edition_page(year=CALL_YEAR, locale=Locale.objects.get(language_code=language))
    home.call_title, home.call_page, home.call_closes_at = CALL[language], edition, CLOSES_AT
    home.save_revision(user=with_role(Role.ADMINISTRATOR)).publish()
