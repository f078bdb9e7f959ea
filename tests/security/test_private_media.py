"""Images and documents of a page are as public as the page, whoever knows or guesses their addresses."""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from cms.accounts.models import User
from cms.core import media
from cms.core.models import CustomDocument, CustomImage, CustomRendition
from cms.moderation import actions
from stocktaking_pages.models import ProjectAttachment, ProjectImage, StocktakingProjectPage
from tests.factories import ProjectFactory, approved, fresh, person, published

SECRET = b"the draft budget"
NOT_PUBLIC = ["draft", "in review", "changes requested", "rejected", "withdrawn", "unpublished", "archived"]


@dataclass(frozen=True)
class Files:
    """What a page uses, by the addresses a stranger could know."""

    image: CustomImage
    rendered: CustomRendition
    document: CustomDocument

    @property
    def original(self) -> str:
        return f"/media/{self.image.file.name}"

    @property
    def rendition(self) -> str:
        return self.rendered.url

    @property
    def attachment(self) -> str:
        return self.document.url

    @property
    def addresses(self) -> list[str]:
        return [self.original, self.rendition, self.attachment]


def files(by: User | None = None) -> Files:
    image = CustomImage.objects.create(title="Clinic", file=get_test_image_file(), uploaded_by_user=by)
    rendered = CustomRendition.objects.create(
        image=image, filter_spec="max-800x600", file=get_test_image_file("test.max-800x600.png")
    )
    document = CustomDocument.objects.create(
        title="Budget", file=ContentFile(SECRET, name="budget.pdf"), uploaded_by_user=by
    )
    return Files(image, rendered, document)


def get(client: Client, address: str, **headers: str) -> HttpResponse:
    """Return the answer with its file read to the end, which closes it."""
    response = client.get(address, headers=headers)
    response.body = response.getvalue() if response.streaming else response.content
    return response


def attach(page: StocktakingProjectPage, used: Files) -> None:
    """Add an image and an attachment to the latest revision of a page, as the editor does."""
    draft = page.get_latest_revision_as_object()
    draft.images.add(ProjectImage(image=used.image, alt="A clinic"))
    draft.attachments.add(ProjectAttachment(document=used.document, title="Budget"))
    if not page.live:
        draft.save()
    draft.save_revision(user=page.owner, log_action=True)


def statuses(client: Client, used: Files) -> list[int]:
    return [get(client, address).status_code for address in used.addresses]


@pytest.fixture
def used(repository: None) -> Files:
    return files()


@pytest.fixture
def page(used: Files) -> StocktakingProjectPage:
    """A draft that uses the files."""
    page = ProjectFactory(title="A clinic on wheels")
    attach(page, used)
    return fresh(page)


def bring(page: StocktakingProjectPage, state: str) -> StocktakingProjectPage:
    moderator = person("moderator")
    if state in ("unpublished", "archived", "published"):
        page = published(page, moderator)
    elif state != "draft":
        actions.submit(page=page, by=page.owner)
        page = fresh(page)
    moves = {
        "changes requested": lambda: actions.request_changes(page=page, by=moderator, note="More, please."),
        "rejected": lambda: actions.reject(page=page, by=moderator, reason="Not a project."),
        "withdrawn": lambda: actions.withdraw(page=page, by=page.owner),
        "unpublished": lambda: actions.unpublish(page=page, by=moderator, reason="Wrong."),
        "archived": lambda: actions.archive(page=page, by=moderator, reason="Ended."),
    }
    moves.get(state, lambda: None)()
    return fresh(page)


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_the_public_sees_no_file_of_a_page_that_is_not_public(state, client: Client, page, used):
    bring(page, state)
    assert statuses(client, used) == [404, 404, 404]


@pytest.mark.parametrize("state", NOT_PUBLIC)
def test_nothing_of_the_file_is_in_the_answer(state, client: Client, page, used):
    bring(page, state)
    bodies = [get(client, address).body for address in used.addresses]
    assert not any(SECRET in body or b"budget" in body for body in bodies)


def test_the_public_sees_the_files_of_a_published_page(client: Client, page, used):
    bring(page, "published")
    assert statuses(client, used) == [200, 200, 200]
    assert get(client, used.attachment).body == SECRET


