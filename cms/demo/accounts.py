"""The people of the demo: one account for every role."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    email: str
    role: str
    """A value of cms.accounts.enums.Role."""
    scope: str
    """The language of a translator or reviewer, the country of a focal point; else empty."""
    language: str
    """In which the person reads the site."""
    try_this: str
    """What to try as this person, in English."""


ACCOUNTS = (
    Account(
        "Ada Administrator",
        "admin@example.org",
        "administrator",
        "",
        "en",
        "Change a label of the vocabulary, look at its history, and give somebody a role.",
    ),
    Account(
        "Mona Moderator",
        "moderator@example.org",
        "moderator",
        "",
        "en",
        "Open the review queue, read what changed, and publish a page or ask its author a question.",
    ),
    Account(
        "Marc Modérateur",
        "moderator2@example.org",
        "moderator",
        "",
        "fr",
        "Publish what Mona wrote: she may not approve it herself.",
    ),
    Account(
        "Sofía Secretaria",
        "secretariat@example.org",
        "secretariat",
        "",
        "es",
        "Look through the entries of an edition of the Prizes and publish one that waits.",
    ),
    Account(
        "Thomas Traducteur",
        "translator-fr@example.org",
        "translator",
        "fr",
        "fr",
        "Translate a published English record into French and hand it in for review.",
    ),
    Account(
        "تالة المترجمة",
        "translator-ar@example.org",
        "translator",
        "ar",
        "ar",
        "Work in Arabic, from right to left, and see what is new or out of date.",
    ),
    Account(
        "Rose Relectrice",
        "reviewer-fr@example.org",
        "reviewer",
        "fr",
        "fr",
        "Compare a French translation with its original and approve exactly what you read.",
    ),
    Account(
        "رامي المراجع",
        "reviewer-ar@example.org",
        "reviewer",
        "ar",
        "ar",
        "Send an Arabic translation back with a note, or publish it.",
    ),
    Account(
        "Wanjiru Kamau",
        "focal-point-ke@example.org",
        "focal-point",
        "KE",
        "en",
        "Read the queue and the reports of Kenya; nothing can be changed.",
    ),
    Account(
        "Анна Аудитор",
        "auditor@example.org",
        "auditor",
        "",
        "ru",
        "Follow one page through its log: who did what, when and why; nothing can be changed.",
    ),
    Account(
        "Li Ming",
        "author@example.org",
        "author",
        "",
        "zh",
        "Write a project, submit it, withdraw it, and answer a moderator's question.",
    ),
)
"""In the order in which `make demo` lists them."""
