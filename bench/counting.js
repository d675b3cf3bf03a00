// Counts what goes to WebGPU in the global scope in which it is loaded, before any other code runs there. It reads as a
// classic script in a page and as a module in a worker.
{
  const total = {
    dispatches: 0,
    passes: 0,
    submits: 0,
    commandBuffers: 0,
    pipelines: 0,
    buffers: 0,
    reads: 0,
    bytesUp: 0,
    bytesBack: 0,
    bytesAlive: 0,
    mostBytesAlive: 0,
    awaited: 0,
  };
  /** Bytes of the buffers that are alive: neither destroyed nor collected. */
  const alive = new WeakMap();
  const collected = new FinalizationRegistry((size) => {
    total.bytesAlive -= size;
  });
  /** Adds up the milliseconds in which anybody waits for the device. */
  let [waiting, began] = [0, 0];
  const wait = (promise) => {
    if (waiting === 0) began = performance.now();
    waiting += 1;
    const end = () => {
      waiting -= 1;
      if (waiting === 0) total.awaited += performance.now() - began;
    };
    promise.then(end, end);
  };

  /** Calls `note` with the object, the arguments and what came of them, after each call of a method. */
  const after = (type, method, note) => {
    const original = globalThis[type]?.prototype[method];
    if (!original) return;
    globalThis[type].prototype[method] = function (...args) {
      const result = original.apply(this, args);
      note(this, args, result);
      return result;
    };
  };

  after("GPUDevice", "createBuffer", (_, [{ size, mappedAtCreation }], buffer) => {
    total.buffers += 1;
    total.bytesAlive += size;
    total.mostBytesAlive = Math.max(total.mostBytesAlive, total.bytesAlive);
    alive.set(buffer, size);
    collected.register(buffer, size, buffer);
    if (mappedAtCreation) total.bytesUp += size;
  });
  after("GPUBuffer", "destroy", (buffer) => {
    total.bytesAlive -= alive.get(buffer) ?? 0;
    alive.delete(buffer);
    collected.unregister(buffer);
  });
  after("GPUBuffer", "mapAsync", (buffer, [mode, offset = 0, size = buffer.size - offset], promise) => {
    wait(promise);
    if (mode === GPUMapMode.READ) {
      total.reads += 1;
      total.bytesBack += size;
    } else {
      total.bytesUp += size;
    }
  });
  after("GPUQueue", "writeBuffer", (_, [, , data, offset = 0, size]) => {
    // Offset and size count elements of a typed array, and bytes of anything else.
    const unit = data.BYTES_PER_ELEMENT ?? 1;
    total.bytesUp += size === undefined ? data.byteLength - offset * unit : size * unit;
  });
  after("GPUQueue", "submit", (_, [commandBuffers]) => {
    total.submits += 1;
    total.commandBuffers += [...commandBuffers].length;
  });
  after("GPUQueue", "onSubmittedWorkDone", (_, __, promise) => wait(promise));
  for (const method of ["createComputePipeline", "createComputePipelineAsync"]) {
    after("GPUDevice", method, () => {
      total.pipelines += 1;
    });
  }
  after("GPUCommandEncoder", "beginComputePass", () => {
    total.passes += 1;
  });
  for (const method of ["dispatchWorkgroups", "dispatchWorkgroupsIndirect"]) {
    after("GPUComputePassEncoder", method, () => {
      total.dispatches += 1;
    });
  }

  globalThis.counted = () => ({ ...total });

  // A worker tells its page nothing without a message. With what had been counted at each of them, a page that numbers
  // those it hears knows what had been counted at any of its own moments.
  if (typeof WorkerGlobalScope !== "undefined") {
    const post = globalThis.postMessage.bind(globalThis);
    globalThis.countedAtMessages = [];
    globalThis.postMessage = (...args) => {
      globalThis.countedAtMessages.push(globalThis.counted());
      return post(...args);
    };
  }
}
