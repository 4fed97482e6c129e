//! `cargo run --release -p gradbench` answers a driver of `GradBench` on standard input and output until the input ends.
use std::io;

fn main() -> io::Result<()> {
    gradbench::protocol::serve(io::stdin().lock(), io::stdout().lock())
}
