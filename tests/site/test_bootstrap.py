"""`make run` and `make test` on machines that lack something."""

import os
import shutil
import signal
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
MAKE = shutil.which("make") or "make"

# Runs the script it is given inside a Python that is made to look like another one.
PRETENDING = """
import runpy, sys
{pretence}
sys.argv = sys.argv[1:]
sys.path.insert(0, "bin")
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project with nothing to install, in a folder whose name has a space."""
    folder = tmp_path / "my projects" / "AIQ"
    (folder / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(ROOT / "bin" / "bootstrap.py", folder / "bin")
    (folder / "requirements.txt").write_text("# nothing\n")
    (folder / "manage.py").write_text("import sys; print('started', *sys.argv[1:])\n")
    return folder


def pretending(folder: Path, pretence: str) -> str:
    (folder / "pretence.py").write_text(PRETENDING.format(pretence=pretence))
    script = folder / "pretending-python"
    # By way of sh: a "#!" line cannot name a Python in a folder with a space.
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" pretence.py "$@"\n')
    script.chmod(0o755)
    return "./pretending-python"


def make(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """With no uv but the test's own, and nothing of this run's environment."""
    return subprocess.run(
        [MAKE, *arguments],
        cwd=folder,
        env={
            "PATH": f"{folder}/tools:/usr/bin:/bin",
            "HOME": str(folder),
            "SHELL": "/bin/sh",
        },
        capture_output=True,
        text=True,
        timeout=600,
    )


def test_run_makes_the_environment_once(checkout: Path) -> None:
    first = make(checkout, "run", f"PYTHON={sys.executable}", "PORT=8765")
    second = make(checkout, "run", f"PYTHON={sys.executable}")

    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines() == [
        "Installing 0 packages into .venv (only once; up to a minute) ...",
        "started up --port 8765",
    ]
    assert second.stdout == "started up --port 8000\n"


def test_an_old_python_is_refused_in_one_sentence(checkout: Path) -> None:
    old = pretending(checkout, "sys.version_info = (3, 9, 2)")

    refused = make(checkout, "run", f"PYTHON={old}")

    assert refused.returncode != 0
    sentence = refused.stderr.splitlines()[0]
    assert sentence.startswith("AIQ needs Python 3.11 or newer and this is 3.9: ")
    assert "PYTHON=python3." in sentence
    assert not (checkout / ".venv").exists()


def test_a_missing_venv_module_is_told_with_its_cure(checkout: Path) -> None:
    pretence = (
        "import importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name: None if name == 'ensurepip' else find(name)"
    )

    refused = make(checkout, "run", f"PYTHON={pretending(checkout, pretence)}")

    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    assert refused.returncode != 0
    assert f"sudo apt install {version}-venv" in refused.stderr.splitlines()[-2]
    assert not (checkout / ".venv").exists()


def test_a_python_that_is_not_there_is_named(checkout: Path) -> None:
    refused = make(checkout, "run", "PYTHON=python3.99")

    assert refused.returncode != 0
    assert "python3.99 was not found" in refused.stderr


def test_a_failed_creation_leaves_nothing_behind(checkout: Path) -> None:
    # What Debian's half-installed venv does: makes a folder, then fails.
    pretence = (
        "import subprocess, os\n"
        "def call(command, **options):\n"
        "    if 'venv' in command: os.makedirs('.venv/bin'); return 1\n"
        "    raise FileNotFoundError\n"
        "subprocess.call = call"
    )

    refused = make(checkout, "run", f"PYTHON={pretending(checkout, pretence)}")

    assert refused.returncode != 0
    assert "nothing was left behind" in refused.stderr
    assert not (checkout / ".venv").exists()


def test_a_failed_installation_is_repeated_next_time(checkout: Path) -> None:
    uv = checkout / "tools" / "uv"
    uv.parent.mkdir()
    lines = [
        "#!/bin/sh",
        f'[ "$1" = venv ] && exec "{sys.executable}" -m venv --without-pip .venv',
        "[ -e network ]",
    ]
    uv.write_text("\n".join(lines))
    uv.chmod(0o755)

    failed = make(checkout, "run", f"PYTHON={sys.executable}")
    (checkout / "network").touch()
    repeated = make(checkout, "run", f"PYTHON={sys.executable}")
    unchanged = make(checkout, "run", f"PYTHON={sys.executable}")

    assert failed.returncode != 0
    assert "Installing failed for the reason above" in failed.stderr
    assert "started" not in failed.stdout
    assert repeated.stdout.splitlines()[-1] == "started up --port 8000"
    assert "Installing" in repeated.stdout
    assert "Installing" not in unchanged.stdout


def test_an_interrupted_run_leaves_no_stamp(checkout: Path) -> None:
    slow = pretending(
        checkout,
        "import subprocess, time\n"
        "subprocess.call = lambda *a, **o: (print('busy', flush=True), time.sleep(30))",
    )
    run = subprocess.Popen(
        [slow, "bin/bootstrap.py", "requirements.txt"],
        cwd=checkout,
        stdout=subprocess.PIPE,
        text=True,
        stderr=subprocess.PIPE,
        # A suite that runs in the background hands on a SIGINT that is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert run.stdout is not None
    while run.stdout.readline() != "busy\n":
        time.sleep(0.01)

    os.kill(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=300)

    assert run.returncode != 0
    assert errors == (
        "Stopped before the end; the next run starts the installation again.\n"
    )
    assert not list(checkout.glob(".venv/installed-*"))


@pytest.mark.parametrize("command", ["run", "test", "check", "fix", "help"])
def test_help_names_every_command(checkout: Path, command: str) -> None:
    assert f"make {command} " in make(checkout, "help").stdout


def test_the_test_packages_include_the_sites_own_at_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        lines = (ROOT / name).read_text().splitlines()
        return {line.rstrip(" \\") for line in lines if "==" in line}

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_the_lock_names_the_extras_that_its_packages_ask_for() -> None:
    """Older pips look for "name[extra]" past the pin of "name", and find it unpinned."""
    pins = [
        Requirement(line.rstrip(" \\"))
        for line in (ROOT / "requirements-dev.txt").read_text().splitlines()
        if "==" in line
    ]
    extras = {canonicalize_name(pin.name): pin.extras for pin in pins}
    asked = [
        wanted
        for pin in pins
        if pin.marker is None or pin.marker.evaluate()
        for wanted in map(Requirement, metadata.requires(pin.name) or [])
        if wanted.marker is None
        or any(wanted.marker.evaluate({"extra": extra}) for extra in ["", *pin.extras])
    ]

    assert any(wanted.extras for wanted in asked)
    missing = [
        str(wanted)
        for wanted in asked
        if not wanted.extras <= extras[canonicalize_name(wanted.name)]
    ]
    assert missing == []
