/* Scores by order: weighted median, minimum, and those that count places and pairs. */

const SAME_WEIGHT = 1e-12; // relative: cumulated weights that differ by less are equal
const SAME_SIDE = 1e-9; // shares of weight closer than this are a draw between two units

function median(columns, weights, size) {
  const orders = sortedOrders(columns, size);
  return Float64Array.from({ length: size }, (_, u) => {
    const there = orders[u];
    let below = 0;
    const cumulated = there.map((j) => (below += weights[j]));
    if (!(below > 0)) return NaN;
    const slack = SAME_WEIGHT * below;
    const first = cumulated.findIndex((value) => value > 0);
    const low = Math.max(first, cumulated.findIndex((value) => value >= below / 2 - slack));
    const high = cumulated.findIndex((value) => value > below / 2 + slack);
    return (columns[there[low]][u] + columns[there[high]][u]) / 2;
  });
}

function minimum(columns, weights, size) {
  return Float64Array.from({ length: size }, (_, u) => {
    let low = Infinity;
    columns.forEach((column, j) => { if (weights[j] > 0 && column[u] < low) low = column[u]; });
    return low === Infinity ? NaN : low;
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
  const counted = columns.filter((_, j) => weights[j] > 0);
  const heavy = weights.filter((weight) => weight > 0);
  for (let a = 0; a < size; a++) {
    for (let b = a + 1; b < size; b++) {
      let margin = 0;
      let both = 0;
      for (let j = 0; j < counted.length; j++) {
        const mine = counted[j][a];
        const other = counted[j][b];
        if (missing(mine) || missing(other)) continue;
        both += heavy[j];
        margin += mine > other ? heavy[j] : mine < other ? -heavy[j] : 0;
      }
      const winner = margin > SAME_SIDE * both ? 1 : margin < -SAME_SIDE * both ? -1 : 0;
      scores[a] += winner;
      scores[b] -= winner;
    }
  }
  return scores.map((score, u) => (counted.some((column) => !missing(column[u])) ? score : NaN));
}

const knownOrders = new WeakMap();

/** For each unit the children that it has, lowest first. Kept for the columns of the figures, which no draw changes. */
function sortedOrders(columns, size) {
  const known = knownOrders.get(columns[0]);
  if (known && known.columns.length === columns.length && known.columns.every((column, j) => column === columns[j])) return known.orders;
  const orders = Array.from({ length: size }, (_, u) => {
    const there = [...columns.keys()].filter((j) => !missing(columns[j][u]));
    return there.sort((a, b) => columns[a][u] - columns[b][u]);
  });
  knownOrders.set(columns[0], { columns: columns.slice(), orders });
  return orders;
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
