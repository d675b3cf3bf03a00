//! Every lesson of `public/lessons/`, read from the disk and held to what the page needs of it.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Answer, Condition, Index, Lesson, Span, Text, spans};
use crate::permalink;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn index() -> Index {
    let text = fs::read_to_string(root().join("public/lessons/index.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn lessons() -> Vec<Lesson> {
    let read = |id: &str| {
        let text = fs::read_to_string(root().join(format!("public/lessons/{id}.json"))).unwrap();
        serde_json::from_str::<Lesson>(&text).unwrap_or_else(|error| panic!("{id}: {error}"))
    };
    index().lessons.iter().map(|entry| read(&entry.id)).collect()
}

/// Calls `look` with a place in words and each text.
fn each_text(lesson: &Lesson, mut look: impl FnMut(String, &Text)) {
    for step in &lesson.steps {
        let at = |what: &str| format!("{}/{}: {what}", lesson.id, step.id);
        look(at("title"), &step.title);
        step.text.iter().for_each(|text| look(at("text"), text));
        step.task.iter().for_each(|task| look(at("task"), &task.text));
        if let Some(question) = &step.question {
            look(at("question"), &question.text);
            if let Answer::Choice { options, .. } = &question.answer {
                options.iter().for_each(|option| look(at("option"), option));
            }
        }
        step.found.iter().for_each(|text| look(at("found"), text));
    }
}

/// A fragment as the page reads it. A schedule may be beyond what this build's links know; all else is read.
fn read_link(at: &str, link: &str) -> model::spec::Spec {
    let (spec, problems) = permalink::read(link);
    let schedules = permalink::read("schedule=exp:20:10").1.is_empty();
    let serious = problems
        .iter()
        .filter(|problem| schedules || **problem != permalink::LinkError::Unknown { name: "schedule".to_owned() });
    assert_eq!(serious.collect::<Vec<_>>(), Vec::<&permalink::LinkError>::new(), "{at}: {link}");
    assert_eq!(permalink::read(&permalink::write(&spec)), (spec.clone(), Vec::new()), "{at}: {link}");
    spec
}

#[test]
fn the_list_and_the_files_are_the_same_lessons() {
    let index = index();
    let ids: Vec<_> = index.lessons.iter().map(|entry| entry.id.clone()).collect();
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "every id once");
    assert!(index.lessons.is_sorted_by_key(|entry| entry.theme), "groups are together");
    let mut files: Vec<_> =
        fs::read_dir(root().join("public/lessons")).unwrap().map(|file| file.unwrap().file_name()).collect();
    files.sort();
    let mut expected: Vec<std::ffi::OsString> = ids.iter().map(|id| format!("{id}.json").into()).collect();
    expected.push("index.json".into());
    expected.sort();
    assert_eq!(files, expected);
    for (entry, lesson) in index.lessons.iter().zip(lessons()) {
        assert_eq!(entry.id, lesson.id);
        assert!(entry.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert!((5..=60).contains(&entry.minutes), "{}", entry.id);
        assert_ne!(entry.title.es, entry.title.en);
    }
}

#[test]
fn every_lesson_is_a_few_steps_with_something_to_do_in_each() {
    for lesson in lessons() {
        let id = &lesson.id;
        assert!((4..=9).contains(&lesson.steps.len()), "{id}");
        let names: HashSet<_> = lesson.steps.iter().map(|step| &step.id).collect();
        assert_eq!(names.len(), lesson.steps.len(), "{id}: every step's name once");
        let trains = |condition: &Condition| *condition == Condition::RunFinished;
        assert!(lesson.steps.iter().flat_map(|step| &step.task).any(|task| trains(&task.done)), "{id} trains");
        for step in &lesson.steps {
            let at = format!("{id}/{}", step.id);
            assert!(step.task.is_some() || step.question.is_some(), "{at}: something to do");
            assert!(!step.found.is_empty(), "{at}: something is found");
            assert!((1..=3).contains(&step.text.len()), "{at}");
            assert!(step.formulas.iter().all(|line| (3..=70).contains(&line.chars().count())), "{at}");
            let after = step.question.as_ref().is_some_and(|question| question.after);
            assert!(!after || step.task.is_some(), "{at}: after what?");
        }
    }
}

#[test]
fn every_text_is_there_in_both_languages_and_short() {
    for lesson in lessons() {
        each_text(&lesson, |at, Text { es, en }| {
            for text in [es, en] {
                let length = text.chars().count();
                assert!(!text.trim().is_empty() && text.trim() == text, "{at}: {text:?}");
                let max = if at.ends_with("title") { 60 } else { 420 };
                assert!(length <= max, "{at} is {length} characters long");
                assert!(!text.contains(['<', '>']), "{at}: {text}");
            }
            // Numbers and formulas may be the same; words may not.
            let letters = es.chars().filter(|c| c.is_alphabetic()).count();
            assert!(es != en || letters < 4, "{at}: {es}");
            let long = es.chars().count().max(en.chars().count()) as f64;
            let ratio = es.chars().count() as f64 / en.chars().count() as f64;
            assert!(long < 40.0 || (0.6..=1.7).contains(&ratio), "{at}: one language says more");
        });
    }
}

#[test]
fn every_setup_is_a_link_that_the_page_reads() {
    for lesson in lessons() {
        for step in &lesson.steps {
            let at = format!("{}/{}", lesson.id, step.id);
            if let Some(setup) = &step.setup {
                let long = read_link(&at, &setup.link);
                let short = read_link(&at, setup.short.as_ref().expect("every setup has a shorter form"));
                assert!(short.epochs < long.epochs, "{at}: the shorter form is shorter");
                // Only the time differs, and the schedule that is made for it.
                assert_eq!(model::spec::Spec { epochs: long.epochs, schedule: long.schedule, ..short }, long, "{at}");
            }
            if let Some(Condition::SettingIs { link }) = step.task.as_ref().map(|task| &task.done) {
                let setup = step.setup.as_ref().map(|setup| read_link(&at, &setup.link));
                assert!(permalink::agrees(&read_link(&at, link), link), "{at}");
                assert!(setup.is_none_or(|spec| permalink::agrees(&spec, link)), "{at}");
            }
        }
    }
}

#[test]
fn every_control_that_is_marked_is_listed_with_the_test_ids() {
    let listed = fs::read_to_string(root().join("e2e/README.md")).unwrap();
    for lesson in lessons() {
        for focus in lesson.steps.iter().flat_map(|step| &step.task).flat_map(|task| &task.focus) {
            let general = focus.replace("layer-1", "layer-N");
            assert!(listed.contains(&format!("`{general}`")), "{}: {focus}", lesson.id);
        }
    }
}

#[test]
fn every_question_can_be_answered() {
    for lesson in lessons() {
        for step in &lesson.steps {
            let at = format!("{}/{}", lesson.id, step.id);
            match step.question.as_ref().map(|question| &question.answer) {
                Some(Answer::Choice { options, right }) => {
                    assert!((2..=4).contains(&options.len()), "{at}");
                    assert!(right.is_none_or(|right| right < options.len()), "{at}");
                    for option in options {
                        let same = |other: &&Text| other.es == option.es || other.en == option.en;
                        assert_eq!(options.iter().filter(same).count(), 1, "{at}: {option:?}");
                    }
                }
                Some(Answer::Number { right, measured, .. }) => {
                    assert!(right.is_some() != measured.is_some(), "{at}: it is measured or reasoned");
                    let trains = step.task.as_ref().is_some_and(|task| task.done.is_of_a_run());
                    assert!(measured.is_none() || trains, "{at}: a run measures");
                }
                None => {}
            }
        }
    }
}

/// A figure comes from the step itself or from an earlier one whose task measures it.
#[test]
fn every_figure_is_one_that_a_step_measures() {
    for lesson in lessons() {
        for (place, step) in lesson.steps.iter().enumerate() {
            let before =
                |text: &Text| [&text.es, &text.en].into_iter().flat_map(|text| spans(text)).collect::<Vec<_>>();
            let told = step.text.iter().chain([&step.title]).chain(step.task.iter().map(|task| &task.text));
            let told = told.chain(step.question.iter().map(|question| &question.text));
            let early = told.flat_map(before).any(|span| matches!(span, Span::Figure { step: None, .. }));
            assert!(!early, "{}/{}: a figure before it is measured", lesson.id, step.id);
            for text in &step.found {
                let figures = |text: &str| -> Vec<Span> {
                    let mut found: Vec<_> =
                        spans(text).into_iter().filter(|span| matches!(span, Span::Figure { .. })).collect();
                    found.sort_by_key(|span| format!("{span:?}"));
                    found
                };
                assert_eq!(figures(&text.es), figures(&text.en), "{}/{}: the same figures", lesson.id, step.id);
                // What is no figure stays in the text and would be seen.
                for plain in spans(&text.es).into_iter().chain(spans(&text.en)) {
                    if let Span::Plain(text) = plain {
                        assert!(!text.contains(['{', '}', '*', '`']), "{}/{}: {text}", lesson.id, step.id);
                    }
                }
                for span in figures(&text.es) {
                    let Span::Figure { step: Some(other), .. } = span else { continue };
                    let earlier = lesson.steps[..place].iter().find(|step| step.id == other);
                    let measures = earlier.is_some_and(|step| step.task.is_some());
                    assert!(measures, "{}/{}: {other} measures nothing before", lesson.id, step.id);
                }
            }
        }
    }
}
