// The floor plan: layers, drawing on a canvas, panning, zooming, and what is under a point.
const canvas = byId("canvas"), brush = canvas.getContext("2d");
const halls = new Map(content.floor.halls.map((hall) => [hall.id, hall]));
const rows = content.floor.rows.map((row) => ({ ...row, hall: halls.get(row.hall), at: new Array(row.positions.length).fill(-1) }));
const kinds = new Map(content.floor.types.map((kind) => [kind.id, kind]));
for (let n = 0; n < rackCount; n++)
  for (let at = racks.get("first")[n]; at <= racks.get("last")[n]; at++) rows[racks.get("row")[n]].at[at] = n;

for (const row of rows) row.room = Math.min(row.x, ...rows.filter((other) => other.hall === row.hall && other.y < row.y + row.depth && row.y < other.y + other.depth)
  .map((other) => row.x - other.x - other.pitch * other.positions.length).filter((gap) => gap >= 0));

const column = (key) => (tables.has("racks") ? tables.get("racks").columns.find((each) => each.key === key) : null);
const unitOf = (key) => (column(key) || { unit: "" }).unit;
const ofColumn = (key) => (n) => racks.get(key)[n];
const loadOfFeed = (side) => (n) => {
  const node = nodeAt.get(racks.get(side)[n]);
  return node === undefined ? null : view.state.gone.has(node) ? null : view.state.share[node];
};
const LAYERS = [
  { id: "type", title: "rack type", kind: "kinds", of: ofColumn("rack") },
  { id: "role", title: "role", kind: "kinds", of: ofColumn("role") },
  { id: "pod", title: "pod", kind: "kinds", of: (n) => racks.get("pod")[n] || null },
  { id: "planned", title: "planned power", kind: "amount", unit: unitOf("planned"), of: ofColumn("planned") },
  { id: "draw", title: "power drawn in this state", kind: "amount", unit: unitOf("planned"), of: (n) => rackIn(view.state, n).draw },
  { id: "feed_a", title: "load of feed A", kind: "share", of: loadOfFeed("feed_a") },
  { id: "feed_b", title: "load of feed B", kind: "share", of: loadOfFeed("feed_b") },
  { id: "loop", title: "liquid loop", kind: "kinds", of: (n) => racks.get("loop")[n] || null },
  { id: "flow", title: "coolant flow", kind: "amount", unit: unitOf("flow"), of: (n) => racks.get("flow")[n] || null },
  { id: "inlet", title: "inlet temperature", kind: "amount", unit: content.units.degC, of: ofColumn("inlet"), close: true },
  { id: "mass", title: "weight", kind: "amount", unit: unitOf("mass"), of: ofColumn("mass") },
  { id: "floor_load", title: "floor load over allowed", kind: "share", of: ofColumn("weight") },
  { id: "headroom", title: "tightest of feeds, loop, zone", kind: "share", of: (n) => (rackIn(view.state, n).isDark ? null : tightestOf(view.state, n)) },
];

const view = { layer: LAYERS[0], state: stateOf(WHOLE), scale: 1, x: 0, y: 0, hover: -1, picked: -1, found: new Set(), fill: [], scene: null };
let colour = {};

/** Colours of all racks for the layer and the state, and what the legend says of them. */
function colourRacks() {
  view.racks = Array.from({ length: rackCount }, (_, n) => rackIn(view.state, n));
  const values = view.racks.map((_, n) => view.layer.of(n));
  view.values = values;
  if (view.layer.kind === "kinds") return colourKinds(values);
  const known = values.filter((value) => value != null && Number.isFinite(value));
  const least = view.layer.kind === "share" || !view.layer.close ? 0 : Math.min(...bounds(known));
  const most = view.layer.kind === "share" ? 1 : Math.max(...bounds(known), least + 1e-9);
  view.range = [least, most];
  view.fill = values.map((value) => (value == null ? null : view.layer.kind === "share" && value > 1 + 1e-9 ? OVER : ramp((value - least) / (most - least))));
}
const bounds = (known) => known.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], known.length ? [known[0], known[0]] : [0, 1]);
function colourKinds(values) {
  const order = [...kinds.keys()], names = [...new Set(values.filter((value) => value != null))];
  if (view.layer.id === "type") names.sort((one, other) => order.indexOf(one) - order.indexOf(other));
  else names.sort(compare);
  const paints = new Map(names.map((name, at) => [name, view.layer.id === "type" ? kinds.get(name).fill : KINDS[at % KINDS.length]]));
  view.kinds = paints;
  view.fill = values.map((value) => (value == null ? null : paints.get(value)));
}

