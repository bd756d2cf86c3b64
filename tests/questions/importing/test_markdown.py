"""Markdown as authors write it: any indentation, any generator's additions."""

import pytest

from tests.questions.importing.sketch import outlined, sketch, tree

NESTED = {
    "tabs": "- Why do rivers bend?\n\t- Is it the soil?\n\t\t- Clay bends less.\n- Next?",
    "two spaces": "- Why do rivers bend?\n  - Is it the soil?\n    - Clay bends less.\n- Next?",
    "three spaces": (
        "1. Why do rivers bend?\n   1. Is it the soil?\n      * Clay bends less.\n2. Next?"
    ),
    "four spaces": (
        "* Why do rivers bend?\n    + Is it the soil?\n        + Clay bends less.\n* Next?"
    ),
    "brackets and blank lines": (
        "1) Why do rivers bend?\n\n   1) Is it the soil?\n\n      - Clay bends less.\n\n"
        "2) Next?"
    ),
}


@pytest.mark.parametrize("source", NESTED.values(), ids=NESTED.keys())
def test_indentation_of_any_width_says_who_is_whose_child(source):
    assert sketch(source, "markdown") == tree("""
        question: Why do rivers bend?
          subquestion: Is it the soil?
            consideration: Clay bends less.
        question: Next?
    """)


def test_headings_of_both_styles_make_sections_in_levels():
    source = """
        Questions for a gardener
        ========================

        Soil
        ----

        ### Clay ###

        - Why does clay crack?

        ## Weather
        - Does frost help?
    """

    outline = outlined(source)

    assert outline.title == "Questions for a gardener"
    assert [(item.kind, item.text, item.level) for item in outline.items] == [
        ("section", "Soil", 1),
        ("subsection", "Clay", 2),
        ("question", "Why does clay crack?", 1),
        ("section", "Weather", 1),
        ("question", "Does frost help?", 1),
    ]


def test_levels_that_are_skipped_leave_no_gap():
    outline = outlined("# Essay\n\n## One\n\n#### Deep\n\n- Why?\n", "markdown")

    assert [item.level for item in outline.items] == [1, 2, 1]


def test_front_matter_gives_title_and_subtitle():
    outline = outlined("""
        ---
        layout: post
        title: "Open gates"
        subtitle: 'It''s about fences'
        ---
        - Who shut the gate?
    """)

    assert (outline.title, outline.subtitle) == ("Open gates", "It's about fences")
    assert outline.items[0].line == 6


def test_front_matter_between_plus_signs_is_read_too():
    outline = outlined('+++\ntitle = "Gates"\n+++\n\n- Who shut the gate?\n')

    assert outline.title == "Gates"


def test_front_matter_that_never_ends_is_text():
    outline = outlined("---\ntitle: Gates\n\n- Who shut the gate?\n", "markdown")

    assert outline.title != "Gates"


def test_the_heading_that_repeats_the_stated_title_is_no_section():
    assert sketch(
        "---\ntitle: Gates\n---\n\n# Gates\n\n# Hinges\n\n- Do they rust?\n"
    ) == ("section: Hinges\n  question: Do they rust?")


def test_what_site_generators_add_is_left_out():
    source = """
        {% include head.html %}
        ## Soil
        {: .wide #soil}

        * TOC
        {:toc}

        <!-- Is this shown?
        No. -->

        - Why does [[Clay|clay]] crack? ^crack1
          {{ page.note }}
        - What of [[Loam]]?
    """

    assert sketch(source, "markdown") == (
        "question: Why does clay crack?\nquestion: What of Loam?"
    )


def test_reference_links_stand_on_their_own_afterwards():
    source = """
        - Is [the atlas][1] right about [Clay]?

        [1]: https://atlas.example/map "Map"
        [clay]: <https://clay.example>
    """

    assert outlined(source).items[0].text == (
        "Is [the atlas](https://atlas.example/map) right about "
        "[Clay](https://clay.example)?"
    )


