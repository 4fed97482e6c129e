//! Small programs with enums and options: an evaluator of expressions, a walk that turns, states in a vector.
mod constructors_of_the_owner {
    use micrograd::{Differentiable, differentiable};
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Metres(f64);
    #[derive(Clone, Copy, Debug, Default, Differentiable)]
    struct Point {
        x: f64,
        y: f64,
    }
    #[differentiable]
    impl Metres {
        #[differentiable]
        fn twice(&self) -> f64 {
            let Self(v) = self;
            let m = Self(v * v);
            let Metres(w) = m;
            v * 2.0 + w
        }
    }
    #[differentiable]
    fn f(m: Metres, p: Point, x: f64) -> f64 {
        let q = Point { x: x * p.y, ..Point::default() };
        let r = Point { y: q.x, ..p };
        m.twice() * Metres(x).0 + q.x * q.y + r.x * r.y
    }
    case!(val, val, val => (Metres(0.7), Point { x: 0.2, y: 0.5 }, 0.4));
}
mod evaluator {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    enum Expr {
        Const(f64),
        Var(usize),
        Add(Box<Expr>, Box<Expr>),
        Mul(Vec<Expr>),
        Sin(Box<Expr>),
    }
    #[micrograd::differentiable(recursive)]
    fn eval(e: &Expr, x: &[f64]) -> Option<f64> {
        Some(match e {
            Expr::Const(c) => *c,
            Expr::Var(i) => *x.get(*i)?,
            Expr::Add(a, b) => eval(a, x)? + eval(b, x)?,
            Expr::Mul(all) => {
                let mut p = 1.0;
                for e in all {
                    p *= eval(e, x)?;
                }
                p
            }
            Expr::Sin(e) => eval(e, x)?.sin(),
        })
    }
    #[micrograd::differentiable]
    fn f(e: &Expr, x: &[f64]) -> f64 {
        let Some(v) = eval(e, x) else { return x[0] * 2.0 };
        v * v
    }
    fn e(k: usize) -> Expr {
        let s = Expr::Sin(Box::new(Expr::Mul(vec![Expr::Var(0), Expr::Const(1.5), Expr::Var(k)])));
        Expr::Add(Box::new(s), Box::new(Expr::Mul(vec![])))
    }
    case!(ref, ref => (e(1), vec![0.3, 0.8]), (e(5), vec![0.3, 0.8]));
}
mod directions {
    #[derive(Clone, Copy, PartialEq, Debug)]
    enum Dir {
        N,
        E,
        S,
        W,
    }
    impl Dir {
        fn next(self) -> Dir {
            match self {
                Dir::N => Dir::E,
                Dir::E => Dir::S,
                Dir::S => Dir::W,
                Dir::W => Dir::N,
            }
        }
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let mut d = Dir::N;
        let (mut a, mut b) = (x, y);
        for _ in 0..n {
            match d {
                Dir::N => a *= b,
                Dir::E | Dir::W => b += a,
                Dir::S => a = a.sin(),
            }
            d = d.next();
            if d == Dir::S {
                b *= 0.5;
            }
        }
        let turns = match (d, n) {
            (Dir::N, 0) => 1,
            (Dir::N, k) => k,
            _ => 2,
        };
        a * b * turns as f64
    }
    case!(val, val, int => (0.7, 0.4, 0), (0.7, 0.4, 3), (0.7, 0.4, 4), (0.7, -0.4, 9));
}
mod option_of_struct {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct P {
        x: f64,
        y: Option<f64>,
        n: usize,
    }
    #[micrograd::differentiable]
    fn step(p: &P, k: f64) -> Option<P> {
        let y = p.y? * k;
        if p.n > 2 {
            return None;
        }
        Some(P { x: p.x + y, y: (y > 0.1).then_some(y), n: p.n + 1 })
    }
    #[micrograd::differentiable]
    fn f(p: P, k: f64) -> f64 {
        let mut now = p;
        let mut s = 0.0;
        while let Some(next) = step(&now, k) {
            let P { x, y, .. } = next;
            s += x * y.unwrap_or(2.0);
            now = next;
        }
        match now {
            P { n: 0, x, .. } => x * s,
            P { y: Some(y), x, n } => s + x * y * n as f64,
            P { x, y: None, .. } => s - x,
        }
    }
    case!(val, val => (P { x: 0.7, y: Some(0.4), n: 0 }, 0.9), (P { x: 0.7, y: None, n: 0 }, 0.9), (P { x: 0.7, y: Some(0.4), n: 1 }, 0.3), (P { x: 0.7, y: Some(0.4), n: 9 }, 0.3));
}
mod vec_of_options_in_place {
    #[micrograd::differentiable]
    fn f(v: &mut Vec<Option<f64>>, x: f64) -> f64 {
        let mut s = x;
        for (i, slot) in v.iter_mut().enumerate() {
            match slot {
                Some(w) if i % 2 == 0 => {
                    *w *= s;
                    s += *w;
                }
                Some(_) => *slot = None,
                None => *slot = Some(s * x),
            }
        }
        if let Some(last) = v.last_mut()
            && let Some(w) = last
        {
            *w += s;
        }
        if let Some(Some(first)) = v.first().copied() {
            s *= first;
        }
        while let Some(top) = v.pop() {
            s = s * 0.9 + top.unwrap_or(x);
            if v.len() < 2 {
                break;
            }
        }
        s + v.iter().flatten().sum::<f64>()
    }
    case!(mutref, val => (vec![Some(0.7), Some(0.2), None, Some(0.4)], 0.9), (vec![], 0.9), (vec![None], 0.4), (vec![Some(0.3), None], 1.1));
}

