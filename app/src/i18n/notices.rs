//! Notices: what went wrong and what to do, or what happened.

use spec::device::DeviceKind;

use super::{Language, errors, user_images};
use crate::state::Notice;

/// A notice in words.
pub fn text(language: Language, notice: &Notice) -> String {
    let phrases = language.phrases().notices();
    match notice {
        Notice::Link(error) => return errors::link(language, error),
        Notice::Refused(error) => return errors::run(language, error),
        Notice::Diverged { step } => return phrases.diverged(step),
        Notice::WorkerLost { kind: DeviceKind::Webgpu } => phrases.gpu_lost(),
        Notice::WorkerLost { kind: DeviceKind::Cpu } => phrases.cpu_lost(),
        Notice::PutAside => phrases.put_aside(),
        Notice::RunsRemoved { runs } => return phrases.runs_removed(*runs as u64),
        Notice::DraftReplaced => phrases.own_settings(),
        Notice::ComparisonLeft => phrases.comparison_left(),
        Notice::File(detail) => return phrases.file(detail),
        Notice::NotTaken => phrases.not_taken(),
        Notice::UnknownLesson(id) => return phrases.unknown_lesson(id),
        Notice::NotKept(error) => return user_images::not_kept(language, error),
        Notice::LinkCopied => phrases.link_copied(),
        Notice::LessonCopied => phrases.lesson_copied(),
        Notice::LinkNotCopied => phrases.link_not_copied(),
        Notice::NoLanguage => phrases.no_language(),
    }
    .to_owned()
}
