/* What a reader takes along: the choice as a definition that `mpindex rank FILE` reads, and the table as CSV. */

/** The definition with the reader's choices made, as YAML. */
function savedYaml(model, view, { note = "" } = {}) {
  const spec = structuredClone(model.spec);
  spec.id = `${model.id}-mine`;
  spec.title = `${model.title} (a reader's choice)`;
  spec.fidelity = "own";
  delete spec.keeps; // what the definition promises was not checked for this choice
  model.controls.forEach((control, i) => {
    if (view.options[i] === control.start) return;
    control.options[view.options[i]].changes.forEach(([place, value]) => put(spec, place, structuredClone(value)));
  });
  model.thresholds.forEach(({ place, value }, i) => {
    if (view.thresholds[i] !== value) put(spec, place, view.thresholds[i]);
  });
  const weights = countedWeights(model, view);
  model.elements.forEach((element, c) => {
    if (element.path.length < 2 && element.parent < 0) return;
    if (weights[c] !== element.weight || element.learned) putWeight(spec, element.path, weights[c]);
  });
  if (model.elements.some((element) => element.learned)) giveWeights(spec);
  return `${note.split(/[\r\n\u0085\u2028\u2029]+/).map((line) => `# ${line}`).join("\n")}\n${yamlOf(spec).join("\n")}\n`;
}

/** Weights that were found from the data are written out, so that nothing is found anew. */
function giveWeights(element) {
  if (element.weigh !== undefined) element.weigh = "given";
  for (const child of Object.values(element.tree ?? element.of ?? {})) if (child && typeof child === "object") giveWeights(child);
}

function put(spec, place, value) {
  const last = place.at(-1);
  const parent = place.slice(0, -1).reduce((here, step) => (here[step] ??= {}), spec);
  parent[last] = value;
}

/** An indicator that is nothing but its weight is a number in the file. */
function putWeight(spec, path, weight) {
  const element = path.reduce((here, step) => here[step], spec);
  if (element && typeof element === "object") element.weight = weight;
  else put(spec, path, weight);
}

// YAML ------------------------------------------------------------------------

const isPlain = (text) => /^[A-Za-z_][\w-]*( [\w-]+)*$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text);

/** A value as lines of YAML in block style, lists of plain values on one line. */
function yamlOf(value, indent = "") {
  if (Array.isArray(value) && value.some((item) => item && typeof item === "object")) {
    return value.flatMap((item) => {
      const lines = item && typeof item === "object" ? yamlOf(item, `${indent}  `) : [scalarOf(item)];
      return [`${indent}- ${lines[0].trimStart()}`, ...lines.slice(1)];
    });
  }
  if (!value || typeof value !== "object" || Array.isArray(value) || !Object.keys(value).length) return [indent + scalarOf(value)];
  return Object.entries(value).flatMap(([key, item]) => {
    const lines = yamlOf(item, `${indent}  `);
    const onItsOwn = lines.length === 1 && isScalar(item);
    return onItsOwn ? [`${indent}${keyOf(key)}: ${lines[0].trim()}`] : [`${indent}${keyOf(key)}:`, ...lines];
  });
}

const keyOf = (key) => (isPlain(key) ? key : quoted(key));
const isScalar = (value) => !value || typeof value !== "object" || (Array.isArray(value) && !value.some((item) => item && typeof item === "object")) || !Object.keys(value).length;

function scalarOf(value) {
  if (Array.isArray(value)) return `[${value.map(scalarOf).join(", ")}]`;
  if (value && typeof value === "object") return "{}";
  return typeof value === "string" ? (isPlain(value) ? value : quoted(value)) : String(value);
}

/** Text in double quotes; what YAML takes for a line break, or does not print, is escaped. */
function quoted(text) {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

// CSV -------------------------------------------------------------------------

/** The table, best first: rank, score, band, coverage, and where there are draws how sure. */
function resultCsv(model, result, certain) {
  const labels = [...result.setup.bands.map((band) => band.label), "unclassified"];
  const head = ["unit", "name", "rank", "score", "band", "coverage"];
  if (certain) head.push("rank_5", "rank_95", ...certain.labels.map((label) => `share ${label}`));
  const rows = unitsInOrder(model, result).map((u) => [
    model.units[u], model.names[u], result.ranks[u], result.score[u], labels[result.codes[u]] ?? "", result.coverage[u],
    ...(certain ? [certain.rows[u].low, certain.rows[u].high, ...certain.rows[u].bands] : []),
  ]);
  return [head, ...rows].map((row) => row.map(csvCell).join(",") + "\r\n").join("");
}

const csvCell = (value) => (missing(value) ? "" : /[",\r\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));

/** Numbers of the units, best first, those without a score last, by name among equals. */
function unitsInOrder(model, { ranks }) {
  const place = (u) => (missing(ranks[u]) ? Infinity : ranks[u]);
  const byName = (a, b) => (model.names[a] < model.names[b] ? -1 : 1);
  return [...model.units.keys()].sort((a, b) => (place(a) === place(b) ? byName(a, b) : place(a) - place(b)));
}
