import pytest
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse

from cms.core.changes import changes_of
from cms.organisations.models import Organisation, OrganisationAlias
from cms.taxonomy.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(django_user_model):
    user = django_user_model.objects.create_user(username="ed", email="ed@example.org", password="x")
    codenames = ["access_admin", "add_organisation", "change_organisation"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def unesco(vocabularies):
    france = Term.objects.get(vocabulary="country", code="FR")
    organisation = Organisation.objects.create(name="UNESCO", country=france)
    OrganisationAlias.objects.create(organisation=organisation, name="ЮНЕСКО")
    return organisation


def url(name, *args):
    return reverse(f"organisations:{name}", args=args)


def rows(response):
    return [str(row.instance) for row in response.context["table"].rows]


def form_data(**values):
    return {
        "name": "UNESCO",
        "aliases-TOTAL_FORMS": 0,
        "aliases-INITIAL_FORMS": 0,
    } | values


@pytest.mark.parametrize(("query", "found"), [("юнеско", ["UNESCO"]), ("unes", ["UNESCO"]), ("unicef", [])])
def test_the_list_is_searched_by_any_name(desk, unesco, query, found):
    assert rows(desk.get(url("index"), {"q": query})) == found


def test_the_list_is_narrowed_by_country(desk, unesco):
    Organisation.objects.create(name="CERN")
    assert rows(desk.get(url("index"), {"country": unesco.country_id})) == ["UNESCO"]


def test_the_list_asks_the_same_number_of_queries_for_1_and_3(desk, unesco, django_assert_num_queries):
    desk.get(url("index"))
    with django_assert_num_queries(14):
        desk.get(url("index"))
    for number in range(2):
        Organisation.objects.create(name=f"Ministry {number}", country=unesco.country)
    with django_assert_num_queries(14):
        desk.get(url("index"))


def test_an_organisation_is_added_with_its_other_names(desk, vocabularies):
    aliases = {"aliases-TOTAL_FORMS": 1, "aliases-0-name": "UNESCO Paris"}
    assert desk.post(url("add"), form_data(**aliases)).status_code == 302
    organisation = Organisation.objects.get()
    assert (organisation.slug, organisation.aliases.get().folded) == ("unesco", "unesco paris")


def test_a_name_that_is_known_is_refused(desk, unesco):
    response = desk.post(url("add"), form_data(name="Юнеско"))
    assert "This is already a name of “UNESCO”." in response.content.decode()


def test_the_history_names_what_changed(desk, unesco, editor):
    alias = unesco.aliases.get()
    data = form_data(
        name="UNESCO",
        website="https://www.unesco.org",
        **{
            "aliases-TOTAL_FORMS": 1,
            "aliases-INITIAL_FORMS": 1,
            "aliases-0-id": alias.pk,
            "aliases-0-name": "ЮНЕСКО",
            "aliases-0-DELETE": "on",
        },
    )
    desk.post(url("edit", unesco.pk), data)
    changes = [(each.what, each.kind, each.words, each.user) for each in changes_of(unesco, ("aliases",))]
    assert sorted(changes[:2], key=lambda change: change[1]) == [
        (
            "Organisation: UNESCO",
            "Changed",
            "Country: France → —; Website: — → https://www.unesco.org",
            editor,
        ),
        ("Other name: ЮНЕСКО", "Removed", "", editor),
    ]
    assert "https://www.unesco.org" in desk.get(url("history", unesco.pk)).content.decode()


def test_nobody_deletes_an_organisation(admin_client, unesco):
    with pytest.raises(NoReverseMatch):
        url("delete", unesco.pk)
    assert "/delete/" not in admin_client.get(url("edit", unesco.pk)).content.decode()


def test_the_chooser_finds_by_any_name(desk, unesco):
    Organisation.objects.create(name="CERN")
    page = desk.get(reverse("organisation_chooser:choose_results"), {"q": "юнеско"}).content.decode()
    assert "UNESCO" in page
    assert "CERN" not in page
    assert desk.get(reverse("organisation_chooser:choose")).status_code == 200
