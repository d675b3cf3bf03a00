struct Size { batch: u32, classes: u32 }
@group(0) @binding(0) var<storage, read> logits: array<f32>;
@group(0) @binding(1) var<storage, read> targets: array<f32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> slope: array<f32>;
@group(0) @binding(4) var<uniform> size: Size;

var<workgroup> sums: array<f32, 256>;

@compute @workgroup_size(256)
fn main(@builtin(local_invocation_index) thread: u32) {
    var total = 0.0;
    for (var row = thread; row < size.batch; row += 256u) {
        let start = row * size.classes;
        var greatest = logits[start];
        for (var i = 1u; i < size.classes; i++) {
            greatest = max(greatest, logits[start + i]);
        }
        var sum = 0.0;
        var weight = 0.0;
        for (var i = 0u; i < size.classes; i++) {
            sum += exp(logits[start + i] - greatest);
            weight += targets[start + i];
        }
        let logarithm = greatest + log(sum);
        for (var i = 0u; i < size.classes; i++) {
            let logit = logits[start + i];
            let wanted = targets[start + i];
            total += wanted * (logarithm - logit);
            slope[start + i] = (weight * exp(logit - greatest) / sum - wanted) / f32(size.batch);
        }
    }
    sums[thread] = total;
    for (var half = 128u; half > 0u; half /= 2u) {
        workgroupBarrier();
        if thread < half {
            sums[thread] += sums[thread + half];
        }
    }
    if thread == 0u {
        loss[0] = sums[0] / f32(size.batch);
    }
}
