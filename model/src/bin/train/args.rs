//! What can be said on the command line.

use std::path::PathBuf;

use lexopt::{Arg, Parser, ValueExt};
use spec::device::DeviceKind;

pub const HELP: &str = "\
Trains a network from a spec, as the page does.

  --spec FILE         settings as JSON; what is left out takes the default of the page
  --initial FILE      first weights (safetensors: 0.kernel, 0.bias, 1.kernel, …)
  --steps N           end after N steps instead of the last epoch
  --no-shuffle        visit the images in the order of the file
  --json              print one object: the loss of every step, then the test figures
  --report            at the end print, as JSON, the page's report on all test images: confusion matrix, and precision,
                      recall, F1 and ROC curve of each class; with --json as `report` in its object
  --test-first N      test figures over the first N test images (default: all; 1000 with --steps)
  --data DIR          where the data sets are (default: public/datasets)
  --device cpu|webgpu on what to compute (default: cpu; webgpu needs --features webgpu)
  --save FILE         write the trained network as safetensors
  --search-rate       try learning rates that grow from step to step, print what they suggest, and end; with --json
                      also the loss at each rate
  --pen FILE          recognise the drawings of this file, one JSON object a line with label and strokes
  --write-self-test FILE
                      write what this device computes in the self-test, and end";

pub struct Args {
    pub spec: Option<PathBuf>,
    pub initial: Option<PathBuf>,
    pub steps: Option<u64>,
    pub no_shuffle: bool,
    pub json: bool,
    pub report: bool,
    test_first: Option<u32>,
    pub data: PathBuf,
    pub device: DeviceKind,
    pub save: Option<PathBuf>,
    pub search_rate: bool,
    pub pen: Option<PathBuf>,
    pub write_self_test: Option<PathBuf>,
}

/// A few steps are compared with a reference, whose figures are over the first 1,000 test images.
const TEST_FIRST_AFTER_STEPS: u32 = 1_000;

impl Args {
    /// The arguments; `None` where help is asked for.
    pub fn parse() -> Result<Option<Self>, lexopt::Error> {
        let mut args = Self {
            spec: None,
            initial: None,
            steps: None,
            no_shuffle: false,
            json: false,
            report: false,
            test_first: None,
            data: PathBuf::from("public/datasets"),
            device: DeviceKind::Cpu,
            save: None,
            search_rate: false,
            pen: None,
            write_self_test: None,
        };
        let mut parser = Parser::from_env();
        while let Some(arg) = parser.next()? {
            match arg {
                Arg::Long("spec") => args.spec = Some(parser.value()?.into()),
                Arg::Long("initial") => args.initial = Some(parser.value()?.into()),
                Arg::Long("steps") => args.steps = Some(parser.value()?.parse()?),
                Arg::Long("no-shuffle") => args.no_shuffle = true,
                Arg::Long("json") => args.json = true,
                Arg::Long("report") => args.report = true,
                Arg::Long("test-first") => args.test_first = Some(parser.value()?.parse()?),
                Arg::Long("data") => args.data = parser.value()?.into(),
                Arg::Long("device") => {
                    args.device = match parser.value()?.to_str() {
                        Some("cpu") => DeviceKind::Cpu,
                        Some("webgpu") => DeviceKind::Webgpu,
                        _ => return Err("--device is cpu or webgpu".into()),
                    };
                }
                Arg::Long("save") => args.save = Some(parser.value()?.into()),
                Arg::Long("search-rate") => args.search_rate = true,
                Arg::Long("pen") => args.pen = Some(parser.value()?.into()),
                Arg::Long("write-self-test") => args.write_self_test = Some(parser.value()?.into()),
                Arg::Long("help") | Arg::Short('h') => return Ok(None),
                other @ (Arg::Short(_) | Arg::Long(_) | Arg::Value(_)) => return Err(other.unexpected()),
            }
        }
        Ok(Some(args))
    }

    /// How many test images the figures are over; `None` for all.
    pub fn test_first(&self) -> Option<u32> {
        self.test_first.or(self.steps.map(|_| TEST_FIRST_AFTER_STEPS))
    }
}
