"""Every address of the admin that destroys something leads to the page that says what it takes along, or is closed."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import get_resolver, reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Page, Site, Task, Workflow
from wagtail.users.models import UserProfile

from cms.core.models import CustomDocument
from cms.moderation import actions as moderation
from cms.moderation.setup import NAME
from cms.undo.doors import DOORS
from cms.undo.models import Undoable
from home.models import HomePage
from tests.factories import ProjectFactory, person, published, translation

pytestmark = pytest.mark.usefixtures("repository")

DESTRUCTIVE = re.compile(r"delete|remove|disable|purge|clear|discard|trash|unpublish|move|bulk|convert")
HARMLESS = {
    "wagtailadmin_pages:convert_alias": "an alias only stops following its source",
    "wagtailadmin_pages:move": "chooses a place; moving is confirmed at the next address",
    "wagtailimages:delete_upload_multiple": "an upload that has become no image yet",
    "wagtaildocs:delete_upload_multiple": "an upload that has become no document yet",
}
"""Addresses that sound destructive and are not, and why."""


def names(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, space)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"


def test_every_address_that_sounds_destructive_is_accounted_for():
    admin = next(each for each in get_resolver().url_patterns if str(each.pattern) == "admin/")

    found = {name for name in names(admin) if DESTRUCTIVE.search(name)}

    assert sorted(found - DOORS.keys() - HARMLESS.keys()) == []
    assert sorted((DOORS.keys() | HARMLESS.keys()) - found) == []


def things():
    yield "wagtailadmin_pages:delete", ProjectFactory(title="Clinics")
    yield (
        "wagtaildocs:delete",
        CustomDocument.objects.create(title="Budget", file=ContentFile(b"%PDF", "budget.pdf")),
    )
    yield (
        "wagtailredirects:delete",
        Redirect.objects.create(old_path="/old", redirect_link="https://example.org"),
    )
    yield "wagtailusers_users:delete", person(name="Eve")
    yield "wagtailusers_groups:delete", Group.objects.create(name="visitors")
    yield "wagtailsites:delete", Site.objects.create(hostname="other", root_page=HomePage.objects.first())
    yield "wagtaillocales:delete", Locale.objects.create(language_code="de")
    yield (
        "wagtailadmin_collections:delete",
        Collection.get_first_root_node().add_child(instance=Collection(name="Vans")),
    )


def test_each_says_what_it_takes_along_deletes_and_undoes(signed_in):
    client = signed_in(person(is_superuser=True, is_staff=True))
    for name, thing in things():
        url = reverse(name, args=[thing.pk])

        page = client.get(url)
        assert (page.status_code, page.templates[0].name) == (200, "undo/act.html"), name
        assert str(thing) in page.content.decode(), name
        assert "form" in page.context, (name, page.context.get("kept"))
        client.post(url, {"reason": "A mistake.", "foretold": page.context["form"].initial["foretold"]})
        undoable = Undoable.objects.latest("pk")
        assert not type(thing)._default_manager.filter(pk=thing.pk).exists(), name

        client.post(reverse("undo_item", args=[undoable.pk]))
        assert type(thing)._default_manager.filter(pk=thing.pk).exists(), name


def test_what_was_told_before_is_asked_again(signed_in, administrator):
    client, page = signed_in(administrator), ProjectFactory()
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    told = client.get(url).context["form"].initial["foretold"]
    translation(page, "fr")

    response = client.post(url, {"reason": "Twice the same.", "foretold": told})

    assert response.status_code == 409
    assert "Twice the same." in response.content.decode()
    assert Page.objects.filter(pk=page.pk).exists()


def bulk_deletion(*pages):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return url + "?" + "&".join(f"id={page.pk}" for page in pages)


def test_several_at_once_go_and_come_back_together(signed_in, administrator):
    client, pages = signed_in(administrator), [ProjectFactory(), ProjectFactory()]
    url = bulk_deletion(*pages)

    told = client.get(url).context["form"].initial["foretold"]
    client.post(url, {"foretold": told})
    assert not Page.objects.filter(pk__in=[page.pk for page in pages]).exists()
    client.post(reverse("undo_item", args=[Undoable.objects.get().pk]))

    assert Page.objects.filter(pk__in=[page.pk for page in pages]).count() == 2


def test_of_several_those_that_stay_are_named_with_the_reason_before_and_after(signed_in, administrator):
    client, draft = signed_in(administrator), ProjectFactory(title="Clinics")
    waiting = ProjectFactory(title="Vans")
    moderation.submit(page=waiting, by=waiting.owner)
    url = bulk_deletion(draft, published(ProjectFactory(title="Radio")), waiting)
    why = [
        "2 of the ticked pages are not deleted.",
        "“Radio” was once public or is locked: it is archived, not deleted.",
        "“Vans” is in the state “In review”: “Delete” is not possible now.",
    ]

    page = client.get(url)
    answer = client.post(url, {"foretold": page.context["form"].initial["foretold"]}, follow=True)

    assert [text for text in why if text not in page.content.decode()] == []
    assert next(str(message).strip() for message in answer.context["messages"]) == " ".join(why)
    assert [Undoable.objects.get().title, Page.objects.filter(pk=draft.pk).exists()] == ["Clinics", False]


def test_when_all_of_several_stay_it_says_why_of_each_and_offers_nothing(signed_in, administrator):
    client, pages = signed_in(administrator), [published(ProjectFactory(title=title)) for title in "AB"]

    for response in (client.get(bulk_deletion(*pages)), client.post(bulk_deletion(*pages))):
        html = response.content.decode()
        assert "Nothing is deleted." in html
        assert ["form" in response.context, *(f"“{title}” was once public" in html for title in "AB")] == [
            False,
            True,
            True,
        ]


def test_who_may_read_a_page_and_not_delete_it_is_told_so_and_strangers_nothing(signed_in):
    mine, other = ProjectFactory(title="Clinics"), ProjectFactory(title="A secret draft")

    html = signed_in(mine.owner).get(bulk_deletion(mine, other)).content.decode()
    moderators = signed_in(person("moderator")).get(bulk_deletion(other)).content.decode()

    assert "secret" not in html
    assert "Your role does not allow “Delete” on “A secret draft”." in moderators


def test_an_upload_that_is_deleted_from_the_list_of_uploads_comes_back_too(signed_in, administrator):
    document = CustomDocument.objects.create(title="Budget", file=ContentFile(b"%PDF", "budget.pdf"))

    response = signed_in(administrator).post(reverse("wagtaildocs:delete_multiple", args=[document.pk]))

    assert response.json() == {"success": True, "doc_id": document.pk}
    assert Undoable.objects.get().title == "Budget"


@pytest.mark.parametrize(("name", "model"), [("disable", Workflow), ("disable_task", Task)])
def test_the_review_is_not_switched_off(name, model, signed_in):
    each = model.objects.get(name=NAME)

    signed_in(person(is_superuser=True, is_staff=True)).post(
        reverse(f"wagtailadmin_workflows:{name}", args=[each.pk])
    )

    assert model.objects.get(pk=each.pk).active


@pytest.mark.parametrize("role", ["author", "moderator", "auditor"])
def test_who_may_not_delete_is_shown_nothing(role, signed_in):
    page = ProjectFactory(title="A secret draft")

    response = signed_in(person(role)).get(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    assert response.status_code in (302, 404)
    assert "A secret draft" not in response.content.decode()


def test_the_list_shows_each_their_own(signed_in, administrator):
    author = person("author")
    page = ProjectFactory(title="Clinics", owner=author)
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])
    client = signed_in(author)
    client.post(url, {"foretold": client.get(url).context["form"].initial["foretold"]})

    for someone, seen in ((author, True), (administrator, True), (person("author"), False)):
        html = signed_in(someone).get(reverse("undo")).content.decode()
        assert ("Clinics" in html) is seen
    item = reverse("undo_item", args=[Undoable.objects.get().pk])
    assert signed_in(person("moderator")).get(item).status_code == 404


def test_nothing_is_deleted_by_following_a_link(signed_in, administrator):
    document = CustomDocument.objects.create(title="Budget", file=ContentFile(b"%PDF", "budget.pdf"))
    client = signed_in(administrator)

    for name in ("wagtaildocs:delete", "wagtaildocs:delete_multiple"):
        client.get(reverse(name, args=[document.pk]))

    assert CustomDocument.objects.filter(pk=document.pk).exists()


def test_strangers_are_led_to_the_sign_in_and_nothing_is_kept_by_caches(client, signed_in, administrator):
    url = reverse("wagtailadmin_pages:delete", args=[ProjectFactory().pk])

    response = client.get(url)

    assert (response.status_code, response.headers["Location"].split("?")[0]) == (302, "/accounts/login/")
    assert "no-store" in signed_in(administrator).get(url).headers["Cache-Control"]


def test_the_admin_speaks_the_language_of_the_account(signed_in, administrator):
    UserProfile.get_for_user(administrator)
    UserProfile.objects.filter(user=administrator).update(preferred_language="fr")

    html = signed_in(administrator).get(reverse("wagtailadmin_pages:delete", args=[ProjectFactory().pk]))

    assert "Ce que cela entraîne" in html.content.decode()
