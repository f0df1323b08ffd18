/* The ranks: every unit a row, with its interval, and the chosen and pinned ones kept at the top as well. */

function makeTable(model, actions) {
  const find = h("input", { type: "search", id: "find", autocomplete: "off", "aria-keyshortcuts": "/" });
  const head = [["Rank", "number"], [h("span", { class: "unseen" }, "Change"), ""], ["Name", ""], ["Score", "number"], [`Rank 1 to ${model.size}`, ""], ["5 to 95 %", "number at-range"], ["Band", ""]];
  const kept = h("tbody", { class: "kept" });
  const body = h("tbody");
  const caption = h("caption", {}, "Dot: your choice. Line: as defined. Bar: from the 5th to the 95th of 100 draws.");
  const table = h("table", {}, caption, h("thead", {}, h("tr", {}, head.map(([title, kind]) => h("th", { scope: "col", class: kind }, title)))), kept, body);
  const none = h("p", { class: "quiet", hidden: true }, "No name is like that.");
  byId("ranks").append(h("h2", { id: "ranks-head" }, "Ranks"), h("label", { class: "field controls", for: "find" }, "Find by name or code (key /)"), find, none, table);
  const rows = model.units.map((_, u) => makeRow(model, u, actions));
  const parts = { table, kept, body, rows, find, none, keptRows: new Map() };
  find.addEventListener("input", () => filterRows(model, parts));
  find.addEventListener("keydown", (event) => {
    const first = rows.find((row) => !row.tr.hidden && row.tr.dataset.match);
    if (event.key === "Enter" && find.value && first) actions.ask(first.u);
    if (event.key === "Escape") { find.value = ""; filterRows(model, parts); }
  });
  return parts;
}

function filterRows(model, { rows, find, none }) {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = plain(find.value.trim());
  rows.forEach(({ tr, u }) => {
    const match = !wanted || plain(model.names[u]).includes(wanted) || model.units[u].toLowerCase() === wanted;
    tr.hidden = !match;
    tr.dataset.match = wanted && match ? "yes" : "";
  });
  none.hidden = rows.some(({ tr }) => !tr.hidden);
}

function makeRow(model, u, actions) {
  const name = model.names[u];
  const row = {
    u,
    rank: h("td", { class: "number at-rank" }), moved: h("td", { class: "moved at-moved" }), score: h("td", { class: "number at-score" }),
    range: h("td", { class: "number at-range sure" }), band: h("td", { class: "band at-band" }),
    bar: h("i"), dot: h("b"), line: h("u"),
    pin: h("button", { type: "button", tabindex: -1, "aria-pressed": "false", title: "keep at the top", click: () => actions.pin(u) }, h("span", { "aria-hidden": "true" }, "☆"), h("span", { class: "unseen" }, "keep ", bdi(name), " at the top")),
    ask: h("button", { type: "button", click: () => actions.ask(u), keydown: (event) => walk(event, row, actions) }, bdi(name)),
  };
  row.tr = h("tr", { mouseenter: () => actions.light(u), mouseleave: () => actions.light(-1) }, row.rank, row.moved,
    h("td", {}, h("span", { class: "name" }, row.pin, row.ask)), row.score,
    h("td", { class: "at-track" }, h("span", { class: "track", "aria-hidden": "true" }, row.bar, row.line, row.dot)), row.range, row.band);
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
  if (tr) focusRow(tr);
}

function focusRow(tr) {
  for (const other of tr.parentNode.children) stopAt(other, other === tr);
  stopAt(tr, true).focus();
}

function stopAt(tr, stops) {
  const button = tr.querySelector(".name button:last-child");
  button.tabIndex = stops ? 0 : -1;
  return button;
}

function showTable(page, parts, actions) {
  const { model, result } = page;
  const order = unitsInOrder(model, result);
  parts.table.classList.toggle("stale", page.stale);
  order.forEach((u) => showRow(page, parts.rows[u]));
  if (order.some((u, i) => parts.body.children[i] !== parts.rows[u].tr)) keepFocus(() => parts.body.replaceChildren(...order.map((u) => parts.rows[u].tr)));
  if (![...parts.body.children].some((tr) => stopAt(tr, tr.contains(document.activeElement)).tabIndex === 0)) stopAt(parts.rows[order[0]].tr, true);
  const keep = order.filter((u) => u === page.unit || page.pins.includes(u));
  keep.filter((u) => !parts.keptRows.has(u)).forEach((u) => parts.keptRows.set(u, makeRow(model, u, actions)));
  keep.forEach((u) => showRow(page, parts.keptRows.get(u)));
  const shown = keep.map((u) => parts.keptRows.get(u).tr);
  if (shown.length !== parts.kept.children.length || shown.some((tr, i) => parts.kept.children[i] !== tr)) keepFocus(() => parts.kept.replaceChildren(...shown));
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
  const at = (value) => `${model.size > 1 ? (100 * (value - 1)) / (model.size - 1) : 50}%`;
  row.tr.className = u === page.unit ? "asked" : "";
  row.rank.textContent = missing(rank) ? "–" : rank;
  showMoved(row.moved, rank, before);
  row.score.textContent = missing(rank) ? "no score" : scoreText(result.score[u]);
  row.dot.style.left = at(rank);
  row.dot.hidden = missing(rank);
  row.line.style.left = at(before);
  row.line.hidden = missing(before) || before === rank;
  const interval = certain?.rows?.[u];
  row.bar.hidden = !interval || missing(interval.low);
  if (!row.bar.hidden) {
    row.bar.style.left = at(interval.low);
    row.bar.style.width = `calc(${at(interval.high)} - ${at(interval.low)})`;
  }
  row.range.textContent = row.bar.hidden ? "" : `${Math.round(interval.low)}–${Math.round(interval.high)}`;
  const label = result.codes[u] < 0 || labels.length < 2 ? "" : labels[result.codes[u]];
  row.band.replaceChildren(...(label ? [swatch(result.codes[u], labels.length), bdi(label)] : []));
  row.pin.setAttribute("aria-pressed", String(page.pins.includes(u)));
  row.pin.firstChild.textContent = page.pins.includes(u) ? "★" : "☆";
  row.ask.setAttribute("aria-label", sentenceOf(page, u));
}

function showMoved(cell, rank, before) {
  const by = before - rank;
  cell.className = `moved at-moved${by > 0 ? " up" : by < 0 ? " down" : ""}`;
  cell.textContent = by ? String(Math.abs(by)) : "";
  cell.title = by ? `was ${ordinal(before)}` : "";
}
