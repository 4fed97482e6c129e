//! Gradients are equal to the bit to those of the same function without the attribute.

/// A gradient for so many steps.
type Gradient = fn(usize) -> Vec<f64>;

/// The same function under several attributes, or none.
macro_rules! ways {
    ($($(#[$how:meta])? $name:ident)*) => {$(
        mod $name {
            /// Carried scalars, an array, a slice behind `&mut`, an index that is carried, a branch, an inner loop.
            #[micrograd::differentiable]
            pub fn f(x: &mut [f64], w: &[f64; 3], a: f64, n: usize) -> f64 {
                let mut v = a;
                let mut at = 0;
                let mut c = [a * w[0], 0.5];
                x[0] += a;
                $(#[$how])?
                for i in 0..n {
                    at = (at + i) % 3;
                    let t = (v * w[at]).sin();
                    if t > 0.1 {
                        c[i % 2] = c[i % 2] * 0.7 + t * x[at];
                    } else {
                        x[at] = t + 0.1 * c[0];
                    }
                    for k in 0..2 {
                        v = 0.5 * v + (c[k] * 0.9).cos() * x[i % 3];
                    }
                }
                x[1] *= v;
                v * c[0] + c[1] * x[2]
            }

            /// The gradient, by every parameter.
            pub fn gradient(n: usize) -> Vec<f64> {
                let (_, pullback) = vjp_f(&mut [0.3, -0.4, 0.5], &[0.9, 1.1, -0.7], 0.8, n);
                let mut last = Vec::new();
                for seed in [1.0, -0.3, 1.0] {
                    let mut dx = [0.1, 0.2, 0.3];
                    let (dw, da) = pullback(seed, &mut dx);
                    last = [&dx[..], &dw, &[da]].concat();
                }
                last
            }

            /// The derivative of the gradient in one direction: dual numbers through the backward sweep.
            pub fn second(n: usize) -> Vec<f64> {
                use micrograd::Dual;
                let dual = |value, tangent| Dual { value, tangent };
                let mut x = [dual(0.3, 1.0), dual(-0.4, 0.5), dual(0.5, 0.0)];
                let w = [dual(0.9, 0.2), dual(1.1, -1.0), dual(-0.7, 0.0)];
                let (_, pullback) = f::fwd_at(&mut x[..], &w, dual(0.8, 0.6), n);
                let (mut dx, mut dw) = ([dual(0.0, 0.0); 3], [dual(0.0, 0.0); 3]);
                let (da, _) = pullback(&mut x[..], &w, dual(1.0, 0.0), Some(&mut dx), Some(&mut dw));
                let before = x.map(|v| v.value);
                assert_eq!(before.map(f64::to_bits), [0.3, -0.4, 0.5].map(f64::to_bits), "the state before the call");
                let both = |d: Dual| [d.value, d.tangent];
                dx.into_iter().chain(dw).chain([da]).flat_map(both).collect()
            }
        }
    )*};
}

ways! {
    plain
    #[checkpoint] root
    #[checkpoint(1)] every
    #[checkpoint(3)] every_third
    #[checkpoint(1000)] every_thousandth
    #[checkpoint(revolve = 1)] one
    #[checkpoint(revolve = 2)] two
    #[micrograd::checkpoint(revolve = 3)] three
    #[::micrograd::checkpoint(revolve = 5)] five
}

fn bits(gradient: &[f64]) -> Vec<u64> {
    gradient.iter().map(|d| d.to_bits()).collect()
}

fn equal(n: usize, gradients: [(&str, Gradient); 8], plain: Gradient) {
    let expected = plain(n);
    assert!(expected.iter().all(|d| d.is_finite()) && expected.iter().any(|d| *d != 0.0));
    for (name, gradient) in gradients {
        // one snapshot takes a square of the time
        if name != "one" || n < 5000 {
            assert_eq!(bits(&gradient(n)), bits(&expected), "{name}, {n} steps");
        }
    }
}

#[test]
fn gradients_have_the_same_bits() {
    let _running = crate::with_others();
    for n in [0, 1, 2, 7, 100, 10_000] {
        let all: [(&str, Gradient); 8] = [
            ("root", root::gradient),
            ("every", every::gradient),
            ("every third", every_third::gradient),
            ("every thousandth", every_thousandth::gradient),
            ("one", one::gradient),
            ("two", two::gradient),
            ("three", three::gradient),
            ("five", five::gradient),
        ];
        equal(n, all, plain::gradient);
    }
}

#[test]
fn second_derivatives_have_the_same_bits() {
    let _running = crate::with_others();
    for n in [0, 1, 2, 7, 100] {
        let all: [(&str, Gradient); 8] = [
            ("root", root::second),
            ("every", every::second),
            ("every third", every_third::second),
            ("every thousandth", every_thousandth::second),
            ("one", one::second),
            ("two", two::second),
            ("three", three::second),
            ("five", five::second),
        ];
        equal(n, all, plain::second);
    }
}

mod small {
    /// The least that a step can do, for many of them from one snapshot.
    #[micrograd::differentiable]
    pub fn f(x: f64, n: usize) -> f64 {
        let mut v = x;
        for _ in 0..n {
            v = 0.5 * v * v + 0.4;
        }
        v
    }
    pub mod once {
        #[micrograd::differentiable]
        pub fn f(x: f64, n: usize) -> f64 {
            let mut v = x;
            #[checkpoint(revolve = 1)]
            for _ in 0..n {
                v = 0.5 * v * v + 0.4;
            }
            v
        }
    }
}

/// Fifty million steps.
#[test]
fn one_snapshot_for_ten_thousand_steps() {
    let _running = crate::with_others();
    let expected = small::value_and_grad_f(0.3, 10_000);
    assert_eq!(small::once::value_and_grad_f(0.3, 10_000), expected);
}
