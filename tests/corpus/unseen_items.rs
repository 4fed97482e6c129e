//! Searches among items whose type only the compiler sees: fields, and what methods give.
use micrograd::{Differentiable, differentiable};

#[derive(Clone, Copy, Debug, Differentiable)]
struct Body {
    x: f64,
    mass: f64,
    id: usize,
}

#[differentiable]
impl Body {
    #[differentiable]
    fn weight(&self) -> f64 {
        self.mass * self.x.sin()
    }
    #[differentiable]
    fn last(&self, n: usize) -> f64 {
        let last = (0..n).map(|_| self.x).last();
        last.unwrap_or(0.5) * self.mass
    }
}

mod fields {
    use super::*;
    #[differentiable]
    fn f(bodies: &[Body], k: f64) -> f64 {
        let last = bodies.iter().map(|b| b.x).last().unwrap_or(k);
        let second = bodies.iter().map(|b| b.mass).nth(1).unwrap_or(k);
        let found = bodies.iter().map(|b| b.x).find(|x| *x > 0.5).unwrap_or(2.0 * k);
        let id = bodies.iter().map(|b| b.id).last().unwrap_or(3);
        last * second + found * k * id as f64
    }
    case!(ref, val => (vec![Body { x: 0.7, mass: 1.2, id: 1 }, Body { x: -0.2, mass: 0.4, id: 2 }], 0.6), (vec![], 0.6));
}

mod extremes {
    use super::*;
    #[differentiable]
    fn f(bodies: &[Body], k: f64) -> f64 {
        let most = bodies.iter().map(|b| b.mass).max_by(|a, b| a.total_cmp(b)).unwrap_or(k);
        let least = bodies.iter().map(|b| b.x).min_by(|a, b| a.partial_cmp(b).unwrap()).unwrap_or(k);
        let both = bodies.iter().map(|b| b.x).reduce(|a, b| a * b + k).unwrap_or(k);
        let heavy = bodies.iter().map(|b| b.weight()).max_by(f64::total_cmp).unwrap_or(k * k);
        most * least + both * heavy * k
    }
    case!(ref, val => (vec![Body { x: 0.7, mass: 1.2, id: 1 }, Body { x: -0.2, mass: 0.4, id: 2 }], 0.6), (vec![], 0.6));
}

mod in_a_method {
    use super::*;
    #[differentiable]
    fn f(body: Body, n: usize) -> f64 {
        let first = (0..n).map(|_| body.x).skip_while(|x| *x > 3.0).next();
        body.last(n) * first.unwrap_or(body.mass) * body.mass
    }
    case!(val, int => (Body { x: 0.7, mass: 1.2, id: 1 }, 3), (Body { x: 0.7, mass: 1.2, id: 1 }, 0));
}

mod in_a_loop {
    use super::*;
    #[differentiable]
    fn f(bodies: &[Body], k: f64) -> f64 {
        let mut total = k;
        for round in 0..3 {
            let last = bodies.iter().take(round).map(|b| b.mass).last();
            if let Some(mass) = last {
                total = total * mass + bodies.iter().skip(round).map(|b| b.x).next().unwrap_or(total);
            }
        }
        total
    }
    case!(ref, val => (vec![Body { x: 0.7, mass: 1.2, id: 1 }, Body { x: -0.2, mass: 0.4, id: 2 }], 0.6));
}

mod a_known_float_by_path {
    use super::*;
    #[differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let floor = f64::abs(-0.5);
        let most = (0..n).map(|_| floor).last().unwrap_or(x);
        most * x
    }
    case!(val, int => (0.7, 2), (0.7, 0));
}
