/* How sure: the same index many times, with weights drawn around the reader's own, and counts of what came out.

   design: { draws, spread: { kind, amount }, everything, seed }
   kind: concentration (Dirichlet around the weights), uniform (any weights), spread (each times 1 +- amount).
   everything: the other declared choices are drawn too, each alternative as likely as the others. */

/** Counts of ranks and bands over the draws; a generator that pauses after each draw, so that the caller may stop it. */
function* drawing(model, view, design) {
  const random = uniforms(design.seed ?? 1);
  const labels = labelsOf(model);
  const tally = { draws: 0, refused: 0, labels, ranks: new Uint32Array(model.size ** 2), bands: new Uint32Array(model.size * (labels.length + 1)), weights: [] };
  const given = countedWeights(model, view);
  const setups = new Map();
  for (; tally.draws + tally.refused < design.draws; ) {
    const chosen = design.everything ? drawChoices(model, random) : view;
    try {
      const setup = kept(setups, chosen.options.join(), () => variantOf(model, chosen.options, given, design.everything));
      const weights = drawWeights(model, random, setup, given, design.spread);
      if (chosen.leftOut >= 0) leaveOut(model, weights, chosen.leftOut);
      count(model, tally, setup, weights, chosen);
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      tally.refused += 1;
    }
    yield tally;
  }
}

function count(model, tally, setup, weights, { options, thresholds }) {
  const elements = levelsOf(model, setup, weights);
  const score = elements[elements.length - 1];
  const ranks = rankScores(model, score);
  const counted = setup.countsLeaves ? effectiveWeights(model, weights).map((share) => share > 0) : null;
  const codes = bandCodes(model, setup.bands, { elements, score, ranks, coverage: setup.coverage, counted }, boundsOf(model, options, thresholds));
  tally.draws += 1;
  for (let u = 0; u < model.size; u++) {
    if (!missing(ranks[u])) tally.ranks[u * model.size + ranks[u] - 1] += 1;
    tally.bands[u * (tally.labels.length + 1) + (codes[u] < 0 ? tally.labels.length : setup.numbers[codes[u]])] += 1;
  }
}

/** A value of every declared choice; the number of the indicator left out, -1 for none. */
function drawChoices(model, random) {
  const options = model.controls.map((control) => {
    const declared = [...control.options.keys()].filter((number) => control.options[number].declared);
    return declared[below(random, declared.length)];
  });
  const thresholds = model.thresholds.map(({ low, high }) => low + random() * (high - low));
  const leftOut = model.omitted.length ? [-1, ...model.omitted][below(random, model.omitted.length + 1)] : -1;
  return { options, thresholds, leftOut };
}

/** What a combination of options makes, the weights that it brings along laid on the reader's, and its bands by label. */
function variantOf(model, options, given, everything) {
  const setup = setupOf(model, options);
  const weights = given.slice();
  if (everything) {
    model.controls.forEach((control, i) => Object.entries(control.options[options[i]].weights).forEach(([c, weight]) => { weights[c] = weight; }));
  }
  const labels = labelsOf(model);
  const numbers = [...setup.bands.map((band) => labels.indexOf(band.label)), labels.length - 1];
  const countsLeaves = setup.bands.some((band) => band.conditions.some((condition) => condition.form === "leaves"));
  const setsWeights = everything && model.controls.some((control) => control.name === "weights"); // a table of sets: one of them
  return { ...setup, weights, setsWeights, numbers, countsLeaves, coverage: coverageOf(model, setup, weights) };
}

/** Every label that any band rule has, in order of first appearance; unclassified last. */
function labelsOf(model) {
  return [...new Set(model.bandRules.values.flat().map((band) => band.label)), "unclassified"];
}

function drawWeights(model, random, setup, given, { kind, amount }) {
  if (setup.setsWeights) return setup.weights.slice();
  const weights = new Array(given.length).fill(1);
  for (const inside of model.children) {
    const live = inside.filter((c) => given[c] > 0 && !setup.dead[c]);
    const total = sum(live.map((c) => given[c]));
    // what the reader gives no weight has that which an option brings along
    inside.forEach((c) => { weights[c] = kind === "uniform" || given[c] > 0 ? 0 : setup.weights[c]; });
    if (kind === "spread") live.forEach((c) => { weights[c] = setup.weights[c] * (1 + amount * (2 * random() - 1)); });
    else drawShares(random, live, live.map((c) => given[c] / total), kind, amount, weights);
    if (kind === "concentration") live.forEach((c) => { weights[c] *= setup.weights[c] / (given[c] / total); });
  }
  return weights;
}

/** Dirichlet: around the shares with a concentration, or any shares alike. */
function drawShares(random, live, shares, kind, amount, weights) {
  const gammas = shares.map((share) => gamma(random, kind === "uniform" ? 1 : amount * share));
  const total = sum(gammas);
  live.forEach((c, i) => { weights[c] = total > 0 ? gammas[i] / total : shares[i]; });
}

/** Put the weight of a left-out indicator at zero, and that of dimensions which this leaves empty. */
function leaveOut(model, weights, leaf) {
  weights[leaf] = 0;
  model.children.forEach((inside, i) => {
    if (model.leaves + i < weights.length - 1 && !inside.some((c) => weights[c] > 0)) weights[model.leaves + i] = 0;
  });
}

function kept(map, key, make) {
  if (!map.has(key)) map.set(key, make());
  return map.get(key);
}

/** What is shown of the counts, by unit: 5, 50 and 95 % quantile of the ranks, share of draws by band, share unranked. */
function summaryOf(model, tally) {
  if (!tally.draws) return { fault: "none of the draws can be computed" };
  const columns = tally.labels.length + 1;
  const rows = Array.from({ length: model.size }, (_, u) => {
    const counts = tally.ranks.subarray(u * model.size, (u + 1) * model.size);
    const bands = Array.from(tally.bands.subarray(u * columns, (u + 1) * columns), (number) => number / tally.draws);
    return { low: countedQuantile(counts, 0.05), median: countedQuantile(counts, 0.5), high: countedQuantile(counts, 0.95), bands };
  });
  return { draws: tally.draws, refused: tally.refused, labels: [...tally.labels, "no score"], rows };
}

/** Quantile (type 7) of whole numbers 1, 2, ... given how often each occurs; NaN where none does. */
function countedQuantile(counts, q) {
  const many = counts.reduce((all, number) => all + number, 0);
  if (!many) return NaN;
  const place = (many - 1) * q;
  const at = (order) => {
    let held = 0;
    return counts.findIndex((number) => (held += number) > order) + 1;
  };
  const [low, high] = [at(Math.floor(place)), at(Math.ceil(place))];
  return low + (high - low) * (place - Math.floor(place));
}
