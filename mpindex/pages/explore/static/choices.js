/* What a reader chose, and what follows from it.

   view: { options: number by control, thresholds: number by threshold, weights: number by element, omitted: [leaf, ...] } */

/** The definition as it stands. */
function startView(model) {
  const options = model.controls.map((control) => control.start);
  const thresholds = model.thresholds.map((threshold) => threshold.value);
  return { options, thresholds, weights: ownWeights(model, options), omitted: [] };
}

/** The weights of the file, and on them those that the chosen options bring along. */
function ownWeights(model, options) {
  const weights = model.elements.map((element) => element.weight);
  model.controls.forEach((control, i) => {
    if (options[i] === control.start) return;
    for (const [element, weight] of Object.entries(control.options[options[i]].weights)) weights[element] = weight;
  });
  return weights;
}

/** A copy of a list with one item replaced. */
const replaced = (list, place, item) => list.map((old, i) => (i === place ? item : old));

/** Another option of a control; weights that either option brings along are its own again. */
function withOption(model, view, control, option) {
  const options = replaced(view.options, control, option);
  const own = ownWeights(model, options);
  const weights = view.weights.slice();
  const touched = [view.options[control], option].flatMap((number) =>
    Object.keys(model.controls[control].options[number].weights),
  );
  touched.forEach((element) => {
    weights[element] = own[element];
  });
  return { ...view, options, weights };
}

/**
 * The weights that count: left-out indicators have none, and a dimension of which nothing is left has none either; its
 * children keep those of the file, as a file must give one of them some weight.
 */
function countedWeights(model, view) {
  const weights = view.weights.slice();
  view.omitted.forEach((leaf) => {
    weights[leaf] = 0;
  });
  model.children.forEach((inside, i) => {
    if (inside.some((c) => weights[c] > 0)) return;
    const node = model.leaves + i;
    if (node === weights.length - 1) throw new Refusal("every weight is zero: nothing is left to rank by");
    weights[node] = 0;
    inside.forEach((c) => {
      weights[c] = model.elements[c].weight;
    });
  });
  return weights;
}

/** Scores, ranks and codes of bands of a view, with what they were made from. */
function resultOf(model, view) {
  const setup = setupOf(model, view.options);
  const weights = countedWeights(model, view);
  const elements = levelsOf(model, setup, weights);
  const score = elements[elements.length - 1];
  const counted = effectiveWeights(model, weights).map((share) => share > 0);
  const result = {
    setup,
    weights,
    elements,
    score,
    ranks: rankScores(model, score),
    coverage: coverageOf(model, setup, weights),
    counted,
  };
  result.codes = bandCodes(model, setup.bands, result, boundsOf(model, view.options, view.thresholds));
  return result;
}

const rankScores = (model, score) => ranksOf(model.lowIsBest ? score.map((value) => -value) : score);

/** Bounds of bands that a threshold sets, by "path key"; null where an option has replaced the bands. */
function boundsOf(model, options, thresholds) {
  const others = model.controls.some((control, i) => control.replacesBands && options[i] !== control.start);
  return others ? null : new Map(model.thresholds.map(({ path, key }, i) => [`${path} ${key}`, thresholds[i]]));
}

/** By how much each indicator moves a unit's score away from what the median unit's value would give, all else equal. */
function effectsOf(model, { setup, weights, score }, unit) {
  // where no unit's score depends on the others', the unit alone is enough
  const alone = setup.nodes.every(({ mean, then }) => !POOLED.has(mean) && !then.some(([step]) => step === "share"));
  const columns = alone ? setup.columns.map((column) => Float64Array.of(column[unit])) : setup.columns;
  const [place, size] = alone ? [0, 1] : [unit, model.size];
  return setup.columns.map((column, j) => {
    if (missing(column[unit])) return NaN;
    const moved = columns[j].slice();
    moved[place] = (setup.medians[j] ??= quantileOf(column, 0.5));
    const elements = levelsOf(model, setup, weights, replaced(columns, j, moved), size);
    return score[unit] - elements[elements.length - 1][place];
  });
}
