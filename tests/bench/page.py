"""How large the page of a large hall is, and what it costs to make, to open and to pan.

    python tests/bench/page.py --positions 3000 50000

Opening and panning are measured in Chromium, in seconds of its own processor time, so that others
on the machine do not count.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import sync_playwright

from rackplan.handover import Handover, handover_of
from rackplan.model.claim import Termination
from rackplan.model.site import Site
from rackplan.report.page import page_of
from rackplan.result import Result, Run
from tests.bench.machine import describe_machine
from tests.bench.verifying import large_hall

ROWS_ACROSS = 40
PAN = """async () => {
  const canvas = document.querySelector("#canvas"), wait = () => new Promise(requestAnimationFrame);
  const send = (name, clientX, clientY) =>
    canvas.dispatchEvent(new PointerEvent(name, {pointerId: 1, clientX, clientY}));
  canvas.setPointerCapture = () => {};
  send("pointerdown", 400, 300);
  for (let n = 0; n < 30; n++) { send("pointermove", 400 + 5 * n, 300); await wait(); }
  send("pointerup", 550, 300);
}"""


def spread(site: Site) -> Site:
    """The same rows side by side on a floor of their own."""
    rows = {
        name: row.model_copy(
            update={
                "x": 0 * row.x + (2 + n % ROWS_ACROSS * 12) * (row.position_width / 0.6),
                "y": 0 * row.y + (2 + n // ROWS_ACROSS * 3) * (row.position_width / 0.6),
            }
        )
        for n, (name, row) in enumerate(site.rows.items())
    }
    deep = (len(rows) // ROWS_ACROSS + 3) * 3
    hall = next(iter(site.halls.values()))
    sizes = {
        "width": hall.width * (500 / hall.width.m),
        "depth": hall.depth * (deep / hall.depth.m),
    }
    halls = {hall.id: hall.model_copy(update=sizes)}
    return site.model_copy(update={"rows": rows, "halls": halls})


def handed(positions: int) -> Handover:
    """A full hall, verified."""
    site, plan = large_hall(positions)
    end = Termination("feasible", "it_power", "kW", None, None, 0.0, deterministic=True)
    return handover_of(Result(spread(site), end, Run(0, 1, "0"), plan))


def measure(positions: int, browser: Any) -> None:
    """Make, open and pan one page, and print a line."""
    handover = handed(positions)
    began = time.process_time()
    text = page_of(handover)
    made = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(text, encoding="utf-8")
        opened, panned = _in_browser(path, browser)
    size = len(text.encode()) / 1e6
    racks = len(handover.plan.placements)
    print(
        f"{racks:>9,}  {size:>8.2f} MB  {made:>8.1f} s  {opened:>8.2f} s  {1000 * panned:>8.1f} ms"
    )


def _in_browser(path: Path, browser: Any) -> tuple[float, float]:
    """Processor time to open a page, and of a frame while it is panned [s]."""
    tab = browser.new_page(viewport={"width": 1366, "height": 768})
    tab.set_default_timeout(300_000)
    session = tab.context.new_cdp_session(tab)
    session.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
    session.send("Performance.enable")
    tab.goto(path.as_uri())
    opened = _busy(session)
    tab.evaluate(PAN)
    panned = (_busy(session) - opened) / 30
    tab.close()
    return opened, panned


def _busy(session: Any) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(each["value"] for each in metrics if each["name"] == "TaskDuration")


def main() -> None:
    """Measure pages of the sizes asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--positions", type=int, nargs="+", default=[3000, 50_000])
    chosen = parser.parse_args()
    print(describe_machine(threads=1))
    print(f"{'racks':>9}  {'page':>11}  {'making':>10}  {'opening':>10}  {'a frame':>11}")
    with sync_playwright() as playwright:
        command = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=command, args=["--no-sandbox"])
        for positions in chosen.positions:
            measure(positions, browser)
        browser.close()


if __name__ == "__main__":
    main()
