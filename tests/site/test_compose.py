"""The production shape is checked where no container engine runs."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = ["web", "worker", "beat", "migrate"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
EXAMPLE = (ROOT / ".env.example").read_text()


def named_in_example() -> set[str]:
    return set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))


def test_one_image_serves_all_our_processes() -> None:
    assert {SERVICES[name]["image"] for name in OURS} == {"aiq"}


def test_every_service_is_supervised() -> None:
    once = {name for name in SERVICES if SERVICES[name]["restart"] == "no"}

    assert once == {"migrate"}


@pytest.mark.parametrize("name", ["worker", "db", "redis"])
def test_every_lasting_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]


def test_the_web_servers_health_check_is_the_images() -> None:
    assert "healthcheck" not in SERVICES["web"]
    assert "/healthz" in DOCKERFILE


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_nothing_starts_before_the_database_is_migrated(name: str) -> None:
    awaited = SERVICES[name]["depends_on"]

    assert awaited["migrate"]["condition"] == "service_completed_successfully"
    assert awaited["redis"]["condition"] == "service_healthy"


def test_a_site_from_before_the_search_index_gets_one() -> None:
    assert SERVICES["migrate"]["command"].endswith('manage.py reindex --if-empty"')


def test_the_database_outlives_its_container() -> None:
    volumes = {volume.split(":")[0] for volume in SERVICES["db"]["volumes"]}

    assert volumes <= set(COMPOSE["volumes"])


def test_the_site_is_not_published_past_its_proxy() -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["web"]["ports"])
    assert not any("ports" in SERVICES[name] for name in ("db", "redis"))


def test_every_variable_compose_reads_is_explained() -> None:
    text = (ROOT / "docker-compose.yml").read_text()

    assert set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", text)) <= named_in_example()


def test_every_variable_the_site_reads_is_explained_and_no_other() -> None:
    settings = (ROOT / "aiq_site" / "settings.py").read_text()
    gunicorn = (ROOT / "gunicorn.conf.py").read_text()
    read = set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", settings))
    read |= set(re.findall(r"environ\.get\(\"([A-Z_]+)\"", gunicorn))

    assert named_in_example() - {"POSTGRES_PASSWORD", "WEB_PORT"} == read


def test_the_example_holds_no_secret() -> None:
    assert re.search(r"^SECRET_KEY=$", EXAMPLE, re.MULTILINE)
    assert re.search(r"^POSTGRES_PASSWORD=$", EXAMPLE, re.MULTILINE)


def test_everything_the_image_copies_exists_and_is_let_in() -> None:
    copied = {
        name
        for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
        for name in line.split()
    }
    let_in = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }

    assert copied == let_in
    assert all((ROOT / name).exists() for name in copied)


def test_the_image_runs_our_oldest_python_and_not_as_root() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    oldest = project["requires-python"].removeprefix(">=")
    stages = re.findall(r"^FROM python:([\d.]+)-", DOCKERFILE, re.MULTILINE)

    assert set(stages) == {oldest}
    assert re.search(r"^USER (?!root)", DOCKERFILE, re.MULTILINE)
