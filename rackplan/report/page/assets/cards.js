// What is said of a rack, of a loss, of a layer; and the loads written into diagram and cooling.
function valueText(n) {
  const value = view.values[n];
  if (value == null) return "unknown";
  if (view.layer.kind === "share") return percent(value);
  return view.layer.kind === "amount" ? figure(value) + " " + view.layer.unit : String(value);
}
const withUnit = (n, key) => { const value = racks.get(key)[n]; return value == null ? "unknown" : figure(value) + " " + unitOf(key); };

function rackLines(n) {
  const now = rackIn(view.state, n), inlet = racks.get("inlet")[n], load = racks.get("weight")[n];
  const kind = kinds.get(racks.get("rack")[n]), tight = tightestOf(view.state, n);
  const feeds = feedsOf[n].map((feed) => nodes.id[feed] + " " + (view.state.gone.has(feed) ? "lost" : percent(view.state.share[feed]))).join(", ");
  const hasLoop = Boolean(racks.get("loop")[n]);
  return [
    ["type", racks.get("rack")[n] + (kind && kind.name !== kind.id ? " · " + kind.name : "")],
    ["role", racks.get("role")[n]], ["pod", racks.get("pod")[n] || "none"],
    ["planned", withUnit(n, "planned")],
    ["drawn now", now.isDark ? "nothing: dark" : figure(now.draw) + " " + unitOf("planned") + (now.isCapped ? ", throttled" : "")],
    ["feeds", feeds || "none"],
    ["tightest that serves it", now.isDark ? "dark" : percent(tight)],
    ["loop", hasLoop ? racks.get("loop")[n] : "air only"],
    ...(hasLoop ? [["heat to liquid", withUnit(n, "liquid")], ["coolant", withUnit(n, "flow")]] : []),
    ["heat to air", withUnit(n, "air")], ["airflow", withUnit(n, "airflow")],
    ["inlet", inlet == null ? "unknown" : figure(inlet) + " " + content.units.degC],
    ["weight", withUnit(n, "mass")], ["floor load", load == null ? "unknown" : percent(load) + " of allowed"],
  ];
}
function pairs(lines) {
  return make("dl", { class: "pairs" }, ...lines.flatMap(([title, text]) => [make("dt", {}, title), make("dd", {}, make("bdi", {}, text))]));
}
function showCard() {
  const card = byId("card");
  if (view.picked < 0) return card.replaceChildren(make("p", { class: "soft" }, "Point at a rack, click it, or go to it with the arrow keys."));
  card.replaceChildren(make("h3", {}, make("bdi", {}, racks.get("position")[view.picked])), pairs(rackLines(view.picked)));
}
function showHover(event) {
  const hover = byId("hover"), { offsetX: x, offsetY: y } = event;
  const spot = under(x, y), machine = spot ? null : machineUnder(x, y);
  view.hover = spot ? spot.rack : -1;
  hover.hidden = !spot && !machine;
  if (machine) hover.replaceChildren(make("b", {}, make("bdi", {}, machine.id)), make("div", {}, machine.product + ", serves " + machine.serves), make("div", {}, "drawn beside the hall: a plan does not place it"));
  else if (spot && spot.rack >= 0) {
    const n = spot.rack;
    hover.replaceChildren(make("b", {}, make("bdi", {}, racks.get("position")[n])), make("div", {}, make("bdi", {}, racks.get("rack")[n])), make("div", {}, view.layer.title + ": ", make("bdi", {}, valueText(n))), make("div", {}, withUnit(n, "planned") + " planned"));
  } else if (spot) hover.replaceChildren(make("b", {}, make("bdi", {}, spot.row.positions[spot.at])), make("div", {}, spot.row.held[spot.at] || "free"));
  hover.style.left = Math.max(4, Math.min(x + 14, view.width - hover.offsetWidth - 6)) + "px";
  hover.style.top = Math.max(4, Math.min(y + 14, view.height - hover.offsetHeight - 6)) + "px";
  redraw();
}

function key(paintWith, text, code = "", style = "") {
  const swatch = make("i", { class: style }, code);
  if (paintWith) { swatch.style.background = paintWith; swatch.style.color = inkOn(paintWith); }
  return make("li", {}, swatch, make("bdi", {}, text));
}
/** What stands on the plan beside racks. */
function marks() {
  const kinds = new Set(content.floor.machines.map((machine) => machine.kind));
  const said = [["line a", "busway A"], ["line b", "busway B"]];
  if (kinds.has("cdu")) said.push(["water", "CDU"]);
  if (kinds.has("air_unit")) said.push(["net", "air unit"]);
  if (rows.some((row) => Object.keys(row.held).length)) said.push(["hatch", "held: not free"]);
  return make("ul", { class: "keys marks" }, ...said.map(([style, text]) => key("", text, "", style)));
}
function showLegend() {
  const { layer } = view, legend = byId("legend");
  const unknown = view.values.filter((value) => value == null).length;
  const keys = [];
  legend.replaceChildren(make("h3", {}, layer.title[0].toUpperCase() + layer.title.slice(1)));
  if (layer.kind === "kinds") {
    const counts = new Map();
    for (const value of view.values) counts.set(value, (counts.get(value) || 0) + 1);
    const named = [...view.kinds].slice(0, 60);
    for (const [name, fill] of named) keys.push(key(fill, name + " (" + counts.get(name) + ")", layer.id === "type" ? kinds.get(name).code : ""));
    if (view.kinds.size > named.length) keys.push(make("li", {}, "and " + (view.kinds.size - named.length) + " more"));
  } else {
    const [least, most] = view.range, bar = make("div", { class: "ramp" });
    bar.style.background = "linear-gradient(90deg," + CIVIDIS.join(",") + ")";
    const said = layer.kind === "share" ? ["0 %", "100 %"] : [least, most].map((v) => figure(v) + " " + layer.unit);
    legend.append(bar, make("div", { class: "ends" }, make("span", {}, said[0]), make("span", {}, said[1])));
    if (view.fill.includes(OVER)) keys.push(key(OVER, "over 100 %"));
  }
  if (unknown) keys.push(key("", (layer.kind === "kinds" ? "none" : "unknown, or none") + " (" + unknown + ")", "", "hatch"));
  const isDarks = view.racks.filter((each) => each.isDark).length, isCapped = view.racks.filter((each) => each.isCapped && !each.isDark).length;
  if (isDarks) keys.push(key("#20262c", "dark (" + isDarks + ")", "×"));
  if (isCapped) keys.push(key("", "throttled (" + isCapped + ")", "◤", "plain"));
  legend.append(make("ul", { class: "keys" }, ...keys), marks());
}

