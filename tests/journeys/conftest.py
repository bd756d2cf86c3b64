"""A whole site, started as a newcomer starts it, and a browser to walk through it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
import redis
from _pytest.runner import runtestprotocol
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import starter_site
from tests.browser_notice import chromium
from tests.starter_site import StarterSite

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 300
Visit = Callable[..., Page]
Manage = Callable[..., None]
# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys come first: they take longest, and other tests fill what they leave.

    What a digest has passed over is not offered to the next: it is published last.
    """
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    is_journey = item.get_closest_marker("browser") is not None
    return not is_journey, item.get_closest_marker("publishes") is not None


@pytest.fixture(scope="session")
def port() -> int:
    """Where the sites of this run are served, one after the other."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def starter(
    tmp_path_factory: pytest.TempPathFactory, port: int
) -> Iterator[StarterSite]:
    """The site that each module starts from, stopped."""
    folder = tmp_path_factory.mktemp("starter")
    site = starter_site.made(
        folder, f"aiq_starter_{os.getpid()}", f"http://localhost:{port}"
    )
    yield site
    if site.database:
        starter_site.drop_database(site.database)


@pytest.fixture(scope="module")
def environment(
    starter: StarterSite, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """What the site's processes are started with: a database and a queue of their own."""
    name = f"aiq_journeys_{os.getpid()}"
    env = starter.copied(tmp_path_factory.mktemp("var"), name)
    env["PYTHONUNBUFFERED"] = "1"
    redis_url = _own_redis_database(env)
    try:
        yield env
    finally:
        if redis_url:
            _empty_redis(redis_url)
        if starter.database:
            starter_site.drop_database(name)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> bool | None:
    """A journey that fails is walked once more, and the failure told beside it.

    A whole site, its worker and a browser on a busy machine do not always keep pace.
    What is wrong fails twice.
    """
    if not isinstance(item, pytest.Function) or not item.get_closest_marker("browser"):
        return None
    hook, place = item.ihook, {"nodeid": item.nodeid, "location": item.location}
    hook.pytest_runtest_logstart(**place)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    if failed := [report for report in reports if report.failed]:
        said = f"{item.nodeid} failed at first:\n{failed[0].longreprtext[-2000:]}"
        sys.stderr.write(f"\n{said}\n")
        item._initrequest()
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for report in reports:
        hook.pytest_runtest_logreport(report=report)
    hook.pytest_runtest_logfinish(**place)
    return True


@pytest.fixture(scope="module")
def site(environment: dict[str, str], port: int) -> Iterator[str]:
    """`manage.py up` with web, worker and beat on a fresh database; its address.

    One for each module: a journey finds what its neighbours left, and no more.
    """
    process = subprocess.Popen(
        [sys.executable, "manage.py", "up", "--port", str(port)],
        cwd=ROOT,
        env=environment,
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=120)


@pytest.fixture(scope="module")
def manage(site: str, environment: dict[str, str]) -> Manage:
    """`manage("load_sample", "--answers=9")` runs a command on the site's database."""

    def run(*words: str) -> None:
        command = [sys.executable, "manage.py", *words]
        subprocess.run(
            command, cwd=ROOT, env=environment, check=True, timeout=PATIENCE_SECONDS
        )

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Closed after each module: Django refuses a database beside Playwright's loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--disable-gpu",
                "--disable-background-networking",
                # Chromium refuses its sandbox to root, who runs CI.
                *(["--no-sandbox"] if os.geteuid() == 0 else []),
            ],
        )
        yield browser
        browser.close()


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Visit]:
    """`visit("/path", as_="reader", js=False, width=360, dark=True)` opens a page.

    At the end no page may have logged an error or asked another host for anything.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_page(
        path: str = "/",
        *,
        as_: str = "",
        js: bool = True,
        width: int = 1280,
        dark: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=site,
            java_script_enabled=js,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        page = context.new_page()
        _press_when_loaded(page)
        page.on("console", lambda said: _note(said.type, said.text, faults))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda asked: _note_foreign(asked.url, site, faults))
        if as_:
            page.goto("/demo/")
            page.locator(f'form[action="/demo/{as_}/"] button').click()
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def _press_when_loaded(page: Page) -> None:
    """A key that comes before the page's scripts do is lost; readers are no faster."""
    press = page.keyboard.press

    def when_loaded(key: str, *, delay: float | None = None) -> None:
        page.wait_for_load_state()
        press(key, delay=delay)

    page.keyboard.press = when_loaded  # type: ignore[method-assign]


def _note(kind: str, text: str, faults: list[str]) -> None:
    # A refused form answers 422, which the browser reports as a failed resource.
    if kind == "error" and "status of 4" not in text:
        faults.append(text)


def _note_foreign(url: str, site: str, faults: list[str]) -> None:
    if not url.startswith((site, "data:", "blob:", "about:")):
        faults.append(f"asked {url}")


def _wait_for(address: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, "the site stopped while it was starting"
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5) as response:
                if b'"worker": "ok"' in response.read():
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.5)
    raise AssertionError("the site did not start")


def _own_redis_database(env: dict[str, str]) -> str:
    """On Redis the site gets an empty database of its own; its URL, or nothing.

    Another site's worker on the same database would take this site's jobs.
    """
    if not env.get("REDIS_URL"):
        return ""
    for number in range(1, 9):
        url = urlsplit(env["REDIS_URL"])._replace(path=f"/{number}").geturl()
        with redis.Redis.from_url(url) as server:
            if server.dbsize() == 0 and server.set("taken", os.getpid(), nx=True):
                env["REDIS_URL"] = url
                env.pop("CELERY_BROKER_URL", None)
                return url
    raise AssertionError("no empty Redis database is left between 1 and 8")


def _empty_redis(url: str) -> None:
    with redis.Redis.from_url(url) as server:
        server.flushdb()
