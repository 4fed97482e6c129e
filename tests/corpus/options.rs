//! `Option`: as parameter, field, local and result.

mod parameter {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, y: f64) -> f64 {
        match x {
            Some(v) if v > 1.0 => v * v * y,
            Some(v) => v.sin() + y,
            None => y * y,
        }
    }
    case!(val, val => (Some(0.7), 0.3), (Some(1.7), 0.3), (None, 0.3));
}

mod if_let {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, w: Option<[f64; 2]>, k: f64) -> f64 {
        let mut s = k;
        if let Some(v) = x {
            s *= v;
        } else {
            s += 1.0;
        }
        if let (Some(v), Some([a, b])) = (x, w) {
            s += v * a * b;
        }
        let t = if let Some([a, _]) = w { a * s } else { k };
        if x.is_some() && w.is_none() { t * t } else { t }
    }
    case!(val, val, val => (Some(0.7), Some([0.3, 1.2]), 0.9), (None, Some([0.3, 1.2]), 0.9), (Some(0.7), None, 0.9), (None, None, 0.9));
}

mod chains_of_lets {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, w: &[f64], k: f64) -> f64 {
        let mut s = k;
        if let Some(v) = x
            && v > k
            && let Some(first) = w.first()
        {
            s *= v - first;
        } else if w.len() > 1
            && let [a, b, ..] = w
        {
            s += a * b;
        }
        s * s
    }
    case!(val, ref, val => (Some(0.7), vec![0.3], 0.5), (Some(0.7), vec![0.3, 1.1], 0.9), (None, vec![0.3, 1.1, 0.2], 0.5), (None, vec![], 0.5));
}

mod let_else {
    #[micrograd::differentiable]
    fn f(x: Option<f64>, p: Option<(f64, usize)>, k: f64) -> f64 {
        let Some(v) = x else {
            return k * k;
        };
        let mut s = v * k;
        for i in 0..3 {
            let Some((a, n)) = p else { continue };
            s += a * s * (i + n) as f64;
        }
        s
    }
    case!(val, val, val => (Some(0.7), Some((0.3, 2)), 0.9), (Some(0.7), None, 0.9), (None, Some((0.3, 2)), 0.9));
}

mod local {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut best: Option<f64> = None;
        let mut before = None;
        let mut s = 0.5;
        for &v in x {
            best = match best {
                Some(b) if b > v => Some(b),
                _ => Some(v * v),
            };
            if let Some(b) = before {
                s = s * b + v;
            }
            before = Some(v * s);
        }
        let first = x.first().copied().map(|v| v * 2.0);
        best.unwrap_or(1.0) * s + before.unwrap_or(3.0) * first.unwrap_or(0.1)
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![0.7],), (vec![],));
}

mod result {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64]) -> Option<f64> {
        if w.is_empty() {
            return None;
        }
        let d = x - w[0];
        if d > 0.0 { Some(d.ln() * x) } else { None }
    }
    case!([vector] val, ref => (0.7, vec![0.3]), (0.3, vec![0.7]), (0.7, vec![]));
}

mod nested {
    #[micrograd::differentiable]
    fn f(x: Option<Option<f64>>, m: &[Option<(f64, [f64; 2])>]) -> Vec<Option<f64>> {
        let k = match x {
            Some(Some(v)) => v,
            Some(None) => 2.0,
            None => 3.0,
        };
        let mut out = Vec::new();
        for item in m {
            out.push(match item {
                Some((a, [b, _])) => Some(a * b * k),
                None => None,
            });
        }
        out
    }
    case!([vector] val, ref => (Some(Some(0.7)), vec![Some((0.3, [1.2, 0.4])), None]), (Some(None), vec![Some((0.3, [1.2, 0.4]))]), (None, vec![]));
}

mod field {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Spring {
        k: f64,
        damping: Option<f64>,
        rest: Option<[f64; 2]>,
    }
    #[micrograd::differentiable]
    fn f(s: &mut Spring, t: &Spring, x: f64) -> f64 {
        let d = x - t.rest.map_or(0.0, |r| r[0]);
        let force = -s.k * d - s.damping.unwrap_or(0.5) * x;
        if let Some(r) = &mut s.rest {
            r[1] *= force;
        }
        s.damping = t.damping.map(|v| v * s.k);
        if let Spring { damping: Some(v), .. } = t {
            s.k += *v;
        }
        force * s.k
    }
    case!(mutref, ref, val => (Spring { k: 0.7, damping: Some(0.2), rest: Some([0.1, 0.4]) }, Spring { k: 1.1, damping: Some(0.6), rest: None }, 0.9),
        (Spring { k: 0.7, damping: None, rest: None }, Spring { k: 1.1, damping: None, rest: Some([0.3, 0.5]) }, 0.9));
}

mod none_of_a_tuple {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut best: Option<(f64, f64)> = None;
        let mut at: Option<(f64, usize)> = None;
        for i in 0..x.len() {
            let t = x[i] * x[0];
            if best.is_none() || t < best.unwrap().0 {
                best = Some((t, x[i]));
            }
            if at.is_none() || t > at.unwrap().0 {
                at = Some((t, i));
            }
        }
        best.unwrap().1 * at.unwrap().0 * at.unwrap().1 as f64
    }
    case!(ref => (vec![0.7, 1.3, -0.4],), (vec![0.3, 0.1, 0.2, 2.5],));
}
