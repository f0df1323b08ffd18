/* Columns of numbers out of the page's text. Missing numbers are NaN, as in the library. */

/** The page's data with its columns decoded: `column(number)` gives one. */
function makeModel(payload) {
  const decoded = payload.columns.map(() => null);
  const column = (number) => (decoded[number] ??= decodeColumn(...payload.columns[number]));
  return { ...payload, column, size: payload.units.length };
}

/** Bytes in base64 as numbers: f8 are floats of 8 bytes, u2 whole numbers of 2. */
function decodeColumn(kind, text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return kind === "f8" ? new Float64Array(bytes.buffer) : new Uint16Array(bytes.buffer);
}
