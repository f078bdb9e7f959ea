import pytest
from django.db import DEFAULT_DB_ALIAS

from cms.taxonomy import snapshot
from cms.taxonomy.actions import load_vocabularies
from cms.taxonomy.models import MatrixPair, Term, TermAlias, TermLabel


@pytest.fixture(autouse=True)
def fresh_snapshot():
    """Nothing that another test wrote and rolled back may be remembered."""
    snapshot.forget()
    yield
    snapshot.forget()


@pytest.fixture
def vocabularies(db):
    """All vocabularies as they are shipped."""
    return load_vocabularies()


@pytest.fixture
def no_vocabularies(db):
    """Empty tables, whatever the installation that tests start from holds."""
    for model in (MatrixPair, TermAlias, TermLabel):
        model.objects.all().delete()
    Term.objects.update(parent=None)
    Term.objects.all()._raw_delete(DEFAULT_DB_ALIAS)
    for model in (MatrixPair, TermAlias, TermLabel, Term):
        model.history.all().delete()