def test_a_file_that_no_page_uses_is_private(client: Client, used):
    assert statuses(client, used) == [404, 404, 404]


def test_a_file_added_to_a_published_page_waits_for_the_approval(client: Client, page, used):
    page = bring(page, "published")
    later = files()
    attach(page, later)
    assert statuses(client, later) == [404, 404, 404]
    actions.submit(page=fresh(page), by=page.owner)
    assert statuses(client, later) == [404, 404, 404]
    approved(page, person("moderator"))
    assert statuses(client, later) == [200, 200, 200]


def test_a_file_is_public_while_one_of_its_pages_is(client: Client, page, used):
    bring(page, "published")
    attach(ProjectFactory(title="Another, a draft"), used)
    assert statuses(client, used) == [200, 200, 200]


def test_a_page_behind_a_password_keeps_its_files(client: Client, page, used):
    page = bring(page, "published")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert statuses(client, used) == [404, 404, 404]


@pytest.mark.parametrize(
    "guess",
    [
        "/media/{image}.max-1x1.png",
        "/media/original_images/../{image}",
        "/media/%2e%2e/db.sqlite3",
        "/media//etc/passwd",
        "/media/{document}",
        "/media/./{image}",
        "/media/",
    ],
)
def test_guessed_addresses_lead_nowhere(guess, client: Client, page, used):
    bring(page, "published")
    address = guess.format(image=used.image.file.name, document=used.document.file.name)
    assert get(client, address).status_code == 404


def test_the_name_of_a_document_cannot_be_changed_to_get_at_another(client: Client, page, used):
    bring(page, "published")
    secret = files().document
    assert get(client, f"/documents/{secret.pk}/{used.document.filename}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("administrator", 200), ("moderator", 200), ("auditor", 200), ("author", 404), ("translator:fr", 404)],
)
def test_staff_see_what_their_role_covers(role, status, client: Client, page, used):
    client.force_login(person(role))
    assert statuses(client, used) == [status] * 3


def test_the_author_of_the_page_sees_its_files(client: Client, page, used):
    client.force_login(page.owner)
    assert statuses(client, used) == [200, 200, 200]


def test_who_uploaded_a_file_sees_it_before_any_page_uses_it(client: Client, repository):
    author = person("author")
    used = files(by=author)
    client.force_login(author)
    assert statuses(client, used) == [200, 200, 200]
    client.force_login(person("author"))
    assert statuses(client, used) == [404, 404, 404]


def test_a_person_without_a_role_is_the_public(client: Client, page, used):
    client.force_login(person())
    assert statuses(client, used) == [404, 404, 404]


def test_a_dismissed_moderator_is_the_public(client: Client, page, used):
    moderator = person("moderator")
    client.force_login(moderator)
    moderator.groups.remove(Group.objects.get(name="moderator"))
    assert statuses(client, used) == [404, 404, 404]


def test_staff_who_owe_a_second_factor_are_the_public(settings, client: Client, page, used):
    settings.MFA_REQUIRED = True
    client.force_login(person("moderator"))
    assert statuses(client, used) == [404, 404, 404]


def test_what_is_private_is_kept_by_no_cache(client: Client, page, used):
    client.force_login(page.owner)
    assert get(client, used.rendition).headers["Cache-Control"] == "private, no-store"


def test_a_public_image_is_asked_for_again_and_answered_304(client: Client, page, used):
    bring(page, "published")
    first = get(client, used.rendition)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "Cookie" not in first.headers.get("Vary", "")
    again = get(client, used.rendition, if_none_match=first.headers["ETag"])
    assert (again.status_code, again.body) == (304, b"")
    since = get(client, used.rendition, if_modified_since=first.headers["Last-Modified"])
    assert since.status_code == 304


def test_having_seen_it_once_does_not_get_at_it_later(client: Client, page, used):
    page = bring(page, "published")
    etag = get(client, used.rendition).headers["ETag"]
    actions.unpublish(page=page, by=person("moderator"), reason="Wrong.")
    assert get(client, used.rendition, if_none_match=etag).status_code == 404


