"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    records: int = 15_000
    requests: int = 200
    single_path: int = 100
    publications: int = 30
    waiting: int = 1_000
    stock_budget: float = 120.0
    """Seconds for the searches of stock Wagtail, of which one takes tens of seconds."""


def quick(records: int) -> Scale:
    return Scale(records, requests=40, single_path=20, publications=5, stock_budget=20.0)
