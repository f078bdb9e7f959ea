import pytest

from cms.organisations import actions
from cms.organisations.actions import resolve_organisations, tidy_name
from cms.organisations.models import Organisation, OrganisationAlias

pytestmark = pytest.mark.django_db


def slugs(found):
    return {name: organisation.slug for name, organisation in found.items()}


def test_unknown_names_are_made_once():
    found = resolve_organisations(["UNESCO", "Ministry of Health", "MINISTRY OF HEALTH"])
    assert slugs(found) == {
        "UNESCO": "unesco",
        "Ministry of Health": "ministry-of-health",
        "MINISTRY OF HEALTH": "ministry-of-health",
    }
    assert [each.name for each in Organisation.objects.all()] == ["Ministry of Health", "UNESCO"]


def test_making_one_leaves_a_history_row_with_the_person(admin_user):
    resolve_organisations(["UNESCO"], by=admin_user)
    row = Organisation.history.get()
    assert (row.history_type, row.history_user, row.history_change_reason) == (
        "+",
        admin_user,
        "Named by a record",
    )


@pytest.mark.parametrize(
    "spelling",
    [
        "Ministère de l'Éducation",
        "  MINISTERE DE L’EDUCATION ",
        "Ministère de l´éducation",
        '"Ministère  de l\'Éducation"',
        "Ministère de l'Éducation.",
    ],
)
def test_spellings_of_one_name(spelling):
    known = Organisation.objects.create(name="Ministère de l'Éducation")
    assert resolve_organisations([spelling]) == {spelling: known}


def test_an_alias_leads_to_its_organisation():
    undp = Organisation.objects.create(name="United Nations Development Programme")
    OrganisationAlias.objects.create(organisation=undp, name="UNDP")
    assert resolve_organisations(["Undp", "undp (Direct Execution)"], create=False) == {"Undp": undp}


def test_without_create_nothing_is_made():
    assert resolve_organisations(["UNESCO"], create=False) == {}
    assert Organisation.objects.count() == 0


def test_what_cannot_be_a_name_is_left_out():
    assert resolve_organisations(["", "  ", "?!", "x" * 256, "ﷺ" * 40]) == {}


@pytest.mark.parametrize(
    ("messy", "tidy"),
    [
        (
            "United Nations Development Program( UNDP) India",
            "United Nations Development Program (UNDP) India",
        ),
        ('"Fundación  Telefónica",', "Fundación Telefónica"),
        ("«Росатом»", "Росатом"),
        ("Line\none\x00", "Line one"),
        ("A (B ) C", "A (B) C"),
    ],
)
def test_tidy_name(messy, tidy):
    assert tidy_name(messy) == tidy
    assert resolve_organisations([messy])[messy].name == tidy


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Société d’Électricité", "societe-delectricite"),
        ("Министерство связи", "ministerstvo-svyazi"),
        ("وزارة الصحة", "wzrh-lshh"),
        ("中国电信", "zhongguodianxin"),
        ("x" * 255, "x" * 73),
    ],
)
def test_slugs_are_latin_and_short(name, slug):
    assert resolve_organisations([name])[name].slug == slug


def test_two_names_with_one_slug_are_told_apart():
    first, second = "Open Data Lab", "Opén Däta-Lab ا"
    found = resolve_organisations([first, second, "中国", "Zhongguo"])
    assert found[first].slug == "open-data-lab"
    assert len({each.slug for each in found.values()}) == 4


def test_a_slug_that_the_database_has_is_not_given_again():
    assert Organisation.objects.create(name="中国").slug == "zhongguo"
    assert resolve_organisations(["ZhongGuo"])["ZhongGuo"].slug == "zhongguo-3d18f7"


def test_a_name_that_another_process_made_meanwhile_is_taken(monkeypatch):
    """The first look finds nothing, as if the other process had not committed yet."""
    looks = []
    find = actions._find

    def blind_at_first(keys):
        looks.append(keys)
        return {} if len(looks) == 1 else find(keys)

    known = Organisation.objects.create(name="UNESCO")
    monkeypatch.setattr(actions, "_find", blind_at_first)
    found = resolve_organisations(["UNESCO", "UNICEF"])
    assert found["UNESCO"] == known
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["UNESCO", "UNICEF"]


@pytest.mark.parametrize("number", [3, 300])
def test_finding_takes_as_many_queries_for_few_as_for_many(number, django_assert_num_queries):
    names = [f"Organisation {index}" for index in range(number)]
    resolve_organisations(names)
    with django_assert_num_queries(4):
        assert len(resolve_organisations(names)) == number


@pytest.mark.parametrize("number", [3, 60])
def test_making_takes_as_many_queries_for_few_as_for_many(number, django_assert_num_queries):
    names = [f"Organisation {index}" for index in range(number)]
    with django_assert_num_queries(9):
        assert len(resolve_organisations(names)) == number
