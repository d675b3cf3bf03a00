//! Trazo's own commands.

mod paths;
mod process;
mod report;
mod setup;

fn main() -> anyhow::Result<()> {
    println!("{:?}", setup::wasm_target::ensure()?);
    Ok(())
}
