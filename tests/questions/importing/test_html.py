"""HTML from whole pages to clipboard fragments, tidy or not."""

import pytest

from tests.questions.importing.sketch import outlined, sketch, tree

PAGE = """
    <!DOCTYPE html>
    <html><head><title>Sorting | My site</title><style>p { color: red }</style>
    <body><nav><ul><li><a href="/">Home?</a></ul></nav>
    <h1>Open problems in sorting</h1>
    <p>Here is what I would like to know.
    <p><b>Contents</b>
    <ul><li><a href="#cplx">Complexity</a>
    <li><a href="#net">Nets</a></ul>
    <h2 id="cplx">On complexity</h2>
    <p><li id="q1">Is \\(O(n \\log n)\\) best for <i>all</i> inputs?
    <ul><li>For integers it is not.
    <li>Does this hold with $w$-bit words?</ul>
    <li id="q2"><a href="https://x.example/p(1)">Can it be done in place?</a>
    <li id="q3">Determine the smallest $k$ with $f(k) > 3$.
    <h2 id="net">Sorting networks</h2>
    <ol>
    <li><p>How deep must a network be?</p><p>Known: depth 7 for 16 wires.</p>
    <li>
      What about
      17 wires?
    <blockquote><p>We gave up.</p><p>Twice.</p><p>— Some Person</p></blockquote>
    </ol>
    <div class="subscription-widget-wrap"><p>Subscribe now?</p></div>
    <script>if (a < b) "what?"</script>
    <footer>Copyright?</footer>
    </html>
"""


def test_a_page_with_lists_unclosed_and_inside_paragraphs():
    assert sketch(PAGE) == tree("""
        prose: Here is what I would like to know.
        section: On complexity
          question: Is \\(O(n \\log n)\\) best for *all* inputs?
            consideration: For integers it is not.
            subquestion: Does this hold with $w$-bit words?
          question: [Can it be done in place?](https://x.example/p%281%29)
          question: Determine the smallest $k$ with $f(k) > 3$.
        section: Sorting networks
          question: How deep must a network be?
            consideration: Known: depth 7 for 16 wires.
          question: What about 17 wires?
            quote: We gave up.

        Twice.
    """)


def test_the_first_heading_is_the_title_of_a_page():
    assert outlined(PAGE).title == "Open problems in sorting"


def test_the_page_title_serves_where_there_is_no_heading():
    page = "<title>Bells</title><ul><li>Who rings?<li>Why?</ul>"

    assert outlined(page, "html").title == "Bells"


def test_lines_are_those_where_the_words_start():
    lines = {item.text: item.line for item in outlined(PAGE).items}

    assert lines["What about 17 wires?"] == 19
    assert lines["On complexity"] == 9


def test_the_signature_of_a_quotation_is_its_source():
    quote = outlined(PAGE).items[-1]

    assert quote.source == "Some Person"
    assert quote.further == (21,)


def test_a_cited_source():
    page = "<p>Why?</p><blockquote>So. <cite>The <b>Bell</b> Book</cite></blockquote><p>Who?"

    assert outlined(page, "html").items[1].source == "The Bell Book"


def test_lists_inside_lists_without_an_item_between():
    page = "<ul><li>Why?</li><ul><li>Because.</li></ul><li>Who?</li></ul>"

    assert sketch(page, "html") == tree("""
        question: Why?
          consideration: Because.
        question: Who?
    """)


def test_headings_inside_items_are_items():
    page = "<ol><li><h3>Why?</h3><p>Because.</p></li><li><h3>Who?</h3></li></ol>"

    assert sketch(page, "html") == tree("""
        question: Why?
          consideration: Because.
        question: Who?
    """)


def test_a_heading_ends_lists_left_open():
    page = "<h2>A</h2><ul><li>Why?<ul><li>So.<h2>B</h2><ul><li>Who?<h2>C</h2><p>End."

    assert sketch(page, "html") == tree("""
        section: A
          question: Why?
            consideration: So.
        section: B
          question: Who?
        section: C
          prose: End.
    """)


def test_definitions_summaries_and_cells():
    page = """
        <dl><dt>Does it matter?<dd>For tides, yes.<dt>When?<dd>Never.</dl>
        <details><summary>How old is it?</summary>Very.</details>
        <table><tr><td>What is dust?</td><td>Fine rock.</td></tr></table>
    """

    assert sketch(page, "html") == tree("""
        question: Does it matter?
          consideration: For tides, yes.
        question: When?
          consideration: Never.
        question: How old is it?
          consideration: Very.
          subquestion: What is dust?
            consideration: Fine rock.
    """)


def test_line_breaks_part_sentences_in_a_paragraph():
    page = "<h1>Moon</h1><p>1. <b>Why far?</b><br>It was nearer<br>once.<br>2. <b>Who knew?</b></p>"

    assert sketch(page, "html") == tree("""
        question: Why far?
          consideration: It was nearer once.
        question: Who knew?
    """)


