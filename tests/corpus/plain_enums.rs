//! Enums without reals: they choose, and have no derivative.
mod as_parameter {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Differentiable)]
    pub enum Method {
        Euler,
        Midpoint,
        Steps(usize),
    }
    #[micrograd::differentiable]
    fn f(x: f64, dt: f64, method: Method) -> f64 {
        match method {
            Method::Euler => x + dt * x.sin(),
            Method::Midpoint => {
                let mid = x + 0.5 * dt * x.sin();
                x + dt * mid.sin()
            }
            Method::Steps(n) => {
                let mut x = x;
                for _ in 0..n {
                    x += dt / n as f64 * x.sin();
                }
                x
            }
        }
    }
    case!(val, val, val => (0.7, 0.1, Method::Euler), (0.7, 0.1, Method::Midpoint), (0.7, 0.1, Method::Steps(3)), (0.7, 0.1, Method::Steps(0)));
}

/// An enum that derivatives are not taken by stays the user's own, and needs no derive.
mod left_out {
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Way {
        There,
        Back,
    }
    #[micrograd::differentiable(wrt(x))]
    fn g(x: f64, way: Way) -> f64 {
        if let Way::Back = way { -x } else { x.sin() }
    }
    #[micrograd::differentiable(wrt(x))]
    fn f(x: f64, way: Way, ways: &[Way]) -> f64 {
        let mut y = match way {
            Way::There => x * x,
            Way::Back => x.exp(),
        };
        for w in ways {
            y *= match w {
                Way::There => y.sin(),
                Way::Back => g(x, *w),
            };
        }
        match (way, ways.len()) {
            (Way::There, 2) => y * x,
            (other, n) if other == way && n == 0 => g(y, other),
            _ if matches!(way, Way::There) => y,
            _ => y.tanh(),
        }
    }
    case!(val, val, ref => (0.7, Way::There, vec![Way::There, Way::Back]), (0.4, Way::Back, vec![Way::Back]), (0.3, Way::There, vec![]), (0.3, Way::Back, vec![Way::There, Way::There, Way::Back]));
}

mod as_state {
    #[derive(Clone, Copy, PartialEq)]
    enum Phase {
        Up,
        Down,
        Done,
    }
    #[micrograd::differentiable]
    fn f(x: f64, rate: f64) -> f64 {
        let mut phase = Phase::Up;
        let mut y = x;
        let mut steps = 0;
        while phase != Phase::Done {
            phase = match phase {
                Phase::Up if y > 2.0 => Phase::Down,
                Phase::Up => Phase::Up,
                _ if y < 0.5 || steps > 9 => Phase::Done,
                p => p,
            };
            y *= if phase == Phase::Up { 1.0 + rate } else { 1.0 - 0.5 * rate };
            steps += 1;
        }
        y * f64::from(steps)
    }
    case!(val, val => (0.7, 0.6), (2.4, 0.3));
}

mod comparisons {
    use std::cmp::Ordering;
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let a = match x.partial_cmp(&y) {
            Some(Ordering::Less) => x * x,
            Some(Ordering::Greater) => x - y,
            _ => y,
        };
        match n.cmp(&2) {
            Ordering::Less => a * y,
            Ordering::Equal => a.sin(),
            Ordering::Greater => a * n as f64,
        }
    }
    case!(val, val, int => (0.7, 1.1, 1), (1.7, 1.1, 2), (1.7, 1.1, 3));
}
