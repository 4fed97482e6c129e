//! Operators of the user's types on fields, on elements and behind references, where only the compiler sees the type.

/// The types of the cases below.
mod types {
    use micrograd::{Differentiable, differentiable};
    use std::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub};
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct V {
        pub x: f64,
        pub y: f64,
    }
    #[differentiable]
    impl Add for V {
        type Output = V;
        #[differentiable]
        fn add(self, o: V) -> V {
            V { x: self.x + o.x, y: self.y + o.y }
        }
    }
    #[differentiable]
    impl Sub for V {
        type Output = V;
        #[differentiable]
        fn sub(self, o: V) -> V {
            V { x: self.x - o.x, y: self.y - o.y }
        }
    }
    #[differentiable]
    impl Mul<f64> for V {
        type Output = V;
        #[differentiable]
        fn mul(self, k: f64) -> V {
            V { x: self.x * k, y: self.y * k }
        }
    }
    #[differentiable]
    impl Neg for V {
        type Output = V;
        #[differentiable]
        fn neg(self) -> V {
            V { x: -self.x, y: -self.y }
        }
    }
    #[differentiable]
    impl AddAssign for V {
        #[differentiable]
        fn add_assign(&mut self, o: V) {
            self.x += o.x;
            self.y += o.y;
        }
    }
    #[differentiable]
    impl MulAssign<f64> for V {
        #[differentiable]
        fn mul_assign(&mut self, k: f64) {
            self.x *= k;
            self.y *= k;
        }
    }
    #[differentiable]
    impl V {
        #[differentiable]
        pub fn dot(self, o: V) -> f64 {
            self.x * o.x + self.y * o.y
        }
    }
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct Body {
        pub pos: V,
        pub vel: V,
        pub m: f64,
    }

    /// It has the assigning operator alone, and that is no sum of the parts.
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct P {
        pub x: f64,
        pub y: f64,
    }
    #[differentiable]
    impl AddAssign for P {
        #[differentiable]
        fn add_assign(&mut self, o: P) {
            self.x += o.x * o.y;
            self.y *= o.y;
        }
    }

    /// Its operators disagree: `a += b` is no `a = a + b`.
    #[derive(Clone, Copy, Debug, PartialEq, Differentiable)]
    pub struct Odd {
        pub x: f64,
    }
    #[differentiable]
    impl Add for Odd {
        type Output = Odd;
        #[differentiable]
        fn add(self, o: Odd) -> Odd {
            Odd { x: self.x + o.x }
        }
    }
    #[differentiable]
    impl AddAssign for Odd {
        #[differentiable]
        fn add_assign(&mut self, o: Odd) {
            self.x *= o.x;
        }
    }
    #[derive(Clone, Debug, PartialEq, Differentiable)]
    pub struct Pair {
        pub odd: Odd,
        pub p: P,
        pub k: f64,
        pub n: usize,
    }
}

mod behind_a_parameter {
    use super::types::P;
    #[micrograd::differentiable]
    fn f(sum: &mut P, x: f64) {
        *sum += P { x, y: x * 2.0 };
        *sum += P { x: sum.y, y: sum.x };
    }
    case!([vector] mutref, val => (P { x: 0.7, y: -0.3 }, 1.2));
}

mod behind_a_local {
    use super::types::P;
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let mut s = P { x: 0.5, y: 1.5 };
        for v in x {
            let r = &mut s;
            *r += P { x: *v, y: *v };
        }
        s.x * s.y
    }
    case!(ref => (vec![0.7, -0.3, 1.1]), (vec![]));
}

mod fields_and_elements {
    use super::types::{Odd, P, Pair};
    #[micrograd::differentiable]
    fn f(w: &mut Pair, ps: &mut [P], x: f64) -> f64 {
        w.p += P { x, y: x * 2.0 };
        ps[w.n] += P { x: w.k, y: x };
        let q: P = P { x: 1.0, y: x };
        ps[0] += q;
        w.k += ps[0].x * w.p.y;
        w.k
    }
    case!(mutref, mutref, val => (Pair { odd: Odd { x: 2.0 }, p: P { x: 0.7, y: -0.3 }, k: 0.4, n: 1 },
        vec![P { x: 0.1, y: 0.2 }, P { x: 0.3, y: -0.4 }], 1.2));
}

