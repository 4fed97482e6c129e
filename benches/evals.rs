//! GradBench's evals: the plain function, the generated derivative, and the derivative written by hand, in one run.
//! `cargo bench --manifest-path benches/Cargo.toml --bench evals [-- FILTER]` measures and writes `BENCHMARKS.md`.
use benchmarks::hand::recurrence;
use benchmarks::report::{self, Line};
use benchmarks::{hand, inputs};
use criterion::Criterion;
use gradbench::evals::{Mode, det, gmm, kmeans, llsq, lse, lstm, ode, particle, saddle};
use std::hint::black_box;
use std::time::Duration;

/// How often the functions of a group are measured.
const ROUNDS: usize = 7;

/// Measures three functions of one input in one group, once their derivatives agree.
struct Bench {
    criterion: Criterion,
    groups: Vec<String>,
}

impl Bench {
    fn eval<I, V, D: Agree>(
        &mut self,
        name: &str,
        input: &I,
        plain: impl Fn(&I) -> V,
        generated: impl Fn(&I) -> D,
        by_hand: impl Fn(&I) -> D,
    ) {
        generated(input).agree(&by_hand(input), name);
        let mut group = self.criterion.benchmark_group(name);
        // a machine that is shared changes its pace: the three take turns
        for round in 1..=ROUNDS {
            group.bench_function(report::round("plain", round), |b| b.iter(|| plain(black_box(input))));
            group.bench_function(report::round("generated", round), |b| b.iter(|| generated(black_box(input))));
            group.bench_function(report::round("hand", round), |b| b.iter(|| by_hand(black_box(input))));
        }
        group.finish();
        self.groups.push(name.to_owned());
    }
}

/// The modes of a gradient whose function has gradients: that of the outer, and that of the inner.
const NESTED: [(&str, Mode, Mode); 4] = [
    ("ff", Mode::Forward, Mode::Forward),
    ("rf", Mode::Reverse, Mode::Forward),
    ("fr", Mode::Forward, Mode::Reverse),
    ("rr", Mode::Reverse, Mode::Reverse),
];

/// Measures an eval in each pair of modes, once all give the same.
fn nested(criterion: &mut Criterion, name: &str, run: impl Fn(Mode, Mode) -> Vec<f64>) {
    let (_, outer, inner) = NESTED[0];
    let first = run(outer, inner);
    let mut group = criterion.benchmark_group(name);
    for (modes, outer, inner) in NESTED {
        run(outer, inner).agree(&first, &format!("{name} {modes}"));
    }
    for round in 1..=ROUNDS {
        for (modes, outer, inner) in NESTED {
            group.bench_function(report::round(modes, round), |b| b.iter(|| run(black_box(outer), black_box(inner))));
        }
    }
    group.finish();
}

/// Derivatives that can be compared.
trait Agree {
    fn agree(&self, other: &Self, name: &str);
}

impl Agree for Vec<f64> {
    fn agree(&self, other: &Self, name: &str) {
        assert_eq!(self.len(), other.len(), "{name}");
        for (i, (a, b)) in self.iter().zip(other).enumerate() {
            assert!((a - b).abs() <= 1e-9 * (1.0 + a.abs() + b.abs()), "{name}, {i}: {a} and by hand {b}");
        }
    }
}

impl Agree for Vec<Vec<f64>> {
    fn agree(&self, other: &Self, name: &str) {
        assert_eq!(self.len(), other.len(), "{name}");
        self.iter().zip(other).for_each(|(a, b)| a.agree(b, name));
    }
}

impl Agree for (f64, f64, f64) {
    fn agree(&self, other: &Self, name: &str) {
        vec![self.0, self.1, self.2].agree(&vec![other.0, other.1, other.2], name);
    }
}

impl Agree for (Vec<f64>, Vec<f64>) {
    fn agree(&self, other: &Self, name: &str) {
        self.0.agree(&other.0, name);
        self.1.agree(&other.1, name);
    }
}

impl Agree for hand::gmm::Gradient {
    fn agree(&self, other: &Self, name: &str) {
        self.0.agree(&other.0, name);
        self.1.agree(&other.1, name);
        self.2.agree(&other.2, name);
        self.3.agree(&other.3, name);
    }
}

fn main() {
    let criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(300))
        .configure_from_args();
    let mut bench = Bench { criterion, groups: Vec::new() };
    mixtures(&mut bench);
    networks(&mut bench);
    sums(&mut bench);
    scenes(&mut bench);
    recurrence(&mut bench);
    nested(&mut bench.criterion, "particle", |outer, inner| vec![particle::place_charge(0.0, outer, inner)]);
    nested(&mut bench.criterion, "saddle", |outer, inner| saddle::saddle([1.0, 1.0], outer, inner).to_vec());
    bench.criterion.final_summary();
    // a part of the evals, or none, is no table
    if std::env::args().skip(1).all(|arg| arg == "--bench") {
        write(&bench.groups);
        write_nested(&["particle", "saddle"]);
    }
}

fn mixtures(bench: &mut Bench) {
    for (d, k) in [(2, 5), (10, 25), (32, 50), (64, 25)] {
        let problem = inputs::mixture(d, k, 1000);
        bench.eval(
            &format!("gmm d{d} K{k} n1000"),
            &problem,
            |p| gmm::objective(&p.alpha, &p.mu, &p.q, &p.l, &p.x, p.d, p.gamma, p.m),
            |p| gmm::grad_objective(&p.alpha, &p.mu, &p.q, &p.l, &p.x, p.d, p.gamma, p.m),
            |p| hand::gmm::gradient(&p.alpha, &p.mu, &p.q, &p.l, &p.x, p.d, p.gamma, p.m),
        );
    }
}

