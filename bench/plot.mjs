// Curves as SVG pictures.

const [WIDTH, HEIGHT] = [760, 460];
/** Around the drawing: left, right, above, below. */
const [LEFT, RIGHT, ABOVE, BELOW] = [80, 24, 48, 56];
/** Told apart by people who see few colours (Okabe and Ito 2008). */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"];

/**
 * A picture of series `{ name, points: [{ x, y }] }` with logarithmic axes; `linear` makes both begin at zero instead.
 * Points without a `y` are left out.
 */
export function plot({ title, across, up, series, linear = false }) {
  const drawn = series.map(({ name, points }) => ({ name, points: points.filter(({ y }) => y !== null && y !== undefined) }));
  const all = drawn.flatMap(({ points }) => points);
  if (all.length === 0) return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"/>\n`;
  const x = axis(all.map((point) => point.x), linear, (share) => LEFT + share * (WIDTH - LEFT - RIGHT));
  const y = axis(all.map((point) => point.y), linear, (share) => HEIGHT - BELOW - share * (HEIGHT - ABOVE - BELOW));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="${LEFT}" y="24" font-size="16">${escape(title)}</text>`,
    ...x.ticks.map((value) => grid(x.place(value), x.place(value), ABOVE, HEIGHT - BELOW)),
    ...y.ticks.map((value) => grid(LEFT, WIDTH - RIGHT, y.place(value), y.place(value))),
    ...x.ticks.map((value) => `<text x="${x.place(value)}" y="${HEIGHT - BELOW + 18}" text-anchor="middle">${short(value)}</text>`),
    ...y.ticks.map((value) => `<text x="${LEFT - 8}" y="${y.place(value) + 4}" text-anchor="end">${short(value)}</text>`),
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 12}" text-anchor="middle">${escape(across)}</text>`,
    `<text transform="translate(18 ${(ABOVE + HEIGHT - BELOW) / 2}) rotate(-90)" text-anchor="middle">${escape(up)}</text>`,
    ...drawn.flatMap(({ name, points }, place) => line(name, points, COLOURS[place % COLOURS.length], place, x, y)),
    "</svg>",
  ];
  return `${parts.join("\n")}\n`;
}

/** Where values lie, and which are written beside the axis. */
function axis(values, linear, at) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (linear) {
    const step = nice(most / 5);
    const top = Math.max(step, Math.ceil(most / step) * step);
    const ticks = Array.from({ length: Math.round(top / step) + 1 }, (_, place) => place * step);
    return { ticks, place: (value) => round(at(value / top)) };
  }
  const [from, to] = [Math.floor(Math.log10(least)), Math.max(Math.ceil(Math.log10(most)), Math.floor(Math.log10(least)) + 1)];
  const ticks = Array.from({ length: to - from + 1 }, (_, place) => 10 ** (from + place));
  return { ticks, place: (value) => round(at((Math.log10(value) - from) / (to - from))) };
}

/** The next of 1, 2, 5, 10, … */
function nice(step) {
  const power = 10 ** Math.floor(Math.log10(Math.max(step, 1e-9)));
  return [1, 2, 5, 10].find((factor) => factor * power >= step) * power;
}

function grid(x1, x2, y1, y2) {
  return `<line x1="${x1}" x2="${x2}" y1="${y1}" y2="${y2}" stroke="#ccc"/>`;
}

function line(name, points, colour, place, x, y) {
  const at = points.map((point) => `${x.place(point.x)},${y.place(point.y)}`);
  return [
    `<polyline points="${at.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...points.map((point) => `<circle cx="${x.place(point.x)}" cy="${y.place(point.y)}" r="3" fill="${colour}"/>`),
    `<text x="${LEFT + 12}" y="${ABOVE + 18 + 18 * place}" fill="${colour}">${escape(name)}</text>`,
  ];
}

function round(value) {
  return Math.round(10 * value) / 10;
}

/** `20M`, `500k`, `0.1`. */
function short(value) {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (value >= 1e3) return `${Number((value / 1e3).toPrecision(3))}k`;
  return String(Number(value.toPrecision(3)));
}

function escape(text) {
  return text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
}
