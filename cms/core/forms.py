"""The forms of images and documents: a file is never replaced.

Replacing it would change what the public sees without anybody's decision, and Wagtail deletes the old one for good.
Upload the new one beside it, and choose it on the page.
"""

from __future__ import annotations

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm


class OneFile:
    """Asks for the file when it is uploaded, and not again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:  # type: ignore[attr-defined]  # beside a model form
            self.fields.pop("file", None)  # type: ignore[attr-defined]  # the same


class ImageForm(OneFile, BaseImageForm):
    pass


class DocumentForm(OneFile, BaseDocumentForm):
    pass
