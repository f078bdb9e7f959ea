"""What a moderator says of two records that look alike."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from cms.desk.queries import desk_pages, readable_pages
from cms.duplicates.actions import distinguish
from cms.records.queries import is_original


class DistinguishView(View):
    """Keeps that the two are no duplicates, and comes back to the page on which one decides."""

    def post(self, request: HttpRequest, page_id: int, other_id: int) -> HttpResponse:
        page = get_object_or_404(desk_pages(request.user), pk=page_id).specific
        # Of what the person does not read nothing is told, not even that it is there.
        other = get_object_or_404(readable_pages(request.user), pk=other_id).specific
        if not (is_original(page) and is_original(other)):
            raise Http404
        try:
            distinguish(page=page, other=other, by=request.user)
        except PermissionDenied as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("It is noted that these are two. Nobody is asked again."))
        return redirect("desk_page", page.pk)
