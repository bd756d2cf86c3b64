"""Pastes without any marks: headings by contents or shape, parents by the words."""

from tests.questions.importing.sketch import outlined, sketch, tree

ESSAY = """
    Questions about the harbour
    Notes on tides, trade, law and the people who live by them

    Some years ago I began to keep a list. It never got shorter.
    Contents
    Water
    Tides
    Silt
    Trade
    Ferries
    Water
    Tides
    Why is the second tide late?
    Is it just the moon, or does the bay hold it back?
    Here's a case for the bay: its mouth is narrow. Who could doubt it?
    What will change once the dam stands?
    If so, who pays?
    Silt
    I keep hearing that dredging is cheap. What does a ton cost?
    Has anybody weighed it (other than the firm itself)?Also you need to dump it somewhere.
    Honestly, I think nobody knows.
    Trade
    Ferries
    Will the ferry outlive the bridge?
    The case for:
    Ferries are cheap to start.
    They float over any mud.
    The case against:
    Nobody waits for a boat.
    If you enjoyed this, write to me.
    Thanks to the harbour master for his patience.
    I doubt this part: "dredging is cheap. What does a ton cost". It never was.
    Who told you that?
"""


def test_a_paste_with_a_contents_list():
    assert sketch(ESSAY, "text") == tree("""
        prose: Some years ago I began to keep a list. It never got shorter.
        section: Water
          subsection: Tides
            question: Why is the second tide late?
              subquestion: Is it just the moon, or does the bay hold it back?
                consideration: Here's a case for the bay: its mouth is narrow. Who could doubt it?
            question: What will change once the dam stands?
              subquestion: If so, who pays?
          subsection: Silt
            question: I keep hearing that dredging is cheap. What does a ton cost?
            question: Has anybody weighed it (other than the firm itself)?
              consideration: Also you need to dump it somewhere.
              consideration: Honestly, I think nobody knows.
        section: Trade
          subsection: Ferries
            question: Will the ferry outlive the bridge?
              consideration: The case for:
                consideration: Ferries are cheap to start.
                consideration: They float over any mud.
              consideration: The case against:
                consideration: Nobody waits for a boat.
        prose: If you enjoyed this, write to me.
        prose: Thanks to the harbour master for his patience.
        reader_comment: I doubt this part: "dredging is cheap. What does a ton cost". It never was.
        reader_comment: Who told you that?
    """)


def test_title_and_subtitle_of_a_paste():
    outline = outlined(ESSAY, "text")

    assert outline.title == "Questions about the harbour"
    assert outline.subtitle.startswith("Notes on tides")


def test_labels_give_their_stance_to_what_follows():
    stances = {item.text: item.stance for item in outlined(ESSAY, "text").items}

    assert stances["They float over any mud."] == "for"
    assert stances["Nobody waits for a boat."] == "against"
    assert stances["Honestly, I think nobody knows."] == ""


def test_an_indented_contents_list_gives_the_levels():
    source = """
        On fog

        Contents:
          Sea
            Banks
          Land

        Sea
        Why is it grey?
        Banks
        Why are they low?
        Land
        Why is it rare?
    """

    kinds = [(item.text, item.kind) for item in outlined(source, "text").items[::2]]

    assert kinds == [("Sea", "section"), ("Banks", "subsection"), ("Land", "section")]


def test_contents_without_a_label_are_known_by_their_repetition():
    source = "On fog\n\nSea fog\nLand fog\nHill fog\n\n" + "\n".join(
        f"{name} fog\nWhy is there {name.lower()} fog?"
        for name in ("Sea", "Land", "Hill")
    )

    assert sketch(source, "text").count("section:") == 3
    assert sketch(source, "text").count("prose:") == 0


def test_contents_spelt_otherwise_than_the_headings():
    source = """
        On fog

        Contents
        1. Sea fog ..... 3
        2. Fog over land ..... 9

        Sea fog
        Why is it grey?
        Fog over the land
        Why is it rare?
    """

    assert sketch(source, "text") == tree("""
        section: Sea fog
          question: Why is it grey?
        section: Fog over the land
          question: Why is it rare?
    """)


def test_headings_by_shape_where_there_are_no_contents():
    source = """
        What I wonder about

        Trees

        Why do some trees keep dead leaves all winter?
        It might protect the buds.

        Birds

        How do starlings agree on a turn?
        I suspect that nobody decides.
    """

    assert sketch(source, "text") == tree("""
        section: Trees
          question: Why do some trees keep dead leaves all winter?
            consideration: It might protect the buds.
        section: Birds
          question: How do starlings agree on a turn?
            consideration: I suspect that nobody decides.
    """)


