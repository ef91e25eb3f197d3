// On paper: light, and all tables; what else a page prepares for it stands in `papers`.
const papers = { before: [], after: [] };
addEventListener("beforeprint", () => {
  theme.before = theme.chosen; theme.chosen = "light"; applyTheme();
  for (const prepare of papers.before) prepare();
  byId("shelf").replaceChildren(...content.tables.map((table) => {
    const shown = tableShown(table.id), kept = shown.most;
    shown.most = PRINTED; shown.fill(); shown.most = kept;
    if (shown.order.length > PRINTED) shown.said.textContent = "the first " + PRINTED + " of " + shown.order.length.toLocaleString("en-US") + " rows; the page has them all";
    return shown.element;
  }));
});
addEventListener("afterprint", () => {
  theme.chosen = theme.before || "auto"; applyTheme();
  for (const restore of papers.after) restore();
  for (const shown of shownTables.values()) shown.fill();
  openTable(content.tables[0].id);
});
applyTheme();
