"""The demo records, made once for the tests that look at all of them."""

import pytest

from cms.demo.records import demo_records


@pytest.fixture(scope="session")
def records() -> list[dict]:
    return list(demo_records())
