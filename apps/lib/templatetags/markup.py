"""Template filters for text that `lib/markup.py` has rendered."""

from django import template
from django.utils.safestring import SafeString

from apps.lib import markup

register = template.Library()


@register.filter
def stored_html(html: str) -> SafeString:
    """HTML that `markup.render` made before it was stored: shown as it is."""
    return markup.stored(html)


@register.filter
def plain(text: str) -> str:
    """A reader's Markdown as plain text, in one line."""
    return " ".join(markup.plain(text).split())