def test_an_image_is_shown_and_a_document_only_saved(client: Client, page, used):
    bring(page, "published")
    image, document = get(client, used.rendition), get(client, used.attachment)
    assert image.headers["Content-Type"] == "image/png"
    assert image.headers["Content-Disposition"].startswith("inline")
    assert image.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert document.headers["Content-Disposition"].startswith("attachment")
    assert document.headers["Content-Security-Policy"] == "default-src 'none'"
    assert {image.headers["X-Content-Type-Options"], document.headers["X-Content-Type-Options"]} == {
        "nosniff"
    }


def test_what_is_no_safe_image_is_only_saved(client: Client, page, used):
    bring(page, "published")
    name = used.image.file.storage.save("original_images/drawing.svg", ContentFile(b"<svg/>"))
    CustomImage.objects.filter(pk=used.image.pk).update(file=name)
    response = get(client, f"/media/{name}")
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_lost_file_is_not_found(client: Client, page, used):
    bring(page, "published")
    address = used.rendition
    used.image.get_rendition("max-800x600").file.storage.delete(
        used.image.get_rendition("max-800x600").file.name
    )
    assert get(client, address).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_files_are_only_read(method, client: Client, page, used):
    bring(page, "published")
    assert getattr(client, method)(used.original).status_code == 405


def test_a_portrait_is_for_staff(client: Client, repository):
    moderator = person("moderator")
    profile = UserProfile.get_for_user(moderator)
    profile.avatar = ImageFile(get_test_image_file(), name="me.png")
    profile.save()
    address = f"/media/{profile.avatar.name}"
    assert get(client, address).status_code == 404
    client.force_login(person())
    assert get(client, address).status_code == 404
    client.force_login(person("translator:fr"))
    assert get(client, address).status_code == 200


def test_asking_costs_a_reader_no_more_with_many_pages(page, used, django_assert_num_queries, client: Client):
    bring(page, "published")
    address = used.rendition
    for number in range(3):
        attach(ProjectFactory(title=f"Draft {number}"), used)
    with django_assert_num_queries(3):
        assert get(client, address).status_code == 200


def test_every_row_that_ties_a_file_to_a_page_is_registered(db):
    assert {
        (use.rows, use.file) for use in media.uses_of(CustomImage()) + media.uses_of(CustomDocument())
    } == {
        (ProjectImage, "image"),
        (ProjectAttachment, "document"),
    }


# Wagtail leaves the temporary file of a rendition it makes to be closed by Python.
renders = pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile")


def post_with(client: Client, page: StocktakingProjectPage, used: Files) -> HttpResponse:
    """Send the editor's form of a page with these files added to it by their numbers."""
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    for rows, values in (
        ("images", {"image": used.image.pk, "alt": "A clinic", "caption": ""}),
        ("attachments", {"document": used.document.pk, "title": ""}),
    ):
        number = int(data[f"{rows}-TOTAL_FORMS"])
        data[f"{rows}-TOTAL_FORMS"] = str(number + 1)
        for name, value in ({"id": "", "ORDER": number + 1, "DELETE": ""} | values).items():
            data[f"{rows}-{number}-{name}"] = str(value)
    return client.post(url, data)


@renders
def test_nobody_reads_a_private_file_by_attaching_it_to_a_page_of_their_own(client, page, used):
    thief = person("author")
    own = ProjectFactory(owner=thief)
    client.force_login(thief)

    response = post_with(client, own, used)

    assert "You may not use this file." in response.content.decode()
    assert statuses(client, used) == [404, 404, 404]
    assert not ProjectImage.objects.filter(page=own).exists()


@renders
def test_an_author_attaches_what_they_uploaded_and_what_is_public(client, repository):
    author = person("author")
    own = ProjectFactory(owner=author)
    elsewhere = files()
    other = ProjectFactory()
    attach(other, elsewhere)
    published(fresh(other))
    client.force_login(author)

    for used in (files(by=author), elsewhere):
        assert post_with(client, own, used).status_code == 302

    assert fresh(own).images.count() == 2


@renders
def test_what_a_moderator_attached_stays_when_the_author_saves(client, page, used):
    client.force_login(page.owner)

    assert post_with(client, page, files(by=page.owner)).status_code == 302
    assert fresh(page).images.count() == 2
