//! The gradients of two functions of n numbers, by micrograd's three engines and by the strongest crates for stable Rust, each
//! called as its documentation says. `cargo bench --manifest-path benches/Cargo.toml --bench crates` measures and writes
//! `BENCHMARKS.md`.
#![allow(clippy::clone_on_copy, reason = "one text for types that are copied and types that are not")]
use RustQuant_autodiff::{Accumulate, Graph as Quant, Variable};
use benchmarks::inputs::numbers;
use benchmarks::report::{self, Line};
use criterion::{BenchmarkGroup, Criterion, measurement::WallTime};
use echidna::BReverse;
use micrograd::prelude::*;
use nalgebra::{DVector, SVector};
use num_dual::{DualDVec64, DualNum, DualSVec64};
use reverse::{Tape, Var};
use std::hint::black_box;
use std::time::Duration;

/// The valley of Rosenbrock, and a sum of waves, over a slice and over an array.
mod own {
    use micrograd::prelude::*;

    #[differentiable]
    pub fn rosenbrock(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 1..x.len() {
            let (across, along) = (x[i] - x[i - 1] * x[i - 1], x[i - 1] - 1.0);
            sum += 100.0 * across * across + along * along;
        }
        sum
    }

    #[differentiable]
    pub fn rosenbrock_of<const N: usize>(x: &[f64; N]) -> f64 {
        let mut sum = 0.0;
        for i in 1..N {
            let (across, along) = (x[i] - x[i - 1] * x[i - 1], x[i - 1] - 1.0);
            sum += 100.0 * across * across + along * along;
        }
        sum
    }

    #[differentiable]
    pub fn waves(x: &[f64]) -> f64 {
        let mut sum = 0.0;
        for i in 1..x.len() {
            sum += x[i - 1].sin() * x[i].cos();
        }
        sum
    }

    #[differentiable]
    pub fn waves_of<const N: usize>(x: &[f64; N]) -> f64 {
        let mut sum = 0.0;
        for i in 1..N {
            sum += x[i - 1].sin() * x[i].cos();
        }
        sum
    }
}

/// The same text for the types of other crates.
macro_rules! rosenbrock {
    ($x:ident, $one:expr, $hundred:expr) => {{
        let term = |i: usize| {
            let before = $x[i - 1].clone();
            let across = $x[i].clone() - before.clone() * before.clone();
            let along = before - $one;
            across.clone() * across * $hundred + along.clone() * along
        };
        (2..$x.len()).fold(term(1), |sum, i| sum + term(i))
    }};
}

macro_rules! waves {
    ($x:ident) => {{
        let term = |i: usize| $x[i - 1].clone().sin() * $x[i].clone().cos();
        (2..$x.len()).fold(term(1), |sum, i| sum + term(i))
    }};
}

/// Measures one function by every engine that is the same at every n.
macro_rules! engines {
    ($group:ident, $x:ident, $own:ident, $grad:ident, $generic:ident, $reverse:expr, $quant:expr, $echidna:expr, $dual:expr) => {{
        let x = &$x[..];
        let expected = own::$grad(x);
        let check = |name: &str, gradient: &[f64]| {
            let close = |(a, b): (&f64, &f64)| (a - b).abs() <= 1e-9 * (1.0 + a.abs());
            assert!(expected.len() == gradient.len() && expected.iter().zip(gradient).all(close), "{name}");
        };
        let mut measure = |name: &str, gradient: &mut dyn FnMut(&[f64]) -> Vec<f64>| {
            check(name, &gradient(x));
            $group.bench_function(name, |b| b.iter(|| gradient(black_box(x))));
        };
        measure("micrograd", &mut own::$grad);
        measure("Value", &mut |x| {
            let graph = Graph::new();
            let x: Vec<_> = x.iter().map(|x| graph.value(*x)).collect();
            own::$generic(&x).backward();
            x.iter().map(|x| x.grad()).collect()
        });
        measure("Dual", &mut |x| {
            let mut duals: Vec<Dual> = x.iter().map(|x| Dual::constant(*x)).collect();
            let along = |k: usize| {
                duals[k].tangent = 1.0;
                let slope = own::$generic(&duals).tangent;
                duals[k].tangent = 0.0;
                slope
            };
            (0..x.len()).map(along).collect()
        });
        measure("reverse", &mut |x| {
            use reverse::Gradient as _;
            let tape = Tape::new();
            let x = tape.add_vars(x);
            let f: for<'v> fn(&[Var<'v>]) -> Var<'v> = $reverse;
            f(&x).grad().wrt(&x)
        });
        measure("RustQuant", &mut |x| {
            use RustQuant_autodiff::Gradient as _;
            let graph = Quant::new();
            let x = graph.vars(x);
            let f: for<'v> fn(&[Variable<'v>]) -> Variable<'v> = $quant;
            f(&x).accumulate().wrt(&x)
        });
        let (mut tape, _) = echidna::record($echidna, x);
        measure("echidna", &mut |x| tape.gradient(x));
        measure("num-dual", &mut |x| {
            let f: fn(DVector<DualDVec64>) -> DualDVec64 = $dual;
            num_dual::gradient(f, &DVector::from_column_slice(x)).1.as_slice().to_vec()
        });
        $group.bench_function("plain", |b| b.iter(|| own::$own(black_box(x))));
    }};
}

