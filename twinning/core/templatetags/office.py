"""The frame of the office's pages."""

from typing import Any

from django import template
from django.contrib import admin
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def office_menu(context: dict[str, Any]) -> SafeString | str:
    """The rooms beside a page, with the one that the page belongs to marked."""
    site: Any = admin.site
    return site.menu(context["request"]) if context.get("request") else ""
