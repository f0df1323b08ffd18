/* Weights: a slider for each part, its share in percent of its siblings. */

/** Build the sliders once; `showWeights` brings them up to date. */
function makeSliders(model, change) {
  const sliders = new Map();
  const root = model.elements.length - 1;
  byId("weights").append(
    h("h2", { id: "weights-head" }, "How much each part weighs"),
    ...groupOf(model, root, change, sliders),
  );
  return sliders;
}

function groupOf(model, node, change, sliders) {
  const inside = model.children[node - model.leaves];
  const buttons =
    inside.length > 1 &&
    h(
      "div",
      { class: "buttons" },
      h(
        "button",
        { class: "small", type: "button", click: () => change((view) => withEqualShares(model, view, node)) },
        "all alike",
      ),
      h(
        "button",
        { class: "small", type: "button", click: () => change((view) => withOwnShares(model, view, node)) },
        "as defined",
      ),
    );
  const parts = inside.flatMap((c) => {
    const slider = makeSlider(model, c, inside.length > 1, change);
    sliders.set(c, slider);
    if (c < model.leaves) return [slider.box];
    const children = model.children[c - model.leaves];
    return [
      slider.box,
      h(
        "details",
        { class: "inside" },
        h("summary", {}, `${counted(children.length, "part")} of `, bdi(model.elements[c].title)),
        ...groupOf(model, c, change, sliders),
      ),
    ];
  });
  return [...parts, buttons].filter(Boolean);
}

function makeSlider(model, c, movable, change) {
  const id = `weight-${c}`;
  const name = h("label", { class: "name", for: id }, bdi(capital(model.elements[c].title)));
  const output = h("output", { for: id });
  const input = movable ? h("input", { type: "range", id, min: 0, max: 100, step: 0.01 }) : null;
  const leave =
    c < model.leaves
      ? h("input", {
          type: "checkbox",
          id: `leave-${c}`,
          change: () => change((view) => leftOut(view, c, leave.checked)),
        })
      : null;
  const leaveLabel =
    leave &&
    h(
      "label",
      { class: "leave" },
      leave,
      " leave out",
      h("span", { class: "unseen" }, ": ", bdi(model.elements[c].title)),
    );
  if (input) listen(model, c, input, change);
  const box = h(
    "div",
    { class: "slider" },
    h(
      "div",
      { class: "top" },
      input ? name : h("span", { class: "name" }, bdi(capital(model.elements[c].title))),
      output,
    ),
    input,
    leaveLabel,
  );
  return { box, input, output, leave };
}

const leftOut = (view, c, out) => ({
  ...view,
  omitted: out ? [...view.omitted, c] : view.omitted.filter((other) => other !== c),
});

/** Arrows move by 1, with Shift by 10; siblings share the rest as they did when the move began. */
function listen(model, c, input, change) {
  let from = null;
  const move = (share, more) =>
    change((view) => withShare(model, view, c, share, (from ??= view)), { ...more, what: c });
  input.addEventListener("focus", () => {
    from = null;
  });
  input.addEventListener("pointerdown", () => {
    from = null;
  });
  input.addEventListener("input", () => move(Math.round(Number(input.value)), { going: true }));
  input.addEventListener("change", () => {
    change((view) => view, { what: c });
    from = null;
  });
  input.addEventListener("keydown", (event) => {
    const sign = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
      Home: -1000,
      End: 1000,
    }[event.key];
    if (!sign || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const step = sign * (event.shiftKey && Math.abs(sign) === 1 ? 10 : 1);
    const start = step > 0 ? Math.floor(Number(input.value) + 1e-9) : Math.ceil(Number(input.value) - 1e-9);
    move(Math.min(Math.max(start + step, 0), 100));
  });
}

function showSliders(page, sliders) {
  const { model, view } = page;
  const own = { ...view, weights: ownWeights(model, view.options), omitted: [] };
  sliders.forEach(({ box, input, output, leave }, c) => {
    const [share, before] = [shareOf(model, view, c), shareOf(model, own, c)];
    const out = view.omitted.includes(c);
    const changed = Math.abs(share - before) > 0.05;
    const words = changed ? `${percentText(share)} (from ${percentText(before)})` : percentText(share);
    set(output, "textContent", out ? "left out" : words);
    box.classList.toggle("out", out);
    if (leave) leave.checked = out;
    if (!input) return;
    input.value = share;
    input.disabled = out;
    input.setAttribute("aria-valuetext", `${percentText(share)}${changed ? `, from ${percentText(before)}` : ""}`);
  });
}