def test_links_emphasis_footnotes_and_tex_survive():
    text = "Is *every* [prime](https://p.example) $p > 2$ **odd**[^1] or `even`?"

    assert outlined(f"- {text}\n\n[^1]: By definition.\n").items[0].text == text


def test_footnotes_are_prose_and_never_ask():
    assert sketch("- Why?[^1]\n\n[^1]: See below. Is it there?\n") == (
        "question: Why?[^1]\nprose: [^1]: See below. Is it there?"
    )


def test_a_question_may_be_nothing_but_a_link():
    source = (
        "# Links\n\n- [Why is grass green?](https://g.example)\n- [Who mows?](/b)\n"
    )

    assert sketch(source) == tree("""
        question: [Why is grass green?](https://g.example)
        question: [Who mows?](/b)
    """)


def test_every_heading_a_question():
    source = """
        # All I ask

        ## Why is the sea salty?

        Rivers bring salt. But then why are lakes fresh? They drain.

        - Rain takes none away.
        - Does ice matter?

        ### Is it so everywhere?

        No.

        ## 2. What makes waves?

        Wind, mostly.

        ### Background

        Long ago nobody knew.
    """

    assert sketch(source) == tree("""
        question: Why is the sea salty?
          consideration: Rivers bring salt. But then why are lakes fresh? They drain.
          consideration: Rain takes none away.
          subquestion: Does ice matter?
          subquestion: Is it so everywhere?
            consideration: No.
        question: What makes waves?
          consideration: Wind, mostly.
          consideration: Background
            consideration: Long ago nobody knew.
    """)


def test_a_single_heading_that_asks_names_its_section():
    source = """
        # Essay

        ## Where do we stand?

        - Who is ahead?

        ## Money

        - Who pays?

        ## Law

        - Who rules?
    """

    assert sketch(source).startswith("section: Where do we stand?\n  question: Who is")


def test_bold_questions_head_the_paragraphs_below_them():
    source = """
        # Bread

        **1. Why is bread sour?**

        Because of bacteria. Which ones, though? That varies.

        _Would yeast do ?_

        Perhaps.
    """

    assert sketch(source) == tree("""
        question: Why is bread sour?
          consideration: Because of bacteria. Which ones, though? That varies.
        question: Would yeast do ?
          consideration: Perhaps.
    """)


def test_wrapped_lines_are_one_paragraph():
    source = """
        - Why do shops in the old town close so much earlier than
          those outside?

          They always did, as far as anybody whom I could ask in
          the old town remembers.
        - Who minds?
    """

    assert sketch(source) == tree("""
        question: Why do shops in the old town close so much earlier than those outside?
          consideration: They always did, as far as anybody whom I could ask in the old town remembers.
        question: Who minds?
    """)


def test_questions_on_lines_of_their_own_stay_apart():
    source = "# Shops\n\nWhy do shops close?\nWho decides that?\n"

    assert [item.line for item in outlined(source).items] == [3, 4]


def test_a_quotation_may_follow_without_a_blank_line():
    source = "- Do prices matter?\n> They rise\n> and fall.\n\n- Do wages?\n"

    assert sketch(source, "markdown") == tree("""
        question: Do prices matter?
          quote: They rise and fall.
        question: Do wages?
    """)


def test_short_list_items_that_hold_questions_name_sections():
    source = "# Tea\n\n- Trade\n    - Who pays?\n    - Who gains?\n- Taste\n    - Why bitter?\n"

    assert sketch(source) == tree("""
        section: Trade
          question: Who pays?
          question: Who gains?
        section: Taste
          question: Why bitter?
    """)


def test_a_claim_with_questions_below_it_is_up_for_discussion():
    claim = "Tea was only ever a way for the crown to tax hot water without saying so."
    source = f"# Tea\n\n- {claim}\n    - Is that right?\n- Who drinks it?\n"

    outline = outlined(source)

    assert [item.kind for item in outline.items] == [
        "question",
        "subquestion",
        "question",
    ]
    assert outline.items[0].confidence < 0.5


