import pytest

from cms.taxonomy import snapshot
from cms.taxonomy.actions import load_vocabularies


@pytest.fixture(autouse=True)
def fresh_snapshot():
    """Nothing that another test wrote and rolled back may be remembered."""
    snapshot.forget()
    yield
    snapshot.forget()


@pytest.fixture
def vocabularies(db):
    return load_vocabularies()
