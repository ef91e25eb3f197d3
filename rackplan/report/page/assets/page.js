// Controls: layers, losses, search, pointer, keys, paper.
for (const layer of LAYERS) byId("layer").append(make("option", { value: layer.id }, layer.title));
const lossKinds = [...new Set(losses.map((loss) => loss.kind))];
const KIND_TITLES = { ups: "UPS", cdu: "CDU", air_unit: "air unit", maintenance: "during maintenance" };
byId("loss-kind").append(make("option", { value: "" }, "nothing"), make("option", { value: "worst" }, "whatever is worst, node by node"),
  ...lossKinds.map((kind) => make("option", { value: kind }, KIND_TITLES[kind] || kind)));

function chooseLayer(id) {
  view.layer = LAYERS.find((layer) => layer.id === id);
  byId("layer").value = id;
  showState();
}
function chooseLoss(chosen) {
  view.state = stateOf(chosen);
  const gone = [...view.state.gone].map((n) => nodes.id[n]);
  view.lost = new Set(chosen >= 0 ? [...gone, losses[chosen].component, losses[chosen].component.replace(/\.pump\d+$/, "")] : []);
  if (chosen !== WHOLE && !["feed_a", "feed_b", "headroom", "draw"].includes(view.layer.id)) view.layer = LAYERS.find((layer) => layer.id === "headroom");
  byId("layer").value = view.layer.id;
  showState(); showLoss(); showNodes(); showCooling();
}

/** Parts of a large diagram are unpacked when they come near the window, or are printed. */
function unpackPart(part) {
  const packed = part.querySelector("template");
  if (!packed) return;
  packed.replaceWith(packed.content);
  showNodes(part);
}
const near = new IntersectionObserver((seen) => { for (const each of seen) if (each.isIntersecting) { unpackPart(each.target); near.unobserve(each.target); } }, { rootMargin: "600px" });
for (const part of document.querySelectorAll(".part:has(template)")) near.observe(part);

function showState() {
  colourRacks(); showLegend(); showCard(); redraw();
}
byId("layer").addEventListener("change", (event) => chooseLayer(event.target.value));
byId("loss-kind").addEventListener("change", (event) => {
  const kind = event.target.value, isNamed = kind !== "" && kind !== "worst";
  byId("which").hidden = byId("steps").hidden = !isNamed;
  const mine = losses.map((loss, n) => [loss, n]).filter(([loss]) => loss.kind === kind);
  byId("loss").replaceChildren(...mine.map(([loss, n]) => make("option", { value: n }, kind === "maintenance" ? loss.name : loss.component)));
  chooseLoss(kind === "" ? WHOLE : kind === "worst" ? WORST : mine[0][1]);
});
byId("loss").addEventListener("change", (event) => chooseLoss(Number(event.target.value)));
for (const [id, by] of [["loss-before", -1], ["loss-next", 1]])
  byId(id).addEventListener("click", () => {
    const select = byId("loss"), size = select.options.length;
    select.selectedIndex = (select.selectedIndex + by + size) % size;
    chooseLoss(Number(select.value));
  });

function find(text) {
  const wanted = text.trim().toLowerCase();
  view.found.clear();
  if (wanted) {
    const all = Array.from({ length: rackCount }, (_, n) => n);
    const of = (key, n) => String(racks.get(key)[n] || "").toLowerCase();
    const exact = all.filter((n) => of("position", n) === wanted);
    const hits = exact.length ? exact : all.filter((n) => ["position", "rack", "pod"].some((key) => of(key, n).includes(wanted)));
    view.found = new Set(hits);
    if (hits.length === 1 || exact.length) pick(hits[0], Math.max(view.scale, 40));
  }
  const free = wanted && !view.found.size && rows.some((row) => row.positions.some((id) => id.toLowerCase() === wanted));
  byId("found").textContent = !wanted ? "" : view.found.size ? count(view.found.size, "rack") : free ? "no rack stands there" : "nothing found";
  redraw();
}
byId("find").addEventListener("input", (event) => find(event.target.value));

