//! `take` in front of and behind items that have items themselves: what has been taken counts where it is taken.

mod in_front {
    #[micrograd::differentiable]
    fn f(x: f64, k: &[f64]) -> f64 {
        let a: f64 = k.iter().flat_map(|v| [v, v]).take(1).flat_map(|v| [0.5, v * x]).fold(0.5, |a, b| a * 0.7 + b * x);
        let b = k.iter().filter_map(|v| Some(v * 0.5)).take(2).flat_map(|v| [v, x]).reduce(|a, b| a + b * x);
        a * b.unwrap_or(x)
    }
    case!(val, ref => (0.7, vec![0.3, 0.4]), (0.7, vec![0.3]), (0.7, vec![]));
}

mod behind_items_of_items {
    #[micrograd::differentiable]
    fn f(x: &[f64], rows: &[[f64; 2]], n: usize) -> f64 {
        rows.iter().flat_map(|r| r.iter().flat_map(|v| [*v, 2.0 * v])).take(n).zip(x).map(|(a, b)| a * b).sum()
    }
    const X: [f64; 6] = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    const ROWS: [[f64; 2]; 2] = [[0.1, 0.2], [0.3, 0.4]];
    case!(ref, ref, int => (X.to_vec(), ROWS.to_vec(), 0), (X.to_vec(), ROWS.to_vec(), 3), (X.to_vec(), ROWS.to_vec(), 7));
}

mod everywhere {
    #[micrograd::differentiable]
    fn f(x: &[f64], rows: &[[f64; 2]], n: usize, m: usize) -> f64 {
        let mut total = 0.0;
        let some = rows.iter().filter(|r| r[0] > 0.0).take(m);
        let parts = some.flat_map(|r| r.iter().take(n).flat_map(|v| [*v, 2.0 * v]).take(2 * n)).take(n + m);
        for (a, b) in parts.zip(x) {
            total += a * b;
        }
        let large = rows.iter().flatten().filter(|v| **v > 0.15).take(n);
        total + large.flat_map(|v| x.iter().map(move |x| v * x).take(m)).take(n * m).fold(0.0, |a, b| a * 0.5 + b)
    }
    const X: [f64; 6] = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8];
    const ROWS: [[f64; 2]; 3] = [[0.1, 0.2], [0.3, 0.4], [0.5, 0.6]];
    case!(ref, ref, int, int => (X.to_vec(), ROWS.to_vec(), 3, 1), (X.to_vec(), ROWS.to_vec(), 1, 2), (X.to_vec(), ROWS.to_vec(), 2, 2));
}
