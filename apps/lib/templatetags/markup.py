"""Template filters for text that `lib/markup.py` has rendered."""

from django import template
from django.utils.safestring import SafeString

from apps.lib import markup, plain_text

register = template.Library()


@register.filter
def stored_html(html: str) -> SafeString:
    """HTML that `markup.render` made before it was stored: shown as it is."""
    return markup.stored(html)


@register.filter
def in_short(html: str) -> str:
    """Stored HTML as one line of its writer's own words, its blocks told apart."""
    return plain_text.in_short(html)


@register.filter
def plain(text: str) -> str:
    """A reader's Markdown as plain text, in one line."""
    return " ".join(markup.plain(text).split())
