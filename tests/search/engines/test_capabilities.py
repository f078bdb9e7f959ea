"""The capability table says what the contract's skips say."""

from __future__ import annotations

from tests.search.engines import contract
from tests.search.engines.capabilities import ENGINES, PAGE, written


def test_the_reference_has_the_table_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page)


def test_a_gap_names_a_behaviour_of_the_contract_and_says_why() -> None:
    gaps = [(test, why) for gaps in ENGINES.values() for test, why in gaps.items()]
    assert [(test, why) for test, why in gaps if not (hasattr(contract, test) and why)] == []