def test_list_items_left_without_a_mark_may_still_ask():
    source = """
        # Work

        - How does trust start?
        	- What is it in a promise that people lean on
        - Who keeps it?
    """

    assert outlined(source).items[1].kind == "subquestion"
    assert outlined(source).items[1].confidence < outlined(source).items[0].confidence


def test_paragraphs_between_numbered_items_speak_of_the_item_above():
    source = """
        # Lake

        1. What is the lake made of?

        2. Are we alone on the shore?

        If pressed, I would say something like: isn't it likely that we are not?

        3. What makes us swim?
    """

    assert sketch(source) == tree("""
        question: What is the lake made of?
        question: Are we alone on the shore?
          consideration: If pressed, I would say something like: isn't it likely that we are not?
        question: What makes us swim?
    """)


def test_few_questions_among_a_hundred_notes():
    notes = [f"- I crossed bridge {n} and counted its arches." for n in range(100)]
    notes[20] = "- Why is bridge twenty closed?"
    notes[60] += "\n  - Would a toll help?"

    outline = outlined("# Bridges\n\n" + "\n".join(notes))

    asked = [item for item in outline.items if item.kind != "prose"]
    assert [(item.kind, item.line, item.parent) for item in asked] == [
        ("question", 23, None),
        ("question", 64, None),
    ]


def test_a_page_of_open_problems_need_not_ask():
    source = "---\ntitle: Open Problems\n---\n\n1. Faster looms\n2. Softer rope\n"

    outline = outlined(source)

    assert [(item.kind, item.text) for item in outline.items] == [
        ("question", "Faster looms"),
        ("question", "Softer rope"),
    ]
    assert all(item.confidence < 0.5 for item in outline.items)


def test_so_do_its_headings_where_it_has_no_list():
    source = (
        "# Unsolved puzzles\n\n## 1. The loom\n\nIt is slow.\n\n## 2. The rope\n\nHm.\n"
    )

    assert sketch(source) == tree("""
        question: The loom
          consideration: It is slow.
        question: The rope
          consideration: Hm.
    """)


def test_html_inside_markdown_is_read_as_html():
    source = """
        # Songs

        <ul>
        <li>Do operas stick?
        <ul><li>Only short ones.</li></ul>
        <li><em>Do</em> jingles?
        </ul>

        - Do hymns?
    """

    assert sketch(source, "markdown") == tree("""
        question: Do operas stick?
          consideration: Only short ones.
        question: *Do* jingles?
        question: Do hymns?
    """)


def test_code_is_kept_and_never_asks():
    source = "- How do I stop it?\n\n```\nwhy? who? \n```\n\n- When?\n"

    kinds = [item.kind for item in outlined(source).items]

    assert kinds.count("question") == 2


def test_tables_and_rules_make_no_items_of_their_own():
    source = "# T\n\n| a | b |\n|---|---|\n\n***\n\n- Why?\n"

    assert [item.kind for item in outlined(source).items] == ["prose", "question"]


def test_task_boxes_are_no_part_of_a_question():
    assert outlined("- [ ] Who?\n- [x] Why?\n").items[0].text == "Who?"


def test_further_paragraphs_of_a_consideration_stay_with_it():
    outline = outlined("- Why?\n  - Because.\n\n    And more so.\n")

    assert outline.items[1].text == "Because.\n\nAnd more so."
    assert outline.items[1].further == (4,)


def test_code_between_paragraphs_does_not_ask():
    source = "# Bells\n\nWhy six?\n\n~~~\nwhy?\n~~~\n\nWhy seven?\n"

    assert [item.kind for item in outlined(source).items] == [
        "question",
        "consideration",
        "question",
    ]


def test_argument_after_argument():
    source = "- Why six?\n  - The rebuttal is short. Who would mind?\n- Why seven?\n"

    assert outlined(source, "markdown").items[1].kind == "consideration"


