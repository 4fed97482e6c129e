//! The fast Fourier transform, recursive in two ways, and functions on top of it.
//!
//! A signal of `n` complex numbers is a slice of `2 n` reals: real part, imaginary part, real part, ..
use crate::support::{Found, Program, check, close, dot as inner, noise, same_bits};
use micrograd::prelude::*;

const TAU: f64 = core::f64::consts::TAU;

/// The transform by even and odd entries; `turn` is the angle of a full turn: `-TAU`, or `TAU` for the inverse.
#[differentiable(recursive)]
fn transform(data: &mut [f64], turn: f64) {
    let n = data.len() / 2;
    if n < 2 {
        return;
    }
    let mut even = Vec::with_capacity(n);
    let mut odd = Vec::with_capacity(n);
    for four in data.chunks_exact(4) {
        even.push(four[0]);
        even.push(four[1]);
        odd.push(four[2]);
        odd.push(four[3]);
    }
    transform(&mut even, turn);
    transform(&mut odd, turn);
    for k in 0..n / 2 {
        let (sin, cos) = (turn * k as f64 / n as f64).sin_cos();
        let re = cos * odd[2 * k] - sin * odd[2 * k + 1];
        let im = cos * odd[2 * k + 1] + sin * odd[2 * k];
        data[2 * k] = even[2 * k] + re;
        data[2 * k + 1] = even[2 * k + 1] + im;
        data[n + 2 * k] = even[2 * k] - re;
        data[n + 2 * k + 1] = even[2 * k + 1] - im;
    }
}

/// The spectrum in place of the signal.
#[differentiable]
fn fft(data: &mut [f64]) {
    assert!((data.len() / 2).is_power_of_two(), "the length of a signal is a power of two");
    transform(data, -TAU);
}

/// The signal in place of its spectrum.
#[differentiable]
fn inverse_fft(data: &mut [f64]) {
    assert!((data.len() / 2).is_power_of_two(), "the length of a signal is a power of two");
    transform(data, TAU);
    let scale = 1.0 / (data.len() / 2) as f64;
    for v in data.iter_mut() {
        *v *= scale;
    }
}

/// The spectrum by halves of one slice, nothing allocated: entry `k` lands where the bits of `k` are reversed.
#[differentiable(recursive)]
fn scrambled_fft(data: &mut [f64]) {
    let n = data.len() / 2;
    if n == 1 {
        return;
    }
    let (low, high) = data.split_at_mut(n);
    for (k, (a, b)) in low.chunks_exact_mut(2).zip(high.chunks_exact_mut(2)).enumerate() {
        let (sin, cos) = (-TAU * k as f64 / n as f64).sin_cos();
        let (re, im) = (a[0] - b[0], a[1] - b[1]);
        a[0] += b[0];
        a[1] += b[1];
        b[0] = cos * re - sin * im;
        b[1] = cos * im + sin * re;
    }
    scrambled_fft(low);
    scrambled_fft(high);
}

/// `scrambled_fft` with its entries put in order.
#[differentiable]
fn fft_in_place(data: &mut [f64]) {
    scrambled_fft(data);
    let n = data.len() / 2;
    let bits = n.trailing_zeros();
    if bits == 0 {
        return;
    }
    for k in 0..n {
        let other = k.reverse_bits() >> (usize::BITS - bits);
        if k < other {
            data.swap(2 * k, 2 * other);
            data.swap(2 * k + 1, 2 * other + 1);
        }
    }
}

/// `a` becomes the circular convolution of `a` and `b`.
#[differentiable]
fn convolve(a: &mut [f64], b: &[f64]) {
    let mut other = b.to_vec();
    fft(a);
    fft(&mut other);
    for (x, y) in a.chunks_exact_mut(2).zip(other.chunks_exact(2)) {
        let re = x[0] * y[0] - x[1] * y[1];
        let im = x[0] * y[1] + x[1] * y[0];
        x.copy_from_slice(&[re, im]);
    }
    inverse_fft(a);
}

/// How far the amplitudes of a real signal are from `target`, frequency by frequency up to the highest that it can have.
#[differentiable]
fn spectrum_loss(signal: &[f64], target: &[f64]) -> f64 {
    let mut data = vec![0.0; 2 * signal.len()];
    for (z, x) in data.chunks_exact_mut(2).zip(signal) {
        z[0] = *x;
    }
    fft_in_place(&mut data);
    data.chunks_exact(2).zip(target).map(|(z, t)| (z[0].hypot(z[1]) - t).powi(2)).sum::<f64>() / target.len() as f64
}

/// The sum in the definition of the transform.
fn direct(data: &[f64], turn: f64) -> Vec<f64> {
    let n = data.len() / 2;
    let entry = |k: usize| {
        let (mut re, mut im) = (0.0, 0.0);
        for (j, z) in data.chunks(2).enumerate() {
            let (sin, cos) = (turn * (j * k % n) as f64 / n as f64).sin_cos();
            re += z[0] * cos - z[1] * sin;
            im += z[0] * sin + z[1] * cos;
        }
        [re, im]
    };
    (0..n).flat_map(entry).collect()
}

