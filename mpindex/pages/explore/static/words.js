/* Words for numbers, as mpindex.wording writes them. */

function ordinal(number) {
  if (missing(number)) return "unranked";
  const teens = number % 100 >= 11 && number % 100 <= 13;
  return `${number}${teens ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[number % 10] ?? "th")}`;
}

/** Three significant digits, no exponent for ordinary sizes. */
function numberText(value) {
  if (missing(value)) return "no figure";
  if (value === 0) return "0";
  for (const [size, word] of [
    [1e12, "trillion"],
    [1e9, "billion"],
    [1e6, "million"],
  ]) {
    if (Math.abs(value) >= size) return `${digits(value / size)} ${word}`;
  }
  return Math.abs(value) >= 0.001 ? digits(value) : value.toExponential(2);
}

const digits = (value) =>
  Math.abs(value) >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));

/** A score: always three digits, so that a column of them lines up. */
function scoreText(score) {
  const size = Math.abs(score) < 1e-12 ? 0 : Math.abs(score); // what is left of zero when it is computed
  return missing(score) || size >= 1000 || (size < 0.001 && size > 0)
    ? numberText(score)
    : size === 0
      ? "0"
      : score.toPrecision(3);
}

const lower = (text) => text.charAt(0).toLowerCase() + text.slice(1);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** A share in percent, without decimals that say nothing. */
const percentText = (share) =>
  `${share >= 10 || share === 0 ? Math.round(share * 10) / 10 : Number(share.toPrecision(2))} %`;

/** Shares that add up to one as whole hundredths that add up to a hundred: the largest remainders are rounded up. */
function ofAHundred(shares) {
  const whole = shares.map((share) => Math.floor(100 * share + 1e-9));
  const rest = (i) => 100 * shares[i] - whole[i];
  const order = [...shares.keys()].sort((a, b) => rest(b) - rest(a));
  order.slice(0, Math.round(100 * sum(shares)) - sum(whole)).forEach((i) => {
    whole[i] += 1;
  });
  return whole;
}

/** Shares of draws in words: "19 of 100". Those that are not quite none or all are not called so. */
const ofHundred = (shares) =>
  ofAHundred(shares).map((many, i) => {
    if (shares[i] > 0 && many === 0) return "fewer than 1 of 100";
    return shares[i] < 1 && many === 100 ? "more than 99 of 100" : `${many} of 100`;
  });

const whole = (rank) => ordinal(Math.round(rank));
const counted = (many, what) => `${many.toLocaleString("en")} ${what}${many === 1 ? "" : "s"}`;

/** The rank and how sure it is, in one sentence. */
function sentenceOf(page, u) {
  const { model, result, certain, labels } = page;
  if (missing(result.ranks[u])) return `${model.names[u]} has no score`;
  const range = certain
    ? `, between ${whole(certain.rows[u].low)} and ${whole(certain.rows[u].high)} in 90 of 100 draws`
    : "";
  return `${model.names[u]}, ${ordinal(result.ranks[u])}${range}${labels.length > 1 ? `, ${labels[result.codes[u]]}` : ""}`;
}

/** What a control is about, from the path that it changes. */
function controlTitle(name, elements = []) {
  const [first, ...below] = name.split(".");
  const element = elements.find(({ id }) => id === first);
  if (element && below.length) return `${capital(element.title)}: ${lower(controlTitle(below.join(".")))}`;
  const known = {
    missing: "Missing figures",
    normalise: "Scaling of figures",
    aggregate: "How parts are combined",
    bands: "Bands",
    weights: "Sets of weights",
    "normalise.calibrate.cross": "The line between in and out",
    "normalise.calibrate.cross.quantile": "The line between in and out, as the share of units below it",
  };
  if (known[name]) return known[name];
  const words = name
    .replace(/^parameters\./, "")
    .replace(/^bands\.\d+\./, "band ")
    .replaceAll(/[._]/g, " ");
  return capital(words);
}

/** What an option does, where its own name says little. */
function optionTitle(name, { label, declared }) {
  const known = {
    available: "available: judge on what is known",
    zero: "zero: a gap counts as nothing",
    exclude: "exclude: no score with any gap",
    arithmetic: "arithmetic mean",
    geometric: "geometric mean",
    harmonic: "harmonic mean",
    median: "median",
    sum: "sum",
    minimum: "minimum: the weakest part",
    maximum: "maximum: the strongest part",
    minmax: "min-max: from lowest to highest",
    zscore: "z-score: distance from the mean",
    percentile_rank: "rank: share of units below",
    share: "share of the total",
    log_share: "logarithm of the share",
    "log_share minmax": "logarithm of the share, min-max",
    goalposts: "between goalposts",
  };
  const last = name.split(".").at(-1);
  if (!declared || !["missing", "aggregate", "normalise"].includes(last)) return label;
  const share = /^exclude (0\.\d+)$/.exec(label);
  return share ? `exclude: no score below ${percentText(100 * share[1])} of the parts` : (known[label] ?? label);
}
