// The job in jax-js: the whole step (forward, backward, Adam) is one compiled function.
import { blockUntilReady, defaultDevice, init, jit, lax, nn, numpy as np, random, tree, valueAndGrad } from "/node_modules/@jax-js/jax/dist/index.js";
import { BATCHES, offer } from "./loop.js";

const [RATE, BETA1, BETA2, EPSILON] = [1e-3, 0.9, 0.999, 1e-7];

/** Images as jax-js wants them: channels first. */
const channelsFirst = ([height, width, channels]) => [channels, height, width];

/** What is added to the zeros around a picture, so that they never are the largest. */
const NEVER = -1e30;

/** A generator of keys, one for each draw. */
function keys(seed) {
  let key = random.key(seed);
  return () => {
    const pair = random.split(key, 2);
    key = pair.ref.slice(0);
    return pair.slice(1);
  };
}

/** Uniform first weights between the limits of Glorot and Bengio (2010), and zeros. */
function firstWeights(layers, next) {
  return layers.flatMap(({ kind, from, filters, window, units }) => {
    const glorot = (shape, inputs, outputs) => {
      const limit = Math.sqrt(6 / (inputs + outputs));
      return random.uniform(next(), shape, { minval: -limit, maxval: limit });
    };
    if (kind === "dense") return [glorot([from[0], units], from[0], units), np.zeros([units])];
    if (kind !== "conv") return [];
    const area = window * window;
    return [glorot([filters, from[2], window, window], area * from[2], area * filters), np.zeros([filters, 1, 1])];
  });
}

/** Max-pooling. TensorFlow's “same” adds what is missing after the picture, and it never wins. */
function pool(x, { window, stride, same, from }) {
  if (same) {
    const missing = from.slice(0, 2).map((side) => Math.max(0, (Math.ceil(side / stride) - 1) * stride + window - side));
    const around = missing.map((count) => [Math.floor(count / 2), Math.ceil(count / 2)]);
    const edge = np.pad(np.zeros([1, 1, from[0], from[1]]).add(1), [[0, 0], [0, 0], ...around]);
    x = np.pad(x, [[0, 0], [0, 0], ...around]).add(edge.sub(1).mul(-NEVER));
  }
  return lax.reduceWindow(x, np.max, [window, window], [stride, stride]);
}

/** The logits. Takes its arguments over. */
function forward(layers, weights, x) {
  let place = 0;
  for (const layer of layers) {
    if (layer.kind === "flatten") {
      x = x.reshape([x.shape[0], -1]);
    } else if (layer.kind === "max") {
      x = pool(x, layer);
    } else {
      const [kernel, bias] = [weights[place], weights[place + 1]];
      place += 2;
      const { stride } = layer;
      x = layer.kind === "dense" ? np.dot(x, kernel) : lax.conv(x, kernel, [stride, stride], layer.same ? "SAME" : "VALID");
      x = x.add(bias);
      if (layer.relu) x = nn.relu(x);
    }
  }
  return x;
}

/** Everything of a job on the device, and a step of it. */
async function prepare({ backend, layers, shape, batch, classes }) {
  const devices = await init(backend);
  if (!devices.includes(backend)) throw new Error(`jax-js has no ${backend} here`);
  defaultDevice(backend);
  const next = keys(42);
  let weights = firstWeights(layers, next);
  let means = weights.map((weight) => np.zerosLike(weight.ref));
  let squares = weights.map((weight) => np.zerosLike(weight.ref));
  let powers = [np.array(1), np.array(1)];

  const loss = (weights, x, y) => nn.logSoftmax(forward(layers, weights, x)).mul(y).sum().mul(-1 / batch);
  const step = jit((weights, means, squares, powers, x, y) => {
    const [value, gradients] = valueAndGrad(loss)(tree.ref(weights), x, y);
    const [power1, power2] = [powers[0].mul(BETA1), powers[1].mul(BETA2)];
    const rate = np.sqrt(power2.ref.mul(-1).add(1)).div(power1.ref.mul(-1).add(1)).mul(RATE);
    const updated = gradients.map((gradient, place) => {
      const mean = means[place].mul(BETA1).add(gradient.ref.mul(1 - BETA1));
      const square = squares[place].mul(BETA2).add(gradient.ref.mul(gradient).mul(1 - BETA2));
      const change = mean.ref.mul(rate.ref).div(np.sqrt(square.ref).add(EPSILON));
      return [weights[place].sub(change), mean, square];
    });
    rate.dispose();
    const part = (index) => updated.map((parts) => parts[index]);
    return [part(0), part(1), part(2), [power1, power2], value];
  });

  // A dense network gets its images as vectors from the start.
  const image = layers[0].kind === "flatten" ? layers[0].to : channelsFirst(shape);
  const batches = [];
  for (let count = 0; count < BATCHES; count += 1) {
    const labels = np.array(Int32Array.from({ length: batch }, () => Math.floor(Math.random() * classes)));
    batches.push([random.uniform(next(), [batch, ...image]), nn.oneHot(labels, classes).astype(np.float32)]);
  }
  await blockUntilReady(tree.ref(batches));

  let [steps, value] = [0, null];
  return {
    step() {
      const [x, y] = batches[steps % BATCHES];
      value?.dispose();
      [weights, means, squares, powers, value] = step(weights, means, squares, powers, x.ref, y.ref);
      steps += 1;
    },
    read: () => value.ref.jsAsync(),
    finish: async () => {
      await blockUntilReady(tree.ref(weights));
    },
  };
}

offer(prepare);
