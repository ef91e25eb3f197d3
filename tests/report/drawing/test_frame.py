"""The page: halls at one scale, side by side or one under the other, nothing cut off."""

from __future__ import annotations

import pytest

from rackplan.report.drawing.frame import MARGIN, PANEL, PANEL_TOP, laid_out


def _halls(*sizes: tuple[float, float]) -> dict[str, dict[str, str]]:
    return {
        f"H{n}": {"id": f"H{n}", "width": f"{width} m", "depth": f"{depth} m"}
        for n, (width, depth) in enumerate(sizes)
    }


SIZES = [
    [(36, 40)],
    [(4, 3)],
    [(120, 10)],
    [(130, 170)],
    [(18, 11), (9.5, 6)],
    [(30, 33)] * 7,
    [(0.5, 0.5)],
]


@pytest.mark.parametrize("sizes", SIZES)
def test_halls_stand_apart_inside_the_page(make_site, sizes):
    page = laid_out(make_site(halls=_halls(*sizes)), 500)
    assert len({frame.scale for frame in page.frames}) == 1
    for n, frame in enumerate(page.frames):
        assert frame.left >= MARGIN
        assert frame.top >= PANEL_TOP * page.grow
        assert frame.right < page.width - (PANEL + MARGIN) * page.grow
        assert frame.bottom < page.height
        for other in page.frames[n + 1 :]:
            assert frame.right < other.left or frame.bottom < other.top
    assert page.height >= (PANEL_TOP + 500) * page.grow


@pytest.mark.parametrize("sizes", SIZES)
def test_corners_of_a_hall_fall_on_its_frame(make_site, sizes):
    for frame in laid_out(make_site(halls=_halls(*sizes)), 0).frames:
        assert (frame.px(0), frame.py(0)) == (frame.left, frame.bottom)
        assert (frame.px(frame.width), frame.py(frame.depth)) == pytest.approx(
            (frame.right, frame.top)
        )


def test_one_hall_fits_a_landscape_page(make_site):
    page = laid_out(make_site(halls=_halls((36, 40))), 500)
    assert page.grow == 1.0
    assert 1.2 < page.width / page.height < 1.8


def test_a_huge_hall_gets_a_larger_page_and_larger_words(make_site):
    page = laid_out(make_site(halls=_halls((130, 170))), 500)
    assert page.frames[0].scale == 14.0
    assert page.grow > 2