fn fixed<const N: usize>(group: &mut BenchmarkGroup<'_, WallTime>, x: &[f64], waves: bool) {
    let x: [f64; N] = x.try_into().expect("as many numbers");
    let y = SVector::<f64, N>::from(x);
    if waves {
        group.bench_function("micrograd array", |b| b.iter(|| own::grad_waves_of(black_box(&x))));
        let f = |x: SVector<DualSVec64<N>, N>| waves!(x);
        group.bench_function("num-dual static", |b| b.iter(|| num_dual::gradient(f, black_box(&y))));
    } else {
        group.bench_function("micrograd array", |b| b.iter(|| own::grad_rosenbrock_of(black_box(&x))));
        let f = |x: SVector<DualSVec64<N>, N>| rosenbrock!(x, 1.0, 100.0);
        group.bench_function("num-dual static", |b| b.iter(|| num_dual::gradient(f, black_box(&y))));
    }
}

fn of_size(group: &mut BenchmarkGroup<'_, WallTime>, x: &[f64], waves: bool) {
    match x.len() {
        2 => fixed::<2>(group, x, waves),
        10 => fixed::<10>(group, x, waves),
        100 => fixed::<100>(group, x, waves),
        // a thousand numbers with a thousand slopes each do not fit on the stack
        _ => {}
    }
}

const COLUMNS: [&str; 9] =
    ["micrograd array", "num-dual static", "num-dual", "echidna", "reverse", "RustQuant", "Value", "Dual", "plain"];

fn main() {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(200))
        .measurement_time(Duration::from_millis(500))
        .configure_from_args();
    let mut names = Vec::new();
    for n in [2, 10, 100, 1000] {
        let x = numbers(n);
        let name = format!("rosenbrock {n}");
        let mut group = criterion.benchmark_group(&name);
        engines!(
            group,
            x,
            rosenbrock,
            grad_rosenbrock,
            generic_rosenbrock,
            |x| rosenbrock!(x, 1.0, 100.0),
            |x| rosenbrock!(x, 1.0, 100.0),
            |x: &[BReverse<f64>]| rosenbrock!(x, BReverse::constant(1.0), BReverse::constant(100.0)),
            |x| rosenbrock!(x, 1.0, 100.0)
        );
        of_size(&mut group, &x, false);
        group.finish();
        names.push(name);
        let name = format!("waves {n}");
        let mut group = criterion.benchmark_group(&name);
        engines!(
            group,
            x,
            waves,
            grad_waves,
            generic_waves,
            |x| waves!(x),
            |x| waves!(x),
            |x: &[BReverse<f64>]| {
                use num_traits::Float as _;
                waves!(x)
            },
            |x| waves!(x)
        );
        of_size(&mut group, &x, true);
        group.finish();
        names.push(name);
    }
    criterion.final_summary();
    if std::env::args().skip(1).all(|arg| arg == "--bench") {
        write(&names);
    }
}

fn write(names: &[String]) {
    let line = |name: &String| Line {
        name: name.clone(),
        ratios: COLUMNS.iter().map(|column| report::ratio(name, column, "micrograd")).collect(),
    };
    let lines: Vec<Line> = names.iter().map(line).collect();
    let text = "## Other crates\n\nThe time of a gradient over that of the generated `grad_f` of a slice; medians of one run of `cargo \
        bench --manifest-path benches/Cargo.toml --bench crates`. `echidna` replays a tape that was recorded before; the last \
        column is the plain function.";
    let heads: Vec<&str> = std::iter::once("function and n").chain(COLUMNS).collect();
    report::write("crates", text, &heads, &lines);
}
