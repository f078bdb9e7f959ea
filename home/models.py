"""The home page and the plain pages of the site."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from cms.core.navigation import page_links, stand_in, translations_of
from cms.records.panels import fact_panels
from cms.translations.models import SitePage
from home.presentation import home_context, notice_of

BODY_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "blockquote"]


class HomePage(SitePage):
    """The root of one language: what the site is, the search field, ways in, figures.

    The call is that of the original: a translation has its own words for it.
    """

    is_fixed = True
    words = ("title", "lead", "call_title")

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences under the title."))

    call_title = models.CharField(_("open call"), max_length=255, blank=True)
    call_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page of the call"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    call_closes_at = models.DateTimeField(
        _("the call closes"), null=True, blank=True, help_text=_("Shown until then, in Geneva's time.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("call_title"), *fact_panels(("call_page", "call_closes_at"))],
            heading=_("Open call"),
        ),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 6
    override_translatable_fields = [
        *(TranslatableField(name) for name in words),
        SynchronizedField("call_page"),
        SynchronizedField("call_closes_at"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | home_context(self, timezone.now())


class ContentPage(SitePage):
    """A plain page: about, how to contribute, terms."""

    words = ("title", "introduction", "body")

    introduction = models.TextField(_("introduction"), blank=True)
    body = RichTextField(_("text"), blank=True, features=BODY_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    override_translatable_fields = [TranslatableField(name) for name in words]

    class Meta:
        verbose_name = _("content page")
        verbose_name_plural = _("content pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        stand_in(request, translations_of(self))
        context = super().get_context(request, *args, **kwargs) | page_links(self, request)
        return context | {"notice": notice_of(self)}
