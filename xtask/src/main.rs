//! Trazo's own commands.

mod datasets;
mod gzip;
mod paths;
mod process;
mod report;
mod setup;

fn main() -> anyhow::Result<()> {
    println!("{:?}", setup::wasm_target::ensure()?);
    datasets::ensure()
}
