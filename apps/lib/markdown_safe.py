"""Python-Markdown set up for text from strangers.

Raw HTML is off (it is shown as typed), scans are bounded, GitHub's habits work.
Left out on purpose: footnotes, abbreviations, attribute lists and Markdown inside
HTML, which turn a short text into a very long page.
"""

import html
import re
import string
from typing import Literal, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import HashHeaderProcessor, ReferenceProcessor
from markdown.extensions import Extension
from markdown.extensions.nl2br import Nl2BrExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import (
    DelimiterProcessor,
    InlineProcessor,
    SubstituteTagInlineProcessor,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from apps.lib.fences import Fence
from apps.lib.markdown_blocks import normalise
from apps.lib.markdown_inline import guard_inline

Profile = Literal["answer", "essay", "inline"]

TOP_HEADING_SHIFT = 2  # the page has h1 and h2 for itself
_BLOCKS_OF_ONE_LINE = frozenset({"empty", "paragraph"})


def converter(profile: Profile) -> Markdown:
    """A Markdown converter; not safe to share between threads.

    "answer" keeps single line breaks, "essay" joins lines, "inline" knows no blocks;
    the latter two set the marks of footnotes high.
    """
    extensions: list[Extension] = [_SafeExtension()]
    if profile == "inline":
        extensions.append(_OneLineExtension())
    else:
        extensions += [
            TableExtension(use_align_attribute=True),
            SaneListExtension(),
            _BlockExtension(),
        ]
    extensions.append(Nl2BrExtension() if profile == "answer" else _NoteMarkExtension())
    return Markdown(extensions=extensions, output_format="html")


class _SafeExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        guard_inline(md)
        md.ESCAPED_CHARS = list(string.punctuation)
        hard_break = SubstituteTagInlineProcessor(r"\\\n", "br")
        md.inlinePatterns.register(hard_break, "backslash_break", 181)
        emphasis = cast(DelimiterProcessor, md.inlinePatterns["em_strong"])
        emphasis.add("~", "del", double=True)


class _BlockExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        md.preprocessors.register(_GitHubBlocks(md), "github_blocks", 25)
        blocks = md.parser.blockprocessors
        blocks.register(_Heading(md.parser), "hashheader", 70)
        blocks.register(_Reference(md.parser), "reference", 15)
        md.treeprocessors.register(_HeadingLevels(md), "heading_levels", 5)


class _OneLineExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        blocks = md.parser.blockprocessors
        for name in ("indent", "code", "hashheader", "setextheader", "hr"):
            blocks.deregister(name)
        for name in ("olist", "ulist", "quote", "reference"):
            blocks.deregister(name)


class _NoteMarkExtension(Extension):
    """Footnotes of essays: their marks are set high, their texts where they stand."""

    def extendMarkdown(self, md: Markdown) -> None:
        mark = _NoteMark(r"\[\^([^\[\]\s^]{1,40})\](?!\()(?::(?=\s))?", md)
        md.inlinePatterns.register(mark, "note_mark", 175)


class _NoteMark(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # as the library's own
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        mark = Element("sup")
        mark.text = AtomicString(m[1])
        return mark, m.start(), m.end()


class _GitHubBlocks(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [*normalise(lines, self.stash), ""]

    def stash(self, fence: Fence) -> str:
        language = html.escape(fence.language)
        attribute = f' class="language-{language}"' if language else ""
        code = html.escape("\n".join(fence.code).rstrip("\n"), quote=False)
        return self.md.htmlStash.store(f"<pre><code{attribute}>{code}\n</code></pre>")


class _Heading(HashHeaderProcessor):
    # Unlike the library's, it wants a blank: "#1 is wrong" and "#hashtag" are text.
    RE = re.compile(r"(?:^|\n) {0,3}(?P<level>#{1,6}) +(?P<header>[^\n]*)(?:\n|$)")


class _Reference(ReferenceProcessor):
    # Only what can become a link is taken out of the text; "[sic]: note" stays in it.
    RE = re.compile(
        r"^ {0,3}\[([^\[\]\n]{1,200})\]: *(<?(?:https?://|mailto:|/)\S{1,2000})"
        r'(?: +(("|\')([^\n]*)\4|\(([^\n]*)\)))? *$',
        re.MULTILINE,
    )


class _HeadingLevels(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(int(element.tag[1]) + TOP_HEADING_SHIFT, 6)}"
