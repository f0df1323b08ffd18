"use strict";
/* Tables are sorted and filtered, and units compared, by this script; without it every page still reads. */

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    if (!head.dataset.sort) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => sort(table, heads, head, column));
  });
}

function sort(table, heads, head, column) {
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of heads) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const numbers = head.dataset.sort === "number";
  const value = (row) => row.cells[column].dataset.value ?? "";
  const order = (a, b) => (numbers ? Number(value(a)) - Number(value(b)) : value(a).localeCompare(value(b)));
  const rows = [...table.tBodies[0].rows].sort((a, b) => (down ? order(b, a) : order(a, b)));
  table.tBodies[0].append(...rows);
}

for (const input of document.querySelectorAll("input[data-filter]")) {
  input.closest(".tool").hidden = false;
  input.addEventListener("input", () => {
    const wanted = plain(input.value);
    for (const row of document.getElementById(input.dataset.filter).tBodies[0].rows)
      row.hidden = !plain(row.cells[0].textContent).includes(wanted);
  });
}

function plain(text) {
  return text.normalize("NFKD").replace(/\p{Mn}/gu, "").trim().toLowerCase();
}

const form = document.getElementById("choose");
if (form) compare(form, JSON.parse(document.getElementById("data").textContent));

function compare(form, data) {
  form.hidden = false;
  const selects = [...form.querySelectorAll("select")];
  const byCode = new Map(data.units.map((unit) => [unit[0], unit]));
  const names = [...data.units].sort((a, b) => a[1].localeCompare(b[1]));
  for (const select of selects) {
    select.append(new Option("–", ""), ...names.map(([code, name]) => new Option(name, code)));
    select.addEventListener("change", () => {
      location.hash = selects.map((each) => encodeURIComponent(each.value)).join("&");
    });
  }
  const show = () => {
    const asked = location.hash.slice(1).split("&").map(decodeURIComponent).filter((code) => byCode.has(code));
    const first = data.units.filter((unit) => unit[3][0][0] !== null).sort((a, b) => a[3][0][0] - b[3][0][0]);
    const codes = asked.length ? asked : first.slice(0, 2).map((unit) => unit[0]);
    selects.forEach((select, i) => { select.value = codes[i] ?? ""; });
    document.getElementById("compared").replaceChildren(side(data, codes.map((code) => byCode.get(code))));
  };
  window.addEventListener("hashchange", show);
  show();
}

function side(data, units) {
  const table = element("table", "cards");
  const head = table.createTHead().insertRow();
  for (const text of ["definition", ...units.map((unit) => unit[1])]) {
    const cell = element("th", "", text);
    cell.scope = "col";
    head.append(cell);
  }
  const body = table.createTBody();
  data.definitions.forEach((title, i) => {
    const row = body.insertRow();
    const name = element("th", "", title);
    name.scope = "row";
    row.append(name, ...units.map((unit) => answer(unit[1], unit[3][i])));
  });
  const last = body.insertRow();
  last.append(element("th", "", "report"), ...units.map((unit) => {
    const cell = element("td");
    const link = element("a", "", unit[1]);
    link.href = `units/${unit[2]}.html`;
    cell.dataset.head = unit[1];
    cell.append(link);
    return cell;
  }));
  return table;
}

function answer(name, [rank, n, band, low, high]) {
  const cell = element("td");
  cell.dataset.head = name;
  const box = element("span", "answer");
  box.append(element("span", "at", rank === null ? "no score" : `${rank} of ${n}`), element("span", "line", band));
  if (low !== null) {
    const track = element("span", "track asked");
    const at = (value) => (100 * (value - 1)) / Math.max(n - 1, 1);
    const places = { from: at(low), wide: at(high) - at(low), at: at(rank) };
    for (const [name, value] of Object.entries(places)) track.style.setProperty(`--${name}`, `${value}%`);
    box.append(track, element("span", "line quiet", `${low} to ${high} in 90 of 100 choices`));
  }
  cell.append(box);
  return cell;
}

function element(name, kind = "", text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}
