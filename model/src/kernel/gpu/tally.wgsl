struct Size { batch: u32, classes: u32 }
@group(0) @binding(0) var<storage, read> sums: array<f32>;
@group(0) @binding(1) var<storage, read> loss: array<f32>;
@group(0) @binding(2) var<storage, read> logits: array<f32>;
@group(0) @binding(3) var<storage, read> targets: array<f32>;
@group(0) @binding(4) var<storage, read_write> result: array<f32>;
@group(0) @binding(5) var<uniform> size: Size;

var<workgroup> hits: array<u32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) thread: u32) {
    var right = 0u;
    for (var row = thread; row < size.batch; row += 256u) {
        let start = row * size.classes;
        var answer = start;
        var label = start;
        for (var i = start + 1u; i < start + size.classes; i++) {
            if logits[i] > logits[answer] {
                answer = i;
            }
            if targets[i] > targets[label] {
                label = i;
            }
        }
        right += u32(answer == label);
    }
    hits[thread] = right;
    for (var half = 128u; half > 0u; half /= 2u) {
        workgroupBarrier();
        if thread < half {
            hits[thread] += hits[thread + half];
        }
    }
    if thread == 0u {
        result[0] = sums[0] + loss[0] * f32(size.batch);
        result[1] = sums[1] + f32(hits[0]);
        result[2] = loss[0];
    }
}
