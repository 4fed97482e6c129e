//! Patterns: in `let`, `match`, parameters, loops and closures.

mod with_rest {
    #[micrograd::differentiable]
    fn f(p: (f64, usize, f64, f64), a: [f64; 4], x: &[f64]) -> f64 {
        let (first, ..) = p;
        let (.., third, last) = p;
        let [head, tail @ ..] = a;
        let [.., q, r] = &a;
        let &[u, v, ..] = x else { return head };
        first * third + last * head * tail[1] + q * r + u * v * tail.len() as f64
    }
    case!(val, val, ref => ((0.7, 1, 0.3, 1.2), [0.4, 0.9, -0.5, 0.8], vec![0.6, 1.1, 0.2]), ((0.7, 1, 0.3, 1.2), [0.4, 0.9, -0.5, 0.8], vec![0.6]));
}

mod names_for_wholes {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let all @ (a, b) = (x * y, x + y);
        let mut s = all.0 * b + a * all.1;
        match n {
            k @ (1 | 2) => s *= k as f64,
            k @ 3..=9 if s > 1.0 => s -= k as f64 * x,
            0 => {}
            _ => s = -s,
        }
        s
    }
    case!(val, val, int => (0.7, 0.3, 0), (0.7, 0.3, 2), (1.7, 1.3, 3), (0.7, 0.3, 3), (0.7, 0.3, 50));
}

mod reals_bound_by_match {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let a = match x * y {
            v if v < 0.0 => -v,
            v if v > 1.0 => v.ln() + x,
            v => v * v,
        };
        match (x, y + a) {
            (p, q) if p > q => p - q * q,
            (p, _) if p < 0.0 => p,
            (p, q) => p * q,
        }
    }
    case!(val, val => (0.7, 0.9), (-0.7, 0.9), (1.7, 1.4), (1.7, 0.2), (0.7, -2.0), (-0.7, -2.5));
}

mod by_reference {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut p = (x, [x * x, 2.0], n);
        let (ref a, ref v, k) = p;
        let s = *a * v[0] + k as f64 * x;
        let (ref mut b, [_, c], _) = p;
        *b *= c + s;
        let (d, [e, _], m) = &mut p;
        *d += *e;
        *e *= *d;
        *m += 1;
        p.0 * p.1[0] * p.2 as f64
    }
    case!(val, int => (0.7, 2), (-1.3, 0));
}

mod assignments_that_take_apart {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        let (mut a, mut b);
        (a, b) = (x, x * y);
        let mut v = [1.0; 3];
        [v[0], _, v[2]] = [a * b, b, a];
        (a, v[1]) = (v[2] * y, a);
        (b, ..) = (v[0] + a, 3, v[1]);
        [a, .., v[0]] = [b * v[0], 1.0, 2.0, a];
        a * v[0] + b * v[1] * v[2]
    }
    case!(val, val => (0.7, 0.3));
}

mod struct_patterns {
    use micrograd::Differentiable;
    #[derive(Clone, Debug, Differentiable)]
    struct Spring {
        k: f64,
        ends: (f64, f64),
        n: usize,
    }
    #[micrograd::differentiable]
    fn f(s: Spring, springs: &[Spring]) -> f64 {
        let Spring { k, ends: (left, right), n } = s;
        let mut e = k * (left - right) * n as f64;
        for Spring { k, ends: (a, _), .. } in springs {
            e += k * a * e;
        }
        match springs {
            [Spring { n: 0, .. }, ..] => e,
            [Spring { k: other, n, .. }] if *n > 1 => e * other,
            [] => e * e,
            [.., last] => e - last.ends.1,
        }
    }
    fn spring(k: f64, n: usize) -> Spring {
        Spring { k, ends: (k + 0.1, 0.4), n }
    }
    case!(val, ref => (spring(0.7, 2), vec![]), (spring(0.7, 2), vec![spring(0.3, 0), spring(0.2, 1)]), (spring(0.7, 2), vec![spring(0.3, 2)]),
        (spring(0.7, 2), vec![spring(0.3, 1)]));
}

mod constants_and_ranges {
    const LIMIT: usize = 4;
    mod codes {
        pub const STOP: i32 = -1;
    }
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, code: i32, c: char) -> f64 {
        let a = match (n, code) {
            (LIMIT, _) => x * x,
            (0..LIMIT, codes::STOP) => x.sin(),
            (0..=2, i32::MIN..=0) => x.exp(),
            (_, 1..) => x + 1.0,
            _ => 2.0 * x,
        };
        a * match c {
            'a'..='f' => x,
            'x' | 'y' => 2.0,
            _ => a,
        }
    }
    case!(val, int, int, int => (0.7, 4, 0, 'b'), (0.7, 3, -1, 'x'), (0.7, 2, 0, 'z'), (0.7, 9, 5, 'y'), (0.7, 3, -7, 'f'));
}