/** Metres of a hall on the canvas. */
const px = (hall, x) => view.x + (hall.x + x) * view.scale;
const py = (hall, y) => view.y - (hall.y + y) * view.scale;
function box(hall, x, y, width, depth) {
  return [px(hall, x), py(hall, y + depth), width * view.scale, depth * view.scale];
}

let waiting = 0;
function redraw() {
  if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; drawFloor(); });
}
function drawFloor() {
  const ratio = view.ratio || devicePixelRatio || 1;
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  brush.clearRect(0, 0, view.width, view.height);
  for (const hall of halls.values()) drawHall(hall);
  for (const machine of content.floor.machines) drawMachine(machine);
  const pitch = (rows[0] ? rows[0].pitch : 0.6) * view.scale;
  const seen = rows.filter(isSeen), pen = { fills: new Map(), edges: [], free: [], labels: [], lines: [[], []] };
  for (const row of seen) drawRow(row, pen);
  flush(pen, pitch);
  for (const row of seen) if (row.depth * view.scale > 9) write(row.id, px(row.hall, row.x) - 5, py(row.hall, row.y + row.depth / 2), colour.ink, 10.5, "right", row.room * view.scale - 7);
  drawMarks();
}
/** Rectangles colour by colour, plain ones: long paths are slow to fill. */
function flush(pen, pitch) {
  for (const [fill, places] of pen.fills) {
    brush.fillStyle = fill;
    for (const place of places) brush.fillRect(...place);
  }
  brush.strokeStyle = colour.edge; brush.lineWidth = 0.7;
  if (pitch > 5) for (const place of pen.edges) brush.strokeRect(...place);
  brush.strokeStyle = colour.rule;
  if (pitch > 5) for (const place of pen.free) brush.strokeRect(...place);
  pen.lines.forEach((lines, side) => {
    brush.fillStyle = side ? colour.b : colour.a;
    for (const [x, y, width, thick] of lines) brush.fillRect(x, y - thick / 2, width, thick);
  });
  for (const label of pen.labels) label();
}
/** Neighbours of one colour that touch become one rectangle. */
function put(pen, fill, place) {
  if (!pen.fills.has(fill)) pen.fills.set(fill, []);
  const places = pen.fills.get(fill), last = places.at(-1);
  if (last && last[1] === place[1] && last[3] === place[3] && Math.abs(last[0] + last[2] - place[0]) < 0.01) last[2] += place[2];
  else places.push(place.slice());
}
function isSeen(row) {
  const [x, y, width, depth] = box(row.hall, row.x, row.y, row.pitch * row.positions.length, row.depth);
  return x < view.width + 60 && x + width > -60 && y < view.height + 30 && y + depth > -30;
}
function isShown([x, y, width, depth]) {
  return x < view.width && x + width > 0 && y < view.height && y + depth > 0;
}
function drawHall(hall) {
  const [x, y, width, depth] = box(hall, 0, 0, hall.width, hall.depth);
  brush.fillStyle = colour.hall; brush.fillRect(x, y, width, depth);
  for (const aisle of content.floor.aisles) {
    if (aisle.hall !== hall.id || !isShown(box(hall, ...aisle.box))) continue;
    brush.fillStyle = colour[aisle.kind];
    brush.fillRect(...box(hall, ...aisle.box));
    if (aisle.box[3] * view.scale > 17) write(aisle.kind + " aisle", px(hall, aisle.box[0] + aisle.box[2] / 2), py(hall, aisle.box[1] + aisle.box[3] / 2), colour.soft, 10, "center", aisle.box[2] * view.scale);
  }
  brush.strokeStyle = colour.rule; brush.lineWidth = 1.5; brush.strokeRect(x, y, width, depth);
  const size = figure(hall.width * content.metre, 3) + " × " + figure(hall.depth * content.metre, 3) + " " + content.units.m;
  write("Hall " + hall.id + " · " + size, x, y - 9, colour.ink, 12, "left", width);
}
function drawMachine(machine) {
  const hall = halls.get(machine.hall), place = box(hall, ...machine.box);
  const isLost = view.lost && view.lost.has(machine.id);
  brush.fillStyle = isLost ? colour.track : machine.kind === "cdu" ? colour.water : colour.net;
  brush.strokeStyle = isLost ? colour.bad : colour.rule; brush.lineWidth = isLost ? 2 : 0.7;
  if (!isShown(place)) return;
  brush.fillRect(...place); if (place[2] > 4) brush.strokeRect(...place);
  if (isLost) cross(place, colour.bad);
}
function drawRow(row, pen) {
  const depth = row.depth * view.scale, step = row.pitch * view.scale;
  const top = py(row.hall, row.y + row.depth), left = px(row.hall, row.x);
  drawBusways(row, pen, left, top, step * row.positions.length, depth);
  put(pen, colour.free, [left, top, step * row.positions.length, depth]);
  const gap = step > 5 ? 0.5 : 0;
  for (let at = 0; at < row.positions.length; at++) {
    const n = row.at[at], span = n < 0 ? 1 : racks.get("last")[n] - at + 1;
    const x = left + at * step;
    if ((n >= 0 && racks.get("first")[n] !== at) || x > view.width || x + step * span < 0) continue;
    if (n >= 0) drawRack(n, pen, [x + gap, top + gap, step * span - 2 * gap, depth - 2 * gap], step);
    else {
      if (row.held[at]) put(pen, colour.hatch, [x, top, step, depth]);
      if (step > 6) pen.free.push([x, top, step, depth]);
    }
  }
}
function drawRack(n, pen, place, step) {
  const fill = view.fill[n], now = view.racks[n], [x, y, width, depth] = place;
  put(pen, now.isDark ? colour.dark : fill || colour.hatch, place);
  pen.edges.push(place);
  if (now.isDark) pen.labels.push(() => cross(place, colour.card));
  else if (now.isCapped && width > 3) pen.labels.push(() => notch(x, y, Math.min(width, depth, 7), fill));
  if (step > 15 && !now.isDark) pen.labels.push(() => labelRack(n, x, y, width, depth, fill));
}
function notch(x, y, size, fill) {
  brush.fillStyle = fill ? inkOn(fill) : colour.ink;
  brush.beginPath(); brush.moveTo(x, y); brush.lineTo(x + size, y); brush.lineTo(x, y + size); brush.fill();
}
function labelRack(n, x, y, width, depth, fill) {
  const kind = kinds.get(racks.get("rack")[n]), ink = fill ? inkOn(fill) : colour.ink;
  const isBig = width > 34 && depth > 30;
  write(kind ? kind.code : "", x + width / 2, y + depth / 2 - (isBig ? 6 : 0), ink, Math.min(12, width * 0.55), "center", width);
  if (isBig) write(valueText(n), x + width / 2, y + depth / 2 + 8, ink, 9.5, "center", width - 3);
}
function drawBusways(row, pen, left, top, width, depth) {
  const thick = Math.min(1.8, Math.max(0.5, depth / 9)), off = Math.min(2.2, depth / 6);
  row.feeds.forEach((feed, side) => {
    const node = nodeAt.get(feed), y = side ? top + depth + off : top - off;
    if (node === undefined || !view.state.gone.has(node)) pen.lines[side].push([left, y, width, thick]);
    else for (let x = left; x < left + width; x += 6) pen.lines[side].push([x, y, 2, thick]);
  });
}
function drawMarks() {
  for (const n of new Set([...view.found, view.hover, view.picked])) {
    if (n < 0) continue;
    const [x, y, width, depth] = placeOf(n);
    if (x > view.width || y > view.height || x + width < 0 || y + depth < 0) continue;
    brush.strokeStyle = colour.card; brush.lineWidth = 5; brush.strokeRect(x, y, width, depth);
    brush.strokeStyle = n === view.picked ? colour.accent : view.found.has(n) ? colour.bad : colour.ink;
    brush.lineWidth = 2.5; brush.strokeRect(x, y, width, depth);
  }
}
function cross([x, y, width, depth], paintWith) {
  brush.strokeStyle = paintWith; brush.lineWidth = 1.2; brush.beginPath();
  brush.moveTo(x, y); brush.lineTo(x + width, y + depth); brush.moveTo(x + width, y); brush.lineTo(x, y + depth); brush.stroke();
}
/** Text that is left out where there is no room for it. */
function write(text, x, y, ink, size, align, room) {
  brush.font = "600 " + size + "px system-ui, sans-serif";
  if (brush.measureText(text).width > room) return;
  brush.fillStyle = ink; brush.textAlign = align; brush.textBaseline = "middle"; brush.fillText(text, x, y);
}
function placeOf(n) {
  const row = rows[racks.get("row")[n]], first = racks.get("first")[n];
  return box(row.hall, row.x + first * row.pitch, row.y, (racks.get("last")[n] - first + 1) * row.pitch, row.depth);
}

