"""Images and documents: public while a published page uses them, else for those who may read what is unpublished.

A content package registers the rows by which its pages use files. Rows are what the public sees: an edit waits in a
revision and reaches them when it is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import Model
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.documents.permissions import permission_policy as documents_policy
from wagtail.images.permissions import permission_policy as images_policy
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.users.models import UserProfile

from cms.core.models import CustomDocument, CustomImage, CustomRendition

Person = AbstractBaseUser | AnonymousUser
MediaFile = CustomImage | CustomDocument

IMAGE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
"""What a browser may show; anything else it can only save."""
CONTENT_SECURITY = "default-src 'none'; sandbox"
PORTRAITS = "avatar_images/"


@dataclass(frozen=True, slots=True)
class Use:
    """The rows of one model by which pages use files: the names of its foreign keys to the file and to the page."""

    rows: type[Model]
    file: str
    page: str = "page"

    def pages(self, file: MediaFile) -> PageQuerySet:
        using = self.rows._default_manager.filter(**{self.file: file.pk})
        return Page.objects.filter(pk__in=using.values(self.page))

    def concerns(self, file: MediaFile) -> bool:
        return isinstance(file, self.rows._meta.get_field(self.file).related_model)


_uses: dict[tuple[type[Model], str], Use] = {}


def register(use: Use) -> None:
    """Note rows by which pages use files; once for each, when the application starts."""
    _uses[use.rows, use.file] = use


def uses_of(file: MediaFile) -> list[Use]:
    return [use for use in _uses.values() if use.concerns(file)]


def is_public(file: MediaFile) -> bool:
    """Whether a published page that everybody may read uses the file."""
    return any(use.pages(file).live().public().exists() for use in uses_of(file))


def may_read(person: Person, file: MediaFile) -> bool:
    """Whether the person may see a file that is not public: by their rights to it, or to a page that uses it."""
    if not (person.is_authenticated and person.is_active):
        return False
    policy: Any = images_policy if isinstance(file, CustomImage) else documents_policy
    return policy.user_has_any_permission_for_instance(person, ["change", "choose"], file) or any(
        page.permissions_for_user(person).can_view_revisions()
        for use in uses_of(file)
        for page in use.pages(file).specific()
    )


def may_use(person: Person, file: MediaFile) -> bool:
    """Whether the person may put the file on a page of theirs, which would show it to its author."""
    return is_public(file) or may_read(person, file)


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with an image, a rendition of one, or a portrait of staff. Raises Http404 for all else under MEDIA_ROOT.

    Documents have an address of their own (see wagtail_hooks.py); here they are never found.
    """
    if path.startswith(PORTRAITS):
        return file_response(request, portrait(request.user, path), public=False)
    found, image = named(path)
    public = is_public(image)
    if not public and not may_read(request.user, image):
        raise Http404
    return file_response(request, found.file, public=public)


def named(path: str) -> tuple[CustomImage | CustomRendition, CustomImage]:
    """Return the image or rendition kept at this path, and the image it belongs to. Raises Http404."""
    rendition = CustomRendition.objects.filter(file=path).select_related("image").first()
    if rendition is not None:
        return rendition, rendition.image
    image = CustomImage.objects.filter(file=path).first()
    if image is None:
        raise Http404
    return image, image


def portrait(person: Person, path: str) -> Any:
    """Return the portrait that a member of staff has of themselves; staff see it. Raises Http404."""
    profile = UserProfile.objects.filter(avatar=path).first()
    if profile is None or not person.has_perm("wagtailadmin.access_admin"):
        raise Http404
    return profile.avatar


def file_response(request: HttpRequest, file: Any, *, public: bool) -> HttpResponseBase:
    """Answer with a stored file, or 304 when the reader has it. Raises Http404 when it is lost.

    Caches ask again each time, because a page can be taken offline; what is not public they do not keep at all.
    """
    try:
        modified = int(file.storage.get_modified_time(file.name).timestamp())
        size = file.storage.size(file.name)
    except FileNotFoundError:
        raise Http404 from None
    etag = quote_etag(f"{modified:x}-{size:x}")
    response = get_conditional_response(request, etag, modified) or whole_file(file)
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(modified)
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY
    response.headers["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(
        response, **({"public": True, "no_cache": True} if public else {"private": True, "no_store": True})
    )
    return response


def whole_file(file: Any) -> FileResponse:
    name = PurePosixPath(file.name)
    image_type = IMAGE_TYPES.get(name.suffix.lower())
    return FileResponse(
        file.storage.open(file.name, "rb"),
        content_type=image_type or "application/octet-stream",
        as_attachment=image_type is None,
        filename=name.name,
    )
