/* How sure: draws in the background, and what they vary. */

/** Ask the worker, or compute here where a browser allows no worker; answers to older questions are dropped. */
function makeDrawer(model, payload, answered) {
  let newest = 0;
  let worker = null;
  try {
    const text = `"use strict";\n${byId("engine").textContent}`;
    worker = new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
    worker.onmessage = ({ data }) => { if (data.number === newest) answered(data.summary); };
    worker.onerror = () => { worker = null; };
    worker.postMessage({ payload });
  } catch {
    worker = null;
  }
  return (view, design) => {
    const number = (newest += 1);
    if (worker) worker.postMessage({ number, view, design });
    else draw(model, view, design, () => number !== newest, answered);
  };
}

function makeCertainty(model, change) {
  const title = (spread) => {
    const names = { uniform: "any weights at all", "concentration-400": "close to mine", "concentration-50": "around mine", "concentration-12": "far from mine" };
    const name = names[spreadKey(spread)] ?? names[spread.kind] ?? (spread.kind === "spread" ? `each up to ${percentText(100 * spread.amount)} more or less` : `around mine (concentration ${spread.amount})`);
    return name + (spreadKey(spread) === spreadKey(model.spread) ? " (as defined)" : "");
  };
  const ways = spreads(model);
  const draws = h("select", { change: () => change({ draws: Number(draws.value) }) }, DRAWS.map((many) => h("option", { value: many }, many.toLocaleString("en"))));
  const spread = h("select", { change: () => change({ spread: ways[spread.value] }) }, ways.map((way, i) => h("option", { value: i }, title(way))));
  const vary = h("select", { change: () => change({ everything: vary.value === "all" }) },
    h("option", { value: "all" }, "weights and every other choice"), h("option", { value: "weights" }, "only the weights"));
  const text = h("div");
  byId("certainty").append(h("h2", { id: "certainty-head" }, "How sure"), text,
    h("div", { class: "controls" },
      h("label", { class: "field" }, "Number of draws", draws),
      h("label", { class: "field" }, "Weights are drawn", spread),
      variesMore(model) ? h("label", { class: "field" }, "What varies", vary) : null));
  return { draws, spread, vary, text, ways };
}

function showCertainty({ design, certain, model, view }, { draws, spread, vary, text, ways }) {
  draws.value = design.draws;
  spread.value = ways.findIndex((way) => spreadKey(way) === spreadKey(design.spread));
  vary.value = design.everything ? "all" : "weights";
  text.replaceChildren(...certaintyWords(model, view, design, certain).map((words) => h("p", {}, words)));
}

function certaintyWords(model, view, design, certain) {
  if (!certain) return ["Drawing …"];
  if (certain.fault) return [`No draws: ${certain.fault}.`];
  const what = design.everything ? "weights drawn around yours, and each of the other choices drawn among those that the definition declares" : "weights drawn around yours, all other choices as you made them";
  const refused = certain.refused ? ` ${certain.refused.toLocaleString("en")} more could not be computed and do not count.` : "";
  return [`${certain.draws.toLocaleString("en")} draws: ${what}. A bar goes from the 5th to the 95th of 100 draws.${refused}`, `${exampleOf(model, view, design)}`];
}

/** What the spread means for the heaviest part of the index. */
function exampleOf(model, view, design) {
  const inside = siblings(model, view, model.children.at(-1)[0]).filter((c) => view.weights[c] > 0);
  if (inside.length < 2) return "";
  const shares = inside.map((c) => shareOf(model, view, c) / 100);
  const heaviest = shares.indexOf(Math.max(...shares));
  const random = uniforms(5);
  const values = Float64Array.from({ length: 1000 }, () => {
    const weights = design.spread.kind === "spread" ? shares.map((share) => share * (1 + design.spread.amount * (2 * random() - 1))) : shares.map((share) => gamma(random, design.spread.kind === "uniform" ? 1 : design.spread.amount * share));
    return weights[heaviest] / sum(weights);
  });
  const [low, high] = [0.05, 0.95].map((q) => Math.round(100 * quantileOf(values, q)));
  return `${capital(model.elements[inside[heaviest]].title)}, ${percentText(100 * shares[heaviest])} of the index, is between ${low} and ${high} % in 90 of 100 draws.`;
}
