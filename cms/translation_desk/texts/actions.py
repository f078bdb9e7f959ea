"""What translators and reviewers do with the texts of the site. Readers get other words by `approve` alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.moderation.exceptions import ContentChanged, InvalidMove, ReasonMissing
from cms.translation_desk.assistance.checks import Severity
from cms.translation_desk.texts.enums import ProposalState, TextState
from cms.translation_desk.texts.models import TextProposal
from cms.translation_desk.texts.permissions import can_decide, require_translator, wrote
from cms.translation_desk.texts.queries import TextStanding, standings
from cms.translation_desk.texts.registry import SOURCES
from cms.translation_desk.texts.sources import TextSource
from cms.translation_desk.texts.values import cleaned
from cms.translations.values import normal


@dataclass(frozen=True, slots=True)
class TypedText:
    """Words for a text, with what the translator saw: the original, and the words that stood there."""

    key: str
    field: str
    original: str
    seen: str
    words: str
    confirmed: bool = False
    """The words are right for this original although they were not changed."""


@transaction.atomic
def save_texts(
    *, source: TextSource, group: str, language: str, typed: Sequence[TypedText], by: User
) -> list[TypedText]:
    """Keep what was typed as drafts; return what was not kept, because somebody else was faster.

    That is where the original or the words are no longer those that were seen, or wait for a reviewer. Who types the
    public words again, or none where there are none, takes a draft away. Raises PermissionDenied.
    """
    require_translator(by, language)
    _lock(source, language)
    held = {(each.text.key, each.text.field): each for each in standings(language, source, group)}
    return [
        each
        for each in (_cleaned(each, source) for each in typed if each.field in source.fields)
        if (each.confirmed or each.words != each.seen)
        and not _keep(held.get((each.key, each.field)), each, language, by)
    ]


def _lock(source: TextSource, language: str) -> None:
    """Keep others from writing in the proposals that are not published, until the transaction ends."""
    rows = TextProposal.objects.filter(source=source.name, language=language)
    list(rows.exclude(state=ProposalState.PUBLISHED).select_for_update().values_list("pk"))


def _cleaned(typed: TypedText, source: TextSource) -> TypedText:
    has_lines = source.has_lines(typed.field)
    seen, words = (cleaned(each, has_lines=has_lines) for each in (typed.seen, typed.words))
    return TypedText(typed.key, typed.field, typed.original, seen, words, typed.confirmed)


def _keep(held: TextStanding | None, typed: TypedText, language: str, by: User) -> bool:
    """Keep the words as a draft; return whether that was possible."""
    if held is None or normal(held.text.original) != normal(typed.original):
        return False
    if held.state == TextState.IN_REVIEW or held.words not in (typed.seen, typed.words):
        return False
    if not typed.words or (typed.words == held.text.target and not (typed.confirmed and held.is_to_do)):
        _drop(held.proposal, by)
        return True
    return _write(held, typed, language, by)


def _drop(proposal: TextProposal | None, by: User) -> None:
    if proposal:
        proposal._history_user = by
        proposal.delete()


def _write(held: TextStanding, typed: TypedText, language: str, by: User) -> bool:
    source, key, field = held.text.place
    proposal = held.proposal or TextProposal(source=source, key=key, field=field, language=language)
    proposal.source_words, proposal.target_words = held.text.original, typed.words
    proposal.state, proposal.by = ProposalState.DRAFT, by
    try:
        with transaction.atomic():
            _save(proposal, by)
    except IntegrityError:  # Somebody began a draft of it at the same moment.
        return False
    return True


def _save(proposal: TextProposal, by: User) -> None:
    proposal._history_user = by
    proposal.save()


@transaction.atomic
def hand_in_texts(*, source: TextSource, group: str, language: str, by: User) -> int:
    """Hand in what the person wrote of a group; return how many texts.

    All or none: raises PermissionDenied, or InvalidMove where there is nothing, a check blocks, or the original was
    changed since the words were written.
    """
    require_translator(by, language)
    _lock(source, language)
    own = [each for each in standings(language, source, group) if _is_draft_of(each.proposal, by)]
    if not own:
        raise InvalidMove(_("There is nothing to hand in."))
    for each in own:
        _require_fit(each, source, language)
        each.proposal.state, each.proposal.handed_in_at = ProposalState.IN_REVIEW, timezone.now()
        _save(each.proposal, by)
    return len(own)


def _is_draft_of(proposal: TextProposal | None, by: User) -> bool:
    return proposal is not None and proposal.state == ProposalState.DRAFT and proposal.by_id == by.pk


def _require_fit(held: TextStanding, source: TextSource, language: str) -> None:
    """Raise InvalidMove over words that are too long, made from another original, or have what a check blocks."""
    if held.is_behind:
        raise InvalidMove(
            _("The original of “%(words)s” was changed meanwhile. Look at it, then hand it in.")
            % {"words": _short(held.words)}
        )
    longest = source.longest(held.text.field)
    if longest and len(held.words) > longest:
        raise InvalidMove(
            _("“%(words)s” is too long: %(longest)s letters at most.")
            % {"words": _short(held.words), "longest": longest}
        )
    found = source.problems(held.text, held.words, language)
    if blocking := [each for each in found if each.severity == Severity.BLOCKS]:
        raise InvalidMove(
            _("Mend what is marked in red first: %(first)s") % {"first": str(blocking[0].message)}
        )


def _short(words: str) -> str:
    return words if len(words) <= 60 else words[:59] + "…"


@transaction.atomic
def approve_texts(*, read: Mapping[int, str], language: str, by: User) -> int:
    """Publish the words of these proposals, all or none; `read` says for each which digest was read.

    Raises PermissionDenied, InvalidMove, or ContentChanged when the original, the public words or the proposed ones
    are no longer those that were read.
    """
    for pk, digest in read.items():
        proposal, held = _waiting(pk, language, by)
        if held.digest != digest:
            raise ContentChanged
        _publish(proposal, held.text.target, by)
    return len(read)


def _publish(proposal: TextProposal, public: str, by: User) -> None:
    if proposal.target_words != public:
        try:
            SOURCES[proposal.source].publish(
                key=proposal.key,
                field=proposal.field,
                language=proposal.language,
                words=proposal.target_words,
                by=by,
            )
        except ValidationError as refusal:
            raise InvalidMove(" ".join(refusal.messages)) from refusal
    _decide(proposal, ProposalState.PUBLISHED, by)


@transaction.atomic
def send_back_text(*, pk: int, language: str, note: str, by: User) -> TextProposal:
    """Give the words back to translators with a reason. Raises PermissionDenied, InvalidMove or ReasonMissing."""
    proposal, _held = _waiting(pk, language, by)
    if not note.strip():
        raise ReasonMissing
    proposal.note = note.strip()
    _decide(proposal, ProposalState.RETURNED, by)
    return proposal


def _decide(proposal: TextProposal, state: ProposalState, by: User) -> None:
    proposal.state, proposal.decided_by, proposal.decided_at = state, by, timezone.now()
    _save(proposal, by)


def _waiting(pk: int, language: str, by: User) -> tuple[TextProposal, TextStanding]:
    """Return a proposal that this person decides on, and how its text stands."""
    rows = TextProposal.objects.filter(pk=pk, language=language, source__in=SOURCES)
    proposal = rows.select_for_update().first()
    if proposal is None:
        raise InvalidMove(_("These words do not wait for a decision any more."))
    if not can_decide(by, proposal, wrote_it=wrote(by, proposal)):
        raise PermissionDenied(_refusal(proposal, by))
    every = standings(language, SOURCES[proposal.source], proposal.group)
    held = next((each for each in every if each.text.place == proposal.place), None)
    if held is None or proposal.state != ProposalState.IN_REVIEW:
        raise InvalidMove(_("These words do not wait for a decision any more."))
    return proposal, held


def _refusal(proposal: TextProposal, by: User) -> str:
    words = _short(proposal.target_words)
    if wrote(by, proposal):
        return _("You wrote or submitted “%(title)s”: another person has to decide on it.") % {"title": words}
    return _("Your role does not let you decide on “%(words)s”.") % {"words": words}
