"""The rules of the house, held by the suite."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parents[2]
# Only actions (and the models' own methods) write: these only read and ask.
READ_ONLY = ("views", "feeds", "forms", "tasks", "permissions")
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "add",
}
# Names on which these words mean something else than a row.
NOT_ROWS = {"set", "parts", "context", "form", "seen", "hosts", "data", "errors"}


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout[-3000:] + done.stderr


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    out = StringIO()

    call_command("makemigrations", check_changes=True, dry_run=True, stdout=out)

    assert "No changes" in out.getvalue()


def test_views_and_feeds_write_nothing_themselves() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line} {call}"
        for path in _read_only_modules()
        for line, call in _writing_calls(path)
    ]

    assert found == []


def test_the_scan_catches_a_planted_write(tmp_path: Path) -> None:
    planted = tmp_path / "views.py"
    planted.write_text("def view(request):\n    Answer.objects.create(body='x')\n")

    assert list(_writing_calls(planted)) == [(2, "create")]


def test_pages_that_look_like_the_desk_load_its_stylesheet() -> None:
    css = {
        path.stem: path.read_text("utf-8") for path in (ROOT / "static").rglob("*.css")
    }
    # The classes with which a rule begins.
    named = {name: set(re.findall(r"(?m)^\.([a-z-]+)", css[name])) for name in css}
    tools = named["desk"] - named["base"] - named["reading"] - named["forms"]
    templates = {
        path.relative_to(ROOT / "templates").as_posix(): path.read_text("utf-8")
        for path in (ROOT / "templates").rglob("*.html")
    }

    def looks(name: str, above: tuple[str, ...] = ()) -> set[str]:
        """The classes of a template and of all that it includes."""
        text = templates.get(name, "")
        found = set(" ".join(re.findall(r'class="([^"{]*)', text)).split())
        for part in set(re.findall(r'{% include "([^"]+)"', text)) - {*above, name}:
            found |= looks(part, (*above, name))
        return found

    pages = [name for name in templates if 'extends "base' in templates[name]]
    needing = {name for name in pages if looks(name) & tools}
    having = {name for name in pages if "includes/desk_css.html" in templates[name]}
    assert len(needing) > 5
    assert needing == having


def test_templates_carry_no_inline_script_or_style() -> None:
    bad = []
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text("utf-8").lower()
        if path.name == "mail.html":  # A mail can bring its looks in no other way.
            text = text.replace("<style>", "", 1)
        if " style=" in text or "<style" in text or "<script>" in text:
            bad.append(path.name)
        if any(
            f" on{event}=" in text for event in ("click", "submit", "load", "input")
        ):
            bad.append(path.name)

    assert bad == []


def test_only_one_module_makes_html_safe() -> None:
    users = {
        path.relative_to(ROOT).as_posix()
        for folder in ("apps", "aiq_site")
        for path in (ROOT / folder).rglob("*.py")
        if "mark_safe" in path.read_text("utf-8") or "SafeString(" in path.read_text()
    }

    assert users == {"apps/lib/markup.py"}


# A field's help text is ours or Django's own HTML, never a reader's.
UNESCAPED = {"field.html"}


def test_no_template_skips_escaping() -> None:
    bad = [
        path.name
        for path in (ROOT / "templates").rglob("*.html")
        if "|safe" in path.read_text("utf-8") or "autoescape off" in path.read_text()
    ]

    assert set(bad) <= UNESCAPED


def _read_only_modules() -> Iterator[Path]:
    for path in (ROOT / "apps").rglob("*.py"):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if any(layer in parts for layer in READ_ONLY):
            yield path


def _writing_calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        owner = node.func.value
        if isinstance(owner, ast.Name) and owner.id in NOT_ROWS:
            continue
        if node.func.attr in WRITES:
            yield node.lineno, node.func.attr
