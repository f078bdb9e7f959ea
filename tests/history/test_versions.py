"""Comparing two versions of a page, and bringing one back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import PageLogEntry

from cms.history.actions import restore_version
from cms.history.versions import before, text_of, versions_of
from cms.moderation import actions
from cms.moderation.exceptions import InvalidMove
from cms.moderation.permissions import is_author
from cms.taxonomy.models import Term
from tests.factories import ProjectFactory, approved, fresh, person, published, translation, write


def countries(*codes):
    return list(Term.objects.filter(vocabulary="country", code__in=codes))


def publications(page):
    return [each for each in versions_of(page) if each.is_public]


def compare(client, page, **chosen):
    return client.get(reverse("history_compare", args=[page.pk]), chosen)


def test_versions_are_what_was_written_and_what_was_public(project, change):
    page = change(project, summary="Nurses by radio.")

    assert [version.is_public for version in versions_of(page)] == [True, False, True, False]


def test_a_publication_says_what_was_public_whatever_was_written_since(project, change):
    page = change(project, summary="Nurses by radio.", countries=countries("KE"))
    page = change(page, summary="Nurses by satellite.", countries=countries("PE"))

    texts = [text_of(page, each) for each in publications(page)]

    assert [(text.summary, [term.code for term in text.countries.all()]) for text in texts] == [
        ("Nurses by satellite.", ["PE"]),
        ("Nurses by radio.", ["KE"]),
        ("Nurses by telephone.", []),
    ]


def test_the_history_alone_says_what_was_public_where_the_revision_is_gone(project, change):
    page = change(project, summary="Nurses by radio.")
    page.revisions.earliest("created_at").delete()

    assert text_of(page, publications(page)[-1]).summary == "Nurses by telephone."


def test_two_versions_are_shown_field_by_field_with_the_words_marked(project, change, moderator, signed_in):
    page = change(project, summary="Nurses by radio.", countries=countries("KE"))

    response = compare(signed_in(moderator), page)

    html = response.content.decode()
    assert [row.label for row in response.context["rows"]] == ["Summary", "Countries"]
    assert '<span class="deletion">telephone.</span><span class="addition">radio.</span>' in html
    assert '<span class="addition">Kenya</span>' in html
    assert "Title" in response.context["unchanged"]


def test_any_two_can_be_chosen(project, change, moderator, signed_in):
    page = change(change(project, summary="Nurses by radio."), summary="Nurses by satellite.")
    newest, _middle, oldest = publications(page)

    response = compare(signed_in(moderator), page, earlier=oldest.key, later=newest.key)

    assert '<span class="deletion">telephone.</span><span class="addition">satellite.</span>' in (
        response.content.decode()
    )


def test_the_first_version_differs_from_nothing(project, moderator, signed_in):
    versions = versions_of(project)

    assert before(versions, versions[-1]) == versions[-1]
    assert "Both versions say the same." in (
        compare(signed_in(moderator), project, later=versions[-1].key).content.decode()
    )


def test_markup_in_a_version_is_shown_as_text(moderator, signed_in):
    page = published(ProjectFactory(title="<script>alert(1)</script>"), moderator)
    page = write(page, page.owner, title="<script>alert(2)</script>")

    assert "<script>alert" not in compare(signed_in(moderator), page).content.decode()


def test_a_version_comes_back_as_a_draft_and_the_public_text_stays(project, change):
    page = change(project, summary="Nurses by radio.", countries=countries("KE"))
    oldest = publications(page)[-1]

    restore_version(page=page, version=oldest.key, by=page.owner)

    page = fresh(page)
    draft = page.get_latest_revision_as_object()
    assert (draft.summary, list(draft.countries.all())) == ("Nurses by telephone.", [])
    assert (page.summary, [term.code for term in page.countries.all()]) == ("Nurses by radio.", ["KE"])
    assert page.live and page.has_unpublished_changes


def test_what_comes_back_is_reviewed_and_published_like_any_text(project, change, moderator):
    page = change(project, summary="Nurses by radio.")
    restore_version(page=page, version=versions_of(page)[-1].key, by=page.owner)

    actions.submit(page=fresh(page), by=page.owner)

    assert approved(page, moderator).summary == "Nurses by telephone."


def test_whoever_brings_a_text_back_is_its_author(project, change, moderator):
    page = change(project, summary="Nurses by radio.")
    restore_version(page=page, version=versions_of(page)[-1].key, by=moderator)

    page = fresh(page)
    assert is_author(moderator, page)
    entry = PageLogEntry.objects.filter(page_id=page.pk, action="wagtail.revert").get()
    assert (entry.user, entry.data["version"]) == (moderator, versions_of(page)[-1].key)


def test_the_words_and_the_pairs_of_a_translation_come_back(project, moderator):
    french = published(translation(project, "fr", title="Dispensaires"), moderator)
    french = write(french, french.owner, title="Cliniques", pairs=[])

    restore_version(page=french, version=versions_of(french)[-1].key, by=moderator)

    draft = fresh(french).get_latest_revision_as_object()
    assert (draft.title, draft.is_translation) == ("Dispensaires", True)


def test_the_private_contact_is_not_lost(moderator, change):
    page = published(ProjectFactory(contact_name="Ann Private"), moderator)
    page = change(page, summary="Other words.")

    restore_version(page=page, version=publications(page)[-1].key, by=page.owner)

    assert fresh(page).get_latest_revision_as_object().contact_name == "Ann Private"


@pytest.mark.parametrize("role", ["auditor", "translator:fr", "secretariat"])
def test_only_who_may_write_brings_back(project, role):
    with pytest.raises(PermissionDenied):
        restore_version(page=project, version=versions_of(project)[0].key, by=person(role))


def test_a_page_that_nobody_may_edit_now_gets_nothing_back(project, moderator):
    actions.archive(page=project, by=moderator, reason="Over.")

    with pytest.raises(InvalidMove):
        restore_version(page=fresh(project), version=versions_of(project)[0].key, by=moderator)


def test_a_version_of_another_page_is_none_of_this_one(project, moderator):
    other = published(ProjectFactory(title="Other"), moderator)

    with pytest.raises(InvalidMove):
        restore_version(page=project, version=versions_of(other)[0].key, by=moderator)


def test_the_button_brings_back_and_says_so(project, change, moderator, signed_in):
    page = change(project, summary="Nurses by radio.")

    response = signed_in(moderator).post(
        reverse("history_restore", args=[page.pk]), {"version": versions_of(page)[-1].key}, follow=True
    )

    assert "The public text has not changed." in response.content.decode()
    assert fresh(page).get_latest_revision_as_object().summary == "Nurses by telephone."


def test_who_may_not_write_has_no_button_and_is_refused_all_the_same(project, signed_in):
    client = signed_in(person("auditor"))

    assert "history-restore" not in compare(client, project).content.decode()
    count = project.revisions.count()
    client.post(reverse("history_restore", args=[project.pk]), {"version": versions_of(project)[0].key})
    assert project.revisions.count() == count
