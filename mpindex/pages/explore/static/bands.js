/* Bands: the first whose conditions all hold. Codes are numbers of bands; their count is unclassified, -1 no score. */

const COMPARE = {
  min: (value, bound) => value >= bound,
  max: (value, bound) => value <= bound,
  above: (value, bound) => value > bound,
  below: (value, bound) => value < bound,
  is: (value, bound) => value === bound,
  not: (value, bound) => value !== bound,
};
/* a bound met up to rounding is met, and not passed */
const SLACK = { min: -1, below: -1, max: 1, above: 1 };

/**
 * Code of each unit's band.
 * result: { elements, score, ranks, coverage, counted } of one evaluation; bounds: other bounds than the rule's own, by "path key".
 */
function bandCodes(model, bands, result, bounds) {
  const codes = new Int16Array(model.size).fill(bands.length);
  const quantities = new Map();
  for (let i = bands.length - 1; i >= 0; i--) {
    const met = bands[i].conditions.map((condition) => metBy(model, condition, result, bounds, quantities));
    for (let u = 0; u < model.size; u++) if (met.every((mask) => mask[u])) codes[u] = i;
  }
  result.score.forEach((score, u) => {
    if (missing(score)) codes[u] = -1;
  });
  return codes;
}

function metBy(model, condition, result, bounds, kept) {
  if (condition.form === "fixed") return (condition.mask ??= maskOf(condition.units, model.size));
  if (condition.form === "leaves") return enoughLeaves(model, condition, result);
  if (condition.form === "cut") return inClasses(model, condition, result, kept);
  const values = quantityOf(model, condition, result);
  const met = new Uint8Array(model.size).fill(1);
  for (const [key, given] of condition.tests) {
    const bound = boundOf(bounds?.get(`${condition.path} ${key}`) ?? given, values);
    const line = bound + 1e-12 * Math.max(Math.abs(bound), 1e-300) * (SLACK[key] ?? 0);
    for (let u = 0; u < model.size; u++) if (missing(values[u]) || !COMPARE[key](values[u], line)) met[u] = 0;
  }
  return met;
}

function maskOf(units, size) {
  const mask = new Uint8Array(size);
  units.forEach((u) => {
    mask[u] = 1;
  });
  return mask;
}

function boundOf(bound, values) {
  if (typeof bound === "number") return bound;
  if (bound.youden) return separatingCut(bound.youden.map((u) => values[u]), bound.others.map((u) => values[u]));
  return quantileOf(Float64Array.from(bound.of, (u) => values[u]), bound.quantile);
}

/** The lowest of the lines with the largest sensitivity plus specificity (Youden), NaN without a scored member. */
function separatingCut(members, others) {
  const [inside, outside] = [members, others].map((values) => values.filter((value) => !missing(value)));
  const reaching = (values, line) => values.filter((value) => value >= line).length / values.length;
  let [best, cut] = [-Infinity, NaN];
  for (const line of [...inside].sort((a, b) => b - a)) {
    const index = reaching(inside, line) - reaching(outside, line);
    if (index >= best - 1e-12) [best, cut] = [Math.max(best, index), line];
  }
  return cut;
}

function quantityOf(model, condition, result) {
  if (condition.column !== undefined) return model.column(condition.column);
  if (condition.node !== undefined) return result.elements[model.leaves + condition.node];
  if (condition.quantity === "rank") return result.ranks;
  if (condition.quantity === "position") return positionsOf(result.ranks);
  if (condition.quantity === "coverage") return result.coverage;
  if (condition.quantity === "share") {
    const total = result.score.reduce((all, value) => (missing(value) ? all : all + value), 0);
    return result.score.map((value) => (total > 0 ? value / total : NaN));
  }
  return result.score;
}

/** So many of the unit's indicators that count, or such a share of those with data, lie within a range. */
function enoughLeaves(model, { within: [low, high], number, share }, { elements, counted }) {
  return Uint8Array.from({ length: model.size }, (_, u) => {
    let [inside, there] = [0, 0];
    for (let j = 0; j < model.leaves; j++) {
      const value = counted[j] ? elements[j][u] : NaN;
      there += !missing(value);
      inside += value >= low && value <= high;
    }
    return number !== undefined ? inside >= number : there > 0 && inside >= share * there - 1e-9;
  });
}

/** Whether a unit is in the classes asked for of the whole distribution, or of that of its own group. */
function inClasses(model, { rule, options, classes, groups }, { score }, kept) {
  const key = JSON.stringify([rule, options, groups?.length]);
  if (!kept.has(key)) {
    const values = model.lowIsBest ? score.map((value) => -value) : score;
    kept.set(key, groups ? classesInGroups(RULES[rule], values, options, groups) : RULES[rule](values, options));
  }
  return Uint8Array.from(kept.get(key), (number) => classes.includes(number));
}

function classesInGroups(rule, scores, options, groups) {
  const classes = new Float64Array(scores.length).fill(NaN);
  for (const { members, owners } of groups) {
    const inside = maskOf(members, scores.length);
    const found = rule(
      scores.map((score, u) => (inside[u] ? score : NaN)),
      options,
    );
    owners.forEach((u) => {
      classes[u] = found[u];
    });
  }
  return classes;
}
