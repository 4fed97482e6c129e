//! References to options, and options of references.

mod parameters {
    #[micrograd::differentiable]
    fn g(x: &Option<f64>, y: &mut Option<f64>, z: Option<&f64>) -> f64 {
        let mut s = 0.5;
        if let Some(v) = x {
            s *= v;
        }
        if let Some(v) = y {
            *v *= s;
            s += *v;
        }
        s * z.copied().unwrap_or(2.0)
    }
    #[micrograd::differentiable]
    fn f(x: &Option<f64>, y: &mut Option<f64>, z: f64) -> f64 {
        g(x, y, Some(&z)) * g(x, y, None)
    }
    case!(ref, mutref, val => (Some(0.7), Some(0.3), 1.2), (None, Some(0.3), 1.2), (Some(0.7), None, 1.2));
}

mod of_elements {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut s = 0.5;
        let mut high: Option<&f64> = None;
        for v in x {
            if high.is_none_or(|h| v > h) {
                high = Some(v);
            }
            s += v * high.copied().unwrap_or(1.0);
        }
        let part = if n > 0 { x.get(..n) } else { None };
        if let Some(part) = part {
            s *= part[0];
        }
        s * x.get(n).map_or(2.0, |v| v.sin())
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1], 2), (vec![0.7, -0.2, 1.1], 0), (vec![0.7], 5), (vec![], 0));
}

mod as_ref_and_as_mut {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, y: &mut Option<[f64; 2]>) -> f64 {
        let a = x.as_ref().map_or(1.0, |v| v * v);
        if let Some(v) = y.as_mut() {
            v[0] *= a;
        }
        let b = y.as_ref().map(|v| v[0] * v[1]);
        b.unwrap_or(a) * a
    }
    case!(val, mutref => (Some(0.7), Some([0.3, 1.2])), (None, Some([0.3, 1.2])), (Some(0.7), None));
}
