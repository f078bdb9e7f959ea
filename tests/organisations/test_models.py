import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.organisations.models import Organisation, OrganisationAlias
from cms.organisations.queries import beginning_with, named_like
from cms.taxonomy.permanence import DeletionForbidden

pytestmark = pytest.mark.django_db


@pytest.fixture
def undp():
    organisation = Organisation.objects.create(name="United Nations Development Programme")
    OrganisationAlias.objects.create(organisation=organisation, name="UNDP")
    return organisation


def test_a_saved_organisation_has_its_slug_for_ever(undp):
    assert undp.slug == "united-nations-development-programme"
    undp.name = "UN Development Programme"
    undp.save()
    assert undp.slug == "united-nations-development-programme"
    assert undp.folded == "un development programme"


def test_a_name_without_letters_gets_a_slug_all_the_same():
    assert Organisation.objects.create(name="𒀀").slug.startswith("organisation-")


def test_organisations_are_never_deleted(undp):
    for delete in (undp.delete, Organisation.objects.all().delete):
        with pytest.raises(DeletionForbidden):
            delete()


def test_a_name_is_there_once(undp):
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="UNITED NATIONS DEVELOPMENT PROGRAMME")


@pytest.mark.parametrize("name", ["undp", "U.N.D.P", "United Nations  Development Programme!"])
def test_a_form_refuses_a_name_of_another_organisation(undp, name):
    organisation = Organisation(name=name)
    if name == "U.N.D.P":
        organisation.clean()
        return
    with pytest.raises(ValidationError) as error:
        organisation.clean()
    assert error.value.message_dict == {
        "name": ["This is already a name of “United Nations Development Programme”."]
    }


def test_an_organisation_keeps_its_own_names(undp):
    undp.clean()
    undp.aliases.get().clean()


def test_an_alias_may_not_be_a_name_that_is_known(undp):
    with pytest.raises(ValidationError):
        OrganisationAlias(organisation=undp, name="united nations development programme").clean()
    with pytest.raises(ValidationError):
        OrganisationAlias(name="undp").clean()
    with pytest.raises(ValidationError):
        OrganisationAlias(name="?!").clean()


@pytest.mark.parametrize(
    ("text", "found"), [("DEVELOPMENT", 1), ("undp", 1), ("u n d p", 0), ("", 2), ("?", 2), ("e", 1)]
)
def test_named_like(undp, text, found):
    Organisation.objects.create(name="UNICIF")
    assert named_like(Organisation.objects.all(), text).count() == found


@pytest.mark.parametrize(
    ("text", "found"), [("united nat", 1), ("NATIONS", 1), ("ations", 0), ("undp", 1), ("", 0), ("?", 0)]
)
def test_beginning_with(undp, text, found):
    assert beginning_with(Organisation.objects.all(), text).count() == found
