//! Forms of chains: over what, inside what, ending in what.

mod accumulators {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let sums = x.iter().fold([0.0; 3], |mut acc, v| {
            acc[0] += v;
            acc[1] = acc[1] * v + acc[0];
            acc[2] += acc[1] * k;
            acc
        });
        let list = x.iter().fold(vec![k], |mut list, v| {
            let last = list[list.len() - 1];
            list.push(last * v + 0.5);
            list
        });
        let ((a, n), b) = x.iter().fold(((0.0, 0usize), k), |((a, n), b), v| ((a * b + v, n + 1), a));
        let pair = x.iter().fold((1.0, 2.0), |p, v| (p.1 * v, p.0 + p.1));
        let high = x.iter().fold(&x[0], |m, v| if v > m { v } else { m });
        sums[0] * sums[1] + sums[2] * list[list.len() - 1] + a * b * n as f64 + pair.0 * pair.1 * high
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![0.4], 0.6));
}

mod extremes {
    #[micrograd::differentiable]
    fn f(x: &[f64], rows: &[[f64; 2]]) -> f64 {
        let by_key = x.iter().max_by_key(|v| (**v * 10.0) as i64).unwrap();
        let lowest = x.iter().copied().min_by_key(|v| (v * 10.0).abs() as i64).unwrap();
        let tens = x.iter().map(|v| (v * 10.0) as i64).max().unwrap();
        let row = rows.iter().max_by(|a, b| a[0].total_cmp(&b[0])).unwrap();
        let (k, wide) = rows
            .iter()
            .enumerate()
            .min_by(|(_, a), (_, b)| (a[1] * a[0]).partial_cmp(&(b[0] * b[1])).unwrap())
            .unwrap();
        let far = x.iter().filter(|v| **v < 1.0).map(|v| v * v * v).max_by(f64::total_cmp).unwrap_or(7.0);
        let rank = x.iter().zip(rows).max_by(|(a, r), (b, s)| {
            a.total_cmp(b).reverse().then(r[0].total_cmp(&s[0])).then_with(|| s[1].total_cmp(&r[1]))
        });
        let small = x.windows(2).min_by(|a, b| (a[0] * a[1]).total_cmp(&(b[0] * b[1]))).unwrap();
        let (v, r) = rank.unwrap();
        by_key * lowest * tens as f64 + row[0] * row[1] * wide[k % 2] + far * v * r[1] + small[0].sin() * small[1]
    }
    case!(ref, ref => (vec![0.74, -0.26, 1.15, 0.43], vec![[0.5, 0.9], [1.2, 0.3], [0.1, 0.8]]), (vec![0.74, 0.33], vec![[0.5, 0.9]]));
}

mod found {
    #[micrograd::differentiable]
    fn f(x: &[f64], limit: f64) -> f64 {
        let scaled = x.iter().map(|v| v * limit).find(|v| *v > 0.3).unwrap_or(limit * limit);
        let root = x.iter().find_map(|v| (*v > limit).then(|| (v - limit).sqrt())).map_or(0.5, |r| r * limit);
        let tail = x.iter().skip_while(|v| **v > 0.0).next().copied().unwrap_or(2.0);
        let third = x.iter().map(|v| v * v).nth(2).unwrap_or_else(|| limit.sin());
        let last = x.iter().filter(|v| **v < limit).last().map(|v| v * 3.0).unwrap_or(0.1);
        let back = x.iter().rev().find(|v| **v > 0.0).is_some_and(|v| *v > limit);
        let none = x.iter().find(|v| **v > 100.0).is_none();
        let pair = x.iter().zip(x.iter().skip(1)).find(|(a, b)| a < b).map_or(0.0, |(a, b)| a * b);
        let first = x.iter().next().expect("not empty");
        let s = scaled * root + tail * third * last + pair * first;
        if back && none { s * s } else { s }
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1, 0.4], 0.6), (vec![0.3], 0.4), (vec![0.7, 0.8], 0.6));
}

mod reduced {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let product = x.iter().copied().reduce(|a, b| a * b + 0.1).unwrap_or(3.0);
        let high = x.iter().copied().reduce(f64::max).unwrap_or(0.5);
        let pair = x.iter().enumerate().map(|(i, v)| (i, *v)).reduce(|a, b| if a.1 * a.1 > b.1 { a } else { b });
        let odd = x.iter().filter(|v| **v > 0.0).map(|v| v.ln()).reduce(|a, b| a.hypot(b)).map_or(0.0, |v| v * high);
        let (i, v) = pair.unwrap_or((9, 2.0));
        product * high + odd + v * i as f64
    }
    case!(ref => (vec![0.7, -0.2, 1.1, 0.4],), (vec![0.6],), (vec![],));
}