function pick(n, scale) {
  view.picked = n;
  if (n >= 0) {
    const [x, y] = placeOf(n);
    if (scale || x < 0 || y < 0 || x > view.width - 20 || y > view.height - 20) { view.isAll = false; centre(n, scale); }
  }
  showCard(); redraw();
}
/** The rack beside the one picked, or the nearest one in the row above or below. */
function step(across, up) {
  if (!rackCount) return;
  if (view.picked < 0) return pick(0);
  const [x, y, width, depth] = placeOf(view.picked), row = rows[racks.get("row")[view.picked]];
  if (across) {
    let at = across > 0 ? racks.get("last")[view.picked] + 1 : racks.get("first")[view.picked] - 1;
    while (at >= 0 && at < row.at.length && row.at[at] < 0) at += across;
    return at >= 0 && at < row.at.length ? pick(row.at[at]) : undefined;
  }
  let best = -1, least = Infinity;
  for (let n = 0; n < rackCount; n++) {
    const [ox, oy, ow, od] = placeOf(n), rise = (y + depth / 2 - oy - od / 2) * up;
    const far = rise + 2 * Math.abs(ox + ow / 2 - x - width / 2);
    if (rise > depth / 3 && far < least) { least = far; best = n; }
  }
  if (best >= 0) pick(best);
}

const pointers = new Map();
let dragged = 0;
canvas.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, event); dragged = 0; canvas.setPointerCapture(event.pointerId); });
canvas.addEventListener("pointermove", (event) => {
  const before = pointers.get(event.pointerId);
  if (!before) return showHover(event);
  const dx = event.offsetX - before.offsetX, dy = event.offsetY - before.offsetY;
  if (pointers.size === 2) {
    const other = [...pointers.entries()].find(([id]) => id !== event.pointerId)[1];
    const span = (one) => Math.hypot(one.offsetX - other.offsetX, one.offsetY - other.offsetY);
    zoomBy(span(event) / Math.max(span(before), 1), (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
  } else { view.x += dx; view.y += dy; }
  dragged += Math.abs(dx) + Math.abs(dy);
  if (dragged > 3) { view.isAll = false; byId("hover").hidden = true; }
  pointers.set(event.pointerId, event);
  redraw();
});
for (const name of ["pointerup", "pointercancel"])
  canvas.addEventListener(name, (event) => {
    if (name === "pointerup" && pointers.size === 1 && dragged <= 3) {
      const spot = under(event.offsetX, event.offsetY);
      pick(spot ? spot.rack : -1);
    }
    pointers.delete(event.pointerId);
  });
canvas.addEventListener("pointerleave", () => { byId("hover").hidden = true; view.hover = -1; redraw(); });
canvas.addEventListener("wheel", (event) => {
  if (!event.ctrlKey && document.activeElement !== canvas) return;
  event.preventDefault(); view.isAll = false;
  zoomBy(Math.exp(-event.deltaY * 0.0015), event.offsetX, event.offsetY);
}, { passive: false });
canvas.addEventListener("dblclick", (event) => { view.isAll = false; zoomBy(2, event.offsetX, event.offsetY); });
const all = () => { view.isAll = true; showAll(); };
const zoom = (factor) => { view.isAll = false; zoomBy(factor); };
canvas.addEventListener("keydown", (event) => {
  const does = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0), ArrowUp: () => step(0, 1), ArrowDown: () => step(0, -1),
    "+": () => zoom(1.4), "=": () => zoom(1.4), "-": () => zoom(1 / 1.4), 0: all,
    Enter: () => view.picked >= 0 && centre(view.picked, Math.max(view.scale, 40)), Escape: () => pick(-1),
  }[event.key];
  if (does && !event.ctrlKey && !event.metaKey) { event.preventDefault(); does(); }
});
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("zoom-all").addEventListener("click", all);

// On paper the whole floor is in fine print.
papers.before.push(() => {
  for (const part of document.querySelectorAll(".part")) unpackPart(part);
  view.ratio = 3; view.isAll = true; resize(); showAll(); drawFloor();
});
papers.after.push(() => { view.ratio = 0; resize(); });

theme.listeners.push(() => { readColours(); redraw(); });
view.isAll = true;
shapeCanvas();
applyTheme();
new ResizeObserver(resize).observe(canvas);
view.lost = new Set();
showState(); showLoss(); showCooling();
resize();