def test_marks_links_images_and_footnotes_become_markdown():
    page = (
        "<ul><li>Is <b>this</b> <code>x</code> 10<sup>3</sup> "
        '<img src="https://i.example/a.png" alt="a">'
        '<sup><a href="#fn1">1</a></sup> so?<li>Why? <a href="#top">#</a></ul>'
        '<ol><li id="fn1">It is. <a href="#r">↩</a></ol>'
    )

    texts = [item.text for item in outlined(page, "html").items]

    assert texts == [
        "Is **this** `x` 10^3 ![a](https://i.example/a.png)[^1] so?",
        "Why?",
        "[^1]: It is.",
    ]


def test_footnotes_of_a_page_are_prose():
    page = '<p>Why?<p>Who?<ol><li id="fn:1">Is it? <li id="fn:2">No.</ol>'

    assert [item.kind for item in outlined(page, "html").items[2:]] == ["prose"] * 2


@pytest.mark.parametrize(
    "widget",
    [
        "<form><p>Will you subscribe?</p></form>",
        '<div class="share-buttons share"><div>Share?</div></div>',
        '<div class="button-wrapper"><a>Really?</a></div>',
        "<aside><p>An aside?</p></aside>",
        "<!-- a comment? -->",
        "<template><p>Hidden?</p></template>",
        '<section hidden="hidden"><p>Hidden?</p></section>',
        '<ul class="menu"><li>Home?</ul>',
        "<![CDATA[ what? ]]>",
    ],
)
def test_what_is_no_text_of_the_author_is_left_out(widget):
    page = f"<h1>Bells</h1><p>Why six?</p>{widget}<p>Why seven?</p>"

    assert [item.text for item in outlined(page, "html").items] == [
        "Why six?",
        "Why seven?",
    ]


def test_a_menu_that_never_ends_does_not_swallow_the_page():
    assert "Why six?" in sketch("<nav><h1>Bells</h1><p>Why six?</p>", "html")


def test_comments_below_a_page_are_the_readers():
    page = '<p>Why six?<p>Why seven?<div id="comments"><p>Who cares?</p></div>'

    assert outlined(page, "html").items[-1].kind == "reader_comment"


def test_attributes_may_hold_angle_brackets():
    page = "<p data-attrs=\"{&quot;a&quot;: 1 > 0, 'b>'}\">Why six?</p><p>Who?</p>"

    assert [item.text for item in outlined(page, "html").items] == ["Why six?", "Who?"]


def test_an_ordered_list_may_start_late():
    page = '<ol start="4"><li>Why six?</ol><p>Bells are old.</p><ol start="5"><li>Who?</ol>'

    assert sketch(page, "html") == tree("""
        question: Why six?
          consideration: Bells are old.
        question: Who?
    """)


def test_subtitles_set_as_headings():
    page = (
        "<h1>Bells</h1><h3>On ringing</h3><h2>Towers</h2><p>Why six?</p><h2>Ropes</h2>"
    )

    assert outlined(page, "html").subtitle == "On ringing"


def test_half_a_page_gives_what_it_has():
    page = "<h1>Bells</h1><ul><li>Why six?<li>Who rings them?<li>When does the <a hre"

    assert [item.text for item in outlined(page, "html").items] == [
        "Why six?",
        "Who rings them?",
        "When does the",
    ]


def test_a_wrapping_form_does_not_hide_the_page():
    assert "Why six?" in sketch(
        "<form><h1>Bells</h1><ul><li>Why six?</ul></form>", "html"
    )


def test_the_footer_of_a_quotation_names_its_source():
    page = "<p>Why?</p><blockquote>So.<footer>— Ada Brook</footer></blockquote><p>Who?"

    assert outlined(page, "html").items[1].source == "Ada Brook"


def test_stray_closing_tags_and_empty_marks_do_no_harm():
    page = '</ul></b><p><b></b><a>Why</a> <i><b>six</i>?</b> <img src="a.png"></cite><p>Who?'

    assert [item.text for item in outlined(page, "html").items] == [
        "Why ***six***?",
        "Who?",
    ]


def test_a_tag_cut_off_in_its_middle():
    page = '<p>Why six?<p>Who?<p class="a'

    assert len(outlined(page, "html").items) == 2


def test_words_that_need_scripts_are_left_out():
    page = "<p>Why six?<noscript>Please enable it?</noscript> Why?<p>Who?"

    assert outlined(page, "html").items[0].text == "Why six? Why?"


def test_numbered_paragraphs_are_a_list():
    page = "<h1>Bells</h1><p>1. Why?<p>2. Is it loud?<p>It is.<p>3. Would it crack?"

    assert sketch(page, "html") == tree("""
        question: Why?
        question: Is it loud?
          consideration: It is.
        question: Would it crack?
    """)


