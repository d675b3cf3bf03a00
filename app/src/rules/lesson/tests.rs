//! Every lesson of `public/lessons/`, read from the disk and held to what the page needs of it.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::{Answer, Condition, Figure, Index, Lesson, Span, Step, StepWords, Titles, Words, spans};
use crate::language::Language;
use crate::rules::permalink;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read<T: DeserializeOwned>(name: &str) -> T {
    let text = fs::read_to_string(root().join(format!("public/lessons/{name}.json")));
    let text = text.unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn index() -> Index {
    read("index")
}

fn lessons() -> Vec<Lesson> {
    index().lessons.iter().map(|entry| read(&entry.id)).collect()
}

/// The codes of the languages that the lessons are written in.
fn languages() -> BTreeSet<&'static str> {
    Language::ALL.map(Language::code).into_iter().collect()
}

/// Calls `look` with each step, a place in words and its words in a language.
fn each_step(mut look: impl FnMut(&Step, &str, &StepWords)) {
    for lesson in lessons() {
        for language in languages() {
            let words: Words = read(&format!("{language}/{}", lesson.id));
            for step in &lesson.steps {
                let at = format!("{language}: {}/{}", lesson.id, step.id);
                look(step, &at, words.get(&step.id).unwrap_or_else(|| panic!("{at} lacks its words")));
            }
        }
    }
}

/// Every phrase of a step with what it is; what is not there is left out.
fn phrases(words: &StepWords) -> Vec<(&'static str, &str)> {
    let StepWords { title, text, task, question, options, found } = words;
    let single = [("title", title), ("task", task), ("question", question)].map(|(what, phrase)| (what, &phrase[..]));
    let mut every = single.into_iter().filter(|(_, phrase)| !phrase.is_empty()).collect::<Vec<_>>();
    for (what, phrases) in [("text", text), ("option", options), ("found", found)] {
        every.extend(phrases.iter().map(|phrase| (what, &phrase[..])));
    }
    every
}

/// The places of figures in a text, in the order of their names.
fn figures(text: &str) -> Vec<(Option<String>, Figure)> {
    let figure = |span| match span {
        Span::Figure { step, figure } => Some((step, figure)),
        Span::Plain(_) | Span::Strong(_) | Span::Code(_) => None,
    };
    let mut all: Vec<_> = spans(text).into_iter().filter_map(figure).collect();
    all.sort();
    all
}

/// A fragment as the page reads it. A schedule may be beyond what this build's links know; all else is read.
fn read_link(at: &str, link: &str) -> spec::Spec {
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
    let mut expected: BTreeSet<_> = ids.iter().map(|id| format!("{id}.json")).collect();
    expected.insert("index.json".to_owned());
    let names = |folder: &str| -> BTreeSet<String> {
        let files = fs::read_dir(root().join("public/lessons").join(folder)).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };
    for language in languages() {
        assert_eq!(names(language), expected, "{language}");
        let titles: Titles = read(&format!("{language}/index"));
        assert!(titles.keys().eq(&ids.iter().cloned().collect::<BTreeSet<_>>()), "{language}: a title a lesson");
        assert!(titles.values().all(|title| (3..=60).contains(&title.chars().count())), "{language}");
    }
    expected.extend(languages().into_iter().map(str::to_owned));
    assert_eq!(names(""), expected);
    for (entry, lesson) in index.lessons.iter().zip(lessons()) {
        assert_eq!(entry.id, lesson.id);
        assert!(entry.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        assert!((5..=60).contains(&entry.minutes), "{}", entry.id);
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
            assert!(step.formulas.iter().all(|line| (3..=70).contains(&line.chars().count())), "{at}");
            let after = step.question.as_ref().is_some_and(|question| question.after);
            assert!(!after || step.task.is_some(), "{at}: after what?");
        }
    }
}

