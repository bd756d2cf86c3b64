"""Markdown as people type it on GitHub comes out as they expect."""

import pytest

from apps.lib import markup

REL = 'rel="nofollow ugc noopener"'


def assert_renders(text: str, html: str) -> None:
    assert markup.render(text) == html


def test_a_list_may_follow_a_paragraph_directly():
    assert_renders(
        "Because:\n- one\n- two",
        "<p>Because:</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
    )


def test_a_numbered_list_may_follow_a_paragraph_if_it_starts_at_one():
    assert_renders(
        "Because:\n1. one\n2. two",
        "<p>Because:</p>\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>",
    )


def test_a_year_at_the_start_of_a_line_is_no_list():
    assert_renders("It was\n1986. Then", "<p>It was<br>\n1986. Then</p>")


def test_a_year_inside_a_bullet_is_no_list():
    assert_renders(
        "- It was\n1986. Then",
        "<ul>\n<li>It was<br>\n1986. Then</li>\n</ul>",
    )


@pytest.mark.parametrize("step", ["  ", "   ", "    ", "\t"])
def test_lists_nest_by_two_blanks_or_more(step):
    assert_renders(
        f"- a\n{step}- b\n{step}{step}- c\n- d",
        "<ul>\n<li>a<ul>\n<li>b<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n</li>\n"
        "<li>d</li>\n</ul>",
    )


def test_bullets_nest_under_numbers_by_two_blanks():
    assert_renders(
        "1. a\n  - b\n2. c",
        "<ol>\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>",
    )


def test_one_blank_does_not_nest():
    assert_renders("- a\n - b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>")


def test_numbers_may_end_in_a_parenthesis():
    assert_renders("1) a\n2) b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>")


def test_a_numbered_list_keeps_its_first_number():
    assert_renders("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>')


def test_bullets_and_numbers_next_to_each_other_are_two_lists():
    assert_renders("- a\n1. b", "<ul>\n<li>a</li>\n</ul>\n<ol>\n<li>b</li>\n</ol>")


def test_a_list_item_may_be_empty():
    assert_renders("- a\n-\n- b", "<ul>\n<li>a</li>\n<li></li>\n<li>b</li>\n</ul>")


def test_a_lone_dash_is_no_list():
    assert_renders("a\n\n-", "<p>a</p>\n<p>-</p>")


def test_a_list_item_may_have_paragraphs():
    assert_renders(
        "- a\n\n  more\n\nafter",
        "<ul>\n<li>\n<p>a</p>\n<p>more</p>\n</li>\n</ul>\n<p>after</p>",
    )


def test_a_list_item_may_go_on_in_the_next_line():
    assert_renders("- a\nmore", "<ul>\n<li>a<br>\n    more</li>\n</ul>")


def test_a_list_item_may_hold_code_by_indent():
    assert_renders(
        "- a\n\n      code",
        "<ul>\n<li>a<pre><code>code\n</code></pre>\n</li>\n</ul>",
    )


def test_lists_deeper_than_the_limit_stay_at_the_limit():
    stairs = "\n".join("  " * depth + "- a" for depth in range(20))

    rendered = markup.render(stairs)

    assert rendered.count("<ul>") == 12
    assert rendered.count("<li>") == 20


def test_task_boxes_are_shown_as_boxes():
    assert_renders(
        "- [ ] a\n- [x] b\n- [X] c\n- [y] d",
        "<ul>\n<li>☐ a</li>\n<li>☑ b</li>\n<li>☑ c</li>\n<li>[y] d</li>\n</ul>",
    )


def test_two_tildes_strike_out_and_one_means_about():
    assert_renders("~~old~~ new, ~5 or ~6", "<p><del>old</del> new, ~5 or ~6</p>")


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("https://a.b/c", "https://a.b/c", ""),
        ("https://a.b/c.", "https://a.b/c", "."),
        ("https://a.b/c?", "https://a.b/c", "?"),
        ("https://a.b/?q=1&amp;r=2", "https://a.b/?q=1&amp;r=2", ""),
        ("HTTPS://a.b/_c_/_d_", "HTTPS://a.b/_c_/_d", "_"),
        ("https://a.b/_c_/d*e*f", "https://a.b/_c_/d*e*f", ""),
        ("https://a.b/C_(d)", "https://a.b/C_(d)", ""),
        ("https://a.b/漢字。次", "https://a.b/漢字", "。次"),
    ],
)
def test_bare_addresses_become_links(text, address, rest):
    assert_renders(text, f'<p><a href="{address}" {REL}>{address}</a>{rest}</p>')


def test_an_address_in_parentheses_leaves_them_out():
    assert_renders(
        "(see https://a.b/c)",
        f'<p>(see <a href="https://a.b/c" {REL}>https://a.b/c</a>)</p>',
    )


def test_an_address_may_stand_inside_emphasis():
    assert_renders(
        "**https://a.b/c**",
        f'<p><strong><a href="https://a.b/c" {REL}>https://a.b/c</a></strong></p>',
    )


