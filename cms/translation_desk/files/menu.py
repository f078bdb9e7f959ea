"""The place of files in Wagtail's menu."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from cms.translation_desk.files.permissions import can_use_files


class FilesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return can_use_files(request.user)
