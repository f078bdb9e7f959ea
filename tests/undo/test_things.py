"""What else the admin deletes: each as foretold, each kept where the site needs it, each back as it was."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, Locale, Site
from wagtail.search.models import IndexEntry

from cms.accounts.models import User
from cms.core.models import CustomDocument, CustomImage
from cms.desk.waiting.actions import assign, save_view, set_due
from cms.desk.waiting.queries import handling_of
from cms.moderation import actions
from cms.moderation.enums import Move
from cms.moderation.models import ReviewTask
from cms.moderation.permissions import can
from cms.organisations.models import Organisation
from cms.taxonomy.models import Term
from cms.undo.actions import delete, forget_copies, undo
from cms.undo.consequences import of_deletion
from cms.undo.exceptions import Kept, UndoRefused
from cms.undo.models import KEPT_FOR
from cms.undo.sentences import sentences
from home.models import HomePage
from stocktaking_pages.models import ProjectImage
from tests.factories import ProjectFactory, fresh, person
from tests.undo.dumps import changed, counts, dump

pytestmark = [
    pytest.mark.usefixtures("repository"),
    # Wagtail leaves the temporary file open in which it makes a rendition.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def image():
    made = CustomImage.objects.create(title="A van", file=get_test_image_file())
    made.tags.add("vans")
    made.get_rendition("width-20")
    return made


def document():
    return CustomDocument.objects.create(title="Budget", file=ContentFile(b"%PDF-1.4 budget", "budget.pdf"))


def redirect():
    return Redirect.objects.create(old_path="/old", redirect_link="https://example.org")


def newcomer():
    someone = person(name="Eve")
    someone.groups.add(Group.objects.create(name="visitors"))
    return someone


def group():
    made = Group.objects.create(name="visitors")
    person(name="Eve").groups.add(made)
    GroupCollectionPermission.objects.create(
        group=made,
        collection=Collection.get_first_root_node(),
        permission=GroupCollectionPermission.objects.first().permission,
    )
    return made


def other_site():
    return Site.objects.create(hostname="other.example.org", root_page=HomePage.objects.first())


def other_locale():
    return Locale.objects.create(language_code="de")


def collection():
    return Collection.get_first_root_node().add_child(instance=Collection(name="Vans"))


def found_by_wagtail(thing):
    return IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(thing), object_id=str(thing.pk)
    ).exists()


THINGS = [image, document, redirect, newcomer, group, other_site, other_locale, collection]


@pytest.mark.parametrize("make", THINGS, ids=lambda make: make.__name__)
def test_it_goes_as_foretold_and_comes_back_as_it_was(make, django_capture_on_commit_callbacks):
    by = person(is_superuser=True, is_staff=True)
    with django_capture_on_commit_callbacks(execute=True):
        thing = make()
    before, found = dump(), found_by_wagtail(thing)
    told = of_deletion([thing])

    with django_capture_on_commit_callbacks(execute=True):
        undoable = delete(objects=[thing], by=by, reason="A mistake.", foretold=told.digest())

    assert counts(before, dump()) == dict(told.rows)
    assert told.rows[thing._meta.label] == 1

    with django_capture_on_commit_callbacks(execute=True):
        undo(undoable=undoable, by=by)

    assert changed(before, dump()) == {}
    assert found_by_wagtail(thing) is found
    assert Collection.find_problems() == ([], [], [], [], [])


def step(name, *groups, model=ReviewTask):
    made = model.objects.create(name=name)
    made.groups.set(groups)
    return made


def test_a_group_that_steps_ask_is_missed_there_as_foretold(administrator):
    gone, other = group(), Group.objects.create(name="Lawyers")
    alone, both = ReviewTask.objects.get(), step("Two groups", gone, other)
    alone.groups.set([gone])
    stock = step("Stock", gone, model=GroupApprovalTask)
    step("Not asked", other)
    page = ProjectFactory()
    actions.submit(page=page, by=page.owner)
    told = of_deletion([gone])

    assert told.asking == tuple(sorted((alone.name, "Two groups")))
    assert (told.open_steps, told.stuck_steps, told.waiting) == ((alone.name,), ("Stock",), 1)
    text = " ".join(sentence.text for sentence in sentences(told))
    assert "2 steps of reviews ask for an approval of this group, and do so no more." in text
    assert "1 step asks no group then: whoever decides on such pages approves there." in text
    assert "1 step of a workflow has no group left: only superusers approve there." in text
    assert "1 page waits there now." in text

    undoable = delete(objects=[gone], by=administrator, foretold=told.digest())

    assert [list(each.groups.all()) for each in (alone, both, stock)] == [[], [other], []]
    assert can(Move.APPROVE, person("moderator"), fresh(page))
    undo(undoable=undoable, by=administrator)
    assert {each.name for each in both.groups.all()} == {"visitors", "Lawyers"}
    assert [each.name for each in (*alone.groups.all(), *stock.groups.all())] == ["visitors", "visitors"]


def test_what_a_person_had_taken_and_kept_is_named_and_comes_back(administrator):
    page, someone = ProjectFactory(), person("moderator", name="Eve")
    actions.submit(page=page, by=page.owner)
    assign(page=page, to=someone, by=person("moderator"))
    set_due(page=page, due=timezone.localdate(), by=administrator)
    save_view(person=someone, name="Mine", query="holder=mine")
    told = of_deletion([someone])

    assert dict(told.parts) == {"desk.Handling": 1, "desk.SavedView": 1}
    names = [name for sentence in sentences(told) for name in sentence.names]
    assert {"Claimed reviews: 1", "Saved views: 1"} <= set(names)

    undoable = delete(objects=[someone], by=administrator, foretold=told.digest())
    assert handling_of(fresh(page)) is None
    undo(undoable=undoable, by=administrator)
    assert (handling_of(fresh(page)).person, handling_of(fresh(page)).due) == (someone, timezone.localdate())


@pytest.mark.parametrize("make", [image, document], ids=["image", "document"])
def test_its_file_is_nobodys_and_kept_for_thirty_days(
    make, administrator, client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        thing = make()
    client.force_login(administrator)
    url, name = thing.url if make is document else thing.file.url, thing.file.name
    assert b"".join(client.get(url).streaming_content)

    with django_capture_on_commit_callbacks(execute=True):
        undoable = delete(objects=[thing], by=administrator)
    assert name in undoable.foretold["files"]
    assert client.get(url).status_code == 404
    assert default_storage.exists(name)

    with django_capture_on_commit_callbacks(execute=True):
        forget_copies(now=timezone.now() + KEPT_FOR)
    assert not default_storage.exists(name)


def test_a_file_in_use_is_not_forgotten(administrator, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        thing = document()
        undoable = delete(objects=[thing], by=administrator)
        undo(undoable=undoable, by=administrator)
        forget_copies(now=timezone.now() + KEPT_FOR)

    assert default_storage.exists(thing.file.name)


def test_an_image_on_a_page_is_needed_there(administrator):
    page, shown = ProjectFactory(title="Clinics"), image()
    ProjectImage.objects.create(page=page, image=shown, alt="A van")

    with pytest.raises(Kept, match="Clinics"):
        delete(objects=[shown], by=administrator)


def kept_person():
    return ProjectFactory().owner


def kept_group():
    return Group.objects.get(name="moderator")


def kept_site():
    return Site.objects.get(is_default_site=True)


def kept_locale():
    return Locale.objects.get(language_code="fr")


def kept_collection():
    made = collection()
    CustomDocument.objects.create(title="Budget", file=ContentFile(b"%PDF", "budget.pdf"), collection=made)
    return made


def kept_home():
    return HomePage.objects.last()


def term():
    return Term.objects.first()


def organisation():
    return Organisation.objects.create(name="UNICEF")


STAYING = [kept_person, kept_group, kept_site, kept_locale, kept_collection, kept_home, term, organisation]


@pytest.mark.parametrize("make", STAYING, ids=lambda make: make.__name__)
def test_it_stays_and_says_why(make):
    thing = make()

    with pytest.raises(Kept):
        delete(objects=[thing], by=person(is_superuser=True, is_staff=True))

    assert type(thing)._default_manager.filter(pk=thing.pk).exists()


def test_a_new_account_with_the_same_address_keeps_the_old_one_away(administrator):
    someone = newcomer()
    undoable = delete(objects=[someone], by=administrator)
    person(email=someone.email)

    with pytest.raises(UndoRefused):
        undo(undoable=undoable, by=administrator)

    assert not User.objects.filter(pk=someone.pk).exists()
