"""The page on which a reader asks for a translation of a record into the language of the page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cms.core.reader import reader_language
from cms.moderation.exceptions import InvalidMove
from cms.records.models import RecordPage
from cms.records.views import public_original, published_addresses
from cms.translation_desk.queue.actions import ask_as_reader
from cms.translation_desk.queue.forms import AskForm
from search.rates import Allowance, take

ASKS_A_MINUTE = 10
"""As many may one address send; a school shares one."""
PAGE = "translation_desk/queue/ask.html"


def ask(request: HttpRequest, record_id: str) -> HttpResponse:
    """Show the form and take it; lead to the record once it can be read in the language. Raises Http404."""
    original, language = public_original(record_id), reader_language()
    there = published_addresses(original).get(language)
    if there or not original.live or original.locale.language_code == language:
        return redirect(there or original.url_path)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, PAGE, _context(original) | {"form": form})
    allowance = take(request, "translation requests")
    if allowance and allowance.used > ASKS_A_MINUTE:
        return _too_many(request, allowance)
    if not form.is_valid():
        return render(request, PAGE, _context(original) | {"form": form}, status=400)
    return _asked(original, language, form.cleaned_data["email"])


def _too_many(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    response = render(request, "429.html", status=429)
    response.headers["Retry-After"] = str(allowance.seconds)
    return response


def _asked(original: RecordPage, language: str, email: str) -> HttpResponse:
    try:
        ask_as_reader(original=original, language=language, email=email)
    except InvalidMove:
        # Published in the same moment.
        return redirect("record_in_language", original.record_id)
    return redirect("asked_for_translation", original.record_id)


@require_safe
def thanks(request: HttpRequest, record_id: str) -> HttpResponse:
    """Say that it was noted. Raises Http404."""
    return render(request, PAGE, _context(public_original(record_id)) | {"asked": True})


def _context(original: RecordPage) -> dict[str, object]:
    return {"original": original, "words_language": original.original_language}
