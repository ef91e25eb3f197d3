// Tables that sort, filter, and copy well into a spreadsheet.
const PAGE = 200, PRINTED = 1500, NEAR = 30;
const NUMBERS = new Set(["count", "figure", "share", "ratio", "money"]);
const shownTables = new Map();

function cellText(value, column) {
  if (value == null || value === "") return "";
  if (column.form === "share") return typeof value === "number" ? percent(value) : value;
  if (column.form === "money") return fixed(value, 0);
  if (column.form === "count") return typeof value === "number" ? value.toLocaleString("en-US") : value;
  return typeof value === "number" ? figure(value, 5) : value;
}
function compare(one, other) {
  if (one == null || one === "") return other == null || other === "" ? 0 : 1;
  if (other == null || other === "") return -1;
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other), "en", { numeric: true });
}

class ShownTable {
  constructor(table) {
    this.table = table;
    this.cells = table.columns.map((column) => unpack(column.cells));
    this.looks = table.columns.map((column, at) => (NUMBERS.has(column.form) ? "num" : this.cells[at].some((text) => String(text ?? "").length > NEAR) ? "far" : "near"));
    this.order = Array.from({ length: table.rows }, (_, n) => n);
    this.sorted = -1; this.rising = true; this.most = PAGE;
    this.filter = make("input", { type: "search", placeholder: "filter rows", "aria-label": "Filter " + table.title });
    this.filter.addEventListener("input", () => { this.most = PAGE; this.arrange(); });
    this.said = make("span", { role: "status", class: "soft" });
    this.copy = make("button", { type: "button" }, "Copy");
    this.copy.addEventListener("click", () => this.copyOut());
    this.more = make("button", { type: "button", class: "more" }, "Show all");
    this.more.addEventListener("click", () => { this.most = Infinity; this.fill(); });
    this.body = make("tbody");
    this.heads = table.columns.map((column, at) => this.head(column, at));
    const grid = make("table", { class: "grid" }, make("thead", {}, make("tr", {}, ...this.heads)), this.body, this.total());
    this.element = make("div", { role: "tabpanel", id: "table-" + table.id, "aria-label": table.title },
      make("div", { class: "tablehead" }, make("p", {}, make("b", {}, table.title + ". "), table.about), this.filter, this.copy, this.said),
      make("div", { class: "tablebox", tabindex: "0", role: "group", "aria-label": table.title }, grid), this.more);
    this.arrange();
  }
  head(column, at) {
    const button = make("button", { type: "button", title: column.about }, column.title, column.unit ? make("small", {}, " [" + column.unit + "]") : null);
    button.addEventListener("click", () => { this.rising = this.sorted === at ? !this.rising : true; this.sorted = at; this.arrange(); });
    return make("th", { scope: "col", class: NUMBERS.has(column.form) ? "num" : "", "aria-sort": "none" }, button);
  }
  total() {
    if (!this.table.columns.some((column) => column.total) || this.table.rows < 2) return null;
    const sums = this.table.columns.map((column, at) => (column.total ? this.cells[at].reduce((sum, value) => sum + (typeof value === "number" ? value : 0), 0) : null));
    return make("tfoot", {}, make("tr", {}, ...sums.map((sum, at) => make("td", { class: NUMBERS.has(this.table.columns[at].form) ? "num" : "" }, sum == null ? (at ? "" : "total") : cellText(sum, this.table.columns[at])))));
  }
  arrange() {
    const wanted = this.filter.value.trim().toLowerCase();
    this.order = Array.from({ length: this.table.rows }, (_, n) => n);
    if (wanted) this.order = this.order.filter((n) => this.cells.some((cells) => String(cells[n] ?? "").toLowerCase().includes(wanted)));
    if (this.sorted >= 0) {
      const cells = this.cells[this.sorted], sign = this.rising ? 1 : -1;
      const isEmpty = (n) => cells[n] == null || cells[n] === "";
      this.order.sort((one, other) => (isEmpty(one) || isEmpty(other) ? compare(cells[one], cells[other]) : sign * compare(cells[one], cells[other])) || one - other);
    }
    this.heads.forEach((head, at) => head.setAttribute("aria-sort", at !== this.sorted ? "none" : this.rising ? "ascending" : "descending"));
    this.fill();
  }
  fill() {
    const shown = this.order.slice(0, this.most);
    this.body.replaceChildren(...shown.map((n) => make("tr", {}, ...this.cells.map((cells, at) => {
      const column = this.table.columns[at], isNumber = NUMBERS.has(column.form);
      return make("td", { class: this.looks[at] }, isNumber ? cellText(cells[n], column) : make("bdi", {}, cellText(cells[n], column)));
    }))));
    this.more.hidden = shown.length === this.order.length;
    this.more.textContent = "Show all " + this.order.length.toLocaleString("en-US");
    this.said.textContent = this.order.length === this.table.rows ? count(this.table.rows, "row") : this.order.length.toLocaleString("en-US") + " of " + count(this.table.rows, "row");
  }
  /** Tab-separated, figures plain: what a spreadsheet takes. A leading sign that begins a formula gets an apostrophe. */
  text() {
    const plain = (value) => (value == null ? "" : typeof value === "number" ? String(value) : value.replace(/[\t\r\n]+/g, " ").replace(/^[=+\-@]/, "'$&"));
    const head = this.table.columns.map((column) => column.title + (column.unit ? " [" + column.unit + "]" : ""));
    return [head, ...this.order.map((n) => this.cells.map((cells) => plain(cells[n])))].map((line) => line.join("\t")).join("\n");
  }
  async copyOut() {
    const text = this.text();
    try { await navigator.clipboard.writeText(text); }
    catch {
      const area = make("textarea", {}, text);
      document.body.append(area); area.select(); document.execCommand("copy"); area.remove(); this.copy.focus();
    }
    this.said.textContent = "copied " + count(this.order.length, "row");
  }
}

function tableShown(id) {
  if (!shownTables.has(id)) shownTables.set(id, new ShownTable(tables.get(id)));
  return shownTables.get(id);
}
function openTable(id, takesFocus) {
  for (const tab of byId("tabs").children) {
    const isOpen = tab.dataset.table === id;
    tab.setAttribute("aria-selected", isOpen); tab.tabIndex = isOpen ? 0 : -1;
    if (isOpen && takesFocus) tab.focus();
  }
  byId("shelf").replaceChildren(tableShown(id).element);
}
for (const table of content.tables) {
  const tab = make("button", { type: "button", role: "tab", "data-table": table.id, "aria-controls": "shelf" }, table.title);
  tab.addEventListener("click", () => openTable(table.id));
  byId("tabs").append(tab);
}
byId("tabs").addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  event.preventDefault();
  const ids = content.tables.map((table) => table.id), at = ids.indexOf(event.target.dataset.table);
  openTable(ids[(at + by + ids.length) % ids.length], true);
});
openTable(content.tables[0].id);