#[test]
fn every_language_says_all_that_the_steps_need_and_nothing_else() {
    for lesson in lessons() {
        let steps: BTreeSet<_> = lesson.steps.iter().map(|step| step.id.clone()).collect();
        for language in languages() {
            let words: Words = read(&format!("{language}/{}", lesson.id));
            assert!(words.keys().eq(&steps), "{language}: {}", lesson.id);
        }
    }
    each_step(|step, at, words| {
        assert!(!words.title.is_empty(), "{at}: a title");
        assert!((1..=3).contains(&words.text.len()), "{at}: something is told");
        assert!(!words.found.is_empty(), "{at}: something is found");
        assert_eq!(words.task.is_empty(), step.task.is_none(), "{at}: task");
        assert_eq!(words.question.is_empty(), step.question.is_none(), "{at}: question");
        let options = match step.question.as_ref().map(|question| &question.answer) {
            Some(Answer::Choice { options, .. }) => *options,
            Some(Answer::Number { .. }) | None => 0,
        };
        assert_eq!(words.options.len(), options, "{at}: options");
        assert_eq!(words.options.iter().collect::<HashSet<_>>().len(), options, "{at}: every option once");
    });
}

#[test]
fn every_text_is_short_and_plain() {
    each_step(|_, at, words| {
        for (what, text) in phrases(words) {
            assert!(!text.is_empty() && text.trim() == text, "{at}: {text:?}");
            let max = if what == "title" { 60 } else { 420 };
            assert!(text.chars().count() <= max, "{at}: {what} is {} characters long", text.chars().count());
            assert!(!text.contains(['<', '>']), "{at}: {text}");
            // What is no markup stays in the text and would be seen.
            for span in spans(text) {
                let Span::Plain(plain) = span else { continue };
                assert!(!plain.contains(['{', '}', '*', '`']), "{at}: {plain}");
            }
            assert!(what != "option" || !text.contains(['*', '`']), "{at}: options have no markup: {text}");
        }
    });
}

#[test]
fn every_language_says_the_same_with_the_same_figures() {
    let first = Language::Es.code();
    for lesson in lessons() {
        let model: Words = read(&format!("{first}/{}", lesson.id));
        for language in languages().into_iter().filter(|language| *language != first) {
            let words: Words = read(&format!("{language}/{}", lesson.id));
            for (id, words) in &words {
                let (own, other) = (phrases(words), phrases(&model[id]));
                let at = format!("{language}: {}/{id}", lesson.id);
                assert!(own.iter().map(|(what, _)| what).eq(other.iter().map(|(what, _)| what)), "{at}");
                for ((_, own), (_, other)) in own.into_iter().zip(other) {
                    assert_eq!(figures(own), figures(other), "{at}: {own}");
                    // Numbers and formulas may be the same, and a word by chance; sentences may not.
                    let letters = own.chars().filter(|c| c.is_alphabetic()).count();
                    assert!(own != other || letters < 8, "{at}: {own}");
                    let long = own.chars().count().max(other.chars().count());
                    let ratio = own.chars().count() as f64 / other.chars().count() as f64;
                    assert!(long < 40 || (0.6..=1.7).contains(&ratio), "{at}: one language says more: {own}");
                }
            }
        }
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
                assert_eq!(spec::Spec { epochs: long.epochs, schedule: long.schedule, ..short }, long, "{at}");
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
                    assert!((2..=4).contains(options), "{at}");
                    assert!(right.is_none_or(|right| right < *options), "{at}");
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
        for language in languages() {
            let words: Words = read(&format!("{language}/{}", lesson.id));
            for (place, step) in lesson.steps.iter().enumerate() {
                let at = format!("{language}: {}/{}", lesson.id, step.id);
                for (what, text) in phrases(&words[&step.id]) {
                    for (other, figure) in figures(text) {
                        let measures = |step: &Step| step.task.is_some();
                        match other {
                            None => assert_eq!(what, "found", "{at}: {figure:?} is not measured yet"),
                            Some(other) => {
                                let earlier = lesson.steps[..place].iter().find(|step| step.id == other);
                                assert!(earlier.is_some_and(measures), "{at}: {other} measures nothing before");
                            }
                        }
                    }
                }
            }
        }
    }
}
