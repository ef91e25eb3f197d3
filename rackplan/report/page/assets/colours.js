// Colours that colour-blind readers tell apart: cividis for amounts, Paul Tol's light scheme for kinds.
const CIVIDIS = ["#00224e", "#1f3b6c", "#3f4b6b", "#575d6d", "#707173", "#8a8678", "#a69d75", "#c4b56c", "#e4cf5b", "#fee838"];
const KINDS = ["#77aadd", "#ee8866", "#44bb99", "#ffaabb", "#eedd88", "#aaaa00", "#99ddff", "#bbcc33", "#dddddd"];
const OVER = "#c2005f";

function ramp(share) {
  const at = Math.min(Math.max(share, 0), 1) * (CIVIDIS.length - 1);
  const n = Math.min(Math.floor(at), CIVIDIS.length - 2);
  const [one, other] = [CIVIDIS[n], CIVIDIS[n + 1]].map((c) => [1, 3, 5].map((i) => parseInt(c.slice(i, i + 2), 16)));
  return "rgb(" + one.map((part, i) => Math.round(part + (other[i] - part) * (at - n))).join(",") + ")";
}

/** Black or white, whichever reads better on a colour. */
function inkOn(colour) {
  const parts = colour.startsWith("#") ? [1, 3, 5].map((i) => parseInt(colour.slice(i, i + 2), 16)) : colour.match(/\d+/g).map(Number);
  const [r, g, b] = parts.map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? "#10161d" : "#ffffff";
}

const theme = { chosen: "auto", dark: matchMedia("(prefers-color-scheme: dark)"), listeners: [] };
function isDark() {
  return theme.chosen === "dark" || (theme.chosen === "auto" && theme.dark.matches);
}
function applyTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const name = { auto: "Auto", light: "Light", dark: "Dark" }[theme.chosen];
  byId("theme").textContent = name;
  byId("theme").setAttribute("aria-label", "Colours: " + (theme.chosen === "auto" ? "as the system has them" : theme.chosen));
  for (const listener of theme.listeners) listener();
}
byId("theme").addEventListener("click", () => {
  theme.chosen = { auto: "light", light: "dark", dark: "auto" }[theme.chosen];
  applyTheme();
});
theme.dark.addEventListener("change", applyTheme);
const paint = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
