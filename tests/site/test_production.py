"""What production refuses to start with, in every process that could start."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from aiq_site import checks

ROOT = Path(__file__).resolve().parents[2]

SAFE: dict[str, Any] = {
    "PRODUCTION": True,
    "DEBUG": False,
    "DEMO": False,
    "SECRET_KEY": "k3y-" * 12,
    "ALLOWED_HOSTS": ["aiq.example"],
    "SITE_URL": "https://aiq.example",
    "REDIS_URL": "redis://redis:6379/0",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
}
UNSAFE = [
    ({"SECRET_KEY": settings.DEVELOPMENT_KEY}, "SECRET_KEY is not set"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY has fewer than 32 characters"),
    ({"DEBUG": True}, "DEBUG is on"),
    ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS is not set"),
    ({"ALLOWED_HOSTS": ["aiq.example", "*"]}, "ALLOWED_HOSTS contains *"),
    ({"SITE_URL": "http://aiq.example"}, "SITE_URL must begin with https://"),
    ({"SITE_URL": "http://localhost.evil.example"}, "SITE_URL must begin with https"),
    ({"DEMO": True}, "AIQ_DEMO is on"),
    (
        {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend"},
        "EMAIL_URL is not set",
    ),
]


def start(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Start one of the site's programs in production, with nothing else set."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "AIQ_ENV": "production", **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.mark.parametrize(("change", "sentence"), UNSAFE)
def test_each_unsafe_value_has_its_sentence(
    change: dict[str, Any], sentence: str
) -> None:
    with override_settings(**{**SAFE, **change}):
        found = checks.unsafe_settings()

    assert len(found) == 1
    assert found[0].startswith(sentence)


def test_safe_values_are_accepted() -> None:
    with override_settings(**SAFE):
        checks.refuse_unsafe_settings()

        assert checks.check_production(None) == []


def test_a_trial_on_localhost_needs_no_certificate() -> None:
    with override_settings(**{**SAFE, "SITE_URL": "http://localhost:8000"}):
        assert checks.unsafe_settings() == []


def test_all_sentences_come_at_once() -> None:
    with (
        override_settings(**{**SAFE, "DEBUG": True, "ALLOWED_HOSTS": []}),
        pytest.raises(ImproperlyConfigured, match=r"DEBUG .* ALLOWED_HOSTS"),
    ):
        checks.refuse_unsafe_settings()


def test_missing_redis_is_a_warning() -> None:
    with override_settings(**{**SAFE, "REDIS_URL": ""}):
        warnings = checks.check_production(None)

    assert [warning.id for warning in warnings] == ["aiq.W001"]


@override_settings(**{**SAFE, "PRODUCTION": False, "DEBUG": True})
def test_development_may_do_as_it_likes() -> None:
    assert checks.check_production(None) == []


@pytest.mark.parametrize(
    "program",
    [
        ("manage.py", "check"),
        ("-m", "gunicorn", "aiq_site.wsgi", "--bind=127.0.0.1:0", "--workers=1"),
        ("-m", "celery", "-A", "aiq_site", "worker", "--pool=threads"),
        ("-m", "celery", "-A", "aiq_site", "beat", "--schedule={var}/beat"),
    ],
    ids=["manage.py", "web", "worker", "beat"],
)
def test_no_program_starts_unsafely(program: tuple[str, ...], tmp_path: Path) -> None:
    # Beat deletes a schedule that it cannot read, whatever the file is.
    words = [word.format(var=tmp_path) for word in program]

    started = start(*words, AIQ_VAR=str(tmp_path))

    assert started.returncode != 0
    assert "SECRET_KEY is not set" in started.stdout + started.stderr


def test_a_misspelt_environment_is_not_taken_for_development() -> None:
    ended = start("manage.py", "check", AIQ_ENV="Production")

    assert ended.returncode != 0
    assert "AIQ_ENV is “Production”" in ended.stderr