def test_capitals_mark_the_upper_headings():
    source = "My list\n\n" + "\n".join(
        ["THE SEA", "Tides", "Why two?", "Waves", "Why white?", "THE LAND", "Why dry?"]
    )

    kinds = [(item.text, item.kind) for item in outlined(source, "text").items]

    assert kinds[0] == ("THE SEA", "section")
    assert kinds[3] == ("Waves", "subsection")
    assert kinds[5] == ("THE LAND", "section")


def test_bullets_and_indents_nest_in_plain_text_too():
    source = """
        My list of questions for the year to come

          • What is time?
              ◦ Is it old?
          • Who counts?
    """

    assert sketch(source, "text") == tree("""
        question: What is time?
          subquestion: Is it old?
        question: Who counts?
    """)


def test_indents_alone_nest():
    source = "My list\n\nWhy do bells ring?\n\tBecause they are struck.\n\tBy whom?\nWhy six?\n"

    assert sketch(source, "text") == tree("""
        question: Why do bells ring?
          consideration: Because they are struck.
          subquestion: By whom?
        question: Why six?
    """)


def test_mail_is_joined_where_it_was_wrapped():
    source = """
        Dear all,

        Why do the bells of the old church ring at six in the morning when
        nobody who lives near it is awake to hear them, or wants to be, and
        what would it cost the parish to let them hang still until seven or
        so?

        > They have rung since the war.

        Who decides?
    """

    outline = outlined(source, "text")

    assert [(item.line, item.kind) for item in outline.items] == [
        (1, "prose"),
        (3, "question"),
        (8, "quote"),
        (10, "question"),
    ]


def test_question_and_answer_letters():
    source = "Ask me\n\nQ: Who rings?\nA: I do. Who else?\nQ2: Why?\nA: For joy.\n"

    assert sketch(source, "text") == tree("""
        question: Who rings?
          consideration: I do. Who else?
        question: Why?
          consideration: For joy.
    """)


def test_the_second_half_of_an_either_or_needs_no_mark():
    source = (
        "Bells\n\nWill it be like a wedding?\nOr will it be more like a fire… hush.\n"
    )

    assert outlined(source, "text").items[1].kind == "subquestion"


def test_an_answered_question_does_not_ask():
    source = """
        Bells

        Why do they ring?
        Another way to put it: think of a village. Who would pay? Nobody! They need a lord.
    """

    assert outlined(source, "text").items[1].kind == "consideration"


def test_reasons_listed_below_belong_to_the_question_above():
    source = """
        Bells

        I would melt them for the reasons listed below. Where am I wrong?
        Wakes the whole street at six, in a quarter full of children.
        Costs more than the roof, which leaks.
    """

    assert [item.parent for item in outlined(source, "text").items] == [None, 0, 0]


def test_what_a_copied_page_carries_is_dropped():
    source = "Bells\nMar 4, 2025\nShare\n12 Likes\n\nWhy do they ring at six o'clock?\n"

    assert [item.kind for item in outlined(source, "text").items] == ["question"]


def test_structure_is_surer_than_words():
    listed = outlined("- Why?\n  - Is it so?\n", "markdown").items[1]
    spoken = outlined("Bells\n\nWhy do they ring?\nWould this end?\n", "text").items[1]

    assert listed.kind == spoken.kind == "subquestion"
    assert listed.confidence > spoken.confidence


def test_a_candidate_explanation_belongs_to_the_why():
    source = "Bells\n\nWhy do bells crack?\nIs frost to blame?\nHow are bells hung?\n"

    assert [item.kind for item in outlined(source, "text").items] == [
        "question",
        "subquestion",
        "question",
    ]


def test_a_supposition_belongs_to_the_question_whose_subject_it_takes_up():
    source = """
        Bells

        How much do harbour tariffs shape where ships unload?
        If tariffs doubled, would ships go north?
        If a lighthouse fails, who is told?
    """

    assert [item.kind for item in outlined(source, "text").items] == [
        "question",
        "subquestion",
        "question",
    ]


def test_a_place_holder_it_points_nowhere():
    source = "Bells\n\nWhy six o'clock?\nFrost?\n\nIs it likely that bells crack?\n"

    assert outlined(source, "text").items[-1].kind == "question"


def test_numbers_before_questions_are_not_kept():
    source = "Ten things\n\n1. Who?\n2. Why?\nSince it rang, nobody slept.\n3. When?\n"

    assert sketch(source, "text") == tree("""
        question: Who?
        question: Why?
          consideration: Since it rang, nobody slept.
        question: When?
    """)


def test_other_scripts_ask_with_their_own_marks():
    source = "鐘\n\n- なぜ鳴る？\n- لماذا؟\n- ¿Por qué?\n"

    assert [item.kind for item in outlined(source, "text").items[-3:]] == [
        "question"
    ] * 3


