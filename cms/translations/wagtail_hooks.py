"""Wagtail reads this while it collects hooks; wagtail-localize's are registered by then (localize.py imports them)."""

from cms.translations.localize import close_localize

close_localize()
