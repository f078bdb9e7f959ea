import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.taxonomy.models import MatrixPair, Term, TermAlias, TermLabel
from cms.taxonomy.permanence import DeletionForbidden

pytestmark = pytest.mark.usefixtures("no_vocabularies")


@pytest.fixture
def kenya():
    term = Term.objects.create(vocabulary="country", code="KE")
    TermLabel.objects.create(term=term, language="en", label="Kenya")
    return term


@pytest.mark.parametrize(
    "delete",
    [
        lambda term: term.delete(),
        lambda term: Term.objects.all().delete(),
        lambda term: Term.objects.filter(pk=0).delete(),
    ],
    ids=["row", "all", "none"],
)
def test_terms_are_never_deleted(kenya, delete):
    with pytest.raises(DeletionForbidden):
        delete(kenya)
    assert Term.objects.get() == kenya


def test_a_code_is_used_once_in_a_vocabulary(kenya):
    Term.objects.create(vocabulary="region", code="KE")
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(vocabulary="country", code="KE")


def test_an_unknown_vocabulary_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(vocabulary="weather", code="rain")


@pytest.mark.parametrize("code", ["c7-e-health", "KE", "17"])
def test_good_codes(code):
    Term(vocabulary="sdg", code=code).full_clean()


@pytest.mark.parametrize("code", ["", "c 7", "-c7", "c7--x", "С1", "c7\n"])
def test_bad_codes(code):
    with pytest.raises(ValidationError):
        Term(vocabulary="sdg", code=code).full_clean()


def test_one_label_a_language(kenya):
    with pytest.raises(IntegrityError), transaction.atomic():
        TermLabel.objects.create(term=kenya, language="en", label="The Kenya")


def test_a_pair_of_the_matrix_is_there_once(kenya):
    MatrixPair.objects.create(action_line=kenya, sdg=kenya)
    with pytest.raises(IntegrityError), transaction.atomic():
        MatrixPair.objects.create(action_line=kenya, sdg=kenya)


def test_an_alias_is_folded_when_it_is_saved(kenya):
    assert TermAlias.objects.create(term=kenya, alias="Republic of KENYA").folded == "republic of kenya"


@pytest.mark.parametrize("alias", ["?!", "  "])
def test_an_alias_needs_a_letter(kenya, alias):
    with pytest.raises(ValidationError):
        TermAlias(term=kenya, alias=alias).full_clean()


def test_an_alias_has_one_meaning(kenya):
    TermAlias.objects.create(term=kenya, alias="East Africa")
    uganda = Term.objects.create(vocabulary="country", code="UG")
    with pytest.raises(ValidationError) as error:
        TermAlias(term=uganda, alias="EAST-AFRICA").full_clean()
    assert error.value.message_dict == {"alias": ["“EAST-AFRICA” already means Kenya."]}


def test_a_child_that_did_not_change_writes_no_history(kenya):
    label = kenya.labels.get()
    label.save()
    assert TermLabel.history.count() == 1
    label.label = "Republic of Kenya"
    label.save()
    assert TermLabel.history.count() == 2
