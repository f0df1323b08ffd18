/* The page put together: one state, one way to change it, everything shown from it. */

{
  const payload = JSON.parse(byId("data").textContent);
  const model = makeModel(payload);
  const start = resultOf(model, startView(model));
  const page = {
    model,
    start,
    certain: null,
    stale: true,
    result: start,
    labels: [],
    ...fromAddress(model, location.hash.slice(1)),
  };
  let lastChange = null;

  const actions = {
    ask: (u) => {
      Object.assign(page, { unit: u });
      shown({ what: "unit" });
    },
    pin: (u) => {
      page.pins = page.pins.includes(u) ? page.pins.filter((other) => other !== u) : [...page.pins, u];
      shown({ what: "pins" });
    },
    light: (u) => light(map, table.rows, u),
    words: (u) => sentenceOf(page, u),
  };
  /** Change the view; `going`: a slider is on its way, and the address waits for its end. `what` moves: one step back. */
  const change = (make, { going = false, what = null } = {}) => {
    page.view = make(page.view);
    shown({ going, what, drawn: false });
  };

  const drawAgain = makeDrawer(model, payload, (summary) => {
    Object.assign(page, { certain: summary, stale: false });
    showSure();
  });
  const sliders = makeSliders(model, change);
  const options = makeOptions(model, change);
  const certainty = makeCertainty(model, (design) => {
    Object.assign(page.design, design);
    page.design = { ...page.design };
    shown({ what: "design", drawn: false });
  });
  const changed = makeChanged([
    ["Reset all", () => change(() => startView(model))],
    ["Save as YAML", saveYaml],
    ["Save table as CSV", saveCsv],
    ["Copy link", copyLink],
  ]);
  const table = makeTable(model, actions);
  const map = makeMap(model, actions);
  const unit = makeUnit();

  function shown({ going = false, kept = true, what = null, drawn = true } = {}) {
    page.going = going;
    if (kept && !going) remember(what);
    try {
      page.result = resultOf(model, page.view);
      byId("fault").hidden = true;
    } catch (fault) {
      if (!(fault instanceof Refusal)) throw fault;
      byId("fault").textContent =
        `This cannot be computed: ${fault.message}. The ranks below are those before this choice.`;
      byId("fault").hidden = false;
      drawn = true;
    }
    page.labels = [...page.result.setup.bands.map((band) => band.label), "unclassified"];
    if (!drawn) {
      page.stale = true;
      drawAgain(page.view, page.design);
    }
    showSliders(page, sliders);
    showOptions(page, options);
    showChanged(page, changed);
    showSure();
  }

  /** Show what depends on the draws, and all that stands beside it. */
  function showSure() {
    if (page.certain?.fault) page.certain = { fault: page.certain.fault };
    const sure = { ...page, certain: page.certain?.rows ? page.certain : null };
    showTable(sure, table, actions);
    showMap(sure, map);
    showUnit(sure, unit);
    if (!page.going) showCertainty(page, certainty);
    if (page.unit < 0) return;
    byId("summary").hidden = false;
    const was = page.start.ranks[page.unit];
    byId("summary").replaceChildren(
      h("strong", {}, bdi(sentenceOf(sure, page.unit))),
      was === page.result.ranks[page.unit] ? "" : ` (${ordinal(was)} as defined)`,
    );
    if (!page.stale) byId("live").textContent = `${sentenceOf(sure, page.unit)}.`;
  }

  /** Put the view into the address; moves of one control in a row are one step back. */
  function remember(what) {
    const address = `#${toAddress(model, page)}`;
    if (address === (location.hash || "#")) return;
    const again = what !== null && what === lastChange?.what && Date.now() - lastChange.time < 2000;
    lastChange = { what, time: Date.now() };
    try {
      history[again ? "replaceState" : "pushState"](null, "", address);
    } catch {
      // some frames have no address of their own
    }
  }

  function saveYaml() {
    const changes = changesOf(page).join("; ") || "nothing";
    const note = `Saved from the explore page of ${model.title} (${model.id}), made ${model.made} by mpindex ${model.version}.\nChanged: ${changes}.\nUse: mpindex rank THIS_FILE${model.year ? ` --year ${model.year}` : ""}`;
    offer(`${model.id}-mine.yaml`, savedYaml(model, page.view, { note }), "text/yaml");
  }

  function saveCsv() {
    offer(
      `${model.id}.csv`,
      resultCsv(model, page.result, page.stale || !page.certain?.rows ? null : page.certain),
      "text/csv",
    );
  }

  async function copyLink() {
    try {
      await navigator.clipboard.writeText(location.href);
      byId("live").textContent = "The link is copied.";
    } catch {
      byId("live").textContent = "The link is in the address line.";
    }
  }

  function moved() {
    Object.assign(page, fromAddress(model, location.hash.slice(1)));
    lastChange = null;
    shown({ kept: false, drawn: false });
  }
  window.addEventListener("popstate", moved);
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    opened.forEach((details) => {
      details.open = true;
    });
  });
  window.addEventListener("afterprint", () =>
    opened.forEach((details) => {
      details.open = false;
    }),
  );
  window.addEventListener("keydown", (event) => {
    if (
      event.key !== "/" ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target.matches("input[type=search]")
    )
      return;
    event.preventDefault();
    table.find.focus();
  });
  const sources = [...new Set(start.setup.figures.flatMap((figure) => figure.sources))];
  byId("sources")
    .querySelector("ul")
    .append(...sources.map((source) => h("li", {}, bdi(source))));
  shown({ kept: false, drawn: false });
}
