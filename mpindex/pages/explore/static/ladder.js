/* The ladder: every unit's score on one line, bands behind, the chosen unit and the pinned ones named. */

const LADDER = { width: 340, left: 6, right: 334, line: 58 };

function ladderOf(page) {
  const { model, result, labels, unit } = page;
  const scored = [...model.units.keys()].filter((u) => !missing(result.score[u]));
  if (scored.length < 2 || missing(result.score[unit]))
    return h("p", { class: "quiet" }, "No ladder: there is no score to show.");
  const scores = scored.map((u) => result.score[u]);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const at = (score) => LADDER.left + ((score - low) / (high - low || 1)) * (LADDER.right - LADDER.left);
  const ticks = [...new Set(scored.map((u) => result.codes[u]))].map((code) => {
    const places = scored.filter((u) => result.codes[u] === code).map((u) => at(result.score[u]).toFixed(1));
    const d = places.map((x) => `M${x} ${LADDER.line - 9}v18`).join("");
    return drawn("path", { d, "stroke-width": 1.2, style: `stroke: ${shadeOf(code, labels.length)}` });
  });
  const mark = drawn("circle", {
    cx: at(result.score[unit]),
    cy: LADDER.line,
    r: 6,
    fill: "var(--accent)",
    stroke: "var(--paper)",
    "stroke-width": 2,
  });
  const first = scored.find((u) => result.ranks[u] === 1);
  const named = [...new Set([unit, ...page.pins, first])]
    .filter((u) => u !== undefined && !missing(result.score[u]))
    .slice(0, 6);
  const label = `${ordinal(result.ranks[unit])} of ${scored.length} by score: ${model.names[unit]} has ${scoreText(result.score[unit])}, the lowest ${scoreText(low)}, the highest ${scoreText(high)}.`;
  const names = placedNames(named.map((u) => ({ text: model.names[u], x: at(result.score[u]), asked: u === unit })));
  const height = LADDER.line + 34 + 15 * Math.max(0, ...names.map((name) => name.row));
  const ends = [
    [low, "start", LADDER.left],
    [high, "end", LADDER.right],
  ].map(([score, anchor, x]) => drawn("text", { x, y: height - 4, "text-anchor": anchor }, scoreText(score)));
  const axis = drawn("line", {
    x1: LADDER.left,
    x2: LADDER.right,
    y1: LADDER.line,
    y2: LADDER.line,
    stroke: "var(--line)",
  });
  const texts = names.map(({ text, x, anchor, row, asked }) =>
    drawn(
      "text",
      {
        x,
        y: LADDER.line - 16 - 14 * row,
        "text-anchor": anchor,
        style: asked ? "fill: var(--accent); font-weight: 700" : null,
      },
      text,
    ),
  );
  return drawn(
    "svg",
    { viewBox: `0 0 ${LADDER.width} ${height}`, role: "img", "aria-label": label },
    axis,
    ticks,
    mark,
    texts,
    ends,
  );
}

/** Names above the line, in as many rows as keep them apart. */
function placedNames(names) {
  const ends = [];
  return [...names]
    .sort((a, b) => a.x - b.x)
    .map((name) => {
      const text = name.text.length > 24 ? `${name.text.slice(0, 23)}…` : name.text;
      const width = 7 * text.length;
      const anchor = name.x < width / 2 ? "start" : name.x > LADDER.width - width / 2 ? "end" : "middle";
      const left = { start: name.x, middle: name.x - width / 2, end: name.x - width }[anchor];
      let row = 0;
      while (row < 2 && (ends[row] ?? -1) > left) row++;
      ends[row] = left + width + 6;
      return { ...name, text, anchor, row };
    });
}
