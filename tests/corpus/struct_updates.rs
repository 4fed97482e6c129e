//! Structs made from others, and taken apart.

mod assigned_whole {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct State {
        a: f64,
        b: Vec<f64>,
    }
    #[micrograd::differentiable]
    fn f(s: &mut State, t: &State, x: f64) -> f64 {
        let old = s.clone();
        s.a *= x;
        *s = State { a: s.a * t.a, b: vec![old.a, s.b[0] * x] };
        s.b[0] *= t.b[0];
        let mut copy = s.clone();
        copy.b[1] *= copy.a;
        let again = copy.clone();
        copy = State { b: again.b, ..old };
        copy.a * copy.b[1] + s.b[0]
    }
    case!(mutref, ref, val => (State { a: 0.7, b: vec![0.3, 1.1] }, State { a: 1.4, b: vec![0.6] }, 0.8));
}

mod left_out_fields {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, PartialEq)]
    struct Label {
        weight: usize,
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Named {
        value: f64,
        #[differentiable(skip)]
        label: Label,
        #[differentiable(skip)]
        scale: f64,
    }
    #[micrograd::differentiable]
    fn f(n: &Named, x: f64) -> f64 {
        n.value * x * n.label.weight as f64
    }
    case!(ref, val => (Named { value: 0.7, label: Label { weight: 3 }, scale: 2.5 }, 0.9));
}

mod result {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Polar {
        radius: f64,
        angle: f64,
        turns: i32,
    }
    #[micrograd::differentiable]
    fn polar(x: f64, y: f64, turns: i32) -> Polar {
        if turns < 0 {
            return Polar { radius: x, angle: 0.0, turns: 0 };
        }
        Polar { radius: x.hypot(y), angle: y.atan2(x), turns }
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, turns: i32) -> Polar {
        let p = polar(x, y, turns);
        let q = polar(p.radius * p.angle, x, p.turns + 1);
        Polar { angle: q.angle * p.radius, ..p }
    }
    case!([vector] val, val, int => (0.7, 0.3, 0), (0.7, 0.3, -1), (0.7, 0.3, -2));
}
