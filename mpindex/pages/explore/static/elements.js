/* Elements of the page. Text from the data enters as text, never as markup. */

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes (functions are listeners, null is left out) and children. */
function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Text from the data: its direction of writing stays its own. */
const bdi = (text) => h("bdi", {}, text);

const byId = (id) => document.getElementById(id);

/** Shade of a band: the best is strongest, the last nearly paper; -1, no score, has none. */
function shadeOf(code, many) {
  if (code < 0) return "transparent";
  const part = many > 1 ? 100 - (100 * code) / (many - 1) : 100;
  return `color-mix(in oklab, var(--strong) ${part.toFixed(0)}%, var(--weak))`;
}

const swatch = (code, many) => {
  const element = h("span", { class: "swatch", "aria-hidden": "true" });
  element.style.setProperty("--shade", shadeOf(code, many));
  return element;
};

/** Offer a text as a file. */
function offer(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
