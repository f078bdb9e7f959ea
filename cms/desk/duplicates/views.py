"""What a moderator says of two records that look alike."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import Page

from cms.desk.queries import desk_pages
from cms.duplicates.actions import distinguish


class DistinguishView(View):
    """Keeps that the two are no duplicates, and comes back to the page on which one decides."""

    def post(self, request: HttpRequest, page_id: int, other_id: int) -> HttpResponse:
        page = get_object_or_404(desk_pages(request.user), pk=page_id).specific
        other = get_object_or_404(Page, pk=other_id).specific
        try:
            distinguish(page=page, other=other, by=request.user)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It is noted that these are two. Nobody is asked again."))
        return redirect("desk_page", page.pk)