def test_numbers_may_be_those_of_the_headings():
    source = """
        My list

        1. The sea
        Why is it salty?
        Why do tides turn?
        2. The land
        Why is it dry?
    """

    assert sketch(source, "text") == tree("""
        section: The sea
          question: Why is it salty?
          question: Why do tides turn?
        section: The land
          question: Why is it dry?
    """)


def test_a_list_item_goes_on_in_the_next_line():
    source = "My list\n\n- Why do bells\n  ring?\n- Who\n  rings them?\nSo it goes.\nAnd on.\n"

    assert sketch(source, "text").startswith(
        "question: Why do bells ring?\nquestion: Who rings them?"
    )


def test_short_lines_in_a_row_are_a_list_that_lost_its_marks():
    source = "Bells\n\nWhat are they cast from?\nMost of them:\nCopper\nTin\nZinc\nWhy tin?\n"

    assert "section" not in sketch(source, "text")


def test_labels_of_one_word_are_read_in_paragraphs():
    source = "Bells\n\nWhy do they ring?\nAgainst: they wake us.\n"

    item = outlined(source, "text").items[1]

    assert (item.text, item.stance) == ("they wake us.", "against")


def test_open_problems_need_no_mark_in_paragraphs():
    source = (
        "Bells\n\nProblem 1. Show that a bell of tin cracks.\n\nIs brass any better?\n"
    )

    assert outlined(source, "text").items[0].kind == "question"


def test_a_question_that_lost_its_mark_is_no_heading():
    source = "Bells\n\nWhy are there so many songs about bells\n\nSongs are cheap.\n\nWho sings?\n"

    outline = outlined(source, "text")

    assert [item.kind for item in outline.items] == [
        "question",
        "consideration",
        "question",
    ]
    assert outline.items[0].confidence < outline.items[2].confidence


def test_questions_that_are_answered_at_once_still_ask():
    source = (
        "Bells\n\nWhy six? The sexton sleeps.\n\nTowers\n\nWhy high? To be heard.\n"
    )

    assert sketch(source, "text").startswith("question: Why six? The sexton sleeps.")


def test_numbered_problems_and_questions_by_name():
    source = """
        Open problems on bells

        Question 2.1. Is there a bell of five tones?

        Problem 2.2. Find all bells of three tones.

        Remark. None is known.
    """

    assert [item.kind for item in outlined(source, "text").items] == [
        "question",
        "question",
        "consideration",
    ]


def test_a_heading_is_neither_a_link_nor_in_italics():
    source = "Bells\n\n[Original post](https://b.example)\n\n*For Ada*\n\nWhy six?\n"

    assert "section" not in sketch(source, "text")


def test_an_answer_without_a_question_is_prose():
    source = "Ask me\n\nA: Hello.\n\nQ: Who?\nA: Me.\n"

    assert outlined(source, "text").items[0].kind == "prose"


def test_a_task_may_come_first():
    source = "Bells\n\nDetermine the largest bell.\n\nWho rings it?\n"

    assert outlined(source, "text").items[0].kind == "question"


def test_bullets_of_other_kinds_nest_though_all_are_set_flush():
    paste = """
        Questions about remote work

        Output
        • Did it rise?
        ◦ In call centres it did.
        ◦ Can both be right?
        ▪ The second study is small.
        ◦ Others left.
        • Who left?
        Places
        •\tWhich towns grew?
        o\tThose with trains.
        o\tDid rents follow?
        1. Offices are empty.
        •\tWill they be flats?
    """

    assert sketch(paste) == tree("""
        section: Output
          question: Did it rise?
            consideration: In call centres it did.
            subquestion: Can both be right?
              consideration: The second study is small.
            consideration: Others left.
          question: Who left?
        section: Places
          question: Which towns grew?
            consideration: Those with trains.
            subquestion: Did rents follow?
              consideration: Offices are empty.
          question: Will they be flats?
    """)


def test_contents_may_be_inflected_otherwise_than_the_headings():
    paste = """
        What I would ask

        Contents
        Growth
        Money and banks

        On growth
        Why did nobody see it?
        Money & banking
        What does a bank know?
    """

    assert sketch(paste, "text") == tree("""
        section: On growth
          question: Why did nobody see it?
        section: Money & banking
          question: What does a bank know?
    """)


def test_blank_lines_group_a_question_with_what_is_said_of_it():
    paste = """
        Questions

        Why are tools still so crude?
        Nobody pays for them.

        What became of letters?
        The telephone is not to blame.
        Is a long mail a letter?

        What does religion cause?
        Regressions tell nothing here.
    """

    assert sketch(paste, "text") == tree("""
        question: Why are tools still so crude?
          consideration: Nobody pays for them.
        question: What became of letters?
          consideration: The telephone is not to blame.
          subquestion: Is a long mail a letter?
        question: What does religion cause?
          consideration: Regressions tell nothing here.
    """)
