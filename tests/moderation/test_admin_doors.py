"""The roads past the review in Wagtail's admin, each tried by a superuser, who may do everything else."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import querydict_from_html

from cms.moderation import actions
from cms.moderation.enums import PageState
from cms.moderation.states import state_of
from home.models import ContentPage, HomePage
from stocktaking_pages.actions import year_page
from tests.factories import fresh, locale, person, published

pytestmark = pytest.mark.usefixtures("repository")


def page_url(name, page):
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


def bulk_url(action, *pages):
    ids = "&".join(f"id={page.pk}" for page in pages)
    return reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) + f"?{ids}"


def form_of(client, url, **values):
    """Return what the editor's form would send, with some values changed."""
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    for name, value in values.items():
        data[name] = value
    return data


def edit(client, page, **values):
    url = page_url("edit", page)
    return client.post(url, form_of(client, url, **values))


def test_the_editors_publish_button_is_gone(as_superuser, draft, public):
    for page in (draft, public):
        html = as_superuser.get(page_url("edit", page)).content.decode()
        assert "action-publish" not in html
        assert "action-unpublish" not in html


def test_the_editors_publish_only_saves_a_draft(as_superuser, public):
    edit(as_superuser, public, title="Past the review", **{"action-publish": "1"})

    assert (fresh(public).title, state_of(fresh(public))) == (
        "A clinic on wheels",
        PageState.PUBLISHED_CHANGES_IN_DRAFT,
    )


def test_publishing_on_creation_makes_nothing_public(as_superuser):
    home = HomePage.objects.get(locale=locale())
    url = reverse("wagtailadmin_pages:add", args=["home", "contentpage", home.pk])
    data = form_of(as_superuser, url, title="Past the review", slug="past", **{"action-publish": "1"})

    assert "action-publish" not in as_superuser.get(url).content.decode()
    as_superuser.post(url, data)

    assert not ContentPage.objects.filter(slug="past").exists()


def test_a_go_live_date_sent_by_hand_is_not_taken(as_superuser, draft):
    edit(as_superuser, draft, go_live_at="2001-01-01 00:00", expire_at="2001-01-02 00:00")

    page = fresh(draft).get_latest_revision_as_object()
    assert (page.live, page.go_live_at, page.expire_at) == (False, None, None)


def test_unpublish_view_is_closed(as_superuser, public):
    as_superuser.post(page_url("unpublish", public))

    assert fresh(public).live


def test_unpublishing_the_year_leaves_its_projects_public(as_superuser, public):
    as_superuser.post(page_url("unpublish", public.get_parent()), {"include_descendants": "on"})

    assert fresh(public).live


@pytest.mark.parametrize("with_descendants", [{}, {"include_descendants": "on"}])
def test_bulk_publish_publishes_nothing_moderated(with_descendants, as_superuser, draft):
    as_superuser.post(bulk_url("publish", draft, draft.get_parent()), with_descendants)

    assert not fresh(draft).live


@pytest.mark.parametrize("with_descendants", [{}, {"include_descendants": "on"}])
def test_bulk_unpublish_takes_nothing_moderated_offline(with_descendants, as_superuser, public):
    as_superuser.post(bulk_url("unpublish", public, public.get_parent()), with_descendants)

    assert fresh(public).live


def test_a_reverted_revision_is_not_published(as_superuser, changed):
    first = changed.revisions.order_by("created_at").first()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[changed.pk, first.pk])
    data = form_of(as_superuser, url, **{"action-publish": "1"})

    as_superuser.post(page_url("edit", changed), data)

    assert state_of(fresh(changed)) == PageState.PUBLISHED_CHANGES_IN_DRAFT
    assert fresh(changed).live_revision == changed.live_revision


@pytest.mark.parametrize("wish", ["publish_copies", "alias"])
@pytest.mark.parametrize("of", ["page", "year"])
def test_a_copy_that_would_be_public_at_once_is_refused(of, wish, as_superuser, public):
    page = public if of == "page" else public.get_parent()
    count = Page.objects.count()
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": page.get_parent().pk,
        "copy_subpages": "on",
    }

    response = as_superuser.post(page_url("copy", page), data | {wish: "on"}, follow=True)

    assert Page.objects.count() == count
    assert "Moderated pages are copied as drafts." in response.content.decode()


def test_a_copy_without_wishes_is_a_draft(as_superuser, public):
    data = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": public.get_parent().pk}

    as_superuser.post(page_url("copy", public), data)

    assert state_of(Page.objects.get(slug="copy")) == PageState.DRAFT


def test_an_alias_is_not_converted_into_a_public_page(as_superuser, public):
    assert as_superuser.post(page_url("convert_alias", public), follow=True).status_code == 404


@pytest.mark.parametrize("road", ["view", "bulk", "year view", "year bulk"])
def test_what_was_once_public_is_not_deleted(road, as_superuser, public):
    target = public.get_parent() if "year" in road else public
    url = bulk_url("delete", target) if "bulk" in road else page_url("delete", target)

    as_superuser.post(url)

    assert fresh(public).live
    assert Page.find_problems() == ([], [], [], [], [])


def test_deleting_a_year_says_what_is_in_the_way(as_superuser, public):
    response = as_superuser.post(page_url("delete", public.get_parent()), follow=True)

    assert "“A clinic on wheels” was once public or is locked" in response.content.decode()


@pytest.mark.parametrize("road", ["view", "bulk"])
def test_a_locked_draft_is_not_deleted(road, as_superuser, draft, moderator):
    draft.locked, draft.locked_by = True, moderator
    draft.save(update_fields=["locked", "locked_by"])

    as_superuser.post(bulk_url("delete", draft) if road == "bulk" else page_url("delete", draft))

    assert Page.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize("road", ["view", "bulk"])
