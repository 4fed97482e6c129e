//! Type parameters without a derivative, named and as `impl Trait`.

mod conversions {
    fn count(items: impl IntoIterator<Item = usize>) -> usize {
        items.into_iter().sum()
    }
    #[micrograd::differentiable]
    fn power(x: f64, n: impl Into<i32>) -> f64 {
        let n: i32 = n.into();
        x.powi(n)
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: u8) -> f64 {
        let k = count([1, 2, 3]);
        power(x, n) + power(x * x, 3_i16) * k as f64
    }
    case!(val, int => (0.7, 2_u8), (-1.3, 0_u8));
}

mod functions_of_integers {
    #[micrograd::differentiable]
    fn gather<F>(x: &[f64], n: usize, place: F) -> f64
    where
        F: Fn(usize) -> usize,
    {
        let mut s = 0.5;
        for i in 0..n {
            s += x[place(i)] * x[place(i + 1)] * s;
        }
        s
    }
    fn doubled(i: usize) -> usize {
        (2 * i) % 3
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        gather(x, n, |i| i % 2) * gather(x, 2, doubled)
    }
    case!(ref, int => (vec![0.7, -0.3, 1.2], 3), (vec![0.7, -0.3, 1.2], 0));
}

mod labels {
    use std::fmt::Display;
    #[micrograd::differentiable]
    fn checked<T: Display + Copy>(x: f64, what: T, limit: impl Into<f64>) -> f64 {
        let limit: f64 = limit.into();
        assert!(x < limit, "{what} is {x}");
        (limit - x).ln()
    }
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        checked(x, "x", 10_u8) * checked(x * x, 'y', 20_u16)
    }
    case!(val => (0.7,), (-1.3,));
    #[test]
    #[should_panic(expected = "y is 25")]
    fn fails_as_the_plain_call() {
        grad_f(5.0);
    }
}
