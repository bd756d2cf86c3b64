"""The pages that are measured, as requests to send again and again."""

import re
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPMessage
from itertools import cycle
from urllib.parse import urlencode

from bench.community import Community

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Call:
    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = None


@dataclass(frozen=True)
class Page:
    """What to ask, and the status that says it was really answered.

    `next_call` may be used by several threads at once. At most `most` requests make
    a batch.
    """

    name: str
    status: int
    next_call: Callable[[], Call]
    most: int = 10_000


def bare(community: Community) -> Page:
    return _get("Bare view: 50 stored answers", community.question_path)


def pages(community: Community, port: int) -> list[Page]:
    """Needs the server: an entity tag and the CSRF tokens come from its pages."""
    question = community.question_path
    signed_in = {"Cookie": f"sessionid={community.reader}"}
    return [
        # Pages with a query string are never stored, so this one is built each time.
        _get("Question with 500 answers", f"{question}?order=best"),
        _get("The question, stored copy", question),
        _get("The question, signed in", question, signed_in),
        _unchanged("The question, unchanged (304)", question, port),
        _get("Essay", f"/e/{community.essay}/?built=anew"),
        _get("The essay, stored copy", f"/e/{community.essay}/"),
        _get("Feed of the answers", f"{question}answers.atom"),
        _posting("Posting an answer", community, port),
    ]


def _get(name: str, path: str, headers: Mapping[str, str] | None = None) -> Page:
    call = Call(path, headers=headers or {})
    return Page(name, 200, lambda: call)


def _unchanged(name: str, path: str, port: int) -> Page:
    _, headers = _fetch(port, path)
    call = Call(path, headers={"If-None-Match": headers["ETag"]})
    return Page(name, 304, lambda: call)


def _posting(name: str, community: Community, port: int) -> Page:
    path = f"/q/{community.question_to_answer}/answer/"
    forms = cycle([_form(port, path, session) for session in community.writers])
    # A step of `cycle` is one step of the interpreter: threads may share it.
    return Page(name, 302, lambda: _post(path, *next(forms)), most=60)


def _form(port: int, path: str, session: str) -> tuple[str, str]:
    """The cookies and the CSRF token that a browser with this session would hold."""
    text, headers = _fetch(port, path, {"Cookie": f"sessionid={session}"})
    found = _TOKEN.search(text)
    if found is None:
        raise ValueError(f"{path} shows no form.")
    secret = headers["Set-Cookie"].split(";")[0]
    return f"sessionid={session}; {secret}", found[1]


def _post(path: str, cookies: str, token: str) -> Call:
    fields = {
        "csrfmiddlewaretoken": token,
        "form_key": secrets.token_hex(16),
        "body": "\n\n".join(_paragraphs()),
    }
    headers = {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    return Call(path, "POST", headers, urlencode(fields).encode())


def _paragraphs() -> Iterator[str]:
    """About 120 words of Markdown, different each time."""
    yield f"I have worked on this for *some* years; my note on it is {secrets.token_hex(4)}."
    for claim in ("The cost falls on others", "Nobody measures it", "It can be undone"):
        yield f"**{claim}**, as a colleague of mine likes to say. " + _REASON
    yield "- one reason is time\n- another is [money](https://example.org/money)"


_REASON = (
    "What changes first is who has to ask for permission, and what changes last is the "
    "price. I would want to see that tried in one town before anybody calls it settled."
)


def _fetch(
    port: int, path: str, headers: Mapping[str, str] | None = None
) -> tuple[str, HTTPMessage]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers or {})
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    if response.status != 200:
        raise ValueError(f"{path} answered {response.status}.")
    return text, response.headers
