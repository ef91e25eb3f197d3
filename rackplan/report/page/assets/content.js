// The figures of the page, unpacked, and how they are written.
const content = JSON.parse(document.getElementById("content").textContent);
const byId = (id) => document.getElementById(id);
const unpack = (cells) => cells.all || cells.at.map((n) => cells.of[n]);

/** An element with text or children; text is always text, never markup. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Digits behind the point, half to even where a figure lies in the middle, as Python does. */
const writers = new Map();
function fixed(value, digits) {
  if (!writers.has(digits)) writers.set(digits, new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const scaled = value * 10 ** digits;
  const isHalf = Number.isInteger(value * 4096) && Math.abs(scaled % 1) === 0.5;
  const kept = isHalf ? (2 * Math.round(scaled / 2)) / 10 ** digits : value;
  return writers.get(digits).format(kept);
}

/** A figure to so many digits, never fewer than stand before the point: 31,234 and 2.718. */
function figure(value, digits = 4) {
  if (value == null) return "";
  const size = Math.abs(value);
  if (size >= 10 ** (digits - 1)) return fixed(value, 0);
  if (size === 0) return "0";
  const behind = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  const text = fixed(value, Math.min(behind, 12));
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
const percent = (share) => (share == null ? "unknown" : fixed(100 * share, 1) + " %");
const count = (number, one, many) => number.toLocaleString("en-US") + " " + (number === 1 ? one : many || one + "s");

const tables = new Map(content.tables.map((table) => [table.id, table]));
const columnsOf = (table) => new Map(table.columns.map((column) => [column.key, unpack(column.cells)]));
