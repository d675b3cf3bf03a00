//! What computes, and why.

use spec::device::CpuReason;

use super::Language;

/// Why the CPU computes.
pub fn reason(language: Language, reason: &CpuReason) -> String {
    let phrases = language.phrases().device();
    match reason {
        CpuReason::Requested => phrases.requested(),
        CpuReason::NoWebgpu => phrases.no_webgpu(),
        CpuReason::NoAdapter => phrases.no_adapter(),
        CpuReason::SoftwareAdapter => phrases.software_adapter(),
        CpuReason::NoTimestampQuery => phrases.no_timestamp_query(),
        CpuReason::SelfTestFailed(detail) => return phrases.self_test_failed(detail),
        CpuReason::StartFailed(detail) => return phrases.start_failed(detail),
        CpuReason::Lost => phrases.lost(),
        CpuReason::BuildMissing => phrases.build_missing(),
    }
    .to_owned()
}
