"""The starter essay and its community are hand-written: these claims keep them whole."""

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "aiq_site" / "starter"
REAL_ESSAY = ROOT.parent / "shared" / "data" / "essay.txt"

ITEM = re.compile(r"^(?P<indent> *)- (?P<text>.+?)(?: \{#(?P<id>[^}]+)\})?$")
HEADING = re.compile(r"^(?P<level>#{2,3}) .+ \{#(?P<id>[^}]+)\}$")
QUOTE_SOURCE = re.compile(r"^ +> — .+ \(1[5-9]\d\d\)$")
VOTES = ("helpful", "unhelpful", "agree", "disagree")
SENTENCE_END = re.compile(r"[.?!]['\"”’*)]*$")


@pytest.fixture(scope="module")
def essay() -> str:
    return (STARTER / "essay.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def community() -> dict[str, Any]:
    return tomllib.loads((STARTER / "community.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers(community: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {answer["key"]: answer for answer in community["answers"]}


@pytest.fixture(scope="module")
def people(community: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {person["username"]: person for person in community["people"]}


@pytest.fixture(scope="module")
def quoted(community: dict[str, Any]) -> list[dict[str, Any]]:
    return [item for group in community["digest"]["groups"] for item in group["items"]]


def headings(essay: str) -> list[re.Match[str]]:
    return [found for line in essay.splitlines() if (found := HEADING.match(line))]


def question_ids(essay: str) -> list[str]:
    items = [found for line in essay.splitlines() if (found := ITEM.match(line))]
    return [item["id"] for item in items if item["id"]]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", text.lower()))


def runs(text: str, *, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {
        tuple(found[start : start + length]) for start in range(len(found) - length + 1)
    }


def text_of(answer: dict[str, Any], item: dict[str, Any]) -> str:
    return " ".join(item["keep"]) or answer["body"]


def test_essay_has_the_shape_of_a_long_essay_of_questions(essay: str) -> None:
    levels = Counter(heading["level"] for heading in headings(essay))

    assert levels["##"] == 6
    assert levels["###"] >= 20
    assert len(question_ids(essay)) >= 104


def test_every_item_with_an_id_asks_something(essay: str) -> None:
    items = [found for line in essay.splitlines() if (found := ITEM.match(line))]

    silent = [item["id"] for item in items if item["id"] and "?" not in item["text"]]

    assert silent == []


def test_ids_are_seven_characters_and_never_repeat(essay: str) -> None:
    ids = [heading["id"] for heading in headings(essay)] + question_ids(essay)

    assert [key for key, times in Counter(ids).items() if times > 1] == []
    assert [key for key in ids if not re.fullmatch(r"[a-z0-9]{7}", key)] == []


def test_lists_step_in_by_two_spaces_and_one_level_at_a_time(essay: str) -> None:
    depth = 0
    for line in essay.splitlines():
        item = ITEM.match(line)
        if item is None:
            continue
        step, rest = divmod(len(item["indent"]), 2)

        assert rest == 0, line
        assert step <= depth + 1, line
        depth = step


def test_every_quotation_in_the_essay_names_its_source(essay: str) -> None:
    lines = essay.splitlines()
    quotations = [n for n, line in enumerate(lines) if re.match(r" +- > ", line)]

    sourced = [n for n in quotations if QUOTE_SOURCE.match(lines[n + 1])]

    assert len(quotations) >= 5
    assert sourced == quotations


def test_the_three_demonstration_accounts_have_their_roles(
    people: dict[str, dict[str, Any]],
) -> None:
    roles = {name: people[name]["role"] for name in ("reader", "moderator", "author")}

    assert roles == {"reader": "reader", "moderator": "moderator", "author": "editor"}


def test_a_pseudonym_is_given_exactly_where_it_is_used(
    people: dict[str, dict[str, Any]],
) -> None:
    for person in people.values():
        wants_one = person["credit"] == "pseudonym"

        assert wants_one == bool(person.get("credit_name")), person["username"]


def test_keys_are_ten_characters_and_never_repeat(community: dict[str, Any]) -> None:
    rows = community["answers"] + community["proposals"]
    keys = [row["key"] for row in rows]

    assert len(set(keys)) == len(keys)
    assert [key for key in keys if not re.fullmatch(r"[a-z0-9]{10}", key)] == []
    assert len({person["username"] for person in community["people"]}) == len(
        community["people"]
    )


def test_every_question_that_is_referred_to_exists(
    essay: str, community: dict[str, Any]
) -> None:
    rows = community["answers"] + community["tags"] + community["digest"]["groups"]
    asked = {row["question"] for row in rows}
    asked |= {row["question"] for row in community["proposals"] if "question" in row}

    assert asked - set(question_ids(essay)) == set()


def test_every_person_who_is_referred_to_exists(
    community: dict[str, Any], people: dict[str, dict[str, Any]]
) -> None:
    named = {row["by"] for row in community["proposals"] + community["flags"]}
    for answer in community["answers"]:
        named |= {
            answer["author"],
            *(v for axis in VOTES for v in answer.get(axis, [])),
        }

    assert named - set(people) == set()


def test_a_flag_points_at_an_answer_by_somebody_else(
    community: dict[str, Any], answers: dict[str, dict[str, Any]]
) -> None:
    for flag in community["flags"]:
        assert answers[flag["answer"]]["author"] != flag["by"]


def test_a_reply_stays_on_its_question_and_comes_later(
    answers: dict[str, dict[str, Any]],
) -> None:
    for reply in (answer for answer in answers.values() if "parent" in answer):
        parent = answers[reply["parent"]]

        assert reply["question"] == parent["question"], reply["key"]
        assert reply["days_ago"] < parent["days_ago"] <= 40, reply["key"]


def test_nobody_votes_for_their_own_answer(answers: dict[str, dict[str, Any]]) -> None:
    for answer in answers.values():
        voters = {voter for axis in VOTES for voter in answer.get(axis, [])}

        assert answer["author"] not in voters, answer["key"]


def test_nobody_votes_twice_on_one_axis(answers: dict[str, dict[str, Any]]) -> None:
    for answer in answers.values():
        for one, other in (("helpful", "unhelpful"), ("agree", "disagree")):
            voters = answer.get(one, []) + answer.get(other, [])

            assert len(set(voters)) == len(voters), answer["key"]


def test_passages_that_open_an_answer_are_in_the_essay(
    essay: str, answers: dict[str, dict[str, Any]]
) -> None:
    passages = [
        line.removeprefix("> ")
        for answer in answers.values()
        for line in answer["body"].splitlines()
        if line.startswith("> ")
    ]

    assert len(passages) >= 5
    assert [passage for passage in passages if passage not in essay] == []


def test_proposals_show_every_outcome_and_give_reasons(
    essay: str, community: dict[str, Any]
) -> None:
    sections = {heading["id"] for heading in headings(essay)}
    decided = [row for row in community["proposals"] if row["status"] != "pending"]

    assert {row["status"] for row in decided} == {"accepted", "declined", "merged"}
    assert len(decided) < len(community["proposals"])
    assert all(row["reason"] for row in decided)
    assert all(row["section"] in sections for row in community["proposals"])


def test_an_accepted_proposal_is_a_question_of_the_essay_word_for_word(
    essay: str, community: dict[str, Any]
) -> None:
    for row in community["proposals"]:
        if row["status"] == "accepted":
            assert f"- {row['text']} {{#{row['question']}}}" in essay


def test_tags_are_a_small_lower_case_vocabulary(community: dict[str, Any]) -> None:
    names = {name for row in community["tags"] for name in row["names"]}

    assert len(names) <= 9
    assert all(re.fullmatch(r"[a-z]+", name) for name in names)


def test_kept_words_are_verbatim_in_order_and_whole_sentences(
    answers: dict[str, dict[str, Any]], quoted: list[dict[str, Any]]
) -> None:
    for item in quoted:
        body, position = answers[item["answer"]]["body"], 0
        for span in item["keep"]:
            start = body.find(span, position)

            assert start >= position, (item["answer"], span)
            assert SENTENCE_END.search(span), (item["answer"], span)
            before = body[:start].rstrip()
            assert before == "" or SENTENCE_END.search(before), (item["answer"], span)
            position = start + len(span)


def test_nobody_is_quoted_against_their_wish_or_more_than_twice(
    answers: dict[str, dict[str, Any]],
    people: dict[str, dict[str, Any]],
    quoted: list[dict[str, Any]],
) -> None:
    authors = Counter(answers[item["answer"]]["author"] for item in quoted)

    assert [name for name in authors if people[name]["credit"] == "none"] == []
    assert max(authors.values()) <= 2
    assert all(
        answers[item["answer"]].get("status", "visible") == "visible" for item in quoted
    )


def test_the_digest_never_prints_a_name_that_its_owner_withheld(
    community: dict[str, Any], people: dict[str, dict[str, Any]]
) -> None:
    digest = community["digest"]
    prose = [digest["intro"], digest["changed_mind"], digest["outro"]]
    for group in digest["groups"]:
        prose += [group["heading"], group.get("lead_in", "")]
        prose += [item.get("reply", "") for item in group["items"]]

    withheld = [p["name"] for p in people.values() if p["credit"] != "name"]

    assert [name for name in withheld if name in "\n".join(prose)] == []


def test_digest_groups_quote_their_own_question_and_earlier_answers(
    community: dict[str, Any], answers: dict[str, dict[str, Any]]
) -> None:
    digest = community["digest"]
    for group in digest["groups"]:
        chosen = [answers[item["answer"]] for item in group["items"]]

        assert len(group["heading"]) <= 80
        assert all(len(item["verb"]) <= 40 for item in group["items"])
        assert {answer["question"] for answer in chosen} == {group["question"]}
        assert all(answer["days_ago"] > digest["days_ago"] for answer in chosen)
        assert len(chosen) < 3 or group["lead_in"].strip()


def test_digest_reads_as_a_post_of_ordinary_length(
    community: dict[str, Any],
    answers: dict[str, dict[str, Any]],
    quoted: list[dict[str, Any]],
) -> None:
    digest = community["digest"]
    parts = [digest["intro"], digest["changed_mind"], digest["outro"]]
    parts += [group.get("lead_in", "") for group in digest["groups"]]
    parts += [text_of(answers[item["answer"]], item) for item in quoted]
    parts += [item.get("reply", "") for item in quoted]

    assert 12 <= len(quoted) <= 16
    assert 1_200 <= len(words(" ".join(parts))) <= 2_500


@pytest.mark.parametrize("name", ["essay.md", "community.toml"])
def test_no_eight_words_in_a_row_come_from_the_real_essay(name: str) -> None:
    if not REAL_ESSAY.exists():
        pytest.skip("the real essay is not part of the project")
    ours = runs((STARTER / name).read_text(encoding="utf-8"), length=8)

    borrowed = ours & runs(REAL_ESSAY.read_text(encoding="utf-8"), length=8)

    assert borrowed == set()
