"""The halls of the export, their page, and a real browser that looks at it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rackplan.handover import Handover
from rackplan.report.page import page_of
from rackplan.verify.facts import Facts, facts_of
from tests.exchange.conftest import handover, make_handover, plan, refuted, site

__all__ = ["handover", "make_handover", "plan", "refuted", "site"]

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_BROWSER = (
    "NO BROWSER, THE PAGE IS NOT LOOKED AT: install Chromium (Debian: apt-get install chromium)"
)

HOSTILE = {
    "script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "long": "x" * 10_000,
    "right to left": "\u202eevil \u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627",
    "template": "{{ 7 * 7 }} ${alert(1)} &lt;b&gt;",
    "control": "\x00\x1b[31m\x7f\ud800",
}
"""Names that an input may hold, and that must change nothing but what they name."""


@pytest.fixture(params=list(HOSTILE))
def hostile_name(request: pytest.FixtureRequest) -> str:
    """One of them."""
    return HOSTILE[request.param]


@pytest.fixture(scope="session")
def facts(handover: Handover) -> Facts:
    """The plan as the checks look at it."""
    return facts_of(handover.site, handover.plan)


@pytest.fixture(scope="session")
def page_file(handover: Handover, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the halls, as a file."""
    path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(page_of(handover), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium without a window."""
    sync_api = pytest.importorskip("playwright.sync_api", reason=NO_BROWSER)
    command = next(filter(None, map(shutil.which, BROWSERS)), None)
    if command is None:
        pytest.skip(NO_BROWSER)
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=command, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def look(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens a page; what it complains of, asks for or pops up fails the test."""
    contexts, complaints = [], []

    def open_page(path: Path, width: int = 1366, height: int = 768, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(15_000)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: complaints.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        tab.on("dialog", lambda dialog: (complaints.append("dialog"), dialog.dismiss()))
        tab.on("request", lambda asked: _note(asked.url, path, complaints))
        tab.goto(path.as_uri())
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _note(url: str, path: Path, complaints: list[str]) -> None:
    if url != path.as_uri() and not url.startswith("data:"):
        complaints.append(f"fetched: {url}")
