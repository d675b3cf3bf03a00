//! In which order modules may use each other.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{Modules, Use};

/// Modules of a crate's root that use one that stands below them.
pub fn out_of_order(crate_modules: &Modules) -> Vec<String> {
    let Some(root) = crate_modules.0.first() else { return Vec::new() };
    let place = |name: &String| root.children.iter().position(|child| child == name);
    let mut told = BTreeSet::new();
    let below = crate_modules.uses().into_iter().filter_map(|Use { from, to, place: at }| {
        let (from, to) = (from.first()?, to.first()?);
        let new = place(to)? > place(from)? && told.insert((from.clone(), to.clone()));
        new.then(|| format!("{}: `{from}` uses `{to}`, which stands below it ({at})", root.file))
    });
    below.collect()
}

/// Circles among the modules of one parent, with all that lies within each of them. A parent may use its children, and
/// they what the parent's own file holds: a type's methods may lie in several files.
pub fn circles(crate_modules: &Modules) -> Vec<String> {
    let mut rooms: BTreeMap<Vec<String>, Graph> = BTreeMap::new();
    for Use { from, to, place } in crate_modules.uses() {
        let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        if let (Some(user), Some(used)) = (from.get(shared), to.get(shared)) {
            let edges = rooms.entry(from[..shared].to_vec()).or_default().entry(user.clone()).or_default();
            edges.entry(used.clone()).or_insert(place);
        }
    }
    let file =
        |room: &Vec<String>| crate_modules.0.iter().find(|module| module.path == *room).map(|module| &module.file);
    let told = rooms.iter().flat_map(|(room, graph)| {
        shortest_circles(graph).into_iter().map(move |circle| {
            let places: Vec<&str> = circle.windows(2).map(|pair| graph[&pair[0]][&pair[1]].as_str()).collect();
            let file = file(room).map_or("", String::as_str);
            format!("{file}: {} ({})", circle.join(" → "), places.join(", "))
        })
    });
    told.collect()
}

/// What each module uses, and where it first does.
type Graph = BTreeMap<String, BTreeMap<String, String>>;

/// The shortest circle through each module that is not in one told before; the first name of each is also its last.
fn shortest_circles(graph: &Graph) -> Vec<Vec<String>> {
    let mut circles: Vec<Vec<String>> = Vec::new();
    for start in graph.keys() {
        if circles.iter().all(|circle| !circle.contains(start)) {
            circles.extend(circle_through(graph, start));
        }
    }
    circles
}

fn circle_through(graph: &Graph, start: &String) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.clone()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in way.last().and_then(|last| graph.get(last)).into_iter().flat_map(BTreeMap::keys) {
                let whole = [way.as_slice(), std::slice::from_ref(next)].concat();
                if next == start {
                    return Some(whole);
                }
                if seen.insert(next.clone()) {
                    longer.push(whole);
                }
            }
        }
        ways = longer;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn modules(files: &[(&'static str, &'static str)]) -> Modules {
        Modules::read("src/lib.rs", |path| files.iter().find(|(name, _)| *name == path).map(|(_, text)| *text))
    }

    #[test]
    fn a_module_that_uses_one_below_it_is_named_once() {
        let found = out_of_order(&modules(&[
            ("src/lib.rs", "pub mod spec;\n/// Views.\npub mod view;\npub mod format;"),
            ("src/spec.rs", ""),
            ("src/view.rs", "mod bars;\nuse crate::spec::Spec;"),
            ("src/view/bars.rs", "use crate::format::share;\nuse crate::format::rate;\nuse crate::spec::Spec;"),
            ("src/format.rs", "use crate::spec::Spec;"),
        ]));
        assert_eq!(found, ["src/lib.rs: `view` uses `format`, which stands below it (src/view/bars.rs:1)"]);
    }

    #[test]
    fn a_circle_is_told_with_its_places() {
        let found = circles(&modules(&[
            ("src/lib.rs", "mod view;"),
            ("src/view.rs", "mod button;\nmod later;\nmod menus;\nmod bars;\npub use later::Later;"),
            ("src/view/bars.rs", "use super::button::Button;"),
            ("src/view/button.rs", "use super::Later;"),
            ("src/view/later.rs", "use super::menus::rate;"),
            ("src/view/menus.rs", "mod rate;\npub use rate::rate;"),
            ("src/view/menus/rate.rs", "\nuse crate::view::button::Button;"),
        ]));
        assert_eq!(
            found,
            ["src/view.rs: button → later → menus → button \
             (src/view/button.rs:1, src/view/later.rs:1, src/view/menus/rate.rs:2)"]
        );
    }

    #[test]
    fn a_parent_and_its_children_are_no_circle() {
        let found = circles(&modules(&[
            ("src/lib.rs", "mod state;"),
            ("src/state.rs", "mod run;\nmod view;\nuse run::Run;\npub struct State(Run);"),
            ("src/state/run.rs", "use super::State;\npub struct Run;\nimpl State {}"),
            ("src/state/view.rs", "use super::run::Run;\nuse crate::state::State;"),
        ]));
        assert_eq!(found, Vec::<String>::new());
    }
}
