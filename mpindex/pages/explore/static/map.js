/* The map: bands as shades, the chosen unit outlined. Shown where shapes were given. */

function makeMap(model, actions) {
  const map = model.map;
  if (!map) return null;
  byId("map").hidden = false;
  const shapes = new Map();
  const add = (code, ...parts) => {
    const u = model.units.indexOf(code);
    const title = drawn("title");
    const shape = drawn(
      "g",
      {
        click: () => actions.ask(u),
        mouseenter: () => {
          title.textContent = actions.words(u);
          actions.light(u);
        },
        mouseleave: () => actions.light(-1),
      },
      title,
      parts,
    );
    shapes.set(u, shape);
    return shape;
  };
  const outlines = Object.entries(map.outlines).map(([code, path]) =>
    add(code, drawn("path", { d: path, "fill-rule": "evenodd" })),
  );
  const dots = Object.entries(map.dots).map(([code, places]) =>
    add(code, ...places.map(([x, y]) => drawn("circle", { cx: x, cy: y, r: 6 }))),
  );
  const hatch = drawn(
    "pattern",
    { id: "hatch", width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    drawn("rect", { width: 3, height: 8, fill: "var(--line)" }),
  );
  const svg = drawn(
    "svg",
    { viewBox: `-8 -8 ${map.width + 16} ${map.height + 16}`, role: "img", "aria-labelledby": "map-text" },
    drawn("defs", {}, hatch),
    drawn("path", { class: "land", d: map.land, "fill-rule": "evenodd" }),
    outlines,
    dots,
  );
  const legend = h("ul", { class: "key" });
  const text = h("p", { class: "unseen", id: "map-text" });
  byId("map").append(
    h("h2", { id: "map-head" }, "Map"),
    svg,
    text,
    legend,
    h(
      "p",
      { class: "quiet" },
      "Circles are units too small to draw. Borders are those of the map's maker, and no opinion on them.",
    ),
  );
  return { shapes, legend, text };
}

function showMap(page, parts) {
  if (!parts) return;
  const { model, result, labels } = page;
  parts.shapes.forEach((shape, u) => {
    const code = result.codes[u];
    shade(shape, code, labels.length);
    const kind = `${code < 0 ? "empty" : ""}${u === page.unit ? " asked" : ""}`;
    if (shape.getAttribute("class") !== kind) shape.setAttribute("class", kind);
  });
  const asked = parts.shapes.get(page.unit);
  if (asked && asked.nextSibling) asked.parentNode.append(asked);
  const counts = labels
    .map((label, code) => [label, code, result.codes.filter((other) => other === code).length])
    .filter(([, , many]) => many);
  const empty = result.codes.filter((code) => code < 0).length;
  const words = `World map of ${model.title} by your choices: ${counts.map(([label, , many]) => `${many} ${label}`).join(", ")}${empty ? `, ${empty} without a score` : ""}.`;
  if (parts.text.textContent === words) return;
  parts.text.textContent = words;
  parts.legend.replaceChildren(
    ...counts.map(([label, code, many]) => h("li", {}, swatch(code, labels.length), bdi(label), ` (${many})`)),
    empty ? h("li", {}, h("span", { class: "quiet" }, `hatched: no score (${empty})`)) : "",
  );
}

/** Light up a unit in map and table alike. */
function light(parts, rows, u) {
  rows.forEach((row) => row.tr.classList.toggle("lit", row.u === u));
  parts?.shapes.forEach((shape, other) => shape.classList.toggle("lit", other === u));
}
