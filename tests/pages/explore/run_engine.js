/* Runs the page's engine outside a browser: the script and a list of questions in, answers out, all as JSON.

   node run_engine.js ENGINE QUESTIONS    QUESTIONS: { payload, asked: [{ view, draws }, ...] } */
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const [engine, questions] = process.argv.slice(2).map((file) => fs.readFileSync(file, "utf8"));
const names = "makeModel, startView, withOption, withShare, resultOf, effectsOf, drawing, summaryOf, ranksOf, RULES, Refusal, savedYaml, resultCsv";
const page = vm.runInThisContext(`(() => { "use strict";\n${engine}\nreturn { ${names} }; })()`);
const { payload, asked } = JSON.parse(questions);
const model = payload && page.makeModel(payload);

/** The view that a question asks for: the definition as it stands, with what the question says otherwise. */
function viewOf({ options = {}, thresholds = {}, weights = {}, shares = [], omitted = [] }) {
  let view = page.startView(model);
  model.controls.forEach((control, i) => {
    if (control.name in options) view = page.withOption(model, view, i, options[control.name]);
  });
  model.thresholds.forEach((threshold, i) => {
    if (threshold.name in thresholds) view.thresholds[i] = thresholds[threshold.name];
  });
  model.elements.forEach((element, i) => {
    if (element.id in weights) view.weights[i] = weights[element.id];
  });
  for (const [id, share] of shares) view = page.withShare(model, view, model.elements.findIndex((e) => e.id === id), share);
  return { ...view, omitted: omitted.map((id) => model.elements.findIndex((e) => e.id === id)) };
}

function answer(question) {
  if (question.ranks) return { ranks: [...page.ranksOf(question.ranks.map((score) => score ?? NaN))] };
  if (question.rule) return { classes: [...page.RULES[question.rule](Float64Array.from(question.scores, (score) => score ?? NaN), question.options)] };
  const view = viewOf(question);
  if (question.draws) {
    const start = performance.now();
    let tally;
    for (tally of page.drawing(model, view, question.draws));
    return { ...page.summaryOf(model, tally), ms: performance.now() - start };
  }
  const result = page.resultOf(model, view);
  const labels = [...result.setup.bands.map((band) => band.label), "unclassified"];
  const bands = Array.from(result.codes, (code) => (code < 0 ? null : labels[code]));
  const unit = question.unit === undefined ? null : model.units.indexOf(question.unit);
  return {
    scores: [...result.score],
    ranks: [...result.ranks],
    coverage: [...result.coverage],
    bands,
    effects: unit === null ? null : page.effectsOf(model, result, unit),
    yaml: question.yaml ? page.savedYaml(model, view, question.yaml) : null,
    csv: question.csv ? page.resultCsv(model, result, null) : null,
  };
}

const answers = asked.map((question) => {
  try {
    return answer(question);
  } catch (fault) {
    if (!(fault instanceof page.Refusal)) throw fault;
    return { refused: fault.message };
  }
});
process.stdout.write(JSON.stringify(answers, (_, value) => (Number.isNaN(value) ? null : value)));
