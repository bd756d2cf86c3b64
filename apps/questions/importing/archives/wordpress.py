"""A WordPress export (WXR 1.0 to 1.2): RSS with the posts' bodies in content:encoded.

Streams, and refuses every document type and entity: nothing is expanded or fetched.
"""

from xml.parsers import expat

from apps.lib.xml_parsing import careful_parser
from apps.questions.importing.archives.post import MAX_POSTS, Allowance, Post, day
from apps.questions.importing.archives.wordpress_body import as_html
from apps.questions.importing.source import CannotImport

_DEEPEST = 40
_MAX_ELEMENTS = 600_000
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_WXR = "http://wordpress.org/export/"  # followed by the version
_LEFT_OUT = ("trash", "auto-draft", "inherit")
_STATUS = {"publish": "published"}


def wordpress_posts(raw: bytes) -> list[Post]:
    reader = _Reader()
    try:
        reader.parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise CannotImport(
            f"This XML file is damaged at line {error.lineno}. Export it again."
        ) from error
    except (LookupError, ValueError) as error:
        raise CannotImport("This XML file is in an unknown encoding.") from error
    if not reader.is_rss:
        raise CannotImport("This XML file is no WordPress export.")
    return reader.posts


class _Reader:
    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.is_rss = False
        self.parser = careful_parser(_refused, separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._allowance = Allowance()
        self._path: list[str] = []
        self._elements = 0
        self._item: dict[str, str] | None = None
        self._text: list[str] | None = None
        self._text_depth = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._elements += 1
        if len(self._path) > _DEEPEST or self._elements > _MAX_ELEMENTS:
            raise CannotImport("This XML file holds more than a WordPress export can.")
        self.is_rss = self.is_rss or self._path == ["rss"]
        if self._path == ["rss", "channel", "item"]:
            self._item = {}
        elif self._item is not None and self._is_read(name):
            self._text, self._text_depth = [], len(self._path)

    def _is_read(self, name: str) -> bool:
        """Whether a child of an item is, or the key or value of what is kept with it."""
        depth = len(self._path)
        return bool(_field(name)) and depth == (5 if _field(name) in _META else 4)

    def _characters(self, text: str) -> None:
        if self._text is not None and len(self._path) == self._text_depth:
            self._text.append(text)

    def _end(self, name: str) -> None:
        is_whole = self._text is not None and len(self._path) == self._text_depth
        if self._item is not None and self._text is not None and is_whole:
            self._item[_field(name)] = "".join(self._text)
            self._text = None
            if self._item.get("meta_key") == "footnotes":
                # The value comes after its key.
                self._item["footnotes"] = self._item.get("meta_value", "")
        self._path.pop()
        if self._item is not None and len(self._path) == 2:
            self._keep(self._item)
            self._item = None

    def _keep(self, item: dict[str, str]) -> None:
        status = item.get("status", "publish")
        if item.get("post_type", "post") not in ("post", "page"):
            return
        if status in _LEFT_OUT:
            return
        if len(self.posts) == MAX_POSTS:
            raise CannotImport(f"The export has more than {MAX_POSTS:,} posts.")
        self.posts.append(
            Post(
                key=item.get("post_name") or item.get("post_id", ""),
                title=item.get("title", "").strip(),
                subtitle="",
                date=day(item.get("post_date_gmt")) or day(item.get("post_date")),
                status=_STATUS.get(status, status[:20]),
                html=as_html(
                    self._allowance.take(item.get("encoded", "")),
                    self._allowance.take(item.get("footnotes", "")),
                ),
                readers=_readers(item, status),
                is_page=item.get("post_type") == "page",
            )
        )


def _readers(item: dict[str, str], status: str) -> str:
    if status == "private":
        return "the editors of its site"
    return "those who have its password" if item.get("post_password") else ""


def _field(name: str) -> str:
    """What a child of an item is called here; "" for those that are not read."""
    space, _, local = name.rpartition(" ")
    if local == "encoded":
        return local if space == _CONTENT else ""
    if not space:
        return local if local == "title" else ""
    return local if space.startswith(_WXR) and local in _FIELDS else ""


_META = ("meta_key", "meta_value")
_FIELDS = (
    *_META,
    "post_id",
    "post_name",
    "post_date",
    "post_date_gmt",
    "post_password",
    "post_type",
    "status",
)


def _refused() -> CannotImport:
    return CannotImport(
        "This XML file declares a document type or entities; a WordPress export has none."
    )