fn networks(bench: &mut Bench) {
    for (layers, c) in [(2, 1024), (4, 4096)] {
        bench.eval(
            &format!("lstm l{layers} c{c}"),
            &inputs::network(layers, c),
            |p| lstm::objective(&p.main, &p.extra, &p.state, &p.sequence, p.b),
            |p| lstm::grad_objective(&p.main, &p.extra, &p.state, &p.sequence, p.b),
            |p| hand::lstm::gradient(&p.main, &p.extra, &p.state, &p.sequence, p.b),
        );
    }
}

fn sums(bench: &mut Bench) {
    let x = inputs::numbers(160_000);
    bench.eval("lse n160000", &x, |x| lse::log_sum_exp(x), |x| lse::grad_log_sum_exp(x), |x| hand::lse::gradient(x));
    let x = inputs::numbers(128);
    bench.eval(
        "llsq n1024 m128",
        &x,
        |x| llsq::half_squares(x, 1024),
        |x| llsq::grad_half_squares(x, 1024),
        |x| hand::llsq::gradient(x, 1024),
    );
    for n in [8, 10] {
        bench.eval(
            &format!("det {n}x{n}"),
            &inputs::numbers(n * n),
            |a| det::determinant(a, n),
            |a| det::grad_determinant(a, n),
            |a| hand::det::gradient(a, n),
        );
    }
    // of a size for which the last component is no subnormal number
    for (n, s) in [(40, 60), (10_000, 10)] {
        let x: Vec<f64> = inputs::numbers(n).iter().map(|x| 1.0 + 0.5 * x).collect();
        bench.eval(
            &format!("ode n{n} s{s}"),
            &x,
            |x| ode::solve(x, s),
            |x| ode::grad_last(x, s),
            |x| hand::ode::gradient(x, s),
        );
    }
    for (k, n) in [(10, 1000), (1000, 10_000)] {
        let d = 8;
        bench.eval(
            &format!("kmeans k{k} n{n} d{d}"),
            &(inputs::numbers(n * d), inputs::numbers(k * d)),
            |(points, centroids)| kmeans::cost(points, centroids, d),
            |(points, centroids)| finite(kmeans::direction(points, centroids, d)),
            |(points, centroids)| finite(hand::kmeans::direction(points, centroids, d)),
        );
    }
}

/// A centroid that is nearest to no point has no direction.
fn finite(mut x: Vec<f64>) -> Vec<f64> {
    x.iter_mut().filter(|x| x.is_nan()).for_each(|x| *x = 0.0);
    x
}

fn scenes(bench: &mut Bench) {
    bench.eval(
        "ba n49 m7776 p31843",
        &inputs::cameras(49, 7776, 31843),
        |p| p.residuals(),
        |p| p.jacobian().vals,
        |p| hand::ba::jacobian(p).vals,
    );
    for (name, vertices, in_triangles) in [("simple small", 544, false), ("complicated big", 10_000, true)] {
        bench.eval(
            &format!("ht {name}"),
            &inputs::hand(vertices, 100, in_triangles),
            |p| p.errors(),
            |p| p.jacobian(),
            hand::ht::jacobian,
        );
    }
}

/// No eval of GradBench: as long that the tape is most of it.
fn recurrence(bench: &mut Bench) {
    let input = (0.3, 0.618, 0.2, 1_000_000);
    bench.eval(
        "recurrence n1000000",
        &input,
        |(x, a, b, n)| recurrence::last(*x, *a, *b, *n),
        |(x, a, b, n)| recurrence::grad_last(*x, *a, *b, *n),
        |(x, a, b, n)| hand::recurrence::gradient(*x, *a, *b, *n),
    );
}

fn write(groups: &[String]) {
    let columns = [("generated", "plain"), ("hand", "plain"), ("generated", "hand")];
    let mut lines = Vec::new();
    for group in groups {
        let ratios = columns.map(|(function, to)| report::ratio_of_rounds(group, function, to, ROUNDS));
        lines.push(Line { name: group.clone(), ratios: ratios.to_vec() });
    }
    let mean = |k: usize| Some(report::geometric_mean(lines.iter().filter_map(|line| line.ratios[k])));
    lines.push(Line { name: "geometric mean".to_owned(), ratios: (0..3).map(mean).collect() });
    let text = "## GradBench\n\nThe time of the derivative over that of the plain function, and of the generated derivative over that \
        of the one in `benches/hand`; medians of seven rounds in one run of `cargo bench --manifest-path benches/Cargo.toml --bench evals`. \
        BA and HT include building the result.";
    report::write("evals", text, &["eval", "generated / plain", "hand / plain", "generated / hand"], &lines);
}

fn write_nested(groups: &[&str]) {
    let line = |group: &&str| {
        let to = |base: &str| NESTED.map(|(modes, ..)| report::ratio_of_rounds(group, modes, base, ROUNDS));
        let slower = |ratios: &[Option<f64>; 4]| ratios.iter().all(|ratio| ratio.is_some_and(|ratio| ratio >= 1.0));
        let fastest = NESTED.map(|(modes, ..)| to(modes)).into_iter().find(slower);
        Line { name: (*group).to_owned(), ratios: fastest.unwrap_or_else(|| to(NESTED[0].0)).to_vec() }
    };
    let text = "## Nested derivatives\n\nThe time of a whole optimisation over that of its fastest pair of modes: first that of the outer \
        gradient, then that of the inner, forward or reverse; medians as above.";
    let heads: Vec<&str> = ["eval"].into_iter().chain(NESTED.map(|(modes, ..)| modes)).collect();
    report::write("nested", text, &heads, &groups.iter().map(line).collect::<Vec<_>>());
}
