// Images of CIFAR-10's size for machines that have no CIFAR-10: random, in the files that its authors chose.

/** Bytes of an image with its label before it. */
const RECORD = 1 + 32 * 32 * 3;

/** A batch file with so many images. */
function batch(count) {
  const bytes = Buffer.alloc(count * RECORD);
  // A small generator (xorshift, Marsaglia 2003): the same images in every run.
  let state = 2_463_534_242;
  for (let place = 0; place < bytes.length; place += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[place] = place % RECORD === 0 ? (state >>> 8) % 10 : state >>> 24;
  }
  return bytes;
}

/** What a person would choose in the dialog for own images. */
export function cifarFiles(train, test) {
  const mimeType = "application/octet-stream";
  return [
    { name: "data_batch_1.bin", mimeType, buffer: batch(train) },
    { name: "test_batch.bin", mimeType, buffer: batch(test) },
  ];
}
