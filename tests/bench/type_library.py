"""How long thousands of files of the NetBox community's library take, on one core.

``python -m tests.bench.type_library`` makes files in the library's form, as large as those of
today's servers and switches are, and imports them as `rackplan catalog import-netbox` does.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rackplan.exchange.type_library import import_types, types_report, write_types
from tests.bench.machine import describe_machine
from tests.exchange.type_library.library import FILES, write_library

_EXTRA = "\n".join(
    f"  - name: port {n}\n    type: 10gbase-x-sfpp\n    description: SFP+" for n in range(1, 61)
)


def main() -> None:
    """Make files, import them, and print the seconds of the processor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=5000)
    count = parser.parse_args().files
    print(describe_machine(1))
    with tempfile.TemporaryDirectory() as place:
        folder = write_library(Path(place) / "library", dict(_files(count)))
        size = sum(path.stat().st_size for path in folder.rglob("*.y*ml")) / count
        start = time.process_time()
        made = import_types([folder])
        read = time.process_time()
        write_types(made, Path(place) / "drafts", types_report(made))
        end = time.process_time()
    print(f"{made.files:,} files of {size:,.0f} bytes in the mean, {len(made.drafts):,} drafts")
    print(f"read {read - start:.1f} s, written {end - read:.1f} s")


def _files(count: int) -> Iterator[tuple[str, str]]:
    """Files with names and models of their own; one in three with sixty ports more."""
    sound = [(name, text) for name, text in FILES.items() if "-types/" in name and "yam" in name]
    for number in range(count):
        name, text = sound[number % len(sound)]
        own = text.replace("model: ", f"model: M{number} ", 1).replace(
            "slug: ", f"slug: s{number}-", 1
        )
        if number % 3 == 0 and "interfaces:" not in own and "form_factor" not in own:
            own += f"interfaces:\n{_EXTRA}\n"
        path = Path(name)
        yield (path.parent / f"{number}-{path.name}").as_posix(), own


if __name__ == "__main__":
    main()
