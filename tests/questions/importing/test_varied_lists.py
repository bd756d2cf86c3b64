"""Lists of questions as people write them, each in its own way."""

import pytest

from apps.questions.importing import parse

SOIL = """---
title: Questions about soil
layout: post
---

{% include toc.html %}

* Why is clay blue below the [[water table|water line]]?
\t* One theory: there is no oxygen there.
\t\t* But who measured it?
\t* Is it the same in [[bogs]]?
* What do <em>worms</em> do in a drought?{: .question}
  * They coil up and wait.
"""
BEES = """# Open questions in beekeeping

## Why do swarms choose the hives they choose?

Scouts dance. Nobody knows what they count.

### Do they measure the volume?

They may walk it off in the dark.

## How far do drones fly?

> "Further than any beekeeper believes."
> — An old breeder
"""
TIDES = """<html><body><h1>Tide puzzles</h1><p>Contents</p>
<ul><li><a href="#a">High water</a><li><a href="#b">Estuaries</a></ul>
<h2 id="a">On High Water</h2>
<ol><li id="q1">1. Why are there two tides a day?
<li id="q2"><p>Why is $h(t) = \\sum a_i$ enough?<p>Some say that forty terms do.
<li><a href="http://example.org/x">Who first timed the tides?</a></ol>
<h2 id="b">Estuaries and bores</h2>
<ul><li>What sets the height of a bore?<ul><li>Does the bed matter?
<li>The bed is never the same twice.</ul></ul></body></html>"""
WALKING = """Questions on walking

Why do people keep left in some cities and right in others?
Is it the traffic that teaches them?
My guess is that escalators do.
How wide must a pavement be before people stop noticing each other?
"""
LAKES = """# Things I would like to know

1. [What is a lake's memory?](http://example.org/lake)
2. [Do ponds age](http://example.org/ponds)?
3. [Why does ice sing?](http://example.org/ice)
   - It cracks under its own weight, I read.
4. Whether fish hear it.
"""
DOUBTS = """Title: Small doubts
Date: 2026-01-02

**Trade**

- Why do prices end in nine?
  - Case for: it looks cheaper.
    - Does it, though?
- Who invented the receipt?
"""
LIGHTS = """Unsolved in lighthouse history

1. Who lit the first lighthouse, and with what?
The sources name three kings.
2. Why were towers painted in stripes?
a) To be seen by day.
b) To be told apart at night, or so one reads?
3. What did keepers do all night?
"""
FERRIES = """# Ferries

* TOC
{:toc}

Do ferries lose to bridges?
: In Norway they do.
: Islanders doubt it.

Why is it that the last boat leaves at nine?

| What to count | Since |
|---|---|
| Do cars pay enough? | 1990 |

<div class="note">
> Ask the captain.
</div>

1.1 Is there a <em>shortest</em> <a href="http://example.org/f">crossing</a>?
"""
SQUARES = """Questions on squares

Some of these are old. Do you have answers?

On shape
Why do round ones feel small?
Camillo Sitte thought it was enclosure.
"The essential thing is that one feels inside."

On use
Who sits in the sun?
What makes one linger here

Further reading
Sitte, City Planning
Jacobs, Great Cities

Thanks to Bo. Did I miss something?
"""
RAILS = """<h1>Rails</h1><p><b>Why do new lines cost so much?</b></p>
<p>The Swiss build for less.</p>
<p><b>Will there be night trains, and for whom?</b> Perhaps for the young.</p>
<p><i>What else should I add?</i></p>"""
HEDGEHOGS = """# Hedgehogs

1. Why do they roll?
2. Where do they sleep?
3. The nights of May.
4. Do they dream?
5. Is one lonely?
The case for: they live alone.
The case against: they meet at my bowl,
all four of them.
6. Who counts them?
"""
GARDENS = """# Gardens

- Should one dig?
  - Some say no.
  - On clay, yes.
  - On sand, no.
- Whether to soak beans
- I wonder why peas climb.
- Let a bed have n rows. Find the best order of sowing.
- Is there a bank of weeds?
"""
SLEEP = """# What I do not know

## Why are there so few new towns?

Law is not cheap.

## What's going on with sleep

We spend a third of life on it.

## Who invented lunch?

Bankers.
"""
DOCS = """<p class="title"><span>Birds of the club</span></p><h1>Birds</h1>
<ul class="c5 lst-kix_ab-0 start"><li><span>Why do starlings flock?</span></li></ul>
<ul class="c5 lst-kix_ab-1 start"><li><span>Hawks, most say.</span></li></ul>
<ul class="c5 lst-kix_ab-2 start"><li><span>Who saw it?</span></li></ul>
<ul class="c5 lst-kix_ab-0"><li><span>How do swifts sleep?</span></li></ul>"""
WORD = """<p class=MsoTitle>Questions on bread</p><h1>Flour</h1>
<p class=MsoList style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>·
</span><![endif]>Why does rye not rise?</p>
<p class=MsoList style='mso-list:l0 level2 lfo1'><![if !supportLists]>o<![endif]>Pentosans.</p>
<p class=MsoList style='mso-list:l0 level1 lfo1'><!--[if !supportLists]-->·<!--[endif]-->What
made the first sourdough rise?</p><p class=MsoNormal>How hot were Roman ovens?</p>"""
KITCHENS = "# A hundred notes on kitchens\n\n" + "".join(
    f"- Why does dough {n} rise better in the morning?\n"
    if n % 20 == 7
    else f"- Pan number {n} is best kept dry and warm.\n"
    for n in range(100)
)


