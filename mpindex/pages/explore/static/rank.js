/* Ranks: 1 + the number of units with a higher score. Scores that agree to about 13 digits are equal, as in the library:
   the bits of a float, read as a whole number, are in its order; those that count the units are dropped, and what then
   differs by at most 1 from its neighbour shares its rank. */

const oneFloat = new Float64Array(1);
const twoWords = new Uint32Array(oneFloat.buffer); // low, high

/** Ranks of scores, NaN where missing. */
function ranksOf(scores) {
  const ranks = new Float64Array(scores.length).fill(NaN);
  const order = descending(scores);
  const bits = Math.ceil(Math.log2(Math.max(scores.length, 1)));
  let before = null;
  order.forEach((u, place) => {
    const key = truncated(scores[u], bits);
    const same = before !== null && distance(before, key, bits) <= 1;
    ranks[u] = same ? ranks[order[place - 1]] : place + 1;
    before = key;
  });
  return ranks;
}

/** Numbers of the units that have a score, best first. */
function descending(scores) {
  const there = [];
  for (let u = 0; u < scores.length; u++) if (!missing(scores[u])) there.push(u);
  return Uint32Array.from(there).sort((a, b) => scores[b] - scores[a] || a - b);
}

/** The whole number in the opposite order of the floats, as two words, the low one without its last bits. */
function truncated(score, bits) {
  oneFloat[0] = -score;
  let [low, high] = [twoWords[0], twoWords[1] | 0];
  if (high < 0) [low, high] = [~low >>> 0, high ^ 0x7fffffff];
  return [high, low >>> bits];
}

const distance = (a, b, bits) => (b[0] - a[0]) * 2 ** (32 - bits) + (b[1] - a[1]);

/** Positions from the top, (rank - 0.5) / N. */
function positionsOf(ranks) {
  const many = Math.max(ranks.reduce((n, rank) => n + !missing(rank), 0), 1);
  return ranks.map((rank) => (rank - 0.5) / many);
}
