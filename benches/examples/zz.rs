use benchmarks::{hand, inputs};
use gradbench::evals::{gmm, ode, kmeans, det};
use std::hint::black_box;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let reps: usize = a[3].parse().unwrap();
    let hand = a[2] == "hand";
    let t = std::time::Instant::now();
    match a[1].as_str() {
        g if g.starts_with("gmm") => {
            let (d, k) = match g { "gmm64" => (64, 25), "gmm32" => (32, 50), "gmm10" => (10, 25), _ => (2, 5) };
            let p = inputs::mixture(d, k, 1000);
            for _ in 0..reps {
                if hand { black_box(hand::gmm::gradient(&p.alpha, &p.mu, &p.q, &p.l, &p.x, p.d, p.gamma, p.m)); }
                else { black_box(gmm::grad_objective(&p.alpha, &p.mu, &p.q, &p.l, &p.x, p.d, p.gamma, p.m)); }
            }
        }
        "ode" => {
            let x: Vec<f64> = inputs::numbers(10000).iter().map(|x| 1.0 + 0.5 * x).collect();
            for _ in 0..reps { if hand { black_box(hand::ode::gradient(&x, 10)); } else { black_box(ode::grad_last(&x, 10)); } }
        }
        "kmeans" => {
            let (p, c) = (inputs::numbers(8000), inputs::numbers(80));
            for _ in 0..reps { if hand { black_box(hand::kmeans::direction(&p, &c, 8)); } else { black_box(kmeans::direction(&p, &c, 8)); } }
        }
        _ => { let x = inputs::numbers(64); for _ in 0..reps { if hand { black_box(hand::det::gradient(&x, 8)); } else { black_box(det::grad_determinant(&x, 8)); } } }
    }
    println!("{:.1} us", t.elapsed().as_secs_f64() * 1e6 / reps as f64);
}