fn after(f: impl Fn(&mut [f64]), x: &[f64]) -> Vec<f64> {
    let mut x = x.to_vec();
    f(&mut x);
    x
}

#[test]
fn the_transforms_are_the_sum_of_the_definition() {
    for n in [1, 2, 4, 16, 64] {
        let x = noise(2 * n, 1);
        close("fft", &direct(&x, -TAU), &after(fft, &x), 1e-13);
        close("in place", &direct(&x, -TAU), &after(fft_in_place, &x), 1e-13);
        close("there and back", &x, &after(inverse_fft, &after(fft, &x)), 1e-14);
        let power = inner(&x, &x) * n as f64;
        let spectrum = after(fft, &x);
        close("Parseval", &[power], &[inner(&spectrum, &spectrum)], 1e-13);
    }
}

/// `transform` of data and the angle of a full turn.
struct Transform;
impl Program for Transform {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let (turn, data) = x.split_last().expect("the angle");
        let mut data = data.to_vec();
        generic_transform(&mut data, *turn);
        data
    }
}

#[test]
fn transform_through_all_engines() {
    for n in [1, 2, 8] {
        let mut x = noise(2 * n, 2);
        let plain = after(|data| transform(data, -TAU), &x);
        let seed = noise(2 * n, 3);
        let (mut data, mut d_data) = (x.clone(), seed.clone());
        let ((), d_turn) = backward_transform(&mut data, -TAU, (), &mut d_data);
        same_bits("backward", &plain, &data);
        // a linear map: its adjoint is the conjugate transform
        close("adjoint", &direct(&seed, TAU), &d_data, 1e-13);
        x.push(-TAU);
        d_data.push(d_turn);
        check(&Transform, &Found { x: &x, value: &plain, seed: &seed, gradient: &d_data });
    }
}

#[test]
fn adjoints_of_the_transforms() {
    let (x, seed) = (noise(16, 4), noise(16, 5));
    let mut data = x.clone();
    let ((), pullback) = vjp_fft_in_place(&mut data);
    let mut d = seed.clone();
    pullback((), &mut d);
    close("in place", &direct(&seed, TAU), &d, 1e-13);
    // and once more, from the same pullback
    pullback((), &mut d);
    close("twice", &direct(&direct(&seed, TAU), TAU), &d, 1e-13);

    // the inverse after the transform is the identity, and so is its adjoint
    let mut d = seed.clone();
    let ((), back) = vjp_inverse_fft(&mut data);
    back((), &mut d);
    pullback((), &mut d);
    close("identity", &seed, &d, 1e-14);
    close("identity", &x, &data, 1e-14);
}

/// `convolve` of two signals.
struct Convolve;
impl Program for Convolve {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        let (a, b) = x.split_at(x.len() / 2);
        let mut a = a.to_vec();
        generic_convolve(&mut a, b);
        a
    }
}

#[test]
fn convolution_through_all_engines() {
    let (n, x, seed) = (4, noise(16, 6), noise(8, 7));
    let (a, b) = x.split_at(8);
    let plain = after(|a| convolve(a, b), a);
    let sum = |k: usize| {
        let product = |j: usize| {
            let (a, b) = (&a[2 * j..], &b[2 * ((n + k - j) % n)..]);
            [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]]
        };
        (0..n).map(product).fold([0.0; 2], |sum, z| [sum[0] + z[0], sum[1] + z[1]])
    };
    close("definition", &(0..n).flat_map(sum).collect::<Vec<f64>>(), &plain, 1e-14);

    let mut data = a.to_vec();
    let ((), pullback) = vjp_convolve(&mut data, b);
    same_bits("vjp", &plain, &data);
    let mut d_a = seed.clone();
    let d_b = pullback((), &mut d_a);
    check(&Convolve, &Found { x: &x, value: &plain, seed: &seed, gradient: &[d_a, d_b].concat() });

    let v = noise(16, 8);
    let (mut data, mut tangent) = (a.to_vec(), v[..8].to_vec());
    let ((), ()) = jvp_convolve(&mut data, b, &mut tangent, &v[8..]);
    same_bits("jvp", &plain, &data);
    let product_rule: Vec<f64> =
        after(|v| convolve(v, b), &v[..8]).iter().zip(after(|v| convolve(v, a), &v[8..])).map(|(x, y)| x + y).collect();
    close("jvp", &product_rule, &tangent, 1e-13);
}

/// `spectrum_loss` of signal and target.
struct Loss;
impl Program for Loss {
    fn at<S: Scalar>(&self, x: &[S]) -> Vec<S> {
        vec![generic_spectrum_loss(&x[..8], &x[8..])]
    }
}

#[test]
fn spectrum_loss_through_all_engines() {
    let x = noise(13, 9);
    let (signal, target) = x.split_at(8);
    let plain = spectrum_loss(signal, target);
    let (value, (d_signal, d_target)) = value_and_grad_spectrum_loss(signal, target);
    same_bits("value_and_grad", &[plain], &[value]);
    check(&Loss, &Found { x: &x, value: &[plain], seed: &[1.0], gradient: &[d_signal, d_target].concat() });
}
