"""Two epochs of 784-128-10 in Keras on all of MNIST: keras_epoch.py FOLDER THREADS. Prints their seconds as JSON."""

import gzip
import json
import sys
import time
from pathlib import Path

import numpy as np
import tensorflow as tf
from tensorflow import keras

folder, threads = Path(sys.argv[1]), int(sys.argv[2])
tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(threads)


def idx(name):
    """The array of an idx file, packed or not."""
    plain = folder / name
    data = plain.read_bytes() if plain.is_file() else gzip.decompress((folder / f"{name}.gz").read_bytes())
    # Some servers and packers leave a file packed under its plain name.
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    sides = [int.from_bytes(data[4 + 4 * k : 8 + 4 * k], "big") for k in range(data[3])]
    return np.frombuffer(data, np.uint8, offset=4 + 4 * len(sides)).reshape(sides)


class Clock(keras.callbacks.Callback):
    """Notes how long each epoch takes."""

    seconds = []

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds.append(time.perf_counter() - self.began)


images = idx("train-images-idx3-ubyte").reshape(-1, 784).astype("float32") / 255
labels = idx("train-labels-idx1-ubyte").astype("int64")
keras.utils.set_random_seed(42)
model = keras.Sequential([keras.Input((784,)), keras.layers.Dense(128, activation="relu"), keras.layers.Dense(10)])
model.compile(
    optimizer=keras.optimizers.Adam(1e-3),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
clock = Clock()
model.fit(images, labels, batch_size=128, epochs=2, shuffle=True, verbose=0, callbacks=[clock])
print(json.dumps({"seconds": clock.seconds, "images": len(images), "keras": keras.__version__}))
