// The job in TensorFlow.js: its own operations, its own Adam, everything between two steps tidied away.
import { BATCHES, offer } from "./loop.js";

const { tf } = globalThis;
const RATE = 1e-3;

/** Uniform first weights between the limits of Glorot and Bengio (2010), and zeros. */
function firstWeights(layers) {
  return layers.flatMap(({ kind, from, filters, window, units }) => {
    const glorot = (shape, inputs, outputs) => {
      const limit = Math.sqrt(6 / (inputs + outputs));
      return tf.variable(tf.randomUniform(shape, -limit, limit));
    };
    if (kind === "dense") return [glorot([from[0], units], from[0], units), tf.variable(tf.zeros([units]))];
    if (kind !== "conv") return [];
    const area = window * window;
    return [glorot([window, window, from[2], filters], area * from[2], area * filters), tf.variable(tf.zeros([filters]))];
  });
}

/** The logits. */
function forward(layers, weights, x) {
  let place = 0;
  for (const layer of layers) {
    const padding = layer.same ? "same" : "valid";
    if (layer.kind === "flatten") {
      x = x.reshape([x.shape[0], -1]);
    } else if (layer.kind === "max") {
      x = x.maxPool(layer.window, layer.stride, padding);
    } else {
      const [kernel, bias] = [weights[place], weights[place + 1]];
      place += 2;
      x = layer.kind === "dense" ? x.matMul(kernel) : x.conv2d(kernel, layer.stride, padding);
      x = x.add(bias);
      if (layer.relu) x = x.relu();
    }
  }
  return x;
}

/** Everything of a job on the device, and a step of it. */
async function prepare({ backend, layers, shape, batch, classes }) {
  if (backend === "wasm") tf.wasm.setWasmPaths("/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend} here`);
  await tf.ready();
  const weights = firstWeights(layers);
  // A dense network gets its images as vectors from the start.
  const image = layers[0].kind === "flatten" ? layers[0].to : shape;
  const batches = Array.from({ length: BATCHES }, () => {
    const labels = tf.randomUniform([batch], 0, classes, "int32");
    return [tf.randomUniform([batch, ...image]), tf.oneHot(labels, classes).toFloat()];
  });
  const adam = tf.train.adam(RATE);
  let [steps, value] = [0, null];
  return {
    step() {
      const [x, y] = batches[steps % BATCHES];
      value?.dispose();
      value = tf.tidy(() => adam.minimize(() => tf.losses.softmaxCrossEntropy(y, forward(layers, weights, x)), true));
      steps += 1;
    },
    read: async () => (await value.data())[0],
    // The last bias is what a step changes last.
    finish: async () => {
      await weights.at(-1).data();
    },
  };
}

offer(prepare);
