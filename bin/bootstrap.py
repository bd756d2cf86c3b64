"""Make `.venv` from a hash-locked requirements file: `bootstrap.py requirements.txt`.

Standard library only, and doing it twice is doing it once: a stamp inside `.venv` holds
the digest of what was installed, and is written last, so that an interrupted run is
simply repeated. Syntax stays as old as Python 3.6, whose owners must be able to read
the refusal below.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts" if os.name == "nt" else "bin") / "python"


def main(requirements: str) -> None:
    refuse_old_python()
    lock = ROOT / requirements
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = VENV / f"installed-{lock.name}.sha256"
    if venv_works() and stamp.exists() and stamp.read_text() == digest:
        return
    uv = shutil.which("uv")
    count = sum("==" in line for line in lock.read_text().splitlines())
    print(f"Installing {count} packages into .venv (only once; up to a minute) ...")
    sys.stdout.flush()
    if not venv_works():
        make_venv(uv)
    if stamp.exists():
        stamp.unlink()
    install(lock, uv)
    stamp.write_text(digest)


def refuse_old_python() -> None:
    if sys.version_info[:2] >= OLDEST:
        return
    names = [f"python3.{minor}" for minor in range(14, OLDEST[1] - 1, -1)]
    newer = next((name for name in names if shutil.which(name)), "python3.12")
    found = ".".join(map(str, sys.version_info[:2]))
    sys.exit(
        f"AIQ needs Python 3.11 or newer and this is {found}: "
        f"install one, then run make again with PYTHON={newer}"
    )


def venv_works() -> bool:
    """Whether `.venv` holds a Python that starts, is new enough and can install.

    False after an interrupted creation, and after the system's Python moved away.
    """
    probe = f"import sys; sys.exit(sys.version_info[:2] < {OLDEST})"
    if not shutil.which("uv"):
        probe = f"import pip; {probe}"
    try:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.call([str(VENV_PYTHON), "-c", probe], **quiet) == 0
    except OSError:
        return False


def make_venv(uv: "str | None") -> None:
    """Create `.venv`, or leave nothing behind and exit with one sentence."""
    refuse_missing_venv_module(uv)
    shutil.rmtree(VENV, ignore_errors=True)
    if uv:
        command = [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]
    else:
        command = [sys.executable, "-m", "venv", str(VENV)]
    created = False
    try:
        created = subprocess.call(command) == 0
    finally:
        if not created:
            shutil.rmtree(VENV, ignore_errors=True)
    if not created:
        sys.exit("Creating .venv failed for the reason above; nothing was left behind.")


def refuse_missing_venv_module(uv: "str | None") -> None:
    if uv or all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    sys.exit(
        "This Python cannot create virtual environments (Debian and Ubuntu ship that "
        f"part separately): run  sudo apt install {package}  and repeat the command."
    )


def install(lock: Path, uv: "str | None") -> None:
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(VENV_PYTHON)]
    else:
        # No source builds: the locked wheels cover Linux and macOS, and a compiler
        # error is no way to meet a project.
        command = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--no-input"]
        command += ["--disable-pip-version-check", "--only-binary=:all:"]
    command += ["--require-hashes", "-r", str(lock)]
    if subprocess.call(command, cwd=str(ROOT)) != 0:
        sys.exit(
            "Installing failed for the reason above; "
            "if the network was the cause, repeat the command when it is back."
        )


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit("Stopped before the end; the next run starts the installation again.")
