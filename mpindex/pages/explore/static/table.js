/* The ranks: every unit a row, with its interval, and the chosen and pinned ones kept at the top as well.

   A row is a place in the order: what stands in it changes. To move rows would have all of them laid out anew. */

function makeTable(model, actions) {
  const find = h("input", { type: "search", id: "find", autocomplete: "off", "aria-keyshortcuts": "/" });
  const head = [
    ["Rank", "number"],
    [h("span", { class: "unseen" }, "Change"), ""],
    ["Name", ""],
    ["Score", "number"],
    [`Rank 1 to ${model.size}`, ""],
    ["5 to 95 %", "number at-range"],
    ["Band", ""],
  ];
  const kept = h("tbody", { class: "kept", role: "rowgroup" });
  const body = h("tbody", { role: "rowgroup" });
  const caption = h("caption", {}, "Dot: your choice. Line: as defined. Bar: from the 5th to the 95th of 100 draws.");
  const table = h(
    "table",
    { role: "table" },
    caption,
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        head.map(([title, kind]) => h("th", { scope: "col", role: "columnheader", class: kind }, title)),
      ),
    ),
    kept,
    body,
  );
  const none = h("p", { class: "quiet", hidden: true }, "No name is like that.");
  byId("ranks").append(
    h("h2", { id: "ranks-head" }, "Ranks"),
    h("label", { class: "field controls", for: "find" }, "Find by name or code (key /)"),
    find,
    none,
    table,
  );
  const rows = model.units.map((_, u) => makeRow(u, actions));
  body.append(...rows.map(({ tr }) => tr));
  stopAt(rows[0].tr);
  const parts = { table, kept, rows, find, none, keptRows: new Map() };
  find.addEventListener("input", () => filterRows(model, parts));
  find.addEventListener("keydown", (event) => {
    const first = rows.find(({ tr }) => !tr.hidden);
    if (event.key === "Enter" && find.value.trim() && first) actions.ask(first.u);
    if (event.key === "Escape") {
      find.value = "";
      filterRows(model, parts);
    }
  });
  return parts;
}

function filterRows(model, { rows, find, none }) {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(find.value.trim());
  const isLike = (u) => plain(model.names[u]).includes(wanted) || model.units[u].toLowerCase() === wanted;
  rows.forEach(({ tr, u }) => set(tr, "hidden", Boolean(wanted) && !isLike(u)));
  set(
    none,
    "hidden",
    rows.some(({ tr }) => !tr.hidden),
  );
}

/** A cell; rows are laid out as grids, so that those out of sight cost nothing, and say by their roles that they are rows. */
const cell = (kind, ...inside) => h("td", { role: "cell", class: kind }, ...inside);

function makeRow(u, actions) {
  const row = {
    u,
    rank: cell("number at-rank"),
    moved: cell("moved at-moved"),
    score: cell("number at-score"),
    range: cell("number at-range sure"),
    shade: swatch(-1, 1),
    label: bdi(""),
    bar: h("i"),
    dot: h("b"),
    line: h("u"),
    star: h("span", { "aria-hidden": "true" }),
    names: [bdi(""), bdi("")],
  };
  row.pin = h(
    "button",
    { type: "button", tabindex: -1, title: "keep at the top", click: () => actions.pin(row.u) },
    row.star,
    h("span", { class: "unseen" }, "keep ", row.names[0], " at the top"),
  );
  row.ask = h(
    "button",
    { type: "button", click: () => actions.ask(row.u), keydown: (event) => walk(event, row, actions) },
    row.names[1],
  );
  row.band = cell("band at-band", row.shade, row.label);
  row.tr = h(
    "tr",
    { role: "row", mouseenter: () => actions.light(row.u), mouseleave: () => actions.light(-1) },
    row.rank,
    row.moved,
    cell("at-name", h("span", { class: "name" }, row.pin, row.ask)),
    row.score,
    cell("at-track", h("span", { class: "track", "aria-hidden": "true" }, row.bar, row.line, row.dot)),
    row.range,
    row.band,
  );
  return row;
}

