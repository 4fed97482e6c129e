//! Values of loops and blocks where it is easy to go wrong: what is assigned on the way out, what is not, and how often.

/// A local that has no value before the loop, and one of its own at each way out.
mod declared_before {
    #[micrograd::differentiable]
    fn f(x: f64, limit: f64) -> f64 {
        let y;
        let mut t = x;
        let n = loop {
            t = t * t + 0.3;
            if t > limit {
                y = t * x;
                break 1.0;
            }
            if t > 0.9 * limit {
                y = x.sin();
                t = 2.0;
                break x;
            }
        };
        let z;
        'z: {
            if y > 1.0 {
                z = y * y;
                break 'z;
            }
            z = y + n;
        }
        y * z * t + n
    }
    case!(val, val => (0.7, 3.0), (0.9, 1.2), (1.4, 2.0), (0.2, 0.31));
}

/// Locals that the block changes on some ways only.
mod changed_on_some_ways {
    #[micrograd::differentiable]
    fn f(x: f64, y: f64, n: usize) -> f64 {
        let (mut a, mut b, mut k) = (x, y, n);
        let mut v = [x, 1.0];
        let r = 'done: {
            a *= b;
            if n == 0 {
                break 'done a;
            }
            v[1] = a * x;
            for i in 0..n {
                b += a * v[i % 2];
                k += 1;
                if b > 2.0 {
                    a = 1.0;
                    break 'done b * b;
                }
                v[0] *= b;
            }
            b = x;
            v[0]
        };
        r * a * b + v[0] * v[1] * k as f64
    }
    case!(val, val, int => (0.7, 0.4, 0), (0.7, 0.4, 1), (0.7, 0.4, 3), (1.7, 0.9, 3), (-0.7, 0.4, 4));
}

/// A block in a block in a loop: every jump goes out of another number of them.
mod through_blocks {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = 0.4;
        let total = 'all: {
            'items: for (i, v) in x.iter().enumerate() {
                let w = 'outer: {
                    let u = 'inner: {
                        if *v < 0.0 {
                            continue 'items;
                        }
                        if i == 1 {
                            break 'outer v * v;
                        }
                        if s > limit {
                            break 'all s * v;
                        }
                        if i == 3 {
                            break 'items;
                        }
                        break 'inner v.exp();
                    };
                    u * u * s
                };
                s = s * w + v;
            }
            -s
        };
        total * s
    }
    case!(ref, val => (vec![0.7, 0.2, 0.4, 1.1], 90.0), (vec![0.7, -0.2, 0.4], 2.0), (vec![-0.7, 0.9, 0.4, 0.3, 8.0], 50.0), (vec![0.1, 0.2, 0.3, 9.0, 0.3], 90.0),
        (vec![], 1.0));
}

/// A tuple, an array and a number out of one loop; the loop stands in another, so each has its own adjoint every time.
mod compound_values {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        for i in 0..n {
            let mut t = s;
            let (a, v, k) = loop {
                t = t * 0.7 + x;
                if t > 2.0 {
                    break (t, [t * t, x, 1.0], 2);
                }
                if i == 1 {
                    break (x, [s; 3], i);
                }
                if t < s + 0.2 {
                    break (s * t, [1.0, t, s], 0);
                }
            };
            s = a * v[k].sin() + v[2] * 0.3;
        }
        s
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 4), (1.9, 3), (-0.6, 3));
}

/// Code behind a jump is dead, whatever it assigns.
mod dead_code {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut s = x;
        let a = 'a: {
            break 'a s * x;
            s = 100.0;
            break 'a 3.0;
        };
        let b = loop {
            s *= a;
            break s;
            s = 7.0;
        };
        let c = 'c: {
            if x > 1.0 {
                return s * b;
            } else {
                break 'c b * b;
            }
        };
        'nothing: {
            s += c;
        }
        s * c
    }
    case!(val => (0.7,), (1.7,));
}

/// The value of a loop is memory afterwards.
mod value_that_is_changed {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut k = 0;
        let mut v = loop {
            k += 1;
            if k > n {
                break [x, x * x];
            }
            if k == 4 {
                break [1.0, x.exp()];
            }
        };
        let mut w = 'w: {
            if n == 1 {
                break 'w (v[0], v);
            }
            (v[1], [x; 2])
        };
        v[0] *= v[1];
        w.1[0] += v[0];
        w.0 *= w.1[0];
        v[0] * w.0 + w.1[1]
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 5));
}

/// `return` from within blocks and loops with values.
mod returns {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = 0.3;
        let r = 'r: {
            for v in x {
                let w = loop {
                    s += v * v;
                    if s > limit {
                        return s * v;
                    }
                    if s > 0.5 * limit {
                        break 'r s * s;
                    }
                    if s > 0.8 {
                        break v + s;
                    }
                };
                s *= 0.5 * w;
            }
            s
        };
        r + s * limit
    }
    case!(ref, val => (vec![0.7, 0.9], 9.0), (vec![0.7, 1.2, 0.4], 2.1), (vec![3.7], 2.0), (vec![], 2.0));
}

/// Integers and flags out of loops.
mod inactive_values {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut i = 0;
        let at = loop {
            if i + 1 >= x.len() || x[i] > x[i + 1] {
                break i;
            }
            i += 1;
        };
        let even = 'even: {
            if n > 2 {
                break 'even false;
            }
            n % 2 == 0
        };
        let half: usize = loop {
            break n / 2;
        };
        let y = if even { x[at] * x[0] } else { x[at].sin() };
        y * half as f64 + x[half % x.len()]
    }
    case!(ref, int => (vec![0.7, 0.9, 0.2], 2), (vec![0.7, 0.9, 0.2], 1), (vec![0.7], 5));
}
