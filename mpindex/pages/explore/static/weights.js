/* Weights as a reader moves them: each element's share, in percent, among its siblings that are not left out. */

/** The siblings of an element, itself among them, that are not left out. */
function siblings(model, view, element) {
  return model.children[model.elements[element].parent - model.leaves].filter((c) => !view.omitted.includes(c));
}

function shareOf(model, view, element) {
  const group = siblings(model, view, element);
  const total = sum(group.map((c) => view.weights[c]));
  return group.includes(element) && total > 0 ? (100 * view.weights[element]) / total : 0;
}

/**
 * Weights with one element at a share in percent; its siblings share the rest as they did in `from`, the view in which the
 * move began, so that a slider pulled to the end and back leaves no trace.
 */
function withShare(model, view, element, share, from = view) {
  const others = siblings(model, view, element).filter((c) => c !== element);
  let parts = others.map((c) => from.weights[c]);
  if (!sum(parts)) parts = others.map((c) => model.elements[c].weight);
  if (!sum(parts)) parts = others.map(() => 1);
  const before = sum(siblings(model, from, element).map((c) => from.weights[c])) || 1;
  const weights = rescaled(model, view, element, 100 / before);
  others.forEach((c, i) => { weights[c] = hundredths(((100 - share) * parts[i]) / sum(parts)); });
  weights[element] = others.length ? share : 100;
  return { ...view, weights };
}

/** All siblings alike. */
function withEqualShares(model, view, node) {
  const group = model.children[node - model.leaves];
  return { ...view, weights: view.weights.map((weight, c) => (group.includes(c) ? 1 : weight)) };
}

/** All siblings as the file and the chosen options have them. */
function withOwnShares(model, view, node) {
  const own = ownWeights(model, view.options);
  const group = model.children[node - model.leaves];
  return { ...view, weights: view.weights.map((weight, c) => (group.includes(c) ? own[c] : weight)) };
}

/** Left-out siblings keep their size beside the others when these become percentages. */
function rescaled(model, view, element, factor) {
  const group = model.children[model.elements[element].parent - model.leaves];
  return view.weights.map((weight, c) => (group.includes(c) && view.omitted.includes(c) ? hundredths(weight * factor) : weight));
}

const hundredths = (value) => Math.round(value * 100) / 100;
