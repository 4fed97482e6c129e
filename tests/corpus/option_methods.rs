//! The methods of `Option`.

mod methods {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, y: Option<f64>, k: f64) -> f64 {
        let a = x.unwrap_or(k);
        let b = y.map(|v| v * k).unwrap_or_default();
        let c = x.map_or(1.0, |v| v.exp());
        let d = y.or(x).unwrap_or_else(|| k * k);
        let e = x.and_then(|v| if v > 0.0 { Some(v.ln()) } else { None });
        let g = x.zip(y).map(|(p, q)| p * q);
        let h = x.filter(|v| *v < 1.0).is_some();
        a * b + c * d + e.unwrap_or(0.0) * if h { k } else { 2.0 } + g.unwrap_or(k)
    }
    case!(val, val, val => (Some(0.7), Some(0.3), 0.9), (Some(-0.7), None, 0.9), (None, Some(1.3), 0.9), (None, None, 0.9), (Some(1.7), Some(0.2), 0.9));
}

mod taken_and_replaced {
    #[micrograd::differentiable]
    fn f(slot: &mut Option<f64>, x: f64) -> f64 {
        let old = slot.take();
        let a = old.unwrap_or(x);
        *slot = Some(a * x);
        let b = slot.replace(a + 1.0).unwrap();
        let c = *slot.get_or_insert(5.0);
        if a > 1.0 {
            *slot = None;
        }
        *slot.get_or_insert(x * x) *= b;
        a * b * c
    }
    case!(mutref, val => (Some(0.7), 1.3), (Some(1.7), 1.3));
}
