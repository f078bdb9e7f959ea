"""Every change to the vocabularies but what editors write in the admin's form."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms.accounts.models import User
from cms.accounts.setup import ensure_focal_point_groups
from cms.core.days import today
from cms.taxonomy import snapshot
from cms.taxonomy.data_files import country_codes, shipped_matrix, shipped_terms
from cms.taxonomy.loading import LoadReport, load_labels, load_matrix, load_terms
from cms.taxonomy.models import Term, TermLabel
from cms.taxonomy.permissions import can_change_terms, can_translate_labels


@transaction.atomic
def load_vocabularies() -> LoadReport:
    """Bring all vocabularies to the state of the data files; a second call in a row changes nothing.

    Labels that an editor changed keep the editor's words. Terms that the files no longer know are retired; nothing is
    deleted but pairs of the matrix. Every change leaves a history row. Each country gets its group of focal points.
    """
    terms = shipped_terms()
    report = load_terms(terms) + load_labels(terms) + load_matrix(shipped_matrix())
    ensure_focal_point_groups(country_codes())
    snapshot.forget()
    return report


def retire_term(*, term: Term, by: User) -> None:
    """Offer a term no longer for new records; those that have it keep it, and its pages stay.

    Raises PermissionDenied. Does nothing to a term that is retired already.
    """
    if not term.is_retired:
        _set_retired_on(term, today(), by=by, reason="Retired")


def take_up_term(*, term: Term, by: User) -> None:
    """Offer a retired term again. Raises PermissionDenied."""
    if term.is_retired:
        _set_retired_on(term, None, by=by, reason="Taken up again")


@transaction.atomic
def translate_label(*, term: Term, language: str, words: Mapping[str, str], by: User) -> None:
    """Put a reviewed translation in place: `label`, `short_label` or both. From then on it is our wording.

    Raises PermissionDenied, or ValidationError.
    """
    if not can_translate_labels(by, language):
        raise PermissionDenied
    label = TermLabel.objects.filter(term=term, language=language).first() or TermLabel(
        term=term, language=language
    )
    for field, value in words.items():
        setattr(label, field, value)
    label.own = True
    label.full_clean()
    label._history_user = by  # type: ignore[attr-defined] # read by simple-history, as is the next
    label._change_reason = "Reviewed translation"  # type: ignore[attr-defined] # as above
    label.save()


@transaction.atomic
def _set_retired_on(term: Term, day: date | None, *, by: User, reason: str) -> None:
    if not can_change_terms(by):
        raise PermissionDenied
    term.retired_on = day
    term._history_user = by  # type: ignore[attr-defined] # read by simple-history, as is the next
    term._change_reason = reason  # type: ignore[attr-defined] # as above
    term.save(update_fields=["retired_on", "updated_at"])
