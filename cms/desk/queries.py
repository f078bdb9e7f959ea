"""Which moderated pages a person sees on the desk, and which wait for them."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf
from wagtail.models import Page, WorkflowState

from cms.accounts.enums import Role, group_name
from cms.accounts.models import User
from cms.accounts.permissions import has_role, is_administrator, roles_of, scopes
from cms.moderation.approvals.queries import (
    approved_by_somebody,
    asked_of_groups,
    asked_of_others,
    not_asked,
)
from cms.moderation.enums import UNDER_REVIEW, WAITING_FOR_AUTHOR
from cms.moderation.registry import moderated_content_type_ids, moderated_models
from cms.moderation.states import in_states, open_page_ids, open_workflows
from cms.records.registry import record_models
from cms.translations.summaries import models as translated_models

WAITING = UNDER_REVIEW | WAITING_FOR_AUTHOR
NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING


def desk_pages(user: User) -> QuerySet[Page]:
    """Return the moderated pages of every type that this person sees, published or not."""
    return Page.objects.filter(visible_to(user), content_type__in=moderated_content_type_ids())


def record_pages(user: User) -> QuerySet[Page]:
    """Return the records, in every language, that this person sees."""
    return Page.objects.filter(visible_to(user), content_type__in=_content_types(record_models()))


def readable_pages(user: User) -> QuerySet[Page]:
    """Return the public pages of every type, and those that the person sees on the desk."""
    return Page.objects.filter(Q(live=True) | Q(pk__in=desk_pages(user).order_by().values("pk")))


def visible_to(user: User) -> Q:
    """Return which moderated pages the person's roles let them see."""
    if sees_all(user):
        return EVERYTHING
    return decided_by(user) | Q(owner=user) | _in_languages_of(user, Role.TRANSLATOR) | _in_countries_of(user)


def sees_all(user: User) -> bool:
    """Whether no moderated page is hidden from the person."""
    return decides_on_all(user) or has_role(user, Role.AUDITOR)


def decides_on_all(user: User) -> bool:
    return is_administrator(user) or has_role(user, Role.MODERATOR)


def without_drafts_of_others(pages: QuerySet[Page], user: User) -> QuerySet[Page]:
    """Leave out moderated pages that are not public, or wait with a new title, and are not on the person's desk.

    Wagtail names a page by its newest title.
    """
    if sees_all(user):
        return pages
    as_public = Q(live=True) & (Q(draft_title=F("title")) | Q(draft_title=""))
    on_the_desk = Q(pk__in=desk_pages(user).order_by().values("pk"))
    moderated = Q(content_type__in=moderated_content_type_ids())
    shown = Page.objects.filter(~moderated | as_public | on_the_desk)
    # As one condition on the key: the pages may be filtered for Wagtail's search, which knows few fields.
    return pages.filter(pk__in=shown.values("pk"))


def decided_by(user: User) -> Q:
    """Return on which moderated pages a role, or a group that a step asks, lets the person decide; four eyes aside."""
    if decides_on_all(user):
        return EVERYTHING
    roles = roles_of(user)
    models = [
        model
        for model in moderated_models()
        if not roles.isdisjoint(group_name(role) for role in model.also_moderated_by)
    ]
    of_their_types = Q(content_type__in=_content_types(models)) if models else NOTHING
    return of_their_types | _in_languages_of(user, Role.REVIEWER) | asked_of_groups(roles)


def _content_types(models: Iterable[type[Page]]) -> list[int]:
    return [content_type.pk for content_type in ContentType.objects.get_for_models(*models).values()]


def _in_languages_of(user: User, role: Role) -> Q:
    """Translations into the languages for which the person holds the role."""
    codes = scopes(user, role)
    wanted = {"is_translation_page": True, "locale__language_code__in": codes}
    return _any_of(translated_models(), **wanted) if codes else NOTHING


def _in_countries_of(user: User) -> Q:
    """Records of the countries whose focal point the person is, with their translations."""
    codes = scopes(user, Role.FOCAL_POINT)
    return in_countries(codes) if codes else NOTHING


def in_countries(codes: Collection[str]) -> Q:
    """Return a condition that holds for records of these countries and for their translations."""
    matching = NOTHING
    for model in record_models():
        originals = model.objects.filter(countries__code__in=codes)
        matching |= Q(translation_key__in=originals.values("translation_key"))
    return matching


def any_record(*conditions: Q, **values: Any) -> Q:
    """Return a condition on Page that holds for the records, of whatever kind, that meet these."""
    return _any_of(record_models(), *conditions, **values)


def _any_of(models: Iterable[type[Page]], *conditions: Q, **values: Any) -> Q:
    matching = NOTHING
    for model in models:
        matching |= Q(pk__in=model.objects.filter(*conditions, **values).values("pk"))
    return matching


def filed_under(year: object) -> Q:
    """Return a condition that holds below each page, of whatever language's tree, whose address ends in the year."""
    matching = NOTHING
    for path in Page.objects.filter(slug=str(year)).values_list("path", flat=True):
        matching |= Q(path__startswith=path)
    return matching


def waiting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return the pages in an open review, with `submitter` (a name) and `since` (when they began to wait)."""
    review = open_workflows().filter(object_id=Cast(OuterRef("pk"), CharField()))
    submitter = Coalesce(NullIf("requested_by__name", Value("")), "requested_by__username")
    return in_states(pages, WAITING).annotate(
        submitter=Subquery(review.annotate(submitter=submitter).values("submitter")[:1]),
        since=Subquery(review.values("current_task_state__started_at")[:1], output_field=DateTimeField()),
    )


def waiting_for(user: User) -> QuerySet[Page]:
    """Return what this person can move on: texts of others to decide on, and their own that were sent back."""
    return _with_news().filter(_handed_in_by_others(user, not_asked(user)) | _sent_back_to(user))


def count_waiting_for(user: User) -> int:
    """Count the same. It is one query, for every page of the admin asks, unless one of them has an approval already."""
    asked = _with_news().filter(_handed_in_by_others(user, asked_of_others(user)) | _sent_back_to(user))
    found = asked.aggregate(count=Count("pk"), begun=Count("pk", filter=approved_by_somebody()))
    return waiting_for(user).count() if found["begun"] else found["count"]


def to_decide(user: User) -> QuerySet[Page]:
    """Return the texts of others under review that wait for a decision of this person."""
    return _with_news().filter(_handed_in_by_others(user, not_asked(user)))


def _handed_in_by_others(user: User, not_asked: Q) -> Q:
    by_them = Q(pk__in=open_page_ids(requested_by=user)) | Q(owner=user, first_published_at=None)
    return decided_by(user) & under_review() & ~by_them & ~not_asked


def _sent_back_to(user: User) -> Q:
    return with_author() & Q(owner=user)


def with_author() -> Q:
    """Return a condition that holds for pages with a review in which it is the author's turn."""
    return Q(pk__in=open_page_ids(status=WorkflowState.STATUS_NEEDS_CHANGES))


def under_review() -> Q:
    """Return a condition that holds for pages with a review in which it is the moderators' turn."""
    return Q(pk__in=open_page_ids(status=WorkflowState.STATUS_IN_PROGRESS))


def _with_news() -> QuerySet[Page]:
    """Return the moderated pages that say something the public does not read yet."""
    moderated = Page.objects.filter(content_type__in=moderated_content_type_ids())
    return moderated.exclude(live=True, has_unpublished_changes=False)
