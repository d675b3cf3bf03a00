// The networks that are measured, and the notation of links in which they are given to the page.

/** Shapes of images: height, width, channels. */
const MNIST = [28, 28, 1];
const CIFAR = [32, 32, 3];

/** Each as its hidden layers in a link's notation; ten classes with softmax follow. */
export const NETWORKS = {
  "784-32-16-10": { shape: MNIST, layers: "32:relu,16:relu" },
  "784-128-10": { shape: MNIST, layers: "128:relu" },
  "784-700-500-10": { shape: MNIST, layers: "700:relu,500:relu" },
  "mnist-cnn": { shape: MNIST, layers: "conv:8:3:relu,max:2,conv:16:3:relu,max:2,flatten" },
  // The third notebook's.
  "cifar-cnn": {
    shape: CIFAR,
    layers: "conv:32:2:relu:s2:same,max:2:s1:same,conv:16:2:s2:same,max:2:s1:same,flatten,16:relu",
  },
};

export const CLASSES = 10;

/**
 * The layers of a network, the output included, each with the shape that goes in (`from`) and comes out (`to`).
 * Kinds: `conv` (filters, window, stride, same, relu), `max` (window, stride, same), `flatten`, `dense` (units, relu).
 */
export function layersOf({ shape, layers }) {
  let from = shape;
  const texts = [...layers.split(","), String(CLASSES)];
  // A link leaves a flatten out where dense layers follow an image at once.
  if (!texts.includes("flatten")) texts.unshift("flatten");
  return texts.map((text) => {
    const layer = read(text);
    const to = outputOf(layer, from);
    const placed = { ...layer, from, to };
    from = to;
    return placed;
  });
}

/** Trainable numbers of a network. */
export function parametersOf(network) {
  const count = ({ kind, from, filters, window, units }) => {
    if (kind === "conv") return (window * window * from[2] + 1) * filters;
    return kind === "dense" ? (from[0] + 1) * units : 0;
  };
  return layersOf(network).reduce((sum, layer) => sum + count(layer), 0);
}

function read(text) {
  const [kind, ...pieces] = text.split(":");
  const relu = pieces.includes("relu");
  const same = pieces.includes("same");
  const stride = pieces.find((piece) => /^s\d+$/.test(piece));
  switch (kind) {
    case "flatten":
      return { kind };
    case "conv":
      return { kind, filters: Number(pieces[0]), window: Number(pieces[1]), stride: stride ? Number(stride.slice(1)) : 1, same, relu };
    case "max":
      return { kind, window: Number(pieces[0]), stride: stride ? Number(stride.slice(1)) : Number(pieces[0]), same };
    default:
      return { kind: "dense", units: Number(kind), relu };
  }
}

function outputOf({ kind, window, stride, same, filters, units }, from) {
  if (kind === "dense") return [units];
  if (kind === "flatten") return [from.reduce((product, side) => product * side, 1)];
  const slide = (side) => (same ? Math.ceil(side / stride) : Math.floor((side - window) / stride) + 1);
  return [slide(from[0]), slide(from[1]), filters ?? from[2]];
}
