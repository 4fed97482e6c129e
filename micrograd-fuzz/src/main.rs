//! Random differentiable programs through every engine: finds wrong gradients and shrinks them.
mod batch;
mod generate;
mod glue;
mod modes;
mod program;
mod random;
mod shrink;
mod toolchain;

use batch::{Verdict, Workshop};
use generate::Knobs;
use std::path::Path;

fn main() -> std::io::Result<()> {
    let args: Vec<u64> = std::env::args().skip(1).map(|a| a.parse().unwrap()).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let toolchain = toolchain::Toolchain::prepare(root, None)?;
    let shop = Workshop::new(&toolchain, root.join("target/micrograd-fuzz").join(format!("batch-{}", args.get(2).unwrap_or(&0))))?;
    let programs: Vec<_> = (0..args[1] as usize).map(|k| generate::program(args[0], k, Knobs::default())).collect();
    let start = std::time::Instant::now();
    let verdicts = shop.judge(&programs)?;
    let mut passed = 0;
    let mut known = std::collections::HashSet::new();
    for (p, v) in programs.iter().zip(verdicts) {
        match v {
            Verdict::Passed { .. } => passed += 1,
            Verdict::Discarded(r) => println!("{} discarded {r}", p.name),
            Verdict::Invalid(r) => println!("{} INVALID {r}", p.name),
            Verdict::Failed(f) => {
                println!("{} FAILED {} {}", p.name, f.mode, f.message);
                if args.get(3) == Some(&1) && known.insert(shrink::signature(&f)) {
                    let begin = std::time::Instant::now();
                    let (p, f) = shrink::shrink(&shop, p, &f)?;
                    println!("SHRUNK in {:?}: {} {}\n{}\n{:?}", begin.elapsed(), f.mode, f.message, p.source(), p.params);
                }
            }
        }
    }
    println!("{passed} passed in {:?}", start.elapsed());
    Ok(())
}
