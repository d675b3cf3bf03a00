// Tables for a terminal.

/** A number with three figures: `12,300`, `1.23`, `0.0123`; a dash where there is none. */
export function figure(value) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (value === 0) return "0";
  const rounded = Number(value.toPrecision(3));
  return rounded.toLocaleString("en", { maximumSignificantDigits: 3 });
}

/** Bytes as a person reads them. */
export function bytes(value) {
  if (value === null || value === undefined) return "–";
  if (value < 1_000) return `${figure(value)} B`;
  return value < 1e6 ? `${figure(value / 1e3)} KB` : `${figure(value / 1e6)} MB`;
}

/** Rows of texts as aligned columns; the first is left-aligned, the others right-aligned. */
export function table(head, rows) {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...all.map((row) => [...String(row[column] ?? "")].length)));
  const line = (row) =>
    row.map((cell, column) => (column === 0 ? String(cell ?? "").padEnd(widths[0]) : String(cell ?? "").padStart(widths[column]))).join("  ").trimEnd();
  return [line(head), widths.map((width) => "─".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}
