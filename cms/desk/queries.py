"""Which moderated pages a person sees on the desk, and which wait for them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigIntegerField, CharField, DateTimeField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from wagtail.models import Page, WorkflowState

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User
from cms.accounts.permissions import has_role, is_administrator, roles_of, scopes
from cms.moderation.enums import UNDER_REVIEW, WAITING_FOR_AUTHOR
from cms.moderation.registry import moderated_content_type_ids, moderated_models
from cms.moderation.states import in_states
from cms.records.registry import record_models

WAITING = UNDER_REVIEW | WAITING_FOR_AUTHOR


def desk_pages(user: User) -> QuerySet[Page]:
    """Return the moderated pages of every type that this person sees."""
    return visible_to(user, Page.objects.filter(content_type__in=moderated_content_type_ids()))


def record_pages(user: User) -> QuerySet[Page]:
    """Return the records, in every language, that this person sees."""
    return visible_to(user, Page.objects.filter(content_type__in=_content_types(record_models())))


def visible_to(user: User, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return those of the moderated pages that the person's roles let them see, published or not."""
    if has_role(user, Role.AUDITOR):
        return pages
    return _of_their_roles(
        user, pages, also=_own(user) | _of_their_languages(user, Role.TRANSLATOR) | _in_countries(user)
    )


def decided_by_role(user: User, pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return those of the moderated pages on which the person's roles let them decide, four eyes aside."""
    return _of_their_roles(user, pages, also=Q(pk__in=[]))


def _of_their_roles(user: User, pages: QuerySet[Page], also: Q) -> QuerySet[Page]:
    if is_administrator(user) or has_role(user, Role.MODERATOR):
        return pages
    roles = roles_of(user)
    models = [
        model
        for model in moderated_models()
        if not roles.isdisjoint(group_name(role) for role in model.also_moderated_by)
    ]
    of_their_types = Q(content_type__in=_content_types(models))
    return pages.filter(of_their_types | _of_their_languages(user, Role.REVIEWER) | also)


def _content_types(models: Iterable[type[Page]]) -> list[int]:
    return [content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()]


def _own(user: User) -> Q:
    return Q(owner=user)


def _of_their_languages(user: User, role: Role) -> Q:
    """Translations into the languages for which the person holds the role."""
    codes = scopes(user, role)
    return _any_record(is_translation_page=True, locale__language_code__in=codes) if codes else Q(pk__in=[])


def _in_countries(user: User) -> Q:
    """Records of the countries whose focal point the person is, with their translations."""
    codes = scopes(user, Role.FOCAL_POINT)
    if not codes:
        return Q(pk__in=[])
    matching = Q()
    for model in record_models():
        originals = model.objects.filter(countries__code__in=codes)
        matching |= Q(translation_key__in=originals.values("translation_key"))
    return matching


def _any_record(**conditions: Any) -> Q:
    matching = Q(pk__in=[])
    for model in record_models():
        matching |= Q(pk__in=model.objects.filter(**conditions).values("pk"))
    return matching


def waiting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return the pages in an open review, with `submitter` (a name) and `since` (when they began to wait)."""
    review = WorkflowState.objects.active().filter(object_id=Cast(OuterRef("pk"), CharField()))
    submitter = Coalesce(NullIf("requested_by__name", Value("")), "requested_by__username")
    return in_states(pages, WAITING).annotate(
        submitter=Subquery(review.annotate(submitter=submitter).values("submitter")[:1]),
        since=Subquery(review.values("current_task_state__started_at")[:1], output_field=DateTimeField()),
    )


def waiting_for(user: User) -> QuerySet[Page]:
    """Return what this person can move on: texts of others to decide on, and their own that were sent back."""
    handed_in = Q(pk__in=_handed_in_by(user))
    own_first_text = Q(owner=user, first_published_at=None)
    to_decide = in_states(decided_by_role(user, desk_pages(user)), UNDER_REVIEW).exclude(
        handed_in | own_first_text
    )
    sent_back = in_states(Page.objects.filter(owner=user), WAITING_FOR_AUTHOR)
    return Page.objects.filter(Q(pk__in=to_decide.values("pk")) | Q(pk__in=sent_back.values("pk")))


def _handed_in_by(user: User) -> QuerySet[WorkflowState]:
    states = WorkflowState.objects.active().filter(requested_by=user)
    return states.annotate(page_pk=Cast("object_id", BigIntegerField())).values("page_pk")