def test_www_is_an_address_but_a_missing_blank_is_not():
    assert_renders(
        "www.a.b and so.it is, README.md",
        f'<p><a href="http://www.a.b" {REL}>www.a.b</a> and so.it is, README.md</p>',
    )


def test_addresses_in_code_stay_code():
    assert_renders("`https://a.b`", "<p><code>https://a.b</code></p>")


def test_links_of_every_kind():
    assert_renders(
        '[a](https://a.b "T") [b][r] <https://c.d> <me@e.f> [g](/h)\n\n[r]: https://r.s',
        f'<p><a href="https://a.b" title="T" {REL}>a</a> '
        f'<a href="https://r.s" {REL}>b</a> '
        f'<a href="https://c.d" {REL}>https://c.d</a> '
        f'<a href="mailto:me@e.f" {REL}>me@e.f</a> '
        f'<a href="/h" {REL}>g</a></p>',
    )


def test_a_definition_that_can_be_no_link_stays_in_the_text():
    assert_renders("[sic]: indeed", "<p>[sic]: indeed</p>")


def test_a_mail_address_that_is_none_stays_text():
    assert_renders("<me@a..b>", "<p>&lt;me@a..b&gt;</p>")


def test_escaped_characters_in_an_address_are_the_characters():
    assert_renders(
        r"[a](https://a.b/c\_d)", f'<p><a href="https://a.b/c_d" {REL}>a</a></p>'
    )


def test_images_become_links_to_them():
    assert_renders(
        "![A cat](https://a.b/c.png) ![](https://a.b/d.png)",
        f'<p><a href="https://a.b/c.png" {REL}>A cat</a> '
        f'<a href="https://a.b/d.png" {REL}>image</a></p>',
    )


def test_fenced_code_may_follow_a_paragraph_and_names_its_language():
    assert_renders(
        "Look:\n```python\nif a < b:\n    *c*\n```\nSo",
        '<p>Look:</p>\n<pre><code class="language-python">if a &lt; b:\n    *c*\n'
        "</code></pre>\n<p>So</p>",
    )


def test_a_fence_holds_what_looks_like_a_fence_of_another_kind():
    assert_renders("~~~~\n~~~\n```\n~~~~", "<pre><code>~~~\n```\n</code></pre>")


def test_a_fence_left_open_runs_to_the_end():
    assert_renders("```\n<b>\n", "<pre><code>&lt;b&gt;\n</code></pre>")


def test_a_fence_may_stand_in_a_list():
    assert_renders(
        "- a\n  ```\n  b\n    c\n  ```",
        "<ul>\n<li>\n<p>a</p>\n<pre><code>b\n  c\n</code></pre>\n</li>\n</ul>",
    )


def test_a_fence_may_stand_in_a_quote():
    assert_renders(
        "> ```\n> a\n> ```\nb",
        "<blockquote>\n<pre><code>a\n</code></pre>\n<p>b</p>\n</blockquote>",
    )


def test_a_quote_takes_the_line_below_it_as_github_does():
    assert_renders(
        "I read\n> a\nb\n\nc",
        "<p>I read</p>\n<blockquote>\n<p>a<br>\nb</p>\n</blockquote>\n<p>c</p>",
    )


def test_a_list_under_a_quote_is_not_in_the_quote():
    assert_renders(
        "> a\n- b",
        "<blockquote>\n<p>a</p>\n</blockquote>\n<ul>\n<li>b</li>\n</ul>",
    )


def test_quotes_may_hold_quotes_and_lists():
    assert_renders(
        "> > a\n> - b\n>   - c",
        "<blockquote>\n<blockquote>\n<p>a</p>\n</blockquote>\n<ul>\n<li>b<ul>\n"
        "<li>c</li>\n</ul>\n</li>\n</ul>\n</blockquote>",
    )


def test_a_list_item_may_hold_a_quote():
    assert_renders(
        "- a\n\n  > b",
        "<ul>\n<li>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</li>\n</ul>",
    )


def test_an_indented_quote_mark_is_code():
    assert_renders("    > a", "<pre><code>&gt; a\n</code></pre>")


def test_a_table_may_follow_a_paragraph():
    assert_renders(
        "Text\n| a | b |\n|:--|--:|\n| 1 | *2* |",
        '<p>Text</p>\n<table>\n<thead>\n<tr>\n<th align="left">a</th>\n'
        '<th align="right">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        '<td align="left">1</td>\n<td align="right"><em>2</em></td>\n'
        "</tr>\n</tbody>\n</table>",
    )


def test_underscores_inside_words_are_left_alone():
    assert_renders("a_b_c and _d_", "<p>a_b_c and <em>d</em></p>")


def test_blanks_to_fill_in_are_left_alone():
    assert_renders("Name: __________", "<p>Name: __________</p>")


@pytest.mark.parametrize(
    "formula", ["$a_1*b*c$", "$$a_1*b*c$$", r"$\{x\} * y * z$", "$*a*$"]
)
def test_mathematics_stays_as_typed(formula):
    assert_renders(formula, f"<p>{formula}</p>")