def test_a_list_after_an_argument_belongs_to_the_question():
    source = "# Bells\n\nWhy six?\n\nHabit, mostly.\n\n- The war.\n\nHere is more:\n\n- Rope.\n"

    assert sketch(source) == tree("""
        question: Why six?
          consideration: Habit, mostly.
          consideration: The war.
          consideration: Here is more:
            consideration: Rope.
    """)


def test_labels_and_arguments_in_lists_do_not_ask():
    source = """
        - Why six?
          - The case for: who would sleep longer?
          - Here's a case against bells: they wake us. Who likes that?
          - Case against:
            - They wake us.
        - Why seven?
    """

    items = outlined(source, "markdown").items

    assert [item.kind for item in items[1:5]] == ["consideration"] * 4
    assert [item.stance for item in items[1:5]] == [
        "for",
        "against",
        "against",
        "against",
    ]


def test_paragraphs_inside_items():
    source = """
        - Why six?

          And why not seven?

          It is a habit.

          > They ring.
        - A note on towers, which are tall and old
          - Towers lean

          They all do.
        - Why eight?
        - Why nine?
    """

    assert sketch(source, "markdown").startswith(
        tree("""
        question: Why six?
          subquestion: And why not seven?
          consideration: It is a habit.
          quote: They ring.
    """)
    )


def test_a_remark_in_a_row_of_questions_speaks_of_the_one_above():
    source = "- Why?\n- Because.\n- Who?\n"

    assert sketch(source, "markdown") == tree("""
        question: Why?
          consideration: Because.
        question: Who?
    """)


def test_tasks_and_labels_in_lists():
    source = "- Determine the largest bell.\n- Why so small?\n- Find a rope.\n"

    assert [item.kind for item in outlined(source).items] == ["question"] * 3


def test_text_inside_an_item_that_is_no_question_is_prose():
    source = (
        "- Why?\n- Who?\n- When?\n\nEnd.\n\n- Towers lean\n  > They do.\n\n  All.\n"
    )

    assert sketch(source, "markdown").endswith("prose: All.")


def test_links_into_the_page_are_its_contents():
    source = """
        - [The sea](#sea)
        - [The land](#land)

        ## Sea {#sea}

        - Why salty?

        ## Land

        - Why dry?
    """

    assert [item.kind for item in outlined(source).items].count("prose") == 0


def test_questions_that_link_to_themselves_are_no_contents():
    source = "# Sea\n\n- [Why salty?](#q1)\n- [Why blue?](#q2)\n"

    assert sketch(source) == "question: Why salty?\nquestion: Why blue?"


def test_links_to_questions_further_down_are_contents():
    links = "- [Why salty?](#q1)\n- [Why blue?](#q2)\n"
    source = f"# Sea\n\n{links}\n## Why salty?\n\nSalt.\n\n## Why blue?\n\nSky.\n"

    assert [item.line for item in outlined(source).items] == [6, 8, 10, 12]


def test_several_top_headings_are_sections():
    source = "# Sea\n\n- Why salty?\n\n# Land\n\n- Why dry?\n"

    assert [item.kind for item in outlined(source).items][::2] == ["section", "section"]
    assert outlined(source).title == ""


def test_an_untitled_page_may_open_with_a_smaller_heading():
    source = "### Preface\n\nHello.\n\n# Sea\n\n- Why salty?\n\n# Land\n\n- Why dry?\n"

    assert outlined(source).title == ""


def test_questions_with_sections_of_their_own_are_sections():
    source = """
        # Essay

        ## What is the sea?

        ### Salt

        - Why salty?

        ## What is the land?

        ### Dust

        - Why dry?
    """

    assert sketch(source).startswith("section: What is the sea?\n  subsection: Salt")


def test_paragraphs_among_lists_may_ask_too():
    source = """
        # Bells

        ## Towers

        - Why six?
        - Why seven?

        Bells crack in frost. What then?

        ## Ropes

        Is hemp best?

        - Does it rot?
        - Does it sing?
    """

    assert sketch(source) == tree("""
        section: Towers
          question: Why six?
          question: Why seven?
          question: Bells crack in frost. What then?
        section: Ropes
          question: Is hemp best?
            subquestion: Does it rot?
            subquestion: Does it sing?
    """)


