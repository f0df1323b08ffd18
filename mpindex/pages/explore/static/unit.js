/* The chosen unit: its rank, its band, how sure, its place on the ladder, and what lifts it and holds it back. */

/** Build the panel once; `showUnit` fills it, and leaves alone what is the same. */
function makeUnit() {
  const parts = {
    head: h("h2", { id: "unit-head" }),
    rank: h("p", { class: "rank" }),
    was: h("p", { class: "quiet" }),
    band: h("div"),
    sure: h("div"),
    ladder: h("div"),
    rows: new Map(),
    body: h("tbody"),
  };
  parts.scored = h("div", {}, parts.band, parts.sure, h("h3", {}, "Among all scores"), parts.ladder);
  parts.all = h("div", {}, parts.rank, parts.was, parts.scored, driversIn(parts.body));
  byId("unit").append(parts.head, parts.all);
  return parts;
}

function showUnit(page, parts) {
  const { model, result, start, unit } = page;
  set(parts.all, "hidden", unit < 0);
  if (unit < 0) return set(parts.head, "textContent", "No unit has a score");
  const [rank, before] = [result.ranks[unit], start.ranks[unit]];
  const many = result.ranks.filter((value) => !missing(value)).length;
  const was = missing(before)
    ? "had no score as defined"
    : before === rank
      ? "as defined"
      : `${ordinal(before)} as defined`;
  if (parts.head.textContent !== model.names[unit]) parts.head.replaceChildren(bdi(model.names[unit]));
  set(parts.rank, "textContent", missing(rank) ? "no score" : `${ordinal(rank)} of ${many}`);
  set(parts.was, "textContent", missing(rank) ? "By your choices too little is known of it." : was);
  set(parts.scored, "hidden", missing(rank));
  if (!missing(rank)) {
    parts.band.replaceChildren(...bandOf(page));
    showSureOf(page, parts);
    parts.ladder.replaceChildren(ladderOf(page));
  }
  showDrivers(page, parts);
}

/** Anew where the draws, the unit or what was drawn are others. */
function showSureOf(page, parts) {
  const seen = [page.certain?.rows, page.unit, page.stale, page.design, page.labels.join()];
  if (parts.seen?.every((item, i) => item === seen[i])) return;
  parts.seen = seen;
  parts.sure.replaceChildren(...sureOf(page));
}

function bandOf(page) {
  const { result, labels, unit } = page;
  if (labels.length < 2) return [];
  const code = result.codes[unit];
  const next = nextBand(page);
  const gap =
    next === null
      ? ""
      : next.gap < 0
        ? `; its score would do for “${labels[next.code]}”, another condition is not met`
        : `; its score is ${scoreText(next.gap)} below the lowest in “${labels[next.code]}”`;
  const same = result.codes.filter((other) => other === code).length;
  return [
    h(
      "p",
      {},
      "Band: ",
      h("strong", {}, swatch(code, labels.length), bdi(labels[code])),
      ` (with ${same - 1} others)`,
      bdi(gap),
      ".",
    ),
  ];
}

/** The band of the nearest better unit in another band, and the score lacking to its lowest; null at the top. */
function nextBand({ model, result, unit, labels }) {
  const good = model.lowIsBest ? result.score.map((score) => -score) : result.score;
  const own = result.codes[unit];
  let above = null;
  for (const u of descending(good)) {
    if (u === unit) break;
    if (result.codes[u] !== own && result.codes[u] < labels.length - 1) above = result.codes[u];
  }
  if (above === null) return null;
  const lowest = good.reduce((low, score, u) => (result.codes[u] === above && score < low ? score : low), Infinity);
  return { code: above, gap: lowest - good[unit] };
}

function sureOf(page) {
  const { certain, unit, design, labels, stale } = page;
  if (!certain?.rows) return [h("p", { class: "quiet" }, "How sure: drawing …")];
  const row = certain.rows[unit];
  const shares = row.bands.map((share, i) => [certain.labels[i], share]).filter(([, share]) => share > 0);
  const words = ofHundred(shares.map(([, share]) => share));
  const bars = shares.flatMap(([label, share], i) => {
    const bar = h("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--part", `${100 * share}%`);
    bar.style.setProperty("--shade", shadeOf(labels.includes(label) ? labels.indexOf(label) : -1, labels.length));
    return [bdi(label), bar, h("span", { class: "number" }, words[i])];
  });
  const what = design.everything
    ? "when weights vary around yours and other choices vary too"
    : "when only weights vary, around yours";
  const range = missing(row.low)
    ? "It has no rank in any draw."
    : `Between ${whole(row.low)} and ${whole(row.high)} in 90 of 100 draws, ${what} (${certain.draws.toLocaleString("en")} draws).`;
  return [
    h(
      "div",
      { class: stale ? "stale" : null },
      h("div", { class: "sure" }, h("p", {}, range), labels.length > 1 ? h("div", { class: "bars" }, bars) : null),
    ),
  ];
}