/// `break`, `continue` and `return` in loops over chains, through the loops of `flat_map`.
mod jumps {
    #[micrograd::differentiable]
    fn f(m: &[Vec<f64>], limit: f64) -> f64 {
        let mut s = 0.2;
        for v in m.iter().flatten() {
            if *v < 0.0 {
                continue;
            }
            s = s * v + 0.3;
            if s > limit {
                break;
            }
        }
        'rows: for (i, v) in m.iter().flat_map(|row| row.iter().map(|v| v * limit)).enumerate() {
            for w in m.iter().flatten().filter(|w| **w > 0.0) {
                if w * v > 1.0 {
                    continue 'rows;
                }
                if i == 4 {
                    break 'rows;
                }
                s += v * w;
            }
            s *= 1.0 + v * v;
        }
        for (k, row) in m.iter().filter(|row| !row.is_empty()).enumerate() {
            for v in row.iter().take_while(|v| **v < limit) {
                s += v * v;
            }
            if k == 1 {
                return s * row[0];
            }
        }
        s
    }
    case!(ref, val => (vec![vec![0.7, -0.2], vec![], vec![1.1, 0.4, 0.3]], 1.2), (vec![vec![0.3]], 0.5), (vec![], 0.5));
}

mod one_behind_the_other {
    #[micrograd::differentiable]
    fn f(x: &[f64], y: &[f64], k: f64) -> f64 {
        let a = x.iter().chain(y).rev().enumerate().skip(1).map(|(i, v)| v * i as f64).sum::<f64>();
        let b = x.iter().zip(y).chain(y.iter().zip(x)).map(|(p, q)| p * q * k).fold(k, |s, v| (s + v).sin());
        let c: Vec<f64> = std::iter::once(k).chain(x.iter().map(|v| v * k)).chain(std::iter::once(a)).collect();
        let d = (0..3).chain(5..7).map(|i| k.powi(i)).sum::<f64>();
        let mut e = 0.0;
        for (v, w) in x.iter().chain(y).zip(y.iter().chain(x)) {
            e += v * w;
            if e > 2.0 {
                break;
            }
        }
        a * b + c.iter().map(|v| v.cos()).product::<f64>() + d * e
    }
    case!(ref, ref, val => (vec![0.7, -0.2], vec![1.1, 0.4, 0.9], 0.6), (vec![], vec![], 0.6), (vec![0.4], vec![], 0.3));
}

mod ranges {
    #[micrograd::differentiable]
    fn f(x: f64, n: i64, m: u8) -> f64 {
        let a = (-n..=n).map(|i| x * i as f64).map(f64::sin).sum::<f64>();
        let b = (0..m).rev().step_by(2).map(|i| x.powi(i32::from(i))).fold(1.0, |s, v| s * 0.5 + v);
        let c = (1..=m).zip((0..n).rev()).map(|(i, j)| x / (i as f64 + j as f64)).sum::<f64>();
        let d: f64 = (0..).zip(1..=n).take(3).map(|(i, j): (i32, i64)| x.powi(i) * j as f64).sum();
        let e: f64 = (1..n).flat_map(|i| (i..n).map(move |j| x * (i * j) as f64)).sum();
        let mut t = 0.0;
        for i in 3.. {
            t += x * i as f64;
            if t > 4.0 {
                break;
            }
        }
        for (i, v) in (10u8..).step_by(3).enumerate().take(usize::from(m)) {
            t += x * v as f64 / (i + 1) as f64;
        }
        a + b * c + d * e + t
    }
    case!(val, int, int => (0.7, 3, 4), (0.4, 0, 0), (1.3, 1, 5));
}

mod deep {
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let k = |i: usize, j: usize| (x[i] - x[j]).powi(2);
        let energy = |scale: f64| {
            (0..n)
                .map(|i| (0..i).map(|j| k(i, j) * scale).filter(|d| *d > 0.01).map(|d| d.sqrt()).sum::<f64>())
                .sum::<f64>()
        };
        let mean = x.iter().sum::<f64>() / n as f64;
        let var = x.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / n as f64;
        let z: Vec<f64> = x.iter().map(|v| (v - mean) / (var + 0.1).sqrt()).collect();
        let high = z.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = z.iter().map(|v| (v - high).exp()).sum();
        z.iter()
            .map(|v| ((v - high).exp() / total).ln())
            .enumerate()
            .filter(|(i, _)| i % 2 == 0)
            .map(|(_, v)| v)
            .sum::<f64>()
            * energy(mean)
            + energy(1.0)
    }
    case!(ref, int => (vec![0.7, -0.2, 1.1, 0.4], 4), (vec![0.7, 0.3], 2));
}