def test_empty_headings_items_and_rules_are_nothing():
    source = "#\n\n# T\n\n==\n\n-\n- Why?\n\n| a |\n"

    assert [item.kind for item in outlined(source, "markdown").items].count(
        "question"
    ) == 1


def test_code_that_never_ends():
    source = "- Why?\n- Who?\n\n```\nwhen?\n"

    assert [item.text for item in outlined(source).items] == ["Why?", "Who?", "when?"]


def test_back_matter_has_headings_of_its_own():
    source = "# T\n\n## A\n\n- Why?\n\n## Notes\n\n### More\n\nIs this read?\n\n## B\n\n- Who?\n"

    assert [
        item.text for item in outlined(source).items if item.kind == "question"
    ] == [
        "Why?",
        "Who?",
    ]


def test_what_follows_a_quotation_inside_a_consideration():
    source = "- Why?\n  - Because.\n    > It is.\n    >\n    >\n    > So.\n\n    And so on.\n"

    assert sketch(source).endswith(
        "    quote: It is.\n\nSo.\n    consideration: And so on."
    )


def test_what_is_left_out_leaves_the_lines_their_numbers():
    source = """
        {% include
           head.html %}
        [TOC]

        * TOC
        {:toc}

        - Why do <span
          class="x">kilns</span> crack?
        - Who fires <a
          href="https://k.example">them</a>?
    """

    assert [item.line for item in outlined(source, "markdown").items[-2:]] == [8, 10]


def test_a_heading_that_adds_a_word_to_the_title_may_be_a_section():
    source = (
        "---\ntitle: Questions\n---\n\n## My questions\n\n- Why?\n\n## Yours\n\n- Who?"
    )

    assert sketch(source) == tree("""
        section: My questions
          question: Why?
        section: Yours
          question: Who?
    """)


def test_what_a_database_of_notes_says_of_a_page_is_left_out():
    outline = outlined("""
        # Unanswered

        Last edited: May 3, 2024
        Owner: Ana

        **Q: Why is glass clear?**

        A: Nobody told me.
    """)

    assert outline.title == "Unanswered"
    assert [item.text for item in outline.items] == [
        "Why is glass clear?",
        "Nobody told me.",
    ]


@pytest.mark.parametrize(
    "top",
    [
        "# Buoys\n\nFor: they float.\nAgainst: they rust.",
        "# Buoys\n\nStatus: draft",
        "# Buoys\n\nStatus: draft\nWhat is: this?",
        "# Buoys\nStatus: draft\nOwner: Bo",
        "# Why buoys?\n\nStatus: draft\nOwner: Bo",
    ],
)
def test_labels_and_single_lines_below_a_title_are_text(top):
    outline = outlined(f"{top}\n\n- Why?\n", "markdown")

    assert outline.items[0].line < 4


def test_a_question_in_the_middle_of_an_item_does_not_ask_where_few_do():
    notes = [f"- Note {number} is short." for number in range(12)]
    source = "\n".join(
        [
            "# Rules",
            "",
            *notes,
            "- The cheap one is dear. Why buy it then? You will throw it away.",
            "- Is it the hinge? I never found out.",
            "- What would you mend first?",
        ]
    )

    asked = [item.text for item in outlined(source).items if item.kind == "question"]

    assert asked == [
        "Is it the hinge? I never found out.",
        "What would you mend first?",
    ]


def test_a_question_of_one_word_between_statements_leads_on():
    source = (
        "- Is it late?\n- Old locks stick. Why? They were never oiled.\n- Who says?"
    )

    assert [item.kind for item in outlined(source).items] == [
        "question",
        "consideration",
        "question",
    ]