function driversIn(body) {
  const heads = ["Figure", "Rank", "Effect"].map((title, i) =>
    h("th", { scope: "col", class: i === 1 ? "number" : null }, title),
  );
  return [
    h("h3", {}, "What lifts it, what holds it back"),
    h(
      "table",
      {},
      h(
        "caption",
        {},
        "Right of the line: lifts. Left, striped: holds back, against the median unit. Open a figure for its year and source.",
      ),
      h("thead", {}, h("tr", {}, heads)),
      body,
    ),
  ];
}

/** A row for each figure that counts, what lifts most first; rows of the same unit and figures stay, and so what was opened. */
function showDrivers({ model, result, unit }, parts) {
  const { figures } = result.setup;
  if (parts.unit !== unit || figures.some((figure, j) => figure !== parts.figures[j])) {
    parts.rows = new Map(
      figures.map((figure, j) => [j, makeDriver(model, figure, unit, j, Boolean(parts.rows.get(j)?.details.open))]),
    );
    Object.assign(parts, { figures, unit });
  }
  const sign = model.lowIsBest ? -1 : 1;
  const effects = effectsOf(model, result, unit).map((effect) => sign * effect);
  const widest = Math.max(...effects.filter((effect) => !missing(effect)).map(Math.abs), 1e-300);
  const order = [...effects.keys()]
    .filter((j) => result.counted[j])
    .sort((a, b) => rankOf(effects[b]) - rankOf(effects[a]));
  order.forEach((j) => showEffect(parts.rows.get(j), effects[j] / widest));
  const rows = order.map((j) => parts.rows.get(j).tr);
  if (rows.length !== parts.body.children.length || rows.some((tr, i) => parts.body.children[i] !== tr))
    keepFocus(() => parts.body.replaceChildren(...rows));
}

const rankOf = (effect) => (missing(effect) ? -Infinity : effect);

function makeDriver(model, figure, unit, j, open) {
  const [words, bar] = [h("span", { class: "unseen" }), h("i")];
  const details = figureOf(model, figure, unit, j, open);
  const tr = h(
    "tr",
    {},
    h("td", {}, details),
    h("td", { class: "number" }, placeText(model, figure, unit)),
    h("td", {}, h("span", { class: "effect" }, words, bar)),
  );
  return { tr, details, words, bar };
}

function figureOf(model, figure, unit, j, open) {
  const value = model.column(figure.values)[unit];
  const year = model.column(figure.years)[unit];
  const standIn = figure.standIns[unit];
  const text = missing(value) ? "no figure" : `${numberText(value)}${figure.unit ? ` ${figure.unit}` : ""}`;
  const origin = [
    missing(value)
      ? "There is no figure; the rule for missing figures decides."
      : `${value.toLocaleString("en", { maximumSignificantDigits: 6 })} ${figure.unit}${year ? `, ${year}` : ""}.`,
    figure.made ? `Made here: ${figure.made}.` : "",
    standIn !== undefined ? `A stand-in${standIn ? ` from ${standIn}` : ""}, not the usual source.` : "",
    figure.less ? "Less counts as more." : "",
    `Source: ${figure.sources.join("; ")}.`,
  ];
  return h(
    "details",
    { "data-leaf": j, open },
    h("summary", {}, bdi(figure.name), ": ", bdi(text), year ? ` (${year})` : "", standIn !== undefined ? " †" : ""),
    origin.filter(Boolean).map((line) => h("p", {}, bdi(line))),
  );
}

function placeText(model, figure, unit) {
  const rank = model.column(figure.ranks)[unit];
  return rank ? ordinal(rank) : "–";
}

/** The bar of an effect, as a part of the largest: to the right where it lifts, to the left and striped where it holds back. */
function showEffect({ words, bar }, part) {
  const known = !missing(part) && part !== 0;
  const kind = part < 0 ? "holds back" : part > 0 ? "lifts" : "no effect";
  set(words, "textContent", missing(part) ? "no effect known" : kind);
  set(bar, "className", part < 0 ? "down" : "");
  const width = Math.max(50 * Math.abs(part), 0.5);
  place(bar, known ? `${part < 0 ? 50 - width : 50}%` : null, known ? `${width}%` : "");
}
