//! Random differentiable programs through every engine: finds wrong gradients and shrinks them.
//!
//! `generate` writes programs, `glue` wraps them with the `modes` that are compared, `batch` compiles and runs them with
//! the `toolchain`, `shrink` makes failures small, `report` prints them, `statistics` counts the `constructs`.
#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::unnecessary_wraps,
    clippy::similar_names,
    reason = "text is written here, by methods that stand in tables and have one type there"
)]
mod batch;
mod constructs;
mod generate;
mod glue;
mod modes;
mod options;
mod program;
mod random;
mod report;
mod session;
mod shrink;
mod statistics;
mod toolchain;

use indicatif::{ProgressBar, ProgressStyle};
use options::Options;
use session::{Event, Session, Tally};
use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc;
use std::{fs, io};
use toolchain::Toolchain;

fn main() -> io::Result<ExitCode> {
    let options = Options::read()?;
    if options.print {
        options.programs().for_each(|(_, program)| println!("{}", program.source()));
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(folder) = &options.write {
        fs::create_dir_all(folder)?;
        for (name, program) in options.programs() {
            fs::write(folder.join(name + ".rs"), glue::program_file(&program))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize()?;
    let toolchain = Toolchain::prepare(&root, options.fault.clone())?;
    let folder = root.join("target/micrograd-fuzz");
    let session = Session::new(&options, &toolchain, &folder);
    let total = run(&session, &options)?;
    print!("{}", total.statistics);
    println!("{} slopes that no difference could confirm", total.unsure);
    for (reason, count) in &total.discarded {
        println!("{count} discarded: {reason}");
    }
    if let Some(seed) = session.next_seed() {
        println!("next seed: {seed}");
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs the workers, prints failures as they come, and adds everything up.
fn run(session: &Session<'_>, options: &Options) -> io::Result<Tally> {
    let bar = ProgressBar::new(options.count as u64);
    let style = ProgressStyle::with_template("{elapsed_precise} {bar:40} {pos}/{len} programs, {msg}, {eta} left");
    bar.set_style(style.map_err(io::Error::other)?);
    let mut total = Tally::default();
    let (sender, events) = mpsc::channel();
    std::thread::scope(|scope| {
        for number in 0..options.jobs {
            let sender = sender.clone();
            scope.spawn(move || session.work(number, &sender));
        }
        drop(sender);
        for event in events {
            match event {
                Event::Done(tally) => total.add(*tally),
                Event::Failed(text) => bar.suspend(|| println!("{text}")),
                Event::Broken(text) => return Err(io::Error::other(text)),
            }
            bar.set_position(total.programs() as u64);
            bar.set_message(format!("{} failed", total.failed));
        }
        Ok(())
    })?;
    bar.finish_and_clear();
    Ok(total)
}
