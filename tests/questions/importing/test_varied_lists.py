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
    ],
    ids=["soil", "bees", "tides", "walking", "lakes", "doubts", "lights"],
)
def test_a_list_is_read_as_it_is_meant(text, format, expected):
    assert tree(text, format) == expected


def test_of_a_hundred_notes_only_those_that_ask_are_questions():
    kinds = [line.split()[1:] for line in tree(KITCHENS, "markdown")]

    assert [words for kind, words in kinds if kind == "question"] == ["Why"] * 5


def test_front_matter_without_fences_names_the_title():
    assert parse(DOUBTS, format="markdown").title == "Small doubts"
