/* Means of children into one score for each unit; formulas as in mpindex.steps.aggregate. */

const RESCALE = "; choose a scaling that keeps values above zero, or the arithmetic mean";

const arithmetic = (columns, weights, size) => weightedMean(columns, weights, size);

function total(columns, weights, size) {
  const all = sum(weights);
  return weightedMean(columns, weights, size).map((value) => value * all);
}

function geometric(columns, weights, size) {
  refuseWhere((value) => value < 0, columns, weights, "a geometric mean needs values of at least zero" + RESCALE);
  const logs = meanOfLogs(columns, weights, size);
  return zeroWhereZero(logs.map(Math.exp), columns, weights);
}

function product(columns, weights, size) {
  refuseWhere((value) => value < 0, columns, weights, "a product needs values of at least zero" + RESCALE);
  const exponent = sum(weights);
  const logs = meanOfLogs(columns, weights, size).map((value) => value * exponent);
  if (logs.some((value) => value > Math.log(Number.MAX_VALUE))) throw new Refusal("the product is too large a number");
  return zeroWhereZero(logs.map(Math.exp), columns, weights);
}

const harmonic = (columns, weights, size) => powerMean(columns, weights, size, -1);

function powerMean(columns, weights, size, p) {
  if (p === 0) return geometric(columns, weights, size);
  if (p === 1) return arithmetic(columns, weights, size);
  const [wrong, least] = p > 0 ? [(value) => value < 0, "of at least"] : [(value) => value <= 0, "above"];
  refuseWhere(
    wrong,
    columns,
    weights,
    `a ${p === -1 ? "harmonic" : "power"} mean needs values ${least} zero` + RESCALE,
  );
  const anchor = anchors(columns, weights, size, p);
  const relative = columns.map((column) => {
    return column.map((value, u) => Math.abs(p > 0 ? value / anchor[u] : anchor[u] / value) ** Math.abs(p));
  });
  return weightedMean(relative, weights, size).map((value, u) => value ** (1 / p) * anchor[u]);
}

/** The child that dominates each unit's power mean: taken relative to it, no power overflows. */
function anchors(columns, weights, size, p) {
  const extreme = p > 0 ? Math.max : Math.min;
  return Float64Array.from({ length: size }, (_, u) => {
    const counted = columns.map((column) => column[u]).filter((value, j) => weights[j] > 0 && !missing(value));
    const value = extreme(...counted);
    return Number.isFinite(value) && value > 0 ? value : 1;
  });
}

function meanOfLogs(columns, weights, size) {
  return weightedMean(columns, weights, size, (value) => (value > 0 ? Math.log(value) : 0));
}

function zeroWhereZero(scores, columns, weights) {
  columns.forEach((column, j) => {
    if (weights[j] > 0)
      column.forEach((value, u) => {
        if (value === 0) scores[u] = 0;
      });
  });
  return scores;
}

/** What each unit's score is as a share of all scores. */
function shares(scores) {
  const total = scores.reduce((all, value) => (missing(value) ? all : all + value), 0);
  return scores.map((value) => (total === 0 ? NaN : value / total));
}

/** To so many decimals, halves away from zero; a half but for floating point counts as one. */
function rounded(scores, digits) {
  const scale = 10 ** Math.abs(digits);
  return scores.map((value) => {
    const steps = digits >= 0 ? Math.abs(value) * scale : Math.abs(value) / scale;
    if (!(steps < 1e15)) return value;
    const whole = Math.floor(steps + 0.5 + 1e-9);
    return Math.sign(value) * (digits >= 0 ? whole / scale : whole * scale);
  });
}
