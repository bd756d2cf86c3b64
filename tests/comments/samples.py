"""Small exports of every kind, written for the tests; each has what the others lack."""

import json

WORDPRESS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- generator="WordPress/6.4" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Tide tables</title><link>https://tides.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<item><title>Open questions about tides</title>
  <link>https://tides.example/2024/open-questions/</link>
  <wp:post_id>11</wp:post_id><wp:post_name><![CDATA[open-questions]]></wp:post_name>
  <wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
  <content:encoded><![CDATA[<p>Why?</p>]]></content:encoded>
  <wp:comment><wp:comment_id>103</wp:comment_id>
    <wp:comment_author><![CDATA[Ben O'Hara]]></wp:comment_author>
    <wp:comment_author_email>ben@example.org</wp:comment_author_email>
    <wp:comment_author_IP>198.51.100.7</wp:comment_author_IP>
    <wp:comment_date>2024-03-02 09:30:00</wp:comment_date>
    <wp:comment_date_gmt>2024-03-02 08:30:00</wp:comment_date_gmt>
    <wp:comment_content><![CDATA[A reply that stands <em>before</em> its parent.
Second line.]]></wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type>
    <wp:comment_parent>101</wp:comment_parent></wp:comment>
  <wp:comment><wp:comment_id>101</wp:comment_id>
    <wp:comment_author><![CDATA[Ada]]></wp:comment_author>
    <wp:comment_author_email>ada@example.org</wp:comment_author_email>
    <wp:comment_date>2024-03-01 10:00:00</wp:comment_date>
    <wp:comment_date_gmt>0000-00-00 00:00:00</wp:comment_date_gmt>
    <wp:comment_content><![CDATA[The moon, <b>mostly</b> &amp; the sun.

<blockquote>It is the moon</blockquote>
See http://x.example/a_b_c]]></wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved>
    <wp:comment_type>comment</wp:comment_type>
    <wp:comment_parent>0</wp:comment_parent></wp:comment>
  <wp:comment><wp:comment_id>104</wp:comment_id>
    <wp:comment_author>Other blog</wp:comment_author>
    <wp:comment_content>[...] linked [...]</wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved>
    <wp:comment_type>pingback</wp:comment_type></wp:comment>
  <wp:comment><wp:comment_id>105</wp:comment_id>
    <wp:comment_author>Cy</wp:comment_author>
    <wp:comment_content>A reply to the pingback.</wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved>
    <wp:comment_parent>104</wp:comment_parent></wp:comment>
  <wp:comment><wp:comment_id>106</wp:comment_id>
    <wp:comment_author>Pills</wp:comment_author>
    <wp:comment_content>Buy now</wp:comment_content>
    <wp:comment_approved>spam</wp:comment_approved></wp:comment>
  <wp:comment><wp:comment_id>107</wp:comment_id>
    <wp:comment_author>Di</wp:comment_author>
    <wp:comment_content>Not approved yet</wp:comment_content>
    <wp:comment_approved>0</wp:comment_approved></wp:comment>
</item>
<item><title>Another post</title><link>https://tides.example/2024/another/</link>
  <wp:comment><wp:comment_id>101</wp:comment_id>
    <wp:comment_author>Eve</wp:comment_author>
    <wp:comment_content>The same id on another post.</wp:comment_content>
    <wp:comment_approved>1</wp:comment_approved></wp:comment>
</item>
</channel></rss>
"""

DISQUS = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><title>General</title></category>
<thread dsq:id="7"><id>tides</id><link>https://tides.example/open/</link>
  <title>Tides</title><createdAt>2019-05-01T00:00:00Z</createdAt></thread>
<thread dsq:id="8"><id/><link>https://tides.example/empty/</link><title>Empty</title>
</thread>
<post dsq:id="22"><id/><message><![CDATA[<p>Below a deleted one.</p>]]></message>
  <createdAt>2019-05-03T10:00:00Z</createdAt><isDeleted>false</isDeleted>
  <isSpam>false</isSpam><author><name>Gus</name><username>gus9</username>
  <email>gus@example.org</email><isAnonymous>false</isAnonymous></author>
  <ipAddress>198.51.100.9</ipAddress><thread dsq:id="7"/><parent dsq:id="21"/></post>
<post dsq:id="21"><id/><message><![CDATA[<p>What I take back</p>]]></message>
  <createdAt>2019-05-02T10:00:00Z</createdAt><isDeleted>true</isDeleted>
  <isSpam>false</isSpam><author><name>Hal</name></author><thread dsq:id="7"/></post>
<post dsq:id="23"><id/><message><![CDATA[<p>Deleted, nothing below</p>]]></message>
  <isDeleted>true</isDeleted><isSpam>false</isSpam><thread dsq:id="7"/></post>
<post dsq:id="24"><id/><message><![CDATA[<p>Casino</p>]]></message>
  <isDeleted>false</isDeleted><isSpam>true</isSpam><thread dsq:id="7"/></post>
<post dsq:id="25"><id/><message><![CDATA[<p>One<br>two</p><p><a
  href="https://disq.us/x">link</a></p>]]></message><isDeleted>false</isDeleted>
  <isSpam>false</isSpam><author><name>Ivy</name></author><thread dsq:id="7"/></post>
</disqus>
"""

SUBSTACK = json.dumps(
    {
        "comments": [
            {
                "id": 501,
                "body": None,
                "deleted": True,
                "post_id": 9,
                "name": None,
                "date": "2023-01-01T10:00:00.000Z",
                "ancestor_path": "",
                "children": [
                    {
                        "id": 502,
                        "body": "I agree.\n\nStill: why?",
                        "post_id": 9,
                        "user_id": 77,
                        "name": "Jo",
                        "date": "2023-01-01T11:00:00.123Z",
                        "ancestor_path": "501",
                        "reactions": {"❤": 3},
                        "children": [],
                    }
                ],
            },
            {
                "id": 503,
                "body": "Gone with its moderator",
                "status": "moderator_removed",
                "post_id": 9,
                "children": [],
            },
            {
                "id": 504,
                "body": "Top level",
                "post_id": 9,
                "name": "Kim",
                "reaction_count": 12,
                "children": [],
            },
        ]
    }
)

COMMENTO = json.dumps(
    {
        "version": 1,
        "comments": [
            {
                "commentHex": "bb",
                "domain": "tides.example",
                "url": "/open/",
                "commenterHex": "c2",
                "markdown": "A *reply*",
                "html": "<p>A <em>reply</em></p>",
                "parentHex": "aa",
                "score": -2,
                "state": "approved",
                "creationDate": "2020-02-02T02:02:02.123456789Z",
                "deleted": False,
            },
            {
                "commentHex": "aa",
                "domain": "tides.example",
                "url": "/open/",
                "commenterHex": "anonymous",
                "html": "<p>Only <strong>HTML</strong></p>",
                "parentHex": "root",
                "score": 5,
                "state": "approved",
                "deleted": False,
            },
            {
                "commentHex": "cc",
                "domain": "tides.example",
                "url": "/open/",
                "commenterHex": "c2",
                "markdown": "waiting",
                "parentHex": "root",
                "state": "unapproved",
            },
        ],
        "commenters": [
            {"commenterHex": "c2", "email": "lou@example.org", "name": "Lou"}
        ],
    }
)

ISSO = json.dumps(
    [
        {
            "id": "/open/",
            "title": "Tides",
            "comments": [
                {
                    "id": 2,
                    "parent": 1,
                    "author": None,
                    "email": None,
                    "website": None,
                    "remote_addr": "198.51.100.0",
                    "created": 1580608922.5,
                    "text": "No name",
                },
                {
                    "id": 1,
                    "author": "Mo",
                    "email": "mo@example.org",
                    "remote_addr": "198.51.100.0",
                    "created": "2020-02-02 02:02:02",
                    "text": "First, with `code`",
                },
            ],
        },
        {"id": "/silent/", "title": "Silent", "comments": []},
    ]
)

REMARK42 = "\n".join(
    [
        json.dumps({"version": 1, "users": [], "posts": []}),
        json.dumps(
            {
                "id": "r1",
                "pid": "",
                "text": "<p>Shown</p>",
                "orig": "Typed *here*",
                "user": {"name": "Nan", "id": "github_1", "ip": "0f0f"},
                "locator": {"site": "s", "url": "https://tides.example/open/"},
                "score": 2,
                "time": "2021-06-01T12:00:00.5+02:00",
                "title": "Tides",
            }
        ),
        '{"id": "broken", ',
        json.dumps(
            {
                "id": "r2",
                "pid": "r1",
                "text": "",
                "user": {"name": "deleted", "id": "deleted"},
                "locator": {"site": "s", "url": "https://tides.example/open/"},
                "delete": True,
            }
        ),
        json.dumps(
            {
                "id": "r3",
                "pid": "r2",
                "text": "<p>Below it</p>",
                "user": {"name": "Oz", "id": "anonymous_2"},
                "locator": {"site": "s", "url": "https://tides.example/open/"},
            }
        ),
        "",
    ]
)

OWN_CSV = """id,parent,post,author,email,date,body,html,url,reactions,deleted
2,1,,Pia,pia@example.org,2022-04-01T10:00:00Z,"A ""quoted"" reply,
in two lines",,https://tides.example/#2,3,
1,,,Quin,,2022-03-31,,<p>In <i>HTML</i></p>,,,
3,,,Nobody,,,,,,,
4,,,Tail,,,one field too many,,,,,,
"""

OWN_JSON = json.dumps(
    {
        "format": "aiq-comments",
        "comments": [
            {"id": "b", "parent": "a", "author": "Rae", "body": "Reply"},
            {"id": "a", "author": "Sol", "body": "First", "date": "2022-01-01"},
            "no comment",
            {"id": "a", "author": "Sol", "body": "First", "date": "2022-01-01"},
            {"id": "a", "author": "Tess", "body": "Another of the same id"},
        ],
    }
)

ALL = {
    "wordpress": WORDPRESS,
    "disqus": DISQUS,
    "substack": SUBSTACK,
    "commento": COMMENTO,
    "isso": ISSO,
    "remark42": REMARK42,
    "csv": OWN_CSV,
    "json": OWN_JSON,
}