/// A name of one letter behind a type: a constant, or a variant.
mod one_letter {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Phys {
        m: f64,
    }
    impl Phys {
        const G: f64 = 9.81;
        const LIMIT: f64 = 3.0;
    }
    #[derive(Clone, Copy, Debug, Differentiable)]
    enum Axis {
        X,
        Y,
    }
    #[micrograd::differentiable]
    fn f(p: &Phys, x: f64, axis: Axis) -> f64 {
        let mut a = axis;
        let y = match a {
            Axis::X => x * Phys::G,
            Axis::Y => x.sin(),
        };
        if y > Phys::LIMIT {
            a = Axis::Y;
        }
        p.m * y * Phys::G
            + match a {
                Axis::X => 1.0,
                _ => x,
            }
    }
    case!(ref, val, val => (Phys { m: 0.7 }, 0.3, Axis::X), (Phys { m: 0.7 }, 0.3, Axis::Y), (Phys { m: 0.7 }, 0.1, Axis::X));
}

/// A variant without reals, of an enum with reals elsewhere, is put into a field: nothing here says that it has any.
mod variant_into_a_field {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    enum Mode {
        Idle,
        Hold(f64),
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Robot {
        l: f64,
        mode: Mode,
    }
    #[micrograd::differentiable]
    impl Mode {
        #[differentiable]
        fn level(&self) -> f64 {
            match self {
                Mode::Idle => 0.5,
                Mode::Hold(v) => *v,
            }
        }
    }
    #[micrograd::differentiable]
    fn f(robot: &Robot, x: f64) -> f64 {
        let mut robot = robot.clone();
        let before = robot.mode.level() * robot.l;
        if x > 0.5 {
            robot.mode = Mode::Idle;
        }
        let other = Robot { l: x, mode: Mode::Idle };
        before * x + robot.mode.level() * robot.l + other.mode.level() * other.l * x
    }
    case!(ref, val => (Robot { l: 0.7, mode: Mode::Hold(1.3) }, 0.9), (Robot { l: 0.7, mode: Mode::Hold(1.3) }, 0.2), (Robot { l: 0.4, mode: Mode::Idle }, 0.9));
}

/// A plain enum without a derive, in a field that is skipped.
mod variant_into_a_skipped_field {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Side {
        Left,
        Right,
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Step {
        l: f64,
        #[differentiable(skip)]
        side: Side,
    }
    #[micrograd::differentiable]
    fn f(step: &Step, x: f64) -> f64 {
        let y = Step { l: step.l * x, side: Side::Right };
        let z = if x > 0.5 { y } else { Step { l: x, side: Side::Left } };
        z.l * x + step.l
    }
    case!(ref, val => (Step { l: 0.7, side: Side::Right }, 0.9), (Step { l: 0.7, side: Side::Right }, 0.2));
}

/// A variant with reals that only a `vec!` names.
mod variants_in_a_vector {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    enum Motion {
        Idle,
        Hold(f64),
    }
    #[micrograd::differentiable]
    impl Motion {
        #[differentiable]
        fn area(&self) -> f64 {
            match self {
                Motion::Idle => 1.0,
                Motion::Hold(v) => v * v,
            }
        }
    }
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let m = vec![Motion::Hold(x[0]), Motion::Idle, Motion::Hold(x[1])];
        m[0].area() * m[1].area() + m[2].area() * x[0]
    }
    case!(ref => ([0.3, 0.8],));
}