/** The nodes that a loss loads most, with what they carried before. */
function showLoss() {
  const { state } = view, card = byId("loss-card"), name = stateName();
  for (const place of document.querySelectorAll(".state-name")) place.textContent = name ? ", " + name : ", with nothing lost";
  if (state.chosen === WHOLE) return card.replaceChildren();
  const ranked = [...state.touched].filter((n) => nodes.limit[n] && !state.gone.has(n))
    .map((n) => [n, state.load[n] - nodes.normal[n]]).filter(([, rise]) => rise > 1e-6)
    .sort((one, other) => other[1] / state.limit[other[0]] - one[1] / state.limit[one[0]]).slice(0, 8);
  const head = make("tr", {}, ...["carries on", "load", "more", "of usable"].map((text) => make("th", { scope: "col" }, text)));
  const body = ranked.map(([n, rise]) => make("tr", {}, make("td", {}, make("bdi", {}, nodes.id[n])), make("td", {}, figure(state.load[n]) + " " + nodes.unit[n]), make("td", {}, "+" + figure(rise)), make("td", {}, percent(state.share[n]))));
  const lost = state.gone.size ? make("p", { class: "soft" }, count(state.gone.size, "power node") + " without supply") : null;
  card.replaceChildren(make("h3", {}, make("bdi", {}, name[0].toUpperCase() + name.slice(1))), lost || "", body.length ? make("table", { class: "rise" }, make("thead", {}, head), make("tbody", {}, ...body)) : make("p", { class: "soft" }, "No power node carries more."));
}
function stateName() {
  const { chosen } = view.state;
  return chosen === WHOLE ? "" : chosen === WORST ? "each at its own worst loss" : "after losing " + losses[chosen].name.replace(/^ups /, "UPS ").replace(/^cdu /, "CDU ").replace(/^air_unit /, "air unit ");
}

/** Loads of the state in the one-line diagram, or in a part of it. */
function showNodes(part = document) {
  const { state } = view;
  for (const group of part.querySelectorAll("[data-n]")) {
    const n = Number(group.dataset.n), share = state.share[n], isGone = state.gone.has(n);
    const bars = group.querySelectorAll("rect.track, rect.bar");
    group.querySelector(".v").textContent = isGone ? "lost" : figure(state.load[n]) + " " + nodes.unit[n] + (share == null ? "" : " · " + fixed(100 * share, 0) + "%");
    bars[1].setAttribute("width", isGone || share == null ? 0 : Number(bars[0].getAttribute("width")) * Math.min(share, 1));
    group.classList.toggle("gone", isGone);
    group.classList.toggle("over", share != null && share > 1 + 1e-9);
    group.classList.toggle("rose", !isGone && state.chosen >= 0 && state.load[n] > nodes.normal[n] + 1e-3);
  }
}

/** Plants with their facility loops, and in these the rack loops and air zones. */
function showCooling() {
  const { state } = view, boxes = new Map(content.cooling.map((each) => [each.kind + " " + each.id, drawBox(each, state)]));
  const top = [];
  for (const each of content.cooling) {
    const above = each.kind === "facility" ? "plant " + each.to : "facility " + each.to;
    const parent = each.to == null ? null : boxes.get(above);
    if (parent) parent.querySelector(".nest").append(boxes.get(each.kind + " " + each.id));
    else top.push(boxes.get(each.kind + " " + each.id));
  }
  byId("loops").replaceChildren(...top);
}
const CALLED = { loop: "Rack loop", zone: "Air zone", facility: "Facility water", plant: "Plant" };
function drawBox(each, state) {
  const limits = state.cooling.get(each.kind + " " + each.id) || [];
  const meters = limits.map(([, title, used, limit, unit]) => {
    const share = limit ? used / limit : used > 0 ? Infinity : 0, bar = make("i", { class: share > 1 + 1e-9 ? "over" : "" });
    bar.style.width = 100 * Math.min(share, 1) + "%";
    return make("div", { class: "meter" }, make("span", {}, title), make("span", { class: "track" }, bar), make("span", {}, figure(used) + " of " + figure(limit) + " " + unit));
  });
  const chips = each.units.map((unit) => make("span", { class: view.lost && view.lost.has(unit) ? "gone" : "" }, make("bdi", {}, unit)));
  return make("div", { class: "gearbox " + each.kind }, make("h3", {}, CALLED[each.kind] + " ", make("bdi", {}, each.id)), make("p", {}, make("bdi", {}, each.lines.join(" · "))), each.products ? make("p", {}, make("bdi", {}, each.products)) : null, ...meters, chips.length ? make("div", { class: "chips" }, ...chips) : null, make("div", { class: "nest" }));
}
