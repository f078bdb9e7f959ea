"""What every search engine does, as tests of a `library` (read only) and of an empty `engine`.

A module with a `factory` fixture imports all of it, and thereby promises that its engine keeps the contract.
"""

from tests.search.engines.contract.equivalents import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.facets import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.hits import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.hostile import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.order import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.pages import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.pinned import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.rebuilding import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.rescue import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.suggestions import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.words import *  # noqa: F403 - the tests, as above
from tests.search.engines.contract.writing import *  # noqa: F403 - the tests, as above
