"""The vocabularies in Wagtail's admin."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cms.core.changes import changes_of
from cms.taxonomy.actions import retire_term, take_up_term
from cms.taxonomy.models import Term, TermAlias, TermLabel

pytestmark = pytest.mark.usefixtures("vocabularies")


@pytest.fixture
def visitor(django_user_model):
    """Somebody who may enter the admin and nothing else."""
    user = django_user_model.objects.create_user(username="guest", email="guest@example.org", password="x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def editor(django_user_model):
    """Somebody who may change terms."""
    user = django_user_model.objects.create_user(username="ed", email="ed@example.org", password="x")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "change_term"]))
    return user


@pytest.fixture
def desk(client, editor):
    """A browser in which the editor has signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def media():
    return Term.objects.get(code="c9")


def url(name, *args):
    return reverse(f"vocabularies:{name}", args=args)


def rows(response):
    return [str(row.instance) for row in response.context["table"].rows]


def form_data(term, **changes):
    """Return what the browser sends for an edit form, labels in the order of languages."""
    labels = list(term.labels.order_by("pk"))
    data = {"aliases-TOTAL_FORMS": 0, "aliases-INITIAL_FORMS": 0}
    data |= {"labels-TOTAL_FORMS": len(labels), "labels-INITIAL_FORMS": len(labels)}
    for number, label in enumerate(labels):
        row = {"id": label.pk, "label": label.label, "short_label": label.short_label}
        data |= {f"labels-{number}-{field}": value for field, value in row.items()}
        data |= {f"labels-{number}-own": "on"} if label.own else {}
    return data | changes


def test_the_list_is_narrowed_by_vocabulary(desk):
    response = desk.get(url("index"), {"vocabulary": "coverage"})
    assert rows(response) == ["Local", "National", "Regional", "International"]


def test_the_list_tells_retired_terms(desk, media, editor):
    retire_term(term=media, by=editor)
    assert rows(desk.get(url("index"), {"retired": "true"})) == ["Media"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("c7-E-HEALTH", ["E-health"]),
        ("Cybersanté", ["E-health"]),
        ("тимор", ["Timor-Leste"]),
        ("portugalia", []),
    ],
)
def test_the_list_is_searched_in_all_languages(desk, query, found):
    assert rows(desk.get(url("index"), {"q": query})) == found


def test_the_list_is_searched_by_alias_in_any_spelling(desk, media):
    TermAlias.objects.create(term=media, alias="Préss & télévision")
    assert rows(desk.get(url("index"), {"q": "press and TELEVISION"})) == ["Media"]


def test_the_list_asks_the_same_number_of_queries_for_few_and_many(desk, django_assert_num_queries):
    desk.get(url("index"))
    with django_assert_num_queries(12):
        desk.get(url("index"), {"vocabulary": "coverage"})
    with django_assert_num_queries(12):
        desk.get(url("index"), {"vocabulary": "country"})


def test_labels_are_edited_in_all_languages(desk, media):
    response = desk.post(url("edit", media.pk), form_data(media, **{"labels-1-label": "La presse"}))
    assert response.status_code == 302
    assert media.labels.get(language="fr").label == "La presse"
    assert [change.words for change in changes_of(media, ("labels",)) if change.words] == [
        "Label: Médias → La presse"
    ]


def test_an_alias_is_added(desk, media):
    new = {"aliases-TOTAL_FORMS": 1, "aliases-0-alias": "Press"}
    desk.post(url("edit", media.pk), form_data(media, **new))
    assert [alias.folded for alias in media.aliases.all()] == ["press"]


def test_an_alias_that_is_taken_is_refused(desk, media):
    TermAlias.objects.create(term=Term.objects.get(code="c1"), alias="Press")
    new = {"aliases-TOTAL_FORMS": 1, "aliases-0-alias": "PRESS"}
    response = desk.post(url("edit", media.pk), form_data(media, **new))
    assert response.status_code == 200
    assert media.aliases.count() == 0