def test_tasks_count_among_the_numbered_that_ask():
    source = """
        1. Is every knot a braid?
        2. **Rope.** Prove the long conjecture.
        3. **Yarn.** Given a knot of yarn, find the ends.
        4. **Wool.** Whether it ever ends.
        5. Who tied it?
        6. What holds it?
    """

    assert [item.kind for item in outlined(source).items] == ["question"] * 6


def test_tasks_stand_behind_their_names_too():
    source = (
        "- **Maps:** Why fold them?\n- **Names:** Given a map, find the one that lies."
    )

    assert [item.kind for item in outlined(source).items] == ["question"] * 2


def test_questions_of_others_are_listed_in_quotation_marks():
    source = (
        "- Why is tea hot?\n- Who drinks it?\n"
        '- "Who cooled it?" (Anna)\n- Bo said "Who?" once.'
    )

    assert [item.kind for item in outlined(source).items] == [
        "question",
        "question",
        "question",
        "consideration",
    ]


def test_the_question_of_an_introduction_is_none_of_the_list_below():
    source = (
        "I turned fifty. What else would I do?\n\n- Why do hats itch?\n- Who knits?"
    )

    assert sketch(source, "markdown") == tree("""
        prose: I turned fifty. What else would I do?
        question: Why do hats itch?
        question: Who knits?
    """)


@pytest.mark.parametrize(
    "item",
    ["**1.** Why now?", "1\\. Why now?", "**Q1:** Why now?", "**1\\. Why now?**"],
)
def test_numbers_in_bold_or_escaped_are_not_kept(item):
    assert outlined(f"# Now\n\n{item}\n\nSo.\n", "markdown").items[0].text == "Why now?"


@pytest.mark.parametrize(
    ("intro", "kind"),
    [
        ("What is the first question?", "question"),
        ("I asked around.\n\nWhat is the first question?", "question"),
        ("What is the first question?\n\nI asked around.", "prose"),
    ],
)
def test_a_question_before_the_first_heading_is_one_to_look_at(intro, kind):
    items = outlined(f"# T\n\n{intro}\n\n## Part\n\n- Why?", "markdown").items

    asked = next(item for item in items if item.text == "What is the first question?")
    assert (asked.kind, asked.reason) == (kind, "asks-before-heading")
    assert asked.confidence < 0.6


def test_cases_for_and_against_argue_about_the_question_above():
    source = """
        # T

        ## Rivers

        - Are beavers good?

        Some considerations:

        - **For:** They slow the floods.
        - Against: They fell the willows.

        - Who counts them?
    """

    assert sketch(source, "markdown") == tree("""
        section: Rivers
          question: Are beavers good?
            consideration: Some considerations:
              consideration: They slow the floods.
              consideration: They fell the willows.
          question: Who counts them?
    """)
    stances = [item.stance for item in outlined(source, "markdown").items]
    assert stances == ["", "", "", "for", "against", ""]


def test_a_case_for_or_against_needs_no_lead_in():
    source = """
        - Are beavers good?
        - Who counts them?

        Opinions differ.

        - For: They slow the floods.
    """

    said = outlined(source, "markdown").items[-1]

    assert (said.kind, said.stance) == ("consideration", "for")
    assert (said.text, said.parent) == ("They slow the floods.", 1)


def test_letters_below_numbers_nest_though_both_are_set_flush():
    source = """
        # Problems

        1) Do lattices embed?
        a) Pálfy thinks so.
        b) What of seven?
        2) Are all of them finite?

        Some are old.

        a) Who counts them?
    """

    assert sketch(source, "markdown") == tree("""
        question: Do lattices embed?
          consideration: Pálfy thinks so.
          subquestion: What of seven?
        question: Are all of them finite?
        prose: Some are old.
        question: Who counts them?
    """)


def test_titles_of_books_below_the_essay_do_not_ask():
    source = "# Cheese\n\n## Rinds\n\n- Why eat it?\n\n## Things to read\n\n- Who Moved It?\n"

    assert sketch(source).endswith("prose: Who Moved It?")
