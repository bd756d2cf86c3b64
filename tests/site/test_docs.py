"""What the README says is true."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_every_command_is_in_the_readme_and_the_other_way_round() -> None:
    commands = {
        path.stem
        for path in ROOT.glob("a*/**/management/commands/*.py")
        if path.stem != "__init__"
    }

    assert commands == set(re.findall(r"`manage\.py (\w+)", README))


def test_every_variable_is_in_the_readme() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    names = set(re.findall(r"^#?\s*([A-Z][A-Z_]+)=", example, re.MULTILINE))
    # These two are read by docker-compose.yml alone.
    names -= {"POSTGRES_PASSWORD", "WEB_PORT"}

    missing = {name for name in names if f"`{name}`" not in README}
    assert missing == set()


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^(\w+):", makefile, re.MULTILINE))

    assert set(re.findall(r"\bmake (run|test|check|fix|bench)\b", README)) <= targets


def test_every_direct_dependency_says_why_it_is_here() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    lines = re.findall(r'^    "[A-Za-z][^"]*(?:>=|==)[^"]*",.*$', project, re.MULTILINE)

    assert lines
    assert [line for line in lines if "#" not in line] == []


def test_the_project_speaks_of_itself_alone() -> None:
    words = re.compile(r"pypi\.org|files\.pythonhosted|/work/|/root/|/home/", re.I)
    files = [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("requirements*.txt"),
        ROOT / "pyproject.toml",
        ROOT / "Makefile",
    ]

    assert [path.name for path in files if words.search(path.read_text("utf-8"))] == []
