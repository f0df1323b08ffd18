/* What every mean shares. `columns` are the children's values, one array over the units each; `weights` one number each. */

/** What cannot be computed, in words for the reader. */
class Refusal extends Error {}

const missing = (value) => value !== value;

/** Weighted mean of f(value) over the children that are there, by unit; NaN where none counts. */
function weightedMean(columns, weights, size, f) {
  const total = new Float64Array(size);
  const by = new Float64Array(size);
  columns.forEach((column, j) => {
    const weight = weights[j];
    if (!(weight > 0)) return;
    for (let u = 0; u < size; u++) {
      const value = column[u];
      if (missing(value)) continue;
      total[u] += weight * (f ? f(value) : value);
      by[u] += weight;
    }
  });
  for (let u = 0; u < size; u++) total[u] = by[u] > 0 ? total[u] / by[u] : NaN;
  return total;
}

/** Refuse values that a mean is not defined for, of children that have any weight. */
function refuseWhere(wrong, columns, weights, why) {
  columns.forEach((column, j) => {
    if (weights[j] > 0 && column.some(wrong)) throw new Refusal(why);
  });
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
