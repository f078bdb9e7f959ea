"""The two ways to work a page: with the mouse, or with the keyboard and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from playwright.sync_api import Locator, Page

MOST_STOPS = 200
"""Stops of the keyboard from the top of a page to any of its controls."""
NAME = "element => element.ariaLabel || element.innerText || element.value || ''"


class Hand(Protocol):
    def press(self, control: Locator) -> None: ...

    def write(self, field: Locator, text: str) -> None: ...


class Mouse:
    def press(self, control: Locator) -> None:
        control.first.click()

    def write(self, field: Locator, text: str) -> None:
        field.first.fill(text)


class Keyboard:
    def press(self, control: Locator) -> None:
        reach(control)
        control.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        reach(field)
        field.page.keyboard.press("Control+A")
        field.page.keyboard.type(text)


HANDS = {"mouse": Mouse, "keyboard": Keyboard}


def reach(control: Locator) -> int:
    """Move the focus there from where it is; return how many stops of the keyboard it took.

    Raises AssertionError when no stop is the control.
    """
    wanted = control.first
    wanted.wait_for()
    for stop in range(MOST_STOPS):
        if wanted.evaluate("element => element === document.activeElement"):
            return stop
        wanted.page.keyboard.press("Tab")
    raise AssertionError(f"{control} is not reached within {MOST_STOPS} stops")


def stops(page: Page) -> Iterator[str]:
    """Yield the name of every control that the keyboard reaches, once around the page."""
    page.locator("body").evaluate("body => { body.tabIndex = -1; body.focus(); }")
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() == 0:
            return
        yield focused.first.evaluate(NAME).strip()
