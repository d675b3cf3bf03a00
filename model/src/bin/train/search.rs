//! The search for a learning rate.

use std::error::Error;
use std::rc::Rc;

use images::dataset::Dataset;
use model::device::Device;
use model::session::RateSearch;
use spec::Spec;

/// Searches, and prints what is suggested.
pub async fn search(spec: Spec, data: Rc<Dataset>, device: Device, json: bool) -> Result<(), Box<dyn Error>> {
    let mut search = RateSearch::new(spec, data, device)?;
    while search.step().await? {}
    let suggestion = search.suggestion();
    if json {
        println!("{}", serde_json::json!({ "points": search.points(), "suggestion": suggestion }));
        return Ok(());
    }
    match suggestion {
        None => println!("no rate stands out: the loss falls nowhere"),
        Some(found) => {
            print!("learning rate {:.2e}; the smoothed loss is least at {:.2e}", found.rate, found.least_at);
            match found.diverged_at {
                None => println!(" and never grew beyond recovery"),
                Some(rate) => println!(" and grew beyond recovery at {rate:.2e}"),
            }
        }
    }
    Ok(())
}
