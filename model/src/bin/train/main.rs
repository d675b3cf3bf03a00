//! The page's session in a terminal: trains a network from a spec and says what it can do.

mod args;
mod load;
mod pen;
mod report;
mod search;

use std::error::Error;
use std::rc::Rc;

use args::Args;
use model::device::Device;
use model::inspect::{Snapshot, score};
use model::network::read_safetensors;
use model::self_test;
use model::session::{Session, Step};
use report::Report;
use spec::Spec;
use spec::protocol::Part;

fn main() {
    if let Err(error) = pollster::block_on(run()) {
        eprintln!("train: {error}");
        std::process::exit(1);
    }
}

async fn run() -> Result<(), Box<dyn Error>> {
    let Some(args) = Args::parse()? else {
        println!("{}", args::HELP);
        return Ok(());
    };
    let device = Device::start(args.device).await?;
    if let Some(path) = &args.write_self_test {
        std::fs::write(path, self_test::report(&device).await?.to_json())?;
        return Ok(());
    }
    let mut spec = match &args.spec {
        None => Spec::default(),
        Some(path) => Spec::from_json(&load::text(path)?).map_err(|error| format!("{}: {error}", path.display()))?,
    };
    spec.shuffle &= !args.no_shuffle;
    let initial = match &args.initial {
        None => None,
        Some(path) => {
            let (tensors, _) =
                read_safetensors(&load::bytes(path)?).map_err(|error| format!("{}: {error}", path.display()))?;
            Some(tensors)
        }
    };
    let data = Rc::new(load::dataset(spec.dataset, &args.data)?);
    if args.search_rate {
        return search::search(spec, data, device, args.json).await;
    }
    let mut session = Session::new(spec, initial, data.clone(), device)?;
    let mut report = Report::new(&session, args.json);
    train(&mut session, &args, &mut report).await?;

    report.test(&session, &data.test, args.test_first()).await?;
    if args.report {
        report.evaluate(&session).await?;
    }
    if let Some(path) = &args.pen {
        report.pen = Some(pen::recognise(&session, path).await?);
    }
    if let Some(path) = &args.save {
        std::fs::write(path, Snapshot::of(&session).to_file(session.spec()).await?)?;
    }
    report.print();
    Ok(())
}

/// Trains until the last epoch or `--steps`.
async fn train(session: &mut Session, args: &Args, report: &mut Report) -> Result<(), Box<dyn Error>> {
    /// How many steps are queued before a read, so that a device is never far ahead.
    const READ_EVERY: u64 = 16;
    while args.steps.is_none_or(|steps| session.place().step < steps) {
        let step = session.step();
        if args.json || session.place().step.is_multiple_of(READ_EVERY) {
            report.read(session.read().await?);
        }
        match step {
            Step::Within => {}
            Step::EndOfEpoch => {
                let train = session.end_epoch().await?;
                let validation = score(session, Part::Validation, None).await?;
                report.epoch(session, train, validation);
                if let Some(best_epoch) = session.judge_epoch(validation) {
                    report.stopped_early(best_epoch);
                }
            }
            Step::Done => break,
        }
    }
    report.read(session.read().await?);
    Ok(())
}