def test_an_unlocked_draft_is_deleted(road, as_superuser, draft):
    as_superuser.post(bulk_url("delete", draft) if road == "bulk" else page_url("delete", draft))

    assert not Page.objects.filter(pk=draft.pk).exists()


def test_a_moderator_does_not_move_a_page(client, public):
    client.force_login(person("moderator"))
    destination = (
        public.get_parent()
        .get_parent()
        .add_child(instance=type(public.get_parent().specific)(title="Other", slug="other"))
    )

    client.post(reverse("wagtailadmin_pages:move_confirm", args=[public.pk, destination.pk]))

    assert fresh(public).url_path == public.url_path


def test_privacy_does_not_hide_a_public_page(as_superuser, public):
    as_superuser.post(page_url("set_privacy", public), {"restriction_type": "login"})

    assert not PageViewRestriction.objects.exists()


def test_cancelling_in_the_editor_publishes_nothing(client, waiting):
    client.force_login(waiting.owner)

    edit(client, waiting, **{"action-cancel-workflow": "1"})

    assert state_of(fresh(waiting)) == PageState.DRAFT


def test_only_the_author_cancels(as_superuser, waiting):
    edit(as_superuser, waiting, **{"action-cancel-workflow": "1"})

    assert state_of(fresh(waiting)) == PageState.IN_REVIEW


@pytest.mark.parametrize("state", ["rejected", "withdrawn", "unpublished", "archived"])
def test_nobody_edits_what_is_closed(state, as_superuser, draft, moderator):
    if state in ("rejected", "withdrawn"):
        actions.submit(page=draft, by=draft.owner)
    else:
        published(draft)
    close = {
        "rejected": lambda: actions.reject(page=draft, by=moderator, reason="Not a project."),
        "withdrawn": lambda: actions.withdraw(page=draft, by=draft.owner),
        "unpublished": lambda: actions.unpublish(page=draft, by=moderator, reason="A complaint."),
        "archived": lambda: actions.archive(page=draft, by=moderator, reason="It is over."),
    }
    close[state]()
    revision = fresh(draft).latest_revision_id

    response = edit(as_superuser, draft, title="Changed")

    assert fresh(draft).latest_revision_id == revision
    assert "The page could not be saved as it is locked." in response.content.decode()


@pytest.mark.parametrize("code", ["en", "fr", "es", "ru", "ar", "zh"])
def test_why_nobody_else_may_write_is_said_in_the_readers_language(code, waiting, moderator):
    locked = fresh(waiting)
    locked.locked, locked.locked_by = True, moderator
    with translation.override(code):
        review = waiting.get_lock().get_message(waiting.owner)
        others = locked.get_lock().get_message(waiting.owner)
        own = locked.get_lock().get_message(moderator)

    said = (review, others, own)
    english = (
        "This page waits for a decision. Until then only those who take it can edit it.",
        f"This page is locked by {moderator}: nobody else can edit it.",
        "You have locked this page: only you can edit it.",
    )
    assert said == english if code == "en" else not set(said) & set(english)
    assert waiting.get_lock().get_message(moderator) is None


# Submitting in the editor


def test_saving_and_submitting_a_public_page_in_one_go(client, public):
    client.force_login(public.owner)

    edit(client, public, title="A clinic on rails", **{"action-submit": "1"})

    assert state_of(fresh(public)) == PageState.PUBLISHED_CHANGES_IN_REVIEW
    assert fresh(public).current_workflow_state.requested_by == public.owner


def test_submitting_again_in_the_editor_makes_one_the_submitter(client, waiting, moderator):
    actions.request_changes(page=waiting, by=moderator, note="Which year?")
    client.force_login(moderator)

    edit(client, waiting, **{"action-submit": "1"})

    page = fresh(waiting)
    assert (state_of(page), page.current_workflow_state.requested_by) == (PageState.IN_REVIEW, moderator)


def test_a_stranger_submits_nothing(client, draft):
    client.force_login(person("author"))

    client.post(page_url("edit", draft), {"action-submit": "1"})

    assert state_of(fresh(draft)) == PageState.DRAFT


def test_submitting_on_creation(client):
    author = person("author")
    client.force_login(author)
    year = year_page(year=2019, locale=locale())
    url = reverse("wagtailadmin_pages:add", args=["stocktaking_pages", "stocktakingprojectpage", year.pk])

    client.post(url, form_of(client, url, title="New", slug="new", **{"action-submit": "1"}))

    page = Page.objects.get(slug="new").specific
    assert (state_of(page), page.owner, page.live) == (PageState.IN_REVIEW, author, False)


# wagtail-localize


@pytest.mark.parametrize(
    "path",
    [
        "submit/page/1/",
        "update/1/",
        "page/1/convert_to_alias/",
        "translate/1/preview/",
        "reports/translations/",
    ],
)
def test_localizes_pages_are_closed(path, as_superuser):
    assert as_superuser.get(f"/admin/localize/{path}", follow=True).status_code == 404


def test_localizes_buttons_are_gone(as_superuser, public):
    for url in (page_url("edit", public), reverse("wagtailadmin_explore", args=[public.get_parent().pk])):
        html = as_superuser.get(url).content.decode()
        assert "/admin/localize/" not in html
        assert "Translate this page" not in html
    with pytest.raises(NoReverseMatch):
        reverse("wagtail_localize:translations_report")


# Who reads what is not public


def test_a_stranger_with_an_admin_account_does_not_read_a_draft(client, draft):
    client.force_login(person("author"))

    for name in ("edit", "view_draft", "history", "usage", "workflow_history"):
        response = client.get(page_url(name, draft))
        assert response.status_code == 302, name
        assert "A clinic on wheels" not in response.content.decode(), name