def tree(text: str, format: str) -> list[str]:
    """Each piece as its depth, its kind and its first word."""
    depths: list[int] = []
    found = []
    for item in parse(text, format=format).items:
        depth = 0 if item.parent is None else depths[item.parent] + 1
        depths.append(depth)
        found.append(f"{depth} {item.kind} {item.text.split()[0].strip('[*')}")
    return found


@pytest.mark.parametrize(
    ("text", "format", "expected"),
    [
        (
            SOIL,
            "markdown",
            [
                "0 question Why",
                "1 consideration One",
                "2 subquestion But",
                "1 subquestion Is",
                "0 question What",
                "1 consideration They",
            ],
        ),
        (
            BEES,
            "markdown",
            [
                "0 question Why",
                "1 consideration Scouts",
                "1 subquestion Do",
                "2 consideration They",
                "0 question How",
                '1 quote "Further',
            ],
        ),
        (
            TIDES,
            "html",
            [
                "0 section On",
                "1 question Why",
                "1 question Why",
                "2 consideration Some",
                "1 question Who",
                "0 section Estuaries",
                "1 question What",
                "2 subquestion Does",
                "2 consideration The",
            ],
        ),
        (
            WALKING,
            "text",
            [
                "0 question Why",
                "1 subquestion Is",
                "2 consideration My",
                "0 question How",
            ],
        ),
        (
            LAKES,
            "markdown",
            [
                "0 question What",
                "0 question Do",
                "0 question Why",
                "1 consideration It",
                "0 question Whether",
            ],
        ),
        (
            DOUBTS,
            "markdown",
            [
                "0 section Trade",
                "1 question Why",
                "2 consideration Case",
                "3 subquestion Does",
                "1 question Who",
            ],
        ),
        (
            LIGHTS,
            "text",
            [
                "0 question Who",
                "1 consideration The",
                "0 question Why",
                "1 consideration To",
                "1 subquestion To",
                "0 question What",
            ],
        ),
        (
            FERRIES,
            "markdown",
            [
                "0 question Do",
                "1 consideration In",
                "1 consideration Islanders",
                "0 question Why",
                "1 consideration |",
                "0 question Do",
                "1 consideration 1990",
                "1 quote Ask",
                "0 question Is",
            ],
        ),
        (
            SQUARES,
            "text",
            [
                "0 prose Some",
                "0 section On",
                "1 question Why",
                "2 consideration Camillo",
                '2 quote "The',
                "0 section On",
                "1 question Who",
                "2 consideration What",
                "0 section Further",
                "1 prose Sitte,",
                "1 prose Jacobs,",
                "1 prose Thanks",
            ],
        ),
        (
            RAILS,
            "html",
            [
                "0 question Why",
                "1 consideration The",
                "0 question Will",
                "1 consideration Perhaps",
                "0 prose What",
            ],
        ),
        (
            HEDGEHOGS,
            "markdown",
            [
                "0 question Why",
                "0 question Where",
                "0 question The",
                "0 question Do",
                "0 question Is",
                "1 consideration The",
                "1 consideration The",
                "0 question Who",
            ],
        ),
        (
            GARDENS,
            "markdown",
            [
                "0 question Should",
                "1 consideration Some",
                "1 consideration On",
                "1 consideration On",
                "0 question Whether",
                "0 question I",
                "0 question Let",
                "0 question Is",
            ],
        ),
        (
            SLEEP,
            "markdown",
            [
                "0 question Why",
                "1 consideration Law",
                "0 question What's",
                "1 consideration We",
                "0 question Who",
                "1 consideration Bankers.",
            ],
        ),
        (
            DOCS,
            "html",
            [
                "0 section Birds",
                "1 question Why",
                "2 consideration Hawks,",
                "3 subquestion Who",
                "1 question How",
            ],
        ),
        (
            WORD,
            "html",
            [
                "0 section Flour",
                "1 question Why",
                "2 consideration Pentosans.",
                "1 question What",
                "1 question How",
            ],
        ),
    ],
    ids=[
        "soil",
        "bees",
        "tides",
        "walking",
        "lakes",
        "doubts",
        "lights",
        "ferries",
        "squares",
        "rails",
        "hedgehogs",
        "gardens",
        "sleep",
        "docs",
        "word",
    ],
)
def test_a_list_is_read_as_it_is_meant(text, format, expected):
    assert tree(text, format) == expected


def test_of_a_hundred_notes_only_those_that_ask_are_questions():
    kinds = [line.split()[1:] for line in tree(KITCHENS, "markdown")]

    assert [words for kind, words in kinds if kind == "question"] == ["Why"] * 5


def test_inline_html_in_markdown_becomes_markdown():
    texts = [item.text for item in parse(FERRIES, format="markdown").items]

    assert texts[-1] == "Is there a *shortest* [crossing](http://example.org/f)?"


@pytest.mark.parametrize(
    ("source", "title"),
    [(DOCS, "Birds of the club"), (WORD, "Questions on bread")],
    ids=["docs", "word"],
)
def test_a_paragraph_styled_as_title_names_the_page(source, title):
    assert parse(source, format="html").title == title


def test_front_matter_without_fences_names_the_title():
    assert parse(DOUBTS, format="markdown").title == "Small doubts"