/** The rack, or the row and place, under a point of the canvas. */
function under(x, y) {
  for (const row of rows) {
    const at = ((x - view.x) / view.scale - row.hall.x - row.x) / row.pitch;
    const up = (view.y - y) / view.scale - row.hall.y - row.y;
    if (at >= 0 && at < row.positions.length && up >= 0 && up <= row.depth) return { row, at: Math.floor(at), rack: row.at[Math.floor(at)] };
  }
  return null;
}
function machineUnder(x, y) {
  return content.floor.machines.find((machine) => {
    const [left, top, width, depth] = box(halls.get(machine.hall), ...machine.box);
    return x >= left && x <= left + width && y >= top && y <= top + depth;
  });
}

function readColours() {
  for (const name of ["hall", "cold", "hot", "mixed", "free", "line", "rule", "ink", "soft", "card", "a", "b", "accent", "bad", "water", "net", "track"]) colour[name] = paint(name);
  colour.dark = isDark() ? "#000000" : "#20262c";
  colour.edge = isDark() ? "#0c1116" : "#3b4652";
  const tile = document.createElement("canvas");
  tile.width = tile.height = 8;
  const pen = tile.getContext("2d");
  pen.strokeStyle = paint("held"); pen.lineWidth = 1.4;
  pen.beginPath(); for (const shift of [-8, 0, 8]) { pen.moveTo(shift, 8); pen.lineTo(shift + 8, 0); } pen.stroke();
  colour.hatch = brush.createPattern(tile, "repeat");
}
function extent() {
  const all = [...halls.values()];
  return [Math.min(...all.map((h) => h.x)) - 3.2, Math.min(...all.map((h) => h.y)) - 1.2, Math.max(...all.map((h) => h.x + h.width)) + 3.2, Math.max(...all.map((h) => h.y + h.depth)) + 2.2];
}
function showAll() {
  const [left, bottom, right, top] = extent();
  const room = view.width > 600 ? view.width - 48 : view.width;
  view.scale = Math.min(room / (right - left), view.height / (top - bottom));
  view.x = room / 2 - ((left + right) / 2) * view.scale;
  view.y = view.height / 2 + ((bottom + top) / 2) * view.scale;
  redraw();
}
function zoomBy(factor, x = view.width / 2, y = view.height / 2) {
  const scale = Math.min(Math.max(view.scale * factor, 0.5), 400), by = scale / view.scale;
  view.x = x - (x - view.x) * by; view.y = y - (y - view.y) * by; view.scale = scale;
  redraw();
}
function centre(n, scale) {
  if (scale) zoomBy(scale / view.scale);
  const [x, y, width, depth] = placeOf(n);
  view.x += view.width / 2 - x - width / 2; view.y += view.height / 2 - y - depth / 2;
  redraw();
}
/** The canvas has the shape of the site, so that the hall fills it. */
function shapeCanvas() {
  const [left, bottom, right, top] = extent();
  canvas.style.setProperty("--shape", ((right - left) * 1.06).toFixed(2) + "/" + (top - bottom).toFixed(2));
}
function resize() {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!width || (view.width === width && view.height === height && view.fitted === (view.ratio || devicePixelRatio))) return;
  const wasAll = !view.width || view.isAll;
  view.width = width; view.height = height; view.fitted = view.ratio || devicePixelRatio || 1;
  canvas.width = width * view.fitted; canvas.height = height * view.fitted;
  if (wasAll) showAll(); else redraw();
}
