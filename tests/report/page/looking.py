"""What a browser is asked about a page: scripts that give back what is wrong with it."""

from __future__ import annotations

__all__ = [
    "CONTRAST",
    "CONTROLS",
    "OUTSIDE",
    "OVERLAPS",
    "PIECES",
    "PLOT_CONTRAST",
    "PLOT_OVERLAPS",
]

CONTRAST = """() => {
  const number = (c) => (c.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = (c) => {
    const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = c.map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const c = number(getComputedStyle(at).backgroundColor);
      if (c.length < 4 || c[3] > 0.99) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const e of document.querySelectorAll("body *:not(script):not(svg):not(svg *)")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !e.getClientRects().length || e.closest(".skip, noscript, .keys i")) continue;
    const [a, b] = [light(number(getComputedStyle(e).color).slice(0, 3)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const name = e.tagName + " " + e.textContent.slice(0, 30);
    if (ratio < 4.5) poor.push(name + " " + ratio.toFixed(2));
  }
  return poor;
}"""

OVERLAPS = """() => {
  const found = [];
  for (const group of document.querySelectorAll("svg.d .n")) {
    const frame = group.querySelector("rect").getBBox();
    const texts = [...group.querySelectorAll("text")].map((t) => [t.textContent, t.getBBox()]);
    for (const [text, b] of texts)
      if (b.x < frame.x || b.x + b.width > frame.x + frame.width + 0.5) found.push("out: " + text);
    texts.forEach(([one, a], n) => texts.slice(n + 1).forEach(([other, b]) => {
      const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
      const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
      if (across > 0.5 && down > 3.5) found.push(one + " / " + other);
    }));
  }
  return found;
}"""

OUTSIDE = """() => {
  const found = [];
  const cards = ".gearbox, .facts > div, figure.chart, aside > div, .lines, .caution, .year figure";
  for (const card of document.querySelectorAll(cards)) {
    const frame = card.getBoundingClientRect();
    for (const e of card.querySelectorAll("*")) {
      const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
      if (!own || !e.getClientRects().length || e.closest(".scroll")) continue;
      const range = document.createRange();
      range.selectNodeContents(e);
      for (const box of range.getClientRects())
        if (box.left < frame.left - 1 || box.right > frame.right + 1
            || box.bottom > frame.bottom + 1)
          found.push(e.textContent.slice(0, 40));
    }
  }
  return found;
}"""
"""Texts that stick out of the card that they stand in."""

PIECES = """() => {
  const found = [];
  for (const text of document.querySelectorAll(".elevations text.t")) {
    let frame = text.previousElementSibling;
    while (frame && frame.tagName !== "rect") frame = frame.previousElementSibling;
    const box = text.getBBox(), piece = frame.getBBox();
    if (box.x < piece.x || box.x + box.width > piece.x + piece.width) found.push(text.textContent);
  }
  return found;
}"""
"""Texts of elevations that are wider than the piece that they name."""

CONTROLS = """() => {
  const all = "a[href], button, select, input, canvas[tabindex], [role=group][tabindex]";
  const seen = [...document.querySelectorAll(all)].filter(
    (e) => e.getClientRects().length && e.tabIndex >= 0 && !e.closest("[hidden]"));
  seen.forEach((e, n) => { e.dataset.control = n; });
  return seen.length;
}"""
"""Numbers everything that a person can work, and says how many there are."""

PLOT_CONTRAST = """() => {
  const number = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = (c) => {
    const linear = (v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = number(c).slice(0, 3).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const poor = [];
  for (const svg of document.querySelectorAll(".plot svg")) {
    const cells = [...svg.querySelectorAll("rect[fill]")];
    const card = getComputedStyle(svg.closest("figure")).backgroundColor;
    for (const text of svg.querySelectorAll("text")) {
      const b = text.getBBox(), x = b.x + b.width / 2, y = b.y + b.height / 2;
      const on = cells.filter((e) => {
        const r = e.getBBox();
        return r.x <= x && x <= r.x + r.width && r.y <= y && y <= r.y + r.height;
      }).pop();
      const ground = light(on ? getComputedStyle(on).fill : card);
      const ink = light(getComputedStyle(text).fill);
      const ratio = (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
      if (ratio < 4.5) poor.push(text.textContent + " " + ratio.toFixed(2));
    }
  }
  return poor;
}"""
"""Words of plots that do not stand out from the card, or from the cell that they stand in."""

PLOT_OVERLAPS = """() => {
  const found = [];
  for (const svg of document.querySelectorAll(".plot svg")) {
    const page = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll("text")].map((t) => [t.textContent, t.getBBox()]);
    texts.forEach(([one, a], n) => {
      if (a.x < 0 || a.x + a.width > page.width) found.push("out: " + one.slice(0, 40));
      texts.slice(n + 1).forEach(([other, b]) => {
        const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
        const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
        if (across > 0.5 && down > 3.5) found.push(one.slice(0, 40) + " / " + other.slice(0, 40));
      });
    });
  }
  return found;
}"""
"""Words of plots that run into each other, or off the page."""