def test_a_paragraph_ends_items_that_stand_in_no_list():
    page = "<h1>Bells</h1><li>Why six?<li>Who rings?<p>So much for bells.<ul><li>When?</ul>"

    assert sketch(page, "html") == tree("""
        question: Why six?
        question: Who rings?
        prose: So much for bells.
        question: When?
    """)


def test_quotation_marks_in_tags_that_never_close():
    page = '<p>Why six?<p>Who?<p a=""" b>When?<p c="' + 'x">' * 6

    assert outlined(page, "html").items[0].text == "Why six?"


def test_summaries_head_what_they_open():
    page = (
        "<h1>Bells</h1><details><summary>Why six?</summary><cite>So.</cite></details>"
    )

    assert sketch(page, "html") == "question: Why six?\n  consideration: *So.*"


@pytest.mark.parametrize(
    "tag",
    ['<p a="x>When?', '<p a="1>" "2>" "3>" "4>" "5>" "6>">When?', "<span>When?</span>"],
)
def test_odd_tags_end_somewhere(tag):
    page = f"<p>Why six?<p>Who rings?{tag}"

    assert outlined(page, "html").items[0].text == "Why six?"


def test_quotations_inside_quotations_are_one():
    page = (
        "<p>Why?<blockquote>So.<blockquote>Thus.</blockquote>Then.</blockquote><p>Who?"
    )

    assert outlined(page, "html").items[1].text == "So.\n\nThus.\n\nThen."


def test_styles_set_bold_and_italics_as_tags_do():
    page = (
        '<b style="font-weight:normal" id="docs-internal-guid-1"><ul>'
        '<li><span>Why <span style="font-style: italic">now</span>?</span></li>'
        '<li><span style="font-weight:700">Who</span> '
        '<b style="font-weight:400">asks</b>?</li></ul></b>'
    )

    texts = [item.text for item in outlined(page, "html").items]

    assert texts == ["Why *now*?", "**Who** asks?"]


def test_a_bold_run_that_was_cut_in_pieces_heads_as_a_whole():
    page = (
        '<h1>Mayors</h1><p><span style="font-weight:700">Gov</span><b></b>'
        '<span style="font-weight:bold">ernance </span></p>'
        "<ul><li>Who decides?</li></ul><p><b>Stre</b><b>ets</b><br>"
        "1. Who digs?<br>2. Who fills?<br>3. Who pays?</p>"
    )

    assert sketch(page, "html") == tree("""
        section: Governance
          question: Who decides?
        section: Streets
          question: Who digs?
          question: Who fills?
          question: Who pays?
    """)


def test_a_title_that_is_set_twice_is_no_section():
    page = (
        "<header><h1>Mayors</h1></header><h3>Mayors</h3>"
        "<h4>Streets</h4><ol><li>Who digs?</ol>"
    )

    outline = outlined(page, "html")

    assert outline.title == "Mayors"
    assert [item.text for item in outline.items] == ["Streets", "Who digs?"]


def test_paragraphs_of_a_footnote_are_its_text():
    page = (
        '<h2>Locks</h2><ul><li>Who holds the key?<sup><a href="#fn1">1</a></sup></ul>'
        '<ol><li id="fn1"><p>Who asked this? I forget.</p><p>Was it Bo?</p></li></ol>'
        "<h2>Doors</h2><p>Why do they stick?</p>"
    )

    assert sketch(page, "html") == tree("""
        section: Locks
          question: Who holds the key?[^1]
        prose: [^1]: Who asked this? I forget.
        prose: Was it Bo?
        section: Doors
          question: Why do they stick?
    """)


def test_what_is_no_text_is_left_out_and_counted():
    source = (
        "<h1>T</h1><p>Why?</p>"
        "<figure><img alt='Go?'><figcaption>Went?</figcaption></figure>"
        '<div class="captioned-image-container"><figure>Go?</figure></div>'
        "<iframe>Go?</iframe>"
    )

    outline = outlined(source, "html")

    assert [item.text for item in outline.items] == ["Why?"]
    assert outline.warnings == ("Left out, for only text is read: 1 embed, 2 figures.",)


def test_a_figure_inside_markdown_is_counted_too():
    outline = outlined("# T\n\nWhy?\n\n<figure><img></figure>", "markdown")

    assert outline.warnings == ("Left out, for only text is read: 1 figure.",)


def test_a_pull_quote_in_a_figure_is_text():
    source = (
        "<h1>T</h1><p>Why?</p><figure class='wp-block-pullquote'>"
        "<blockquote><p>So it goes.</p><cite>Kurt</cite></blockquote></figure>"
    )

    outline = outlined(source, "html")

    assert [item.text for item in outline.items] == ["Why?", "So it goes."]
    assert outline.warnings == ()