def test_the_same_alias_twice_in_a_form_is_refused(desk, media):
    new = {"aliases-TOTAL_FORMS": 2, "aliases-0-alias": "Press", "aliases-1-alias": "PRESS!"}
    response = desk.post(url("edit", media.pk), form_data(media, **new))
    assert response.status_code == 200
    assert "This name is listed twice." in response.content.decode()
    assert media.aliases.count() == 0


def test_no_label_can_be_removed(desk, media):
    response = desk.post(url("edit", media.pk), form_data(media, **{"labels-1-DELETE": "on"}))
    assert response.status_code == 200
    assert media.labels.count() == 6


def test_code_and_vocabulary_are_not_edited(desk, media):
    desk.post(url("edit", media.pk), form_data(media, code="c99", vocabulary="sdg"))
    media.refresh_from_db()
    assert (media.vocabulary, media.code) == ("action_line", "c9")


def test_retire_and_take_up_again(desk, media, editor):
    assert "Retire" in desk.get(url("edit", media.pk)).content.decode()
    assert desk.get(url("retire", media.pk)).status_code == 200
    media.refresh_from_db()
    assert not media.is_retired
    desk.post(url("retire", media.pk))
    media.refresh_from_db()
    assert media.is_retired
    assert "Offer again" in desk.get(url("edit", media.pk)).content.decode()
    desk.post(url("take_up", media.pk))
    media.refresh_from_db()
    assert not media.is_retired
    assert [(change.user, change.reason) for change in changes_of(media)] == [
        (editor, "Taken up again"),
        (editor, "Retired"),
        (None, "Loaded from the data files"),
    ]


def test_retiring_twice_is_once(media, editor):
    retire_term(term=media, by=editor)
    retire_term(term=media, by=editor)
    assert media.history.count() == 2


@pytest.mark.parametrize("action", [retire_term, take_up_term])
def test_a_visitor_may_not_retire(media, visitor, editor, action):
    if action is take_up_term:
        retire_term(term=media, by=editor)
    with pytest.raises(PermissionDenied):
        action(term=media, by=visitor)


@pytest.mark.parametrize("name", ["edit", "retire", "take_up", "history"])
def test_a_visitor_is_sent_away(client, visitor, media, name):
    client.force_login(visitor)
    assert client.get(url(name, media.pk)).status_code == 302
    assert client.get(url("index")).status_code == 302


def test_nobody_adds_or_deletes_a_term(admin_client, media):
    for name in ("add", "delete"):
        with pytest.raises(Exception, match="not found"):
            url(name, *([media.pk] if name == "delete" else []))
    page = admin_client.get(url("edit", media.pk)).content.decode()
    assert "/delete/" not in page
    assert "Add term" not in admin_client.get(url("index")).content.decode()


def test_the_history_page_shows_every_change(desk, media):
    label = media.labels.get(language="es")
    label.label = "Prensa"
    label.save()
    page = desk.get(url("history", media.pk)).content.decode()
    assert "Label: Medios de comunicación → Prensa" in page
    assert "Loaded from the data files" in page


def test_the_history_page_asks_the_same_number_of_queries_for_1_and_3_changes(
    desk, media, editor, django_assert_num_queries
):
    desk.get(url("history", media.pk))
    retire_term(term=media, by=editor)
    with django_assert_num_queries(18):
        desk.get(url("history", media.pk))
    take_up_term(term=media, by=editor)
    retire_term(term=media, by=editor)
    with django_assert_num_queries(18):
        desk.get(url("history", media.pk))


def test_a_removed_alias_stays_in_the_history(media):
    TermAlias.objects.create(term=media, alias="Press").delete()
    assert [(change.what, change.kind) for change in changes_of(media, ("aliases",))[:2]] == [
        ("Alias: Press", "Removed"),
        ("Alias: Press", "Added"),
    ]


def test_an_unchanged_form_leaves_no_row_for_a_label(desk, media):
    before = TermLabel.history.count()
    desk.post(url("edit", media.pk), form_data(media))
    assert TermLabel.history.count() == before
