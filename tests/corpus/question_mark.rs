//! `?` on `Option`.

mod in_sequence {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, y: Option<f64>) -> Option<f64> {
        let a = x? * 2.0;
        let b = a + y?;
        Some(a * b)
    }
    case!([vector] val, val => (Some(0.7), Some(0.3)), (None, Some(0.3)), (Some(0.7), None));
}

mod of_calls {
    #[micrograd::differentiable]
    fn root(x: f64) -> Option<f64> {
        if x < 0.0 { None } else { Some(x.sqrt()) }
    }
    #[micrograd::differentiable]
    fn g(x: f64, y: f64) -> Option<f64> {
        let a = root(x)? + root(y * x)?;
        let b = root(a - 1.0)?;
        Some(b * root(b)? + x)
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        match g(x, y) {
            Some(v) => v * x,
            None => y * y,
        }
    }
    case!(val, val => (0.7, 0.9), (0.7, -0.3), (0.2, 0.1));
}

mod from_nested_loops {
    #[micrograd::differentiable]
    fn f(m: &[[Option<f64>; 2]], limit: f64, out: &mut [f64]) -> Option<f64> {
        let mut s = 1.0;
        for row in m {
            for item in row {
                s = s * (*item)? + 0.2;
                out[0] += s;
            }
            if s > limit {
                return Some(s * limit);
            }
            out[1] *= s;
        }
        Some(s * s)
    }
    case!([vector] ref, val, mutref => (vec![[Some(0.7), Some(0.3)], [Some(1.2), Some(0.4)]], 9.0, vec![0.5, 0.6]),
        (vec![[Some(0.7), Some(0.3)], [Some(1.2), None]], 9.0, vec![0.5, 0.6]), (vec![[Some(4.7), Some(0.8)], [None, None]], 2.0, vec![0.5, 0.6]),
        (vec![[None, Some(0.3)]], 9.0, vec![0.5, 0.6]));
}

mod in_a_match_arm {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> Option<f64> {
        let y = match n {
            0 => *x.first()?,
            1 => x.get(1)? * x[0],
            2 => {
                let v = x.iter().copied().find(|v| *v < 0.0)?;
                v * v
            }
            _ => return None,
        };
        Some(y.sin() + x[0])
    }
    case!([vector] ref, int => (vec![0.7, -0.3], 0), (vec![0.7, -0.3], 1), (vec![0.7], 1), (vec![0.7, -0.3], 2), (vec![0.7, 0.3], 2), (vec![0.7], 3));
}

mod through_several_functions {
    #[micrograd::differentiable]
    fn half(x: f64) -> Option<f64> {
        (x > 0.1).then_some(x * 0.5)
    }
    #[micrograd::differentiable]
    fn chain(x: f64, n: usize) -> Option<(f64, usize)> {
        let mut t = x;
        for i in 0..n {
            t = half(t * t + 0.1)?;
            if t > 5.0 {
                return Some((t, i));
            }
        }
        Some((t, n))
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> Option<f64> {
        let (a, k) = chain(x, n)?;
        let (b, _) = chain(a + x, 1)?;
        Some(a * b * (k + 1) as f64)
    }
    case!([vector] val, int => (0.7, 2), (0.7, 40), (4.7, 3), (0.7, 0));
}

/// A real that is used before the early way out only, and one that is used after it only.
mod what_is_left {
    #[micrograd::differentiable]
    fn f(x: f64, w: Option<f64>, y: &mut [f64]) -> Option<f64> {
        y[0] *= x;
        let a = y[0] * y[1];
        let w = w?;
        y[1] = w * a;
        Some(y[1] + w)
    }
    case!([vector] val, val, mutref => (0.7, Some(0.3), vec![1.2, 0.4]), (0.7, None, vec![1.2, 0.4]));
}
