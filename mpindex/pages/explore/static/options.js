/* Choices among what the definition declares: a select for each list, a slider for each range, and what was changed. */

function makeOptions(model, change) {
  const selects = model.controls.map((control, i) => {
    const title = (option, k) =>
      optionTitle(control.name, option) + (k === control.start && option.declared ? " (as defined)" : "");
    const options = control.options.map((option, k) => h("option", { value: k }, title(option, k)));
    return h(
      "select",
      { change: (event) => change((view) => withOption(model, view, i, Number(event.target.value))) },
      options,
    );
  });
  const ranges = model.thresholds.map(({ low, high, name }, i) => {
    const at = (event) => (view) => ({
      ...view,
      thresholds: replaced(view.thresholds, i, roundTo(Number(event.target.value), high - low)),
    });
    return {
      output: h("output"),
      input: h("input", {
        type: "range",
        min: low,
        max: high,
        step: (high - low) / 100,
        input: (event) => change(at(event), { going: true, what: name }),
        change: (event) => change(at(event), { what: name }),
      }),
    };
  });
  const fields = model.controls.map((control, i) =>
    h("label", { class: "field" }, controlTitle(control.name, model.elements), selects[i]),
  );
  const sliders = model.thresholds.map(({ name }, i) =>
    h("label", { class: "field" }, controlTitle(name, model.elements), ": ", ranges[i].output, ranges[i].input),
  );
  if (fields.length + sliders.length)
    byId("options").append(h("h2", { id: "options-head" }, "Other choices"), ...fields, ...sliders);
  else byId("options").hidden = true;
  return { selects, ranges };
}

/** Three digits more than the width of a range needs. */
const roundTo = (value, width) => Number(value.toFixed(Math.max(0, 3 - Math.floor(Math.log10(width)))));

function showOptions({ view, model }, { selects, ranges }) {
  selects.forEach((select, i) => {
    select.value = view.options[i];
  });
  ranges.forEach(({ input, output }, i) => {
    input.value = view.thresholds[i];
    output.textContent = `${numberText(view.thresholds[i])}${view.thresholds[i] === model.thresholds[i].value ? "" : ` (from ${numberText(model.thresholds[i].value)})`}`;
    input.setAttribute("aria-valuetext", output.textContent);
  });
}

/** What differs from the definition, in words. */
function changesOf({ model, view }) {
  const own = { ...view, weights: ownWeights(model, view.options), omitted: [] };
  const options = model.controls.flatMap((control, i) =>
    view.options[i] === control.start
      ? []
      : [`${controlTitle(control.name, model.elements)}: ${control.options[view.options[i]].label}`],
  );
  const bounds = model.thresholds.flatMap(({ name, value }, i) =>
    view.thresholds[i] === value
      ? []
      : [`${controlTitle(name, model.elements)}: ${numberText(view.thresholds[i])} (from ${numberText(value)})`],
  );
  const weights = model.elements.flatMap((element, c) => {
    if (element.parent < 0 || view.omitted.includes(c)) return [];
    const [share, before] = [shareOf(model, view, c), shareOf(model, own, c)];
    return Math.abs(share - before) > 0.05
      ? [`${capital(element.title)}: ${percentText(share)} (from ${percentText(before)})`]
      : [];
  });
  return [...options, ...bounds, ...weights, ...view.omitted.map((c) => `left out: ${model.elements[c].title}`)];
}

function makeChanged(actions) {
  const list = h("div");
  const buttons = actions.map(([title, action]) => h("button", { type: "button", click: action }, title));
  byId("changed").append(
    h("h2", { id: "changed-head" }, "What you changed"),
    list,
    h("div", { class: "buttons controls" }, buttons),
  );
  return { list, buttons };
}

function showChanged(page, { list }) {
  const changes = changesOf(page);
  const text = changes.join("\n");
  if (list.dataset.text === text) return;
  list.dataset.text = text;
  list.replaceChildren(
    changes.length
      ? h(
          "ul",
          {},
          changes.map((text) => h("li", {}, bdi(text))),
        )
      : h("p", { class: "quiet" }, "Nothing: this is the definition as it stands."),
  );
}
