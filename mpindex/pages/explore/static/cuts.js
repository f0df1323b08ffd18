/* Classes of scores by where they break; 1 is the top class, NaN stays NaN. Formulas as in mpindex.steps.band. */

const RULES = {
  natural_breaks: naturalBreaks,
  head_tail: headTail,
  largest_gap: largestGap,
  quantiles,
  cumulative_share: cumulativeShare,
  rank_window: rankWindow,
};

/** 1 + the number of cuts above each score; a NaN cut is no cut. */
function classesBy(scores, cuts) {
  return scores.map((score) => (missing(score) ? NaN : 1 + cuts.reduce((n, cut) => n + (score < cut), 0)));
}

const present = (scores) => scores.filter((score) => !missing(score));
const ascending = (scores) => present(scores).sort();

/** Classes with the least variance inside (Jenks), exact: the largest sum of (class sum)^2 / size. */
function naturalBreaks(scores, { classes = 3, log = false }) {
  const rows = ascending(scores);
  if (log && rows[0] <= 0) throw new Refusal("classes of logarithms need scores above zero");
  if (new Set(rows).size < classes) throw new Refusal(`${classes} classes need as many different scores`);
  const values = log ? rows.map(Math.log) : rows;
  const mean = sum(values) / scores.length; // any constant would do; this one keeps the sums small
  const sums = [0];
  values.forEach((value, i) => sums.push(sums[i] + value - mean));
  let best = sums.map((value, j) => value ** 2 / Math.max(j, 1)); // of the first j scores in one class
  const starts = [];
  for (let many = 2; many <= classes; many++) {
    const start = new Array(rows.length + 1).fill(0);
    best = best.map((_, j) => {
      let top = -Infinity;
      for (let i = many === classes && j < rows.length ? j : 0; i < j; i++) {
        const total = best[i] + (sums[j] - sums[i]) ** 2 / (j - i);
        if (total > top) [top, start[j]] = [total, i];
      }
      return top;
    });
    starts.push(start);
  }
  let end = rows.length;
  return classesBy(
    scores,
    starts.reverse().map((start) => rows[(end = start[end])]),
  );
}

/** Those above the mean, those above the mean of these, and so on, while a head is less than `limit` of what is split. */
function headTail(scores, { limit = 0.4 }) {
  const cuts = [];
  let inside = present(scores);
  while (inside.length) {
    const lowest = Math.min(...inside);
    const mean = sum(inside.map((score) => score - lowest)) / inside.length;
    const head = inside.filter((score) => score - lowest > mean);
    if (!head.length || head.length >= limit * inside.length) break;
    cuts.push(Math.min(...head));
    inside = head;
  }
  return classesBy(scores, cuts);
}

/** Class 1 above the largest gap below ranks `first` to `last`, class 2 below; of equal gaps the highest. */
function largestGap(scores, { first = 1, last = null, log = false }) {
  const ordered = ascending(scores).reverse();
  if (log && ordered.some((score) => score <= 0)) throw new Refusal("gaps of logarithms need scores above zero");
  const level = log ? ordered.map(Math.log) : ordered;
  let [widest, cut] = [-Infinity, NaN];
  for (let rank = first; rank <= Math.min(last ?? level.length, level.length - 1); rank++) {
    const gap = level[rank - 1] - level[rank];
    if (gap > widest) [widest, cut] = [gap, ordered[rank - 1]];
  }
  return classesBy(scores, [cut]);
}

function quantiles(scores, { at }) {
  return classesBy(
    scores,
    [...at].sort((a, b) => b - a).map((q) => quantileOf(scores, q)),
  );
}

/** Quantile of type 7 of the scores that are there; NaN where none is. */
function quantileOf(scores, q) {
  const ordered = ascending(scores);
  const place = Math.max(ordered.length - 1, 0) * q;
  const [low, high] = [ordered[Math.floor(place)] ?? NaN, ordered[Math.ceil(place)] ?? NaN];
  return low + (high - low) * (place - Math.floor(place));
}

/** Class 1 is the fewest units that hold the first share of the total, and so on. */
function cumulativeShare(scores, { at = [0.5, 0.8] }) {
  if (scores.some((score) => score < 0)) throw new Refusal("shares of a total need scores of at least zero");
  const ordered = ascending(scores).reverse();
  let held = 0;
  const cumulated = Array.from(ordered, (score) => (held += score));
  const cuts = [...at]
    .sort((a, b) => a - b)
    .map((share) => ordered[cumulated.findIndex((value) => value >= (1 - 1e-12) * share * held)]);
  return classesBy(scores, cuts);
}

/** Class 2 between two ranks, both included, class 1 above, class 3 below. */
function rankWindow(scores, { window: [low, high] = [6, 36] }) {
  return ranksOf(scores).map((rank) => (missing(rank) ? NaN : 1 + (rank >= low) + (rank > high)));
}
