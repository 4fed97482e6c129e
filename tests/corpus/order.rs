//! Order of evaluation, and integers that change after they were used.

mod mutation_in_operands {
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut s = x;
        let a = s + {
            s = 2.0 * s * x;
            s
        } * s;
        let b = [
            s,
            {
                s *= a;
                s
            },
            s + 1.0,
        ];
        let (c, d) = (s, {
            s += 1.0;
            s * s
        });
        a * b[0] + b[1] * b[2] + c * d + s
    }
    case!(val => (0.7,), (-0.4,));
}

mod mutation_in_arguments {
    use crate::calls::library::two;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut s = x;
        let a = two(s, {
            s = s.sin();
            s
        });
        let b = s.hypot({
            s += a;
            s
        });
        a * b * s
    }
    case!(val => (0.7,),);
}

mod mutation_in_an_index {
    #[micrograd::differentiable]
    fn f(x: f64, w: &[f64; 4]) -> f64 {
        let mut k = 0;
        let mut a = [x, 2.0, x * x, 1.0];
        a[{
            k += 1;
            k
        }] = w[k] * x;
        a[k] += {
            k += 1;
            a[k] * w[k]
        };
        a[k] = {
            k = 3;
            w[0]
        } * w[k];
        a[{
            k -= 1;
            k
        }] *= {
            k -= 1;
            a[k]
        };
        a[0] * a[1] + a[2] * a[3] * k as f64
    }
    case!(val, ref => (0.7, [0.3, 0.9, -0.2, 0.4]));
}

mod mutation_in_conditions {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        let mut k = 0;
        while k < n {
            k += 1;
            s = s * s + 0.3;
        }
        if {
            s += x;
            s > 1.0
        } || {
            s *= x;
            k > 2
        } {
            s += 1.0;
        }
        let c = k > 1 && {
            s *= 3.0;
            s > 2.0
        };
        if c { s * x } else { s }
    }
    case!(val, int => (0.7, 0), (0.7, 3), (0.2, 1), (0.2, 2));
}

mod mutation_in_bounds {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut s = x;
        let mut k = n;
        for i in ({
            s *= 2.0;
            k -= 1;
            1
        })..({
            s += x;
            k + 2
        }) {
            k += 1;
            s = s * x + i as f64;
        }
        match {
            s *= s;
            k % 2
        } {
            0 => s,
            _ => s * x,
        }
    }
    case!(val, int => (0.7, 1), (0.7, 4));
}

mod jumps_in_expressions {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let mut s = 1.0;
        for i in 0..x.len() {
            let v = match i % 3 {
                0 => x[i],
                1 if i > 3 => continue,
                _ => x[i] * x[i],
            };
            s += v * if s > limit { break } else { x[0] };
            let t = s * if v > 3.0 { return s * v } else { 0.5 };
            s += t;
        }
        let last = if s < 0.0 { return s * s } else { s + x[0] };
        last * 2.0
    }
    case!(ref, val => (vec![0.7, -0.3, 0.2, 0.4], 9.0), (vec![0.7, 0.3, 0.2, 0.4], 1.6), (vec![0.7, 0.3, 1.9, 0.4], 9.0),
        (vec![-0.7, 1.3, 0.2, -4.0], 9.0));
}

mod exponent_changes {
    #[micrograd::differentiable]
    fn f(x: f64, n: i32) -> f64 {
        let mut k = n;
        let mut s = x.powi(k);
        k -= 2;
        s *= x.powi(k + 1);
        for i in 0..3 {
            s = (s + x).powi(k) + x;
            k = i + 1 - k / 2;
        }
        k = 100;
        s * f64::from(k)
    }
    case!(val, int => (0.7, 3), (1.2, 2));
}

mod flag_changes {
    #[micrograd::differentiable]
    fn f(x: f64, mut up: bool, n: usize) -> f64 {
        let mut s = x;
        let mut seen = [false; 3];
        for i in 0..n {
            if up {
                s = s * s + 0.1;
            } else {
                s = s.sin();
            }
            if seen[i % 3] {
                s *= x;
            }
            seen[i % 3] = !up || s > 0.5;
            up = !up;
            up ^= i == 2;
        }
        up = false;
        if up { 0.0 } else { s }
    }
    case!(val, int, int => (0.7, true, 6), (0.7, false, 5), (0.7, true, 0));
}

mod index_array_changes {
    #[micrograd::differentiable]
    fn f(x: &[f64; 4], n: usize) -> f64 {
        let mut at = [3, 1, 2, 0];
        let mut y = *x;
        for i in 0..n {
            y[at[i % 4]] *= x[at[(i + 1) % 4]] + y[i % 4];
            at[at[i % 4]] = (at[i % 4] + i) % 4;
            at = [at[1], at[0], at[2], 3 - at[3]];
        }
        at = [0; 4];
        y[at[0]] * y[1] + y[2] * y[3]
    }
    case!(ref, int => ([0.7, 0.3, 1.9, 0.4], 7), ([0.7, 0.3, 1.9, 0.4], 0));
}

mod integer_methods {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize, m: i32) -> f64 {
        let a = n.max(3).min(9) + n.pow(2) % 7 + n.wrapping_sub(1) % 3 + usize::max(n, 2) + std::cmp::max(n, 4);
        let b = m.abs() + m.signum() + m.rem_euclid(3) + i32::min(m, 2) + (-m).clamp(-1, 1);
        let c = n.checked_sub(100).unwrap_or(5) + usize::from(m > 0) + n.count_ones() as usize;
        let d = (x * 4.0).round() as i32 + x.ceil() as i32 * 2;
        x * a as f64 + x * x * f64::from(b) + x.powi(c as i32 % 5) * f64::from(d)
    }
    case!(val, int, int => (0.7, 3, -4), (0.6, 0, 5));
}

mod constant_patterns {
    const LIMIT: usize = 3;
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let y = match n {
            LIMIT => x * x,
            usize::MAX => 1.0,
            0..LIMIT => x.sin(),
            _ => x.exp(),
        };
        y * x
    }
    case!(val, int => (0.7, 3), (0.7, 1), (0.7, 8), (0.7, usize::MAX));
}

mod namesakes {
    #[micrograd::differentiable]
    fn sin(x: f64) -> f64 {
        x * x * x
    }
    #[micrograd::differentiable]
    fn max(a: f64, b: f64) -> f64 {
        a * b
    }
    #[micrograd::differentiable]
    fn f(x: f64, y: f64) -> f64 {
        use std::f64;
        let exp = x.exp();
        let len = sin(x) + x.sin();
        max(exp, y) + exp.max(y) * len + x * f64::consts::PI + f64::max(x, y)
    }
    case!(val, val => (0.7, 0.3));
}

mod inactive_places {
    const TABLE: [[f64; 2]; 2] = [[1.0, 2.0], [3.0, 4.0]];
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let c = [0.5, 1.5, 2.5];
        let mut scratch = [0.0; 3];
        for i in 0..3 {
            scratch[i] = c[i] * c[(i + n) % 3];
        }
        let mut s = 0.0;
        for v in scratch {
            s += v * x;
        }
        for row in TABLE {
            s = s * row[0] + x * row[1];
        }
        let mut later = [0.0; 2];
        s += later[0];
        later[n % 2] = x;
        s * TABLE[n % 2][1] + later[1]
    }
    case!(val, int => (0.7, 0), (0.7, 1));
}
