"""The roads past the review that Wagtail and wagtail-localize offer, each closed: by code, by command."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from cms.moderation import actions
from cms.moderation.enums import PageState
from cms.moderation.exceptions import PublicationRefused
from cms.moderation.publication import decided
from cms.moderation.states import state_of
from stocktaking_pages.models import StocktakingIndexPage, StocktakingYearPage
from tests.factories import ContentPageFactory, ProjectFactory, fresh, locale, person, published, write

pytestmark = pytest.mark.usefixtures("repository")

PUBLISHING = {
    "revision": lambda page, by: page.latest_revision.publish(user=by, skip_permission_checks=True),
    "page": lambda page, by: page.publish(page.latest_revision, user=by),
    "base page": lambda page, by: Page.objects.get(pk=page.pk).publish(page.latest_revision),
    "action": lambda page, by: PublishPageRevisionAction(page.latest_revision).execute(
        skip_permission_checks=True
    ),
    "save": lambda page, by: save_with(page, live=True),
    "save of one field": lambda page, by: save_with(page, ["live"], live=True),
    "save of a base page": lambda page, by: save_with(Page.objects.get(pk=page.pk), live=True),
}

UNPUBLISHING = {
    "page": lambda page: page.unpublish(),
    "base page": lambda page: Page.objects.get(pk=page.pk).unpublish(),
    "action": lambda page: UnpublishPageAction(page).execute(skip_permission_checks=True),
    "save": lambda page: save_with(page, live=False),
    "save of one field": lambda page: save_with(page, ["live"], live=False),
    "save of a base page": lambda page: save_with(Page.objects.get(pk=page.pk), live=False),
}

REWRITING = {
    "save": lambda page: save_with(page, title="Past the review"),
    "save of one field": lambda page: save_with(page, ["summary"], summary="Past the review"),
    "save of a base page": lambda page: save_with(Page.objects.get(pk=page.pk), title="Past the review"),
}


def save_with(page, update_fields=None, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save(update_fields=update_fields)


def public_face(page):
    page = fresh(page)
    return page.live, page.title, page.summary, page.live_revision_id


@pytest.mark.parametrize("road", PUBLISHING)
def test_a_draft_is_not_published_by(road, draft, superuser):
    with pytest.raises(PermissionDenied):
        PUBLISHING[road](draft, superuser)

    assert not fresh(draft).live


@pytest.mark.parametrize("road", PUBLISHING.keys() - {"save of one field", "save of a base page"})
def test_a_change_is_not_published_by(road, changed, superuser):
    before = public_face(changed)

    with pytest.raises(PermissionDenied):
        PUBLISHING[road](changed, superuser)

    assert public_face(changed) == before


@pytest.mark.parametrize("road", UNPUBLISHING)
def test_a_public_page_is_not_taken_offline_by(road, public):
    with pytest.raises(PublicationRefused):
        UNPUBLISHING[road](public)

    assert fresh(public).live


@pytest.mark.parametrize("road", REWRITING)
def test_public_words_are_not_rewritten_by(road, public):
    before = public_face(public)

    with pytest.raises(PublicationRefused):
        REWRITING[road](public)

    assert public_face(public) == before


def test_taking_the_parent_offline_leaves_its_moderated_pages_alone(public, superuser):
    year = public.get_parent().specific

    UnpublishPageAction(year, user=superuser, include_descendants=True).execute(skip_permission_checks=True)

    assert (fresh(year).live, fresh(public).live) == (False, True)


def test_a_new_page_is_never_born_live():
    with pytest.raises(PublicationRefused):
        ProjectFactory(live=True)


def test_a_decision_opens_the_door_for_itself_only(public):
    with pytest.raises(ZeroDivisionError), decided(by=None):
        raise ZeroDivisionError

    with pytest.raises(PublicationRefused):
        public.unpublish()


def test_locking_and_drafting_do_not_need_a_decision(public, moderator):
    save_with(public, ["locked", "locked_by"], locked=True, locked_by=moderator)
    write(public, by=public.owner, title="A clinic on rails")

    assert (fresh(public).locked, fresh(public).title) == (True, "A clinic on wheels")


# Dates


def test_a_page_carries_no_dates_of_publication(draft, moderator):
    tomorrow = timezone.now() + dt.timedelta(days=1)
    page = write(draft, by=draft.owner, go_live_at=tomorrow, expire_at=tomorrow)

    page = published(page, by=moderator)

    assert (page.live, page.go_live_at, page.expire_at) == (True, None, None)
    assert not page.revisions.exclude(approved_go_live_at=None).exists()


def test_publish_scheduled_publishes_no_draft(draft):
    draft.revisions.update(approved_go_live_at=timezone.now() - dt.timedelta(days=1))

    with pytest.raises(PublicationRefused):
        call_command("publish_scheduled")

    assert not fresh(draft).live


def test_publish_scheduled_takes_no_page_offline(public):
    Page.objects.filter(pk=public.pk).update(expire_at=timezone.now() - dt.timedelta(days=1))

    with pytest.raises(PublicationRefused):
        call_command("publish_scheduled")

    assert fresh(public).live


# Copies, aliases, moves


def test_a_copy_of_a_public_page_is_a_draft_of_the_one_who_copied(public, superuser):
    copy = CopyPageAction(public, update_attrs={"slug": "copy"}, keep_live=False, user=superuser).execute()

    assert (state_of(copy), copy.owner) == (PageState.DRAFT, superuser)
    assert copy.record_id not in ("", public.record_id)


@pytest.mark.parametrize("recursive", [False, True])
def test_a_copy_is_not_published(recursive, public, superuser):
    page = public.get_parent().specific if recursive else public
    count = Page.objects.count()

    with pytest.raises(PublicationRefused):
        CopyPageAction(
            page, update_attrs={"slug": "copy"}, recursive=recursive, keep_live=True, user=superuser
        ).execute()

    if not recursive:
        assert Page.objects.count() == count
    assert not Page.objects.filter(live=True, slug=public.slug).exclude(pk=public.pk).exists()


def test_a_public_page_gets_no_alias(superuser):
    page = published(ContentPageFactory())

    with pytest.raises(PublicationRefused):
        CreatePageAliasAction(page, update_slug="alias", user=superuser).execute()

    assert not page.aliases.exists()


def test_an_administrator_moves_a_public_page_and_its_state_stays(public):
    target = StocktakingYearPage(title="Other", slug="other", year=2020)
    StocktakingIndexPage.objects.get(locale=locale()).add_child(instance=target)

    public.move(target, pos="last-child", user=person("administrator"))

    public = fresh(public)
    assert (state_of(public), public.url_path) == (PageState.PUBLISHED, f"{target.url_path}{public.slug}/")


def test_an_author_does_not_move_a_page(public):
    target = StocktakingYearPage(title="Other", slug="other", year=2020)
    StocktakingIndexPage.objects.get(locale=locale()).add_child(instance=target)

    with pytest.raises(PermissionDenied):
        public.move(target, pos="last-child", user=public.owner)


# Deleting


@pytest.mark.parametrize("kept", ["public", "once public", "locked"])
def test_what_was_public_or_is_locked_is_not_deleted(kept, draft, moderator):
    page = draft if kept == "locked" else published(draft)
    if kept == "once public":
        actions.unpublish(page=page, by=moderator, reason="A complaint.")
    if kept == "locked":
        save_with(page, ["locked"], locked=True)

    for road in (
        fresh(page).delete,
        Page.objects.get(pk=page.pk).delete,
        Page.objects.filter(pk=page.pk).delete,
    ):
        with pytest.raises(PublicationRefused), transaction.atomic():
            road()

    assert Page.objects.filter(pk=page.pk).exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_year_with_a_public_project_is_not_deleted(public):
    year = public.get_parent().specific

    with pytest.raises(PublicationRefused), transaction.atomic():
        year.delete()

    assert Page.objects.filter(pk__in=[year.pk, public.pk]).count() == 2
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_draft_is_deleted(draft):
    draft.delete()

    assert not Page.objects.filter(pk=draft.pk).exists()


# wagtail-localize


def localised():
    """A published French page whose English source wagtail-localize knows of."""
    page = published(ContentPageFactory(title="About"))
    french = ContentPageFactory(
        title="À propos", locale=locale("fr"), slug=page.slug, translation_key=page.translation_key
    )
    source, _made = TranslationSource.get_or_create_from_instance(page)
    return Translation.objects.create(source=source, target_locale=locale("fr")), published(french)


@pytest.mark.parametrize("publish", [True, False])
def test_localize_does_not_write_into_a_live_translation(publish, django_capture_on_commit_callbacks):
    row, french = localised()

    with pytest.raises(PublicationRefused), django_capture_on_commit_callbacks(execute=True):
        row.save_target(publish=publish)

    assert fresh(french).title == "À propos"
