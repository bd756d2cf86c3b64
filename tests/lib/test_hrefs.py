import pytest

from apps.lib.hrefs import LONGEST, is_permitted


@pytest.mark.parametrize(
    "href",
    [
        "https://a.b",
        "HTTP://A.B:8000/c?d=e&f=g#h",
        "https://a.b/?x=1&copy=2",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/ä",
        "https://localhost/a:b@c",
        "http://[2001:db8::1]/",
        "mailto:me+you@a.b",
        "mailto:me@a.b?subject=Hi",
        "/",
        "/q/12?sort=new#a",
    ],
)
def test_absolute_addresses_and_paths_on_this_site_are_permitted(href):
    assert is_permitted(href)


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#top",
        "page",
        "?q=1",
        "//a.b",
        "///a.b",
        "/\\a.b",
        "/&#47;a.b",
        "\\\\a.b",
        "javascript:alert(1)",
        "javascript:1",
        "JAVASCRIPT&colon;alert(1)",
        "&#106;avascript:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "data:123",
        "tel:1555",
        "localhost:8000",
        "ftp://a.b",
        "https:a.b",
        "https:/a.b",
        "https:///a.b",
        "https://",
        "https://?a",
        "https://.a",
        "https://me@a.b",
        "https://me:pw@a.b/",
        "https://a.b&#64;c.d",
        "https://a.b:123456/",
        "https://a.b/ c",
        "https://a.b/\u200bc",
        "https://a.b/\u202ec",
        "https://a.b/&Tab;c",
        "https://a.b/\x00",
        "https://a.b/\ud800",
        'https://a.b/"',
        "https://a.b/<c>",
        "mailto:",
        "mailto:me",
        "mailto:me@a..b",
        "mailto:me@a.b,you@c.d",
        "https://a.b/" + "c" * LONGEST,
    ],
)
def test_everything_else_is_refused(href):
    assert not is_permitted(href)
