/* From figures to scores: up the tree, children before parents, by each node's mean and rule for gaps. */

const MEANS = {
  arithmetic, geometric, harmonic, product, sum: total, power_mean: powerMean,
  median, minimum, maximum, at_least: atLeast, borda, copeland, rank_product: rankProduct,
};
const THEN = { share: shares, not: (scores) => scores.map((value) => 1 - value), round: rounded };
/** Means of a unit that depend on the other units. */
const POOLED = new Set(["borda", "copeland", "rank_product"]);

/** What a combination of options makes of the figures, the means and the bands; `dead` elements have no value at all. */
function setupOf(model, options) {
  const columns = [];
  const figures = [];
  for (const part of model.figures) {
    const found = lookUp(part, options);
    if (found.fault) throw new Refusal(found.fault);
    part.leaves.forEach((leaf, i) => {
      columns[leaf] = model.column(found.scaled[i]);
      figures[leaf] = found.figures[i];
    });
  }
  const dead = columns.map((column) => column.every(missing));
  model.children.forEach((inside) => dead.push(inside.every((c) => dead[c])));
  const alive = model.children.map((inside) => inside.filter((c) => !dead[c]));
  return {
    figures,
    columns,
    medians: [],
    dead,
    alive,
    nodes: lookUp(model.means, options),
    bands: lookUp(model.bandRules, options),
  };
}

/** The place of a combination in a table: options of the controls that matter, the last one running fastest. */
function lookUp(table, options) {
  const place = table.controls.reduce((number, control, i) => number * table.sizes[i] + options[control], 0);
  return table.values[table.places[place]];
}

/** Values of all elements, leaves first and the root last, one array over the units each. */
function levelsOf(model, setup, weights, columns = setup.columns, size = model.size) {
  const elements = columns.slice();
  model.children.forEach((inside, i) => {
    const alive = setup.alive[i];
    const values = alive.map((c) => elements[c]);
    elements.push(
      alive.length
        ? nodeScores(
            setup.nodes[i],
            values,
            alive.map((c) => weights[c]),
            inside.filter((c, place) => alive.includes(c) || !setup.nodes[i].optional.includes(place)).length,
            size,
          )
        : new Float64Array(size).fill(NaN),
    );
  });
  return elements;
}

function nodeScores(node, columns, weights, children, size) {
  const values = node.rule === "zero" ? withZeros(columns, size) : columns;
  const scores = MEANS[node.mean](values, weights, size, node.p);
  const lost = node.below < 1 ? children - columns.length : 0; // where all must be there: all of those that tell
  if (node.rule === "exclude") excludeBelow(node.below, scores, columns, weights, lost);
  return node.then.reduce((values, [step, number]) => THEN[step](values, number), scores);
}

/** Gaps as zeros, but for units that have nothing at all. */
function withZeros(columns, size) {
  const empty = new Uint8Array(size);
  for (let u = 0; u < size; u++) empty[u] = columns.every((column) => missing(column[u]));
  return columns.map((column) => column.map((value, u) => (missing(value) && !empty[u] ? 0 : value)));
}

/** No score where less than a share of the children that have any weight is there. */
function excludeBelow(below, scores, columns, weights, lost) {
  const counted = columns.filter((_, j) => weights[j] > 0);
  const all = Math.max(counted.length + lost, 1);
  for (let u = 0; u < scores.length; u++) {
    let there = 0;
    for (const column of counted) there += !missing(column[u]);
    if (there / all < below - 1e-12) scores[u] = NaN;
  }
}

/** Product of shares of siblings' weights from each element up to the root. */
function effectiveWeights(model, weights) {
  const share = new Array(weights.length).fill(0);
  share[weights.length - 1] = 1;
  for (let i = model.children.length - 1; i >= 0; i--) {
    const inside = model.children[i];
    const total = sum(inside.map((c) => weights[c]));
    inside.forEach((c) => {
      share[c] = total > 0 ? (share[model.leaves + i] * weights[c]) / total : 0;
    });
  }
  return share;
}

/** Share of the weight of the indicators for which a unit has a figure of its own. */
function coverageOf(model, setup, weights) {
  const effective = effectiveWeights(model, weights).slice(0, model.leaves);
  const total = sum(effective);
  const raw = setup.figures.map((figure) => model.column(figure.values));
  return Float64Array.from(
    { length: model.size },
    (_, u) => sum(effective.filter((_, j) => !missing(raw[j][u]))) / total,
  );
}
