/* The chosen unit: its rank, its band, how sure, its place on the ladder, and what lifts it and holds it back. */

function showUnit(page) {
  const { model, result, start, unit } = page;
  const section = byId("unit");
  const opened = new Set([...section.querySelectorAll("details[open]")].map((details) => details.dataset.leaf));
  if (unit < 0) return section.replaceChildren(h("h2", { id: "unit-head" }, "No unit has a score"));
  const [rank, before] = [result.ranks[unit], start.ranks[unit]];
  const many = result.ranks.filter((value) => !missing(value)).length;
  const was = missing(before) ? "had no score as defined" : before === rank ? "as defined" : `${ordinal(before)} as defined`;
  const head = missing(rank)
    ? [h("p", { class: "rank" }, "no score"), h("p", {}, "By your choices too little is known of it.")]
    : [h("p", { class: "rank" }, `${ordinal(rank)} of ${many}`), h("p", { class: "quiet" }, was)];
  section.replaceChildren(h("h2", { id: "unit-head" }, bdi(model.names[unit])), ...head,
    ...(missing(rank) ? [] : [...bandOf(page), ...sureOf(page), h("h3", {}, "Among all scores"), ladderOf(page)]),
    h("h3", {}, "What lifts it, what holds it back"), driversOf(page, opened));
}

function bandOf(page) {
  const { result, labels, unit } = page;
  if (labels.length < 2) return [];
  const code = result.codes[unit];
  const next = nextBand(page);
  const gap = next === null ? "" : next.gap < 0 ? `; its score would do for “${labels[next.code]}”, another condition is not met` : `; ${scoreText(next.gap)} of score below the lowest in “${labels[next.code]}”`;
  const same = result.codes.filter((other) => other === code).length;
  return [h("p", {}, "Band: ", h("strong", {}, swatch(code, labels.length), bdi(labels[code])), ` (with ${same - 1} others)`, bdi(gap), ".")];
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
  const bars = shares.flatMap(([label, share]) => {
    const bar = h("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--part", `${100 * share}%`);
    bar.style.setProperty("--shade", shadeOf(labels.includes(label) ? labels.indexOf(label) : -1, labels.length));
    return [bdi(label), bar, h("span", { class: "number" }, ofHundred(share))];
  });
  const what = design.everything ? "when weights vary around yours and other choices vary too" : "when only weights vary, around yours";
  const words = missing(row.low) ? "It has no rank in any draw." : `Between ${whole(row.low)} and ${whole(row.high)} in 90 of 100 draws, ${what} (${certain.draws.toLocaleString("en")} draws).`;
  return [h("div", { class: stale ? "stale" : null }, h("div", { class: "sure" }, h("p", {}, words), labels.length > 1 ? h("div", { class: "bars" }, bars) : null))];
}

function driversOf(page, opened) {
  const { model, result, unit } = page;
  const sign = model.lowIsBest ? -1 : 1;
  const effects = effectsOf(model, result, unit).map((effect) => sign * effect);
  const widest = Math.max(...effects.filter((effect) => !missing(effect)).map(Math.abs), 1e-300);
  const order = [...effects.keys()].filter((j) => result.counted[j]).sort((a, b) => rankOf(effects[b]) - rankOf(effects[a]));
  const rows = order.map((j) => {
    const figure = result.setup.figures[j];
    return h("tr", {}, h("td", {}, figureOf(model, figure, unit, j, opened.has(String(j)))), h("td", { class: "number" }, placeText(model, figure, unit)), h("td", {}, effectBar(effects[j] / widest)));
  });
  const caption = h("caption", {}, "Right of the line: lifts. Left, striped: holds back, against the median unit. Open a figure for its year and source.");
  return h("table", {}, caption, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Figure"), h("th", { scope: "col", class: "number" }, "Rank"), h("th", { scope: "col" }, "Effect"))), h("tbody", {}, rows));
}

const rankOf = (effect) => (missing(effect) ? -Infinity : effect);

function figureOf(model, figure, unit, j, open) {
  const value = model.column(figure.values)[unit];
  const year = model.column(figure.years)[unit];
  const standIn = figure.standIns[unit];
  const text = missing(value) ? "no figure" : `${numberText(value)}${figure.unit ? ` ${figure.unit}` : ""}`;
  const origin = [
    missing(value) ? "There is no figure; the rule for missing figures decides." : `${value.toLocaleString("en", { maximumSignificantDigits: 6 })} ${figure.unit}${year ? `, ${year}` : ""}.`,
    figure.made ? `Made here: ${figure.made}.` : "",
    standIn !== undefined ? `A stand-in${standIn ? ` from ${standIn}` : ""}, not the usual source.` : "",
    figure.less ? "Less counts as more." : "",
    `Source: ${figure.sources.join("; ")}.`,
  ];
  return h("details", { "data-leaf": j, open }, h("summary", {}, bdi(figure.name), ": ", bdi(text), year ? ` (${year})` : "", standIn !== undefined ? " †" : ""), origin.filter(Boolean).map((line) => h("p", {}, bdi(line))));
}

function placeText(model, figure, unit) {
  const rank = model.column(figure.ranks)[unit];
  return rank ? ordinal(rank) : "–";
}

function effectBar(part) {
  const box = h("span", { class: "effect" }, h("span", { class: "unseen" }, missing(part) ? "no effect known" : part > 0 ? "lifts" : part < 0 ? "holds back" : "no effect"));
  if (missing(part) || part === 0) return box;
  const bar = h("i", { class: part < 0 ? "down" : "up-bar" });
  bar.style.left = part < 0 ? `${50 + 50 * part}%` : "50%";
  bar.style.width = `${Math.max(50 * Math.abs(part), 0.5)}%`;
  box.append(bar);
  return box;
}
