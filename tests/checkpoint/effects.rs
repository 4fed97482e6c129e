//! What a body does beside computing, it does once.
use micrograd::{Differentiable, differentiable};
use std::cell::Cell;
use std::fmt::{Display, Formatter, Result};

thread_local! {
    static SHOWN: Cell<usize> = const { Cell::new(0) };
}

/// Counts how often it is printed.
#[derive(Clone, Differentiable)]
enum Seen {
    Even,
    Odd,
}

fn seen(i: usize) -> Seen {
    if i.is_multiple_of(2) { Seen::Even } else { Seen::Odd }
}

impl Display for Seen {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        SHOWN.set(SHOWN.get() + 1);
        f.write_str(if matches!(self, Seen::Even) { "even" } else { "odd" })
    }
}

macro_rules! ways {
    ($(#[$how:meta] $name:ident)*) => {$(
        mod $name {
            use super::seen;
            #[micrograd::differentiable]
            pub fn f(x: f64, n: usize) -> f64 {
                let mut v = x;
                #[$how]
                for i in 0..n {
                    println!("step {} at {v}", seen(i));
                    if i == 3 {
                        eprint!("{}", seen(i));
                    }
                    v = (v * 1.3).sin();
                }
                v
            }
        }
    )*};
}
ways! { #[checkpoint] root #[checkpoint(2)] every #[checkpoint(revolve = 2)] two }

macro_rules! shown {
    ($way:ident) => {{
        let (_, pullback) = $way::vjp_f(0.7, 6);
        assert_eq!(SHOWN.replace(0), 7, "each once");
        assert_eq!((pullback(1.0), pullback(2.0)).0, plain(0.7, 6));
        assert_eq!(SHOWN.replace(0), 0, "the pullback is silent");
    }};
}

/// The derivative by hand.
fn plain(x: f64, n: usize) -> f64 {
    let mut v = x;
    let slopes: Vec<f64> = (0..n)
        .map(|_| {
            let slope = (v * 1.3).cos();
            v = (v * 1.3).sin();
            slope
        })
        .collect();
    slopes.iter().rev().fold(1.0, |d, slope| d * slope * 1.3)
}

#[test]
fn prints_are_not_repeated() {
    let _running = crate::with_others();
    shown!(root);
    shown!(every);
    shown!(two);
}

#[differentiable]
fn guarded(x: f64, n: usize) -> f64 {
    let mut v = x;
    #[checkpoint(revolve = 2)]
    for i in 0..n {
        v *= 1.5;
        assert!(v < 10.0, "step {i}");
    }
    v
}

#[test]
fn an_assertion_fails_in_the_forward_sweep() {
    let _running = crate::with_others();
    assert_eq!(grad_guarded(1.0, 5), 1.5_f64.powi(5));
    let message = std::panic::catch_unwind(|| grad_guarded(1.0, 9)).expect_err("it fails");
    assert_eq!(message.downcast_ref::<String>().map(String::as_str), Some("step 5"));
}
