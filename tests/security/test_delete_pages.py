"""The page that deletes names nothing to those who may not delete, and answers however much hangs on it."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, Locale, Page, Site

from cms.undo import kinds
from cms.undo.wholes import trees
from tests.factories import ProjectFactory, person, published, translation, write
from tests.security.test_admin_leaks import SECRET

pytestmark = pytest.mark.usefixtures("repository")
OUTSIDERS = ["author", "focal-point:KE", "translator:fr", "secretariat"]


def year_with_secret():
    page = published(ProjectFactory(title="Clinics"))
    write(page, page.owner, title=f"{SECRET}title")
    return "wagtailadmin_pages:delete", page.get_parent()


def active_colleague():
    colleague = person("author", name=f"{SECRET}person")
    published(ProjectFactory(owner=colleague))
    return "wagtailusers_users:delete", colleague


def collection():
    root = Collection.get_first_root_node()
    inner = root.add_child(instance=Collection(name=f"{SECRET}outer"))
    inner.add_child(instance=Collection(name="inner"))
    return "wagtailadmin_collections:delete", inner


THINGS = [
    year_with_secret,
    active_colleague,
    collection,
    lambda: ("wagtailusers_groups:delete", Group.objects.get_or_create(name="moderator")[0]),
    lambda: ("wagtailsites:delete", Site.objects.get()),
    lambda: ("wagtaillocales:delete", Locale.objects.get(language_code="en")),
]


@pytest.mark.parametrize("role", OUTSIDERS)
def test_who_may_not_delete_is_told_nothing_of_what_stays(role, client):
    client.force_login(person(role))
    for make in THINGS:
        name, thing = make()

        response = client.get(reverse(name, args=[thing.pk]))

        assert response.status_code == 302, name
        assert SECRET not in client.get(response.headers["Location"]).content.decode(), name


def test_many_translations_elsewhere_are_found_by_the_delete_page(client):
    client.force_login(person("administrator", is_superuser=True))
    originals = [ProjectFactory() for _number in range(3)]
    for each in originals:
        translation(each, "fr")
    year = originals[0].get_parent()

    response = client.get(reverse("wagtailadmin_pages:delete", args=[year.pk]))

    assert response.status_code == 200
    assert "form" in response.context


def test_a_tree_too_large_for_one_deletion_is_refused_in_words(client, monkeypatch):
    client.force_login(person("administrator", is_superuser=True))
    monkeypatch.setattr(kinds, "MOST", 2)
    drafts = [ProjectFactory() for _number in range(2)]
    year = drafts[0].get_parent()
    url = reverse("wagtailadmin_pages:delete", args=[year.pk])

    response = client.get(url)

    assert response.status_code == 200
    assert response.context["kept"] == "3 are too many to delete at once: the most is 2."
    assert client.post(url).status_code == 409
    assert Page.objects.filter(pk__in=[each.pk for each in drafts]).count() == 2


def test_two_thousand_tops_are_one_question(django_assert_num_queries):
    tops = [Page(path=f"0001{number:04d}", depth=2) for number in range(2000)]

    with django_assert_num_queries(1):
        assert trees(tops).count() >= 1