/** Arrows go from row to row, so that the table is one stop of the Tab key; p keeps a unit at the top. */
function walk(event, row, actions) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "p") actions.pin(row.u);
  const step = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (!step) return;
  event.preventDefault();
  let tr = row.tr[step];
  while (tr?.hidden) tr = tr[step];
  if (tr) stopAt(tr).focus();
}

/** Make a row the one of its siblings at which the Tab key stops, and return its button. */
function stopAt(tr) {
  const button = (row) => row.querySelector(".name button:last-child");
  for (const other of tr.parentNode.children) button(other).tabIndex = other === tr ? 0 : -1;
  return button(tr);
}

function showTable(page, parts, actions) {
  const { model, result } = page;
  const order = unitsInOrder(model, result);
  const focused = parts.rows.find(({ tr }) => tr.contains(document.activeElement))?.u;
  parts.table.classList.toggle("stale", page.stale);
  parts.rows.forEach((row, place) => {
    row.u = order[place];
    showRow(page, row);
  });
  if (parts.find.value) filterRows(model, parts);
  const again = parts.rows.find(({ u }) => u === focused);
  if (again && !again.tr.contains(document.activeElement)) stopAt(again.tr).focus({ preventScroll: true });
  showKept(page, parts, order, actions);
}

function showKept(page, { kept, keptRows }, order, actions) {
  const keep = order.filter((u) => u === page.unit || page.pins.includes(u));
  keep.filter((u) => !keptRows.has(u)).forEach((u) => keptRows.set(u, makeRow(u, actions)));
  keep.forEach((u) => showRow(page, keptRows.get(u)));
  const rows = keep.map((u) => keptRows.get(u).tr);
  if (rows.length === kept.children.length && rows.every((tr, i) => kept.children[i] === tr)) return;
  keepFocus(() => kept.replaceChildren(...rows));
}

/** Moving rows about must not take the keyboard's place away. */
function keepFocus(change) {
  const active = document.activeElement;
  change();
  if (active && active !== document.activeElement && active.isConnected) active.focus({ preventScroll: true });
}

function showRow(page, row) {
  const { model, result, start, certain, labels } = page;
  const { u } = row;
  const [rank, before] = [result.ranks[u], start.ranks[u]];
  const at = (value) => `${model.size > 1 ? ((100 * (value - 1)) / (model.size - 1)).toFixed(2) : 50}%`;
  const interval = certain?.rows?.[u];
  const known = interval && !missing(interval.low);
  const code = result.codes[u];
  set(row.tr, "className", u === page.unit ? "asked" : "");
  set(row.rank, "textContent", missing(rank) ? "–" : String(rank));
  row.names.forEach((name) => set(name, "textContent", model.names[u]));
  showMoved(row.moved, rank, before);
  set(row.score, "textContent", missing(rank) ? "no score" : scoreText(result.score[u]));
  place(row.dot, missing(rank) ? null : at(rank));
  place(row.line, missing(before) || before === rank ? null : at(before));
  place(row.bar, known ? at(interval.low) : null, known ? `calc(${at(interval.high)} - ${at(interval.low)})` : "");
  set(row.range, "textContent", known ? `${Math.round(interval.low)}–${Math.round(interval.high)}` : "");
  set(row.band, "hidden", code < 0 || labels.length < 2);
  set(row.label, "textContent", row.band.hidden ? "" : labels[code]);
  shade(row.shade, code, labels.length);
  set(row.pin, "ariaPressed", String(page.pins.includes(u)));
  set(row.star, "textContent", page.pins.includes(u) ? "★" : "☆");
  if (!page.going) set(row.ask, "ariaLabel", sentenceOf(page, u));
}

/** Put a mark at a place of the track, or hide it. */
function place(mark, left, width = "") {
  const style = left === null ? "display: none" : `left: ${left}; width: ${width}`;
  if (mark.dataset.style === style) return;
  mark.dataset.style = style;
  mark.style.cssText = style;
}

function showMoved(box, rank, before) {
  const by = before - rank;
  set(box, "className", `moved at-moved${by > 0 ? " up" : by < 0 ? " down" : ""}`);
  set(box, "textContent", by ? String(Math.abs(by)) : "");
  set(box, "title", by ? `was ${ordinal(before)}` : "");
}
