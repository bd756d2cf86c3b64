"""Which elements of a page part its text, and which are no text of the author's."""

import re

from apps.questions.importing.blocks import BOLD_LINE


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


LISTS = _names("ul ol menu dir dl")
HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": BOLD_LINE}
BREAKS = _names(
    """
    article aside blockquote body center details div dd dt fieldset figure
    figcaption footer header hr html main p pre section table tbody td tfoot th
    thead tr
    """
)
LEFT_OUT = _names(
    """
    address nav footer form button select svg iframe object audio video canvas
    dialog figure aside
    """
)
_KINDS = {
    "aside": "aside",
    "audio": "embed",
    "figure": "figure",
    "iframe": "embed",
    "object": "embed",
    "video": "embed",
}
_PICTURE = re.compile(r"(?:^|\s)captioned-image", re.IGNORECASE)
_EMBED = re.compile(r"(?:^|\s)(?:embedded-post|poll-embed|tweet)", re.IGNORECASE)
# WordPress wraps these into figures, though they are text.
TEXT_FIGURE = re.compile(r"(?:^|\s)wp-block-(?:pullquote|table)(?:$|\s)")
WIDGET = re.compile(
    r"(?:^|[\s_-])(?:subscri\w*|paywall|button-wrapper|share|sharing|social|sidebar|"
    r"breadcrumbs?|cookie\w*|related|newsletter|pagination|post-ufi|byline|masthead|"
    r"navbar|navigation|menu|digest-post-embed|embedded-post\w*|poll-embed|tweet|"
    r"captioned-image\w*|mw-editsection|toc|table-of-contents)(?:$|[\s_-])",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?|comments?-?(?:list|section|area|thread)|disqus_thread|"
    r"post-comments|discussion)(?:$|\s)",
    re.IGNORECASE,
)
NOTE = re.compile(r"(?:fn|footnote|note|cite_note|endnote)[:_-]*(\d{1,3})\D*")
CONTAINERS = _names(
    """
    div section ul ol p table span header details
    """
)
TITLE = re.compile(r"(?:^|\s)(?:title|MsoTitle)(?:$|\s)")
# Word writes the sign of a list item into the paragraph, between two conditions.
BULLET_SIGN = re.compile(
    r"<!(?:--)?\[if !supportLists\](?:--)?>.{0,400}?<!(?:--)?\[endif\](?:--)?>",
    re.DOTALL,
)
_LEVEL_OF_LIST = re.compile(r"(?:^|\s)lst-kix_\w+-(\d)(?:$|\s)")
_LEVEL_OF_PARAGRAPH = re.compile(r"mso-list:\s*l\d+ level(\d)\b")


def kind_of_left_out(name: str, classes: str) -> str:
    """What readers may miss of an element that is left out; "" for the page's own."""
    if _PICTURE.search(classes):
        return "figure"
    return "embed" if _EMBED.search(classes) else _KINDS.get(name, "")


def level_of_list(classes: str) -> int:
    """The level that Google Docs gives a list, from 1; 0 for lists of others.

    It closes a list before it opens the one inside it.
    """
    found = _LEVEL_OF_LIST.search(classes)
    return int(found[1]) + 1 if found else 0


def level_of_paragraph(style: str) -> int:
    """The level at which Word shows a paragraph as a list item, from 1; 0 for none."""
    found = _LEVEL_OF_PARAGRAPH.search(style)
    return int(found[1]) if found else 0
