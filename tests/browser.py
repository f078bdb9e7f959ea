"""The browser that the journeys run in: the machine's own Chromium, else the one that Playwright fetches."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


def find_browser() -> str | None:
    """Return the path of a Chromium: $CHROMIUM, one on the path, or Playwright's; None where there is none."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    return next(filter(None, map(shutil.which, NAMES)), None) or fetched_browser()


def fetched_browser() -> str | None:
    """Return the path of the Chromium that Playwright has fetched for itself, if it has."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def fetch_browser() -> None:
    """Try to download Playwright's Chromium; where that cannot be, say what will be skipped."""
    print("No Chromium here; fetching one ...", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        print(
            "It cannot be had; the browser journeys will be skipped (set CHROMIUM to one of yours).",
            flush=True,
        )


if __name__ == "__main__" and not find_browser():
    fetch_browser()
