//! Sources and adapters of iterators that are seldom seen in numeric code.

mod running {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: f64) -> f64 {
        let sums: Vec<f64> = x
            .iter()
            .scan(k, |s, v| {
                *s = *s * 0.5 + v;
                Some(*s)
            })
            .collect();
        sums.iter().zip(x).map(|(s, v)| s * v).sum()
    }
    case!(ref, val => (vec![0.7, -0.2, 1.1], 0.6), (vec![], 0.6));
}

mod successive {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let powers = std::iter::successors(Some(1.0), |p| Some(p * x)).take(n);
        let series: f64 = powers.zip(1..).map(|(p, i)| p / i as f64).sum();
        let halves = std::iter::repeat(x).take(n).fold(1.0, |s, v| 0.5 * (s + v / s));
        series * halves
    }
    case!(val, int => (0.7, 0), (0.7, 4));
}

mod unzipped {
    #[micrograd::differentiable]
    fn f(x: &[f64]) -> f64 {
        let (s, c): (Vec<f64>, Vec<f64>) = x.iter().map(|v| v.sin_cos()).unzip();
        let (pos, neg): (Vec<f64>, Vec<f64>) = x.iter().partition(|v| **v > 0.0);
        s.iter().zip(&c).map(|(a, b)| a * b).sum::<f64>() + pos.iter().product::<f64>() * neg.iter().sum::<f64>()
    }
    case!(ref => (vec![0.7, -0.2, 1.1],), (vec![],));
}

mod flattened {
    #[micrograd::differentiable]
    fn f(m: &[[f64; 2]], n: usize) -> f64 {
        let all: f64 = m.iter().flatten().map(|v| v * v).sum();
        let pairs = (0..n).flat_map(|i| (0..i).map(move |j| m[i][0] * m[j][1])).sum::<f64>();
        let kept: f64 = m.iter().filter_map(|r| if r[0] > 0.0 { Some(r[0].ln() * r[1]) } else { None }).sum();
        all * pairs + kept
    }
    case!(ref, int => (vec![[0.7, -0.2], [1.1, 0.4], [-0.6, 0.9]], 3), (vec![[-0.7, 0.2]], 0));
}
