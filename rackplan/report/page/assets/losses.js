// The hall whole, after one loss, or with every node at its own worst: loads of nodes and racks.
const nodes = {
  id: content.nodes.id,
  kind: unpack(content.nodes.kind),
  unit: unpack(content.nodes.unit),
  limit: unpack(content.nodes.limit),
  fedBy: content.nodes.fed_by,
  normal: content.nodes.normal,
};
const nodeAt = new Map(nodes.id.map((id, n) => [id, n]));
const losses = content.failures.losses;
const WHOLE = -1, WORST = -2;

const racks = columnsOf(tables.get("racks") || { columns: [] });
const rackCount = tables.has("racks") ? tables.get("racks").rows : 0;
for (const [key, cells] of Object.entries(content.floor.racks)) racks.set(key, unpack(cells));
const feedsOf = Array.from({ length: rackCount }, (_, n) =>
  ["feed_a", "feed_b"].map((key) => nodeAt.get(racks.get(key)[n])).filter((node) => node !== undefined));

/** Loads, limits and suppliers of all nodes in a state. */
function stateOf(chosen) {
  const load = nodes.normal.slice(), limit = nodes.limit.slice(), gone = new Set();
  const supplier = nodes.fedBy.map((sources) => (sources.length ? sources[0] : -1));
  const touched = new Set(), after = new Array(load.length).fill("");
  if (chosen >= 0) {
    const loss = losses[chosen];
    loss.nodes.forEach((node, at) => { load[node] = loss.loads[at]; touched.add(node); });
    for (const node of loss.gone) { gone.add(node); load[node] = 0; }
    for (const [node, by] of loss.moved) supplier[node] = by;
    for (const [node, left] of Object.entries(loss.left)) if (limit[node] != null) limit[node] = left;
  } else if (chosen === WORST) {
    for (const loss of losses) loss.nodes.forEach((node, at) => {
      const most = loss.left[node] ?? nodes.limit[node];
      if (loss.loads[at] * limit[node] > load[node] * most * (1 + 1e-9)) {
        load[node] = loss.loads[at]; limit[node] = most; after[node] = loss.name; touched.add(node);
      }
    });
  }
  const share = load.map((value, n) => (limit[n] ? value / limit[n] : limit[n] === 0 && value > 0 ? Infinity : null));
  const path = [];
  share.forEach((own, n) => {
    const above = supplier[n] >= 0 ? path[supplier[n]] : null;
    path.push(own == null ? above : above == null ? own : Math.max(own, above));
  });
  return { chosen, load, limit, gone, supplier, touched, after, share, path, cooling: coolingOf(chosen) };
}

/** Used and limit of loops, zones and plants by place, in a state. */
const PLACE_OF_RULE = ["loop", "loop", "loop", "loop", "zone", "zone", "plant"];
function coolingOf(chosen) {
  const found = new Map();
  for (const box of content.cooling) found.set(box.kind + " " + box.id, box.limits.map((limit) => limit.slice()));
  const apply = (loss, isWorst) => {
    for (const [rule, where, used, limit] of loss.cooling)
      for (const line of found.get(PLACE_OF_RULE[rule] + " " + where) || [])
        if (line[0] === rule && (!isWorst || used * line[3] > line[2] * limit)) [line[2], line[3]] = [used, limit];
  };
  if (chosen >= 0) apply(losses[chosen], false);
  if (chosen === WORST) for (const loss of losses) apply(loss, true);
  return found;
}

/** What a rack draws in a state: all, capped on the feed that is left, or nothing [kW]. */
function rackIn(state, n) {
  const feeds = feedsOf[n], live = feeds.filter((feed) => !state.gone.has(feed));
  const planned = racks.get("planned")[n];
  if (feeds.length && !live.length) return { draw: 0, isDark: true, isCapped: false };
  const draw = live.length < feeds.length ? racks.get("failover")[n] : planned;
  return { draw, isDark: draw === 0 && planned > 0, isCapped: draw < planned };
}

/** Share used of the tightest thing that serves a rack: its feeds up to the source, loop, zone. */
function tightestOf(state, n) {
  const shares = feedsOf[n].filter((feed) => !state.gone.has(feed)).map((feed) => state.path[feed]);
  for (const key of ["loop " + racks.get("loop")[n], "zone " + racks.get("zone")[n]])
    for (const line of state.cooling.get(key) || []) shares.push(line[3] ? line[2] / line[3] : null);
  const known = shares.filter((share) => share != null);
  return known.length ? Math.max(...known) : null;
}
