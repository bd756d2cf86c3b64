"""Files made to hurt are refused in one sentence, in little time and memory."""

import subprocess
import sys
import zipfile
from io import BytesIO

import pytest

from apps.questions.importing import CannotImport
from apps.questions.importing.archives import MAX_ARCHIVE_BYTES, is_archive, pick, posts
from apps.questions.importing.archives.post import Allowance
from apps.questions.importing.archives.substack import substack_posts
from tests.questions.exports import ghost, substack, wordpress, zipped

ROW = "post_id,title\n1.a,A\n"
DOCTYPE = (
    b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;&b;</rss>'
)
EXTERNAL = b'<!DOCTYPE rss SYSTEM "file:///etc/passwd"><rss></rss>'
ENTITY = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>'
MANY = zipped({f"posts/{number}.html": "" for number in range(5_001)})
# 2 MB of commas and brackets are more values than an export holds.
WIDE = b'{"posts": [' + b"{}," * 700_000 + b"{}]}"
DEEP = b'{"posts": ' + b"[" * 100_000


@pytest.mark.parametrize(
    ("raw", "name", "sentence"),
    [
        (DOCTYPE, "a.xml", "document type or entities"),
        (EXTERNAL, "a.xml", "document type or entities"),
        (ENTITY, "a.xml", "document type or entities"),
        (b"<rss><a>" * 100, "a.xml", "more than a WordPress export can"),
        (b"<rss>" + b"<a/>" * 610_000 + b"</rss>", "a.xml", "more than a WordPress"),
        (b"<rss><channel>", "a.xml", "damaged at line 1"),
        (
            b"<?xml version='1.0' encoding='klingon'?><rss/>",
            "a.xml",
            "unknown encoding",
        ),
        (b"<feed/>", "a.xml", "no WordPress export"),
        (wordpress(), "a.xml", "no post in this export"),
        (b"{", "a.json", "damaged or cut off"),
        (b"[]", "a.json", "no post in this export"),
        (b'{"posts": 7}', "a.json", "no Ghost export"),
        (b'{"posts": [7]}', "a.json", "no post in this export"),
        (b'{"posts": [' + b"9" * 9_999 + b"]}", "a.json", "damaged or cut off"),
        (DEEP, "a.json", "damaged or cut off"),
        (WIDE, "a.json", "more than a Ghost export can"),
        (ghost(*[{}] * 5_001), "a.json", "more than 5,000 posts"),
        (b"PK\x03\x04 ...", "a.zip", "zip archive is damaged"),
        (MANY, "a.zip", "more than 5,000 files"),
        (zipped({"word/document.xml": "x"}), "a.docx", "zip archive or an office"),
        (substack(*[{"title": "x"}] * 5_001), "a.zip", "more than 5,000 posts"),
        (zipped({"posts.csv": b"post_id\n\xff"}), "a.zip", "cannot be read"),
        (zipped({"posts.csv": "a" * 200_000}), "a.zip", "unpacks to more"),
        (
            zipped({"posts.csv": ROW, "posts/1.a.html": "x" * 4_000_000}),
            "a.zip",
            "“posts/1.a.html” unpacks to more",
        ),
        (b"PK\x03\x04" + bytes(MAX_ARCHIVE_BYTES), "a.zip", "up to 20 MB"),
        (b"Why?", "a.txt", "no export of Substack"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence(raw, name, sentence):
    with pytest.raises(CannotImport, match=sentence) as refusal:
        posts(raw, name)

    assert "\n" not in str(refusal.value)


def test_posts_that_unpack_to_too_much_are_refused():
    allowance = Allowance()
    for _ in range(30):
        allowance.take("w" * 1_000_000)

    with pytest.raises(CannotImport, match="longer than 30 MB"):
        allowance.take("w")


def test_posts_with_too_many_tags_are_refused():
    posts = [{"title": str(number), "html": "<b>?" * 10_000} for number in range(41)]

    with pytest.raises(CannotImport, match="too heavily marked up"):
        substack_posts(substack(*posts))


def test_a_size_that_a_zip_states_is_not_believed():
    raw = bytearray(zipped({"posts.csv": "post_id\n" + "x" * 6_000_000}))
    directory = raw.index(b"PK\x01\x02")
    raw[directory + 24 : directory + 28] = (10).to_bytes(4, "little")

    with pytest.raises(CannotImport, match="is damaged"):
        posts(bytes(raw), "a.zip")


def test_an_encrypted_zip_is_refused():
    raw = bytearray(zipped({"posts.csv": ROW}))
    raw[raw.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(CannotImport, match="password"):
        posts(bytes(raw), "a.zip")


def test_only_the_usual_compressions_are_unpacked():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("posts.csv", ROW)

    with pytest.raises(CannotImport, match="damaged"):
        posts(out.getvalue(), "a.zip")


def test_a_post_longer_than_an_essay_is_cut_one_character_too_late_to_pass():
    raw = ghost({"title": "Long", "html": "Why? " * 400_000})

    assert len(posts(raw, "a.json")[0].html) == 1_000_001


def test_an_essays_own_file_is_no_archive():
    assert not is_archive(b"# Why?\n\n<rss>", "essay.md")
    assert not is_archive(b"<p>Why?</p>", "essay.html")


def test_a_post_is_picked_by_number_or_by_slug():
    found = posts(substack({"title": "A"}, {"title": "B"}), "x.zip")

    assert pick(found, "2") is found[1]
    assert pick(found, "post-1").title == "A"
    assert pick(found[:1], "") is found[0]


@pytest.mark.parametrize("wanted", ["", "9", "nothing"])
def test_a_post_that_is_not_there_is_not_picked(wanted):
    found = posts(substack({"title": "A"}, {"title": "B"}), "x.zip")

    with pytest.raises(CannotImport):
        pick(found, wanted)


HEAVY = {
    "objects": b'{"posts": [{"html": "\\ud83d\\ude00 '
    + b"word " * 3_200_000
    + b'"}], "x": ['
    + b'{"a":1.5},' * 295_000
    + b"{}]}",
    "elements": b"<rss><channel>"
    + b"<item><title>A</title></item>" * 4_999
    + b"<a/>" * 580_000
    + b"</channel></rss>",
    "tags": b"<rss xmlns:c='http://purl.org/rss/1.0/modules/content/'><channel>"
    + b"<item><c:encoded><![CDATA[?<b>%b]]></c:encoded></item>" % (b"<b>" * 4_000) * 99
    + b"</channel></rss>",
}


@pytest.mark.parametrize("name", HEAVY)
def test_the_heaviest_files_that_pass_take_5_seconds_and_300_mb(name, tmp_path):
    path = tmp_path / ("a.json" if name == "objects" else "a.xml")
    path.write_bytes(HEAVY[name])
    code = (
        "import sys, pathlib\n"
        "from apps.questions.importing.archives import posts\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "assert posts(path.read_bytes(), path.name)\n"
        # The peak of this process alone: ru_maxrss starts at that of its parent.
        "status = pathlib.Path('/proc/self/status')\n"
        "lines = status.read_text().splitlines() if status.exists() else []\n"
        "peak = [line.split()[1] for line in lines if line.startswith('VmHWM')]\n"
        "import time\n"
        "print(int(peak[0]) / 1_000 if peak else 0, time.process_time())\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True
    )

    megabytes, seconds = map(float, done.stdout.split())
    assert megabytes < 300
    assert seconds < 5
