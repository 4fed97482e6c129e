//! Users' structs with `#[derive(Differentiable)]`.

mod by_reference {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Spring {
        k: f64,
        rest: f64,
        ends: [usize; 2],
    }
    #[derive(Clone, Debug, Differentiable)]
    struct Net {
        springs: Vec<Spring>,
        damping: f64,
        n: usize,
        fixed: bool,
    }
    #[micrograd::differentiable]
    fn f(net: &Net, x: &[f64]) -> f64 {
        let mut e = if net.fixed { x[0] } else { 0.0 };
        for s in &net.springs {
            let d = x[s.ends[1]] - x[s.ends[0]] - s.rest;
            e += 0.5 * s.k * d * d;
        }
        for i in 0..net.n {
            e += net.damping * x[i] * net.springs[i % net.springs.len()].k;
        }
        e
    }
    fn net(fixed: bool) -> Net {
        let spring = |k, rest, a, b| Spring { k, rest, ends: [a, b] };
        Net { springs: vec![spring(0.7, 0.3, 0, 1), spring(1.2, 0.4, 2, 0)], damping: 0.6, n: 3, fixed }
    }
    case!(ref, ref => (net(true), vec![0.1, 0.9, 1.4]), (net(false), vec![0.1, 0.9, 1.4]));
}

mod by_value {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Point {
        x: f64,
        y: f64,
    }
    #[micrograd::differentiable]
    fn f(p: Point, q: Point, k: f64) -> f64 {
        let Point { x, y: height } = p;
        let d = (x - q.x).hypot(height - q.y);
        let r = Point { x: d * k, y: q.x };
        r.x * r.y + d
    }
    case!(val, val, val => (Point { x: 0.7, y: -0.3 }, Point { x: 1.2, y: 0.4 }, 0.8));
}

mod in_place {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Body {
        at: [f64; 2],
        speed: [f64; 2],
        mass: f64,
        steps: usize,
    }
    #[micrograd::differentiable]
    fn f(b: &mut Body, dt: f64, n: usize) -> f64 {
        let mut work = 0.0;
        for _ in 0..n {
            let r2 = b.at[0] * b.at[0] + b.at[1] * b.at[1];
            for i in 0..2 {
                let force = -b.at[i] / (r2 * b.mass);
                b.speed[i] += dt * force;
                b.at[i] += dt * b.speed[i];
                work += force * b.speed[i];
            }
            b.steps += 1;
            if b.steps == 4 {
                b.mass *= 2.0;
                b.speed = [b.speed[1], b.mass];
            }
        }
        work * b.steps as f64
    }
    case!(mutref, val, int => (Body { at: [0.7, -0.3], speed: [0.1, 0.9], mass: 1.3, steps: 2 }, 0.1, 4),
        (Body { at: [0.7, -0.3], speed: [0.1, 0.9], mass: 1.3, steps: 2 }, 0.1, 0));
}

mod tuple_structs {
    use micrograd::Differentiable;
    #[derive(Clone, Copy, Debug, Differentiable)]
    struct Metres(f64);
    #[derive(Clone, Debug, Differentiable)]
    struct Step(Metres, f64, usize);
    #[micrograd::differentiable]
    fn f(d: Metres, s: &Step) -> f64 {
        let Metres(m) = d;
        let Step(length, factor, n) = s;
        let total = Metres(m + length.0 * *factor);
        total.0 * s.1.powi(s.2 as i32) + (s.0).0 * *n as f64
    }
    case!(val, ref => (Metres(0.7), Step(Metres(1.3), 0.6, 3)));
}

mod fields_of_elements {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Cell {
        v: f64,
        w: [f64; 2],
        next: usize,
    }
    #[micrograd::differentiable]
    fn f(cells: &mut [Cell], x: f64) -> f64 {
        let mut s = x;
        for i in 0..cells.len() {
            let next = cells[i].next;
            cells[i].v *= s + cells[next].w[1];
            cells[next].w[0] = cells[i].v * x;
            let c = &mut cells[next];
            c.w[1] += c.v;
            s += c.w[0];
        }
        for c in cells.iter_mut() {
            c.v += s;
            c.next = 0;
        }
        s * cells[cells[0].next].v
    }
    fn cell(v: f64, next: usize) -> Cell {
        Cell { v, w: [0.4, v + 0.1], next }
    }
    case!(mutref, val => (vec![cell(0.7, 1), cell(-0.3, 0)], 0.9), (vec![cell(0.7, 0)], 0.9), (vec![cell(0.7, 2), cell(0.2, 2), cell(0.5, 0)], 0.9));
}