def test_prices_are_no_mathematics():
    assert_renders(
        "$5 *or* about $10, \\$1 *a* $",
        "<p>$5 <em>or</em> about $10, $1 <em>a</em> $</p>",
    )


def test_headings_are_shifted_below_the_headings_of_the_page():
    text = "# a\n## b #\n### c\n#### d\n###### e"

    assert_renders(text, "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h6>e</h6>")


def test_an_underlined_line_is_a_heading():
    assert_renders("a\n===\n\nb\n---", "<h3>a</h3>\n<h4>b</h4>")


def test_a_hash_without_a_blank_is_no_heading():
    assert_renders("#1 is wrong\n#hashtag", "<p>#1 is wrong<br>\n#hashtag</p>")


def test_hashes_that_belong_to_a_heading_stay():
    assert_renders("# In C#", "<h3>In C#</h3>")


def test_a_heading_ends_a_list():
    assert_renders("- a\n# b", "<ul>\n<li>a</li>\n</ul>\n<h3>b</h3>")


@pytest.mark.parametrize("rule", ["---", "- - -", "***", "___"])
def test_a_rule_ends_a_list(rule):
    assert_renders(f"- a\n{rule}\nb", "<ul>\n<li>a</li>\n</ul>\n<hr>\n<p>b</p>")


def test_a_rule_of_stars_may_follow_a_paragraph():
    assert_renders("a\n* * *\nb", "<p>a</p>\n<hr>\n<p>b</p>")


def test_raw_html_is_shown_as_typed():
    assert_renders(
        "a <b>c</b> <!-- d -->", "<p>a &lt;b&gt;c&lt;/b&gt; &lt;!-- d --&gt;</p>"
    )


def test_entities_and_escapes_are_characters():
    assert_renders(r"&copy; &lt; \*a\* \~ \<", "<p>© &lt; *a* ~ &lt;</p>")


def test_code_keeps_its_backticks():
    assert_renders("``a`b`` and ``c`", "<p><code>a`b</code> and ``c`</p>")


def test_answers_keep_single_line_breaks():
    assert_renders("a\nb\\\nc  \nd", "<p>a<br>\nb<br>\nc<br>\nd</p>")


def test_essays_join_lines_unless_told_otherwise():
    assert markup.render("a\nb\\\nc  \nd", "essay") == "<p>a\nb<br>\nc<br>\nd</p>"


def test_empty_text_renders_to_nothing():
    assert markup.render(" \n") == ""


def test_one_line_has_no_blocks():
    rendered = markup.render_inline("- *Is* `x`\n  > [so](https://a.b)? # 1")

    assert rendered == (
        f'- <em>Is</em> <code>x</code> &gt; <a href="https://a.b" {REL}>so</a>? # 1'
    )


def test_rendered_text_may_be_put_into_a_template():
    assert markup.render("a").__html__() == "<p>a</p>"
    assert markup.render_inline("a").__html__() == "a"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A *b* `c  d` ~~e~~ [f](https://a.b) &amp; <i>", "A b c d e f & <i>"),
        ("one\ntwo\n\n\nthree", "one\ntwo\n\nthree"),
        ("*a*\n*b*", "a\nb"),
        ("# T\ntext\n***\nmore", "T\n\ntext\n\nmore"),
        ("para\n- a\n  - b\n- c\n\nend", "para\n\n- a\n  - b\n- c\n\nend"),
        ("3. a\n\n   more\n4. b", "3. a\n\nmore\n4. b"),
        ("> quoted\n\nreply", "quoted\n\nreply"),
        ("```\nif x:\n    y\n\nz\n```\nafter", "if x:\n    y\n\nz\n\nafter"),
        ("|a|b|\n|-|-|\n|*c*|d|\n\nend", "a | b\nc | d\n\nend"),
        ("", ""),
    ],
)
def test_plain_text_has_the_words_without_the_marks(text, words):
    assert markup.plain(text) == words


def test_the_version_of_the_renderer_is_a_number():
    assert markup.RENDERER_VERSION >= 1


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("&amp;copy;", "<p>&amp;copy;</p>"),
        ("&amp;#42;", "<p>&amp;#42;</p>"),
        ("&copy;", "<p>©</p>"),
        ("AT&T", "<p>AT&amp;T</p>"),
    ],
)
def test_an_entity_is_read_once(typed: str, shown: str) -> None:
    assert markup.render(typed) == shown


def test_marks_of_footnotes_are_set_high_in_essays_alone():
    assert markup.render_inline("Who[^1] [pays][^b_*c*]?") == (
        "Who<sup>1</sup> [pays]<sup>b_*c*</sup>?"
    )
    assert markup.render("[^1]: A note.", "essay") == "<p><sup>1</sup> A note.</p>"
    assert markup.render_inline("[^1](https://e.org) `[^2]`") == (
        '<a href="https://e.org" rel="nofollow ugc noopener">^1</a> <code>[^2]</code>'
    )
    assert markup.render("Who[^1]?") == "<p>Who[^1]?</p>"