mod of_both_operators {
    use super::types::{Odd, Pair};
    #[micrograd::differentiable]
    fn f(w: &mut Pair, o: &Pair, x: Odd) -> f64 {
        w.odd += x;
        w.odd += o.odd;
        w.odd.x + o.k
    }
    case!(mutref, ref, val => (
        Pair { odd: Odd { x: 2.0 }, p: super::types::P { x: 0.7, y: -0.3 }, k: 0.4, n: 1 },
        Pair { odd: Odd { x: -1.5 }, p: super::types::P { x: 0.7, y: -0.3 }, k: 0.3, n: 1 },
        Odd { x: 0.7 }));
}

mod numbers_behind_references {
    use super::types::Pair;
    #[micrograd::differentiable]
    fn f(w: &mut Pair, o: &Pair) -> f64 {
        for _ in 0..3 {
            w.k *= o.k;
            w.n += o.n;
            w.p.x -= o.p.x;
            w.p.y /= w.p.x;
        }
        w.k * w.n as f64 + w.p.y
    }
    case!(mutref, ref => (
        Pair { odd: super::types::Odd { x: 2.0 }, p: super::types::P { x: 0.7, y: -0.3 }, k: 0.4, n: 1 },
        Pair { odd: super::types::Odd { x: -1.5 }, p: super::types::P { x: 0.6, y: -0.3 }, k: 0.3, n: 2 }));
}

/// The place is taken before the value, as the operator is a method.
mod order {
    use super::types::P;
    #[micrograd::differentiable]
    fn f(ps: &mut [P], x: f64) -> f64 {
        let mut i = 0;
        ps[i] += {
            i += 1;
            P { x, y: x * 2.0 }
        };
        ps[i].x + ps[0].x * ps[0].y
    }
    case!(mutref, val => (vec![P { x: 0.1, y: 0.2 }, P { x: 0.3, y: -0.4 }], 1.2));
}

mod step {
    use super::types::{Body, V};
    #[micrograd::differentiable]
    fn f(bodies: &mut [Body], f: &[V], dt: f64) {
        for (b, f) in bodies.iter_mut().zip(f) {
            b.vel += *f * dt;
            b.pos += b.vel * dt;
        }
    }
    case!([vector] mutref, ref, val => (
        vec![Body { pos: V { x: 0.1, y: 0.2 }, vel: V { x: -0.4, y: 0.8 }, m: 1.0 }, Body { pos: V { x: 0.5, y: -0.2 }, vel: V { x: 1.4, y: 0.3 }, m: 2.0 }],
        vec![V { x: 0.3, y: 0.9 }, V { x: -0.7, y: 1.9 }], 0.1));
}

mod distances {
    use super::types::{Body, V};
    #[micrograd::differentiable]
    fn f(bodies: &[Body]) -> f64 {
        let mut s = 0.0;
        for b in bodies {
            for i in 0..bodies.len() {
                let d = b.pos - bodies[i].pos;
                s += d.x * d.y * b.m;
                let e = -(d + d * 2.0);
                s += e.x;
                s += (b.pos - bodies[i].vel).dot(d);
            }
        }
        s
    }
    case!(ref => (
        vec![Body { pos: V { x: 0.1, y: 0.2 }, vel: V { x: -0.4, y: 0.8 }, m: 1.0 }, Body { pos: V { x: 0.5, y: -0.2 }, vel: V { x: 1.4, y: 0.3 }, m: 2.0 }]));
}

/// Nothing but the names of the fields of the result tells what the operators are of.
mod by_fields {
    use super::types::{Body, V};
    #[micrograd::differentiable]
    fn f(b: &mut Body, others: &[Body], k: f64) -> f64 {
        let d: V = b.vel * k;
        let e = b.pos * k + b.vel * 2.0;
        b.pos = b.pos + b.vel * k;
        b.vel.x *= 0.5;
        b.pos.y += 1.0;
        let m = b.m * k - 2.0;
        e.x + d.y * m + (others[0].pos * k).x + (b.pos * k - others[1].vel).dot(b.vel)
    }
    case!(mutref, ref, val => (
        Body { pos: V { x: 0.1, y: 0.2 }, vel: V { x: -0.4, y: 0.8 }, m: 1.0 },
        vec![Body { pos: V { x: 0.1, y: 0.2 }, vel: V { x: -0.4, y: 0.8 }, m: 1.0 }, Body { pos: V { x: 0.5, y: -0.2 }, vel: V { x: 1.4, y: 0.3 }, m: 2.0 }],
        0.7));
}
