/* The view in the address, after the #: so a link shows what its sender saw, and "back" undoes a choice. */

const DRAWS = [250, 1000, 4000, 10000];

function startPage(model) {
  return { view: startView(model), unit: model.units.indexOf(model.unit), pins: [], design: { draws: 1000, spread: model.spread, everything: variesMore(model) } };
}

/** What differs from the definition as it stands, as text. */
function toAddress(model, { view, unit, pins, design }) {
  const start = startPage(model);
  const parts = new URLSearchParams();
  if (unit !== start.unit && unit >= 0) parts.set("unit", model.units[unit]);
  if (pins.length) parts.set("pins", pins.map((u) => model.units[u]).join(","));
  model.controls.forEach((control, i) => {
    if (view.options[i] !== control.start) parts.set(`set.${control.name}`, control.options[view.options[i]].label);
  });
  model.thresholds.forEach((threshold, i) => {
    if (view.thresholds[i] !== threshold.value) parts.set(`at.${threshold.name}`, view.thresholds[i]);
  });
  const own = ownWeights(model, view.options);
  model.elements.forEach((element, i) => {
    if (view.weights[i] !== own[i]) parts.set(`w.${element.id}`, view.weights[i]);
  });
  if (view.omitted.length) parts.set("out", view.omitted.map((c) => model.elements[c].id).join(","));
  if (design.draws !== 1000) parts.set("draws", design.draws);
  if (spreadKey(design.spread) !== spreadKey(model.spread)) parts.set("spread", spreadKey(design.spread));
  if (design.everything !== start.design.everything) parts.set("vary", "weights");
  return parts.toString();
}

/** The page that an address asks for; what it names and the definition does not have is passed over. */
function fromAddress(model, text) {
  const parts = new URLSearchParams(text);
  const page = startPage(model);
  const unitOf = (code) => model.units.indexOf(code);
  if (unitOf(parts.get("unit")) >= 0) page.unit = unitOf(parts.get("unit"));
  page.pins = (parts.get("pins") ?? "").split(",").map(unitOf).filter((u) => u >= 0);
  model.controls.forEach((control, i) => {
    const option = control.options.findIndex(({ label }) => label === parts.get(`set.${control.name}`));
    if (option >= 0) page.view = withOption(model, page.view, i, option);
  });
  model.thresholds.forEach(({ name, low, high }, i) => {
    const value = numberIn(parts, `at.${name}`);
    if (value !== null) page.view.thresholds[i] = Math.min(Math.max(value, low), high);
  });
  model.elements.forEach((element, i) => {
    const value = numberIn(parts, `w.${element.id}`);
    if (value !== null && value >= 0) page.view.weights[i] = value;
  });
  const leaves = model.elements.slice(0, model.leaves).map((element) => element.id);
  page.view.omitted = [...new Set((parts.get("out") ?? "").split(",").map((id) => leaves.indexOf(id)))].filter((c) => c >= 0);
  if (DRAWS.includes(numberIn(parts, "draws"))) page.design.draws = numberIn(parts, "draws");
  page.design.spread = spreads(model).find((spread) => spreadKey(spread) === parts.get("spread")) ?? model.spread;
  page.design.everything &&= parts.get("vary") !== "weights";
  return page;
}

function numberIn(parts, name) {
  const value = parts.get(name);
  return value === null || value.trim() === "" || !Number.isFinite(Number(value)) ? null : Number(value);
}

const spreadKey = ({ kind, amount }) => (kind === "uniform" ? "any" : `${kind}-${amount}`);
const variesMore = (model) => model.controls.length + model.thresholds.length + model.omitted.length > 0;

/** How far weights may be drawn from the reader's: the definition's own way, and some nearer and farther. */
function spreads(model) {
  const usual = [["concentration", 400], ["concentration", 50], ["concentration", 12], ["uniform", 0]].map(([kind, amount]) => ({ kind, amount }));
  return [...usual.filter((spread) => spreadKey(spread) !== spreadKey(model.spread)), model.spread].sort((a, b) => nearness(a) - nearness(b));
}

const nearness = ({ kind, amount }) => (kind === "uniform" ? 1e9 : kind === "spread" ? 300 * amount * amount : 1 / amount);
