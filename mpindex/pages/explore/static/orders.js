/* Scores by order: weighted median, extremes, and those that count places and pairs. */

const SAME_WEIGHT = 1e-12; // relative: cumulated weights that differ by less are equal
const SAME_SIDE = 1e-9; // shares of weight closer than this are a draw between two units

function median(columns, weights, size) {
  const order = new Uint16Array(columns.length);
  return Float64Array.from({ length: size }, (_, u) => {
    const many = sortChildren(columns, u, order);
    let total = 0;
    for (let i = 0; i < many; i++) total += weights[order[i]];
    return total > 0 ? middleOf(columns, weights, u, order, total) : NaN;
  });
}

/** Put the children that a unit has into `order`, lowest first; return how many they are. */
function sortChildren(columns, u, order) {
  let many = 0;
  for (let j = 0; j < columns.length; j++) {
    const value = columns[j][u];
    if (missing(value)) continue;
    let place = many++;
    for (; place > 0 && columns[order[place - 1]][u] > value; place--) order[place] = order[place - 1];
    order[place] = j;
  }
  return many;
}

/** Mean of the lowest value with half of the weight at or below it and the lowest with more than half. */
function middleOf(columns, weights, u, order, total) {
  let below = 0;
  let low = NaN;
  for (let i = 0; ; i++) {
    below += weights[order[i]];
    const value = columns[order[i]][u];
    if (missing(low) && below > 0 && below >= total / 2 - SAME_WEIGHT * total) low = value;
    if (below > total / 2 + SAME_WEIGHT * total) return (low + value) / 2;
  }
}

function minimum(columns, weights, size) {
  return Float64Array.from({ length: size }, (_, u) => {
    let low = Infinity;
    columns.forEach((column, j) => {
      if (weights[j] > 0 && column[u] < low) low = column[u];
    });
    return low === Infinity ? NaN : low;
  });
}

const maximum = (columns, weights, size) => atLeast(columns, weights, size, 1);

/** The m-th largest of the children that count. */
function atLeast(columns, weights, size, m) {
  const counted = columns.filter((_, j) => weights[j] > 0);
  return Float64Array.from({ length: size }, (_, u) => {
    const values = counted.map((column) => column[u]).filter((value) => !missing(value));
    return values.length < m ? NaN : values.sort((a, b) => b - a)[m - 1];
  });
}

/** Mean number of units beaten, over the children by weight. */
function borda(columns, weights, size) {
  const beaten = columns.map((column) => {
    const { below, others } = places(column);
    return below.map((value) => (others > 0 ? (value / others) * (size - 1) : NaN));
  });
  return weightedMean(beaten, weights, size);
}

/** One less the geometric mean of the positions from the top. */
function rankProduct(columns, weights, size) {
  const logs = columns.map((column) => {
    const { below, others } = places(column);
    return below.map((value) => Math.log((others - value + 0.5) / (others + 1)));
  });
  return weightedMean(logs, weights, size).map((value) => 1 - Math.exp(value));
}

/** Units beaten less units lost to, a pair being won by the side with more weight. */
function copeland(columns, weights, size) {
  const scores = new Float64Array(size);
  const { signs, both } = pairsOf(columns, size);
  const many = columns.length;
  const total = sum(weights);
  for (let a = 0, at = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++, at += many) {
      let margin = 0;
      for (let j = 0; j < many; j++) margin += signs[at + j] * weights[j];
      if (Math.abs(margin) <= SAME_SIDE * total && Math.abs(margin) <= SAME_SIDE * both(a, b, weights)) continue;
      scores[a] += Math.sign(margin);
      scores[b] -= Math.sign(margin);
    }
  }
  return scores.map((score, u) => (columns.some((column, j) => weights[j] > 0 && !missing(column[u])) ? score : NaN));
}

const knownPairs = new WeakMap();

/** Of every pair and child which is above (+1 the first), and the weight of what both have. Kept for a set of columns. */
function pairsOf(columns, size) {
  const known = knownPairs.get(columns[0]);
  if (known && known.columns.length === columns.length && known.columns.every((column, j) => column === columns[j]))
    return known;
  const signs = new Int8Array(((size * (size - 1)) / 2) * columns.length);
  let at = 0;
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      for (const column of columns) signs[at++] = column[a] > column[b] ? 1 : column[a] < column[b] ? -1 : 0;
    }
  }
  const both = (a, b, weights) => sum(weights.filter((_, j) => !missing(columns[j][a]) && !missing(columns[j][b])));
  const made = { columns: columns.slice(), signs, both };
  knownPairs.set(columns[0], made);
  return made;
}

const knownPlaces = new WeakMap();

/** Units below each (a tie counts one half), NaN where missing, and how many others there are. Kept for a column. */
function places(column) {
  if (!knownPlaces.has(column)) {
    const order = [...column.keys()].filter((u) => !missing(column[u])).sort((a, b) => column[a] - column[b]);
    const below = new Float64Array(column.length).fill(NaN);
    for (let start = 0, end; start < order.length; start = end) {
      end = start + 1;
      while (end < order.length && column[order[end]] === column[order[start]]) end++;
      for (let i = start; i < end; i++) below[order[i]] = start + (end - start - 1) / 2;
    }
    knownPlaces.set(column, { below, others: Math.max(order.length - 1, 0) });
  }
  return knownPlaces.get(column);
}
