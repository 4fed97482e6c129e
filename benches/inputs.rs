//! Inputs of GradBench's evals, of any size and always the same.
use gradbench::evals::{ba, gmm, ht, lstm};

/// Numbers between -1 and 1.
#[must_use]
pub fn numbers(count: usize) -> Vec<f64> {
    (1..=count).map(|i| (1.7 * i as f64).sin() * (0.3 * i as f64 * i as f64).cos()).collect()
}

/// A mixture of `k` Gaussians in `d` dimensions, and `n` points.
#[must_use]
pub fn mixture(d: usize, k: usize, n: usize) -> gmm::Problem {
    gmm::Problem {
        d,
        gamma: 1.0,
        m: 0,
        x: numbers(n * d),
        alpha: numbers(k),
        mu: numbers(k * d),
        q: numbers(k * d),
        l: numbers(k * d * (d - 1) / 2),
    }
}

/// A network of `layers` layers, and a text of `c` characters of 14 bits.
#[must_use]
pub fn network(layers: usize, c: usize) -> lstm::Problem {
    let b = 14;
    lstm::Problem {
        b,
        main: numbers(8 * b * layers),
        extra: numbers(3 * b),
        state: numbers(2 * b * layers),
        sequence: numbers(b * c).iter().map(|x| if *x > 0.0 { 1.0 } else { 0.0 }).collect(),
    }
}

/// `n` cameras, `m` points, `p` observations.
#[must_use]
pub fn cameras(n: usize, m: usize, p: usize) -> ba::Problem {
    let camera = [0.1, -0.2, 0.3, 0.4, 0.5, 3.0, 1.5, 0.1, -0.2, 0.3, -0.1];
    ba::Problem {
        cameras: vec![camera; n],
        points: vec![[0.4, -0.5, 0.6]; m],
        weights: vec![0.8; p],
        features: vec![[0.1, 0.2]; p],
    }
}

/// A hand of 22 bones with `vertices` vertices, of which `points` are seen: in triangles, or themselves.
#[must_use]
pub fn hand(vertices: usize, points: usize, in_triangles: bool) -> ht::Problem {
    let bones = 22;
    let affine = |x: &[f64]| [[1.0, x[0], x[1], x[2]], [x[3], 1.0, x[4], x[5]], [x[6], x[7], 1.0, x[8]]];
    let maps = |scale: f64| -> Vec<ht::Affine> {
        let numbers: Vec<f64> = numbers(9 * bones).iter().map(|x| scale * x).collect();
        numbers.chunks_exact(9).map(affine).collect()
    };
    let theta = numbers(26);
    let rests = numbers(3 * vertices);
    let inverses = maps(-0.2);
    let mut skin = ht::Skin::default();
    for i in 0..points {
        for k in 0..if in_triangles { 3 } else { 1 } {
            let v = (7 * i + k) % vertices;
            // one bone for some vertices, two for most
            let (mut weights, bone) = (vec![0.0; bones], v % bones);
            weights[bone] = if v % 10 < 3 { 1.0 } else { 0.7 };
            if v % 10 >= 3 {
                weights[(bone + 1) % bones] = 0.3;
            }
            skin.push([rests[3 * v], rests[3 * v + 1], rests[3 * v + 2], 1.0], &weights, &inverses);
        }
    }
    ht::Problem {
        theta: std::array::from_fn(|i| theta[i]),
        bones: ht::Bones {
            // four bones for each finger, and what does not bend
            parents: (0..bones).map(|i| if i == 0 || i == 21 || i % 4 == 1 { 0 } else { i - 1 }).collect(),
            relatives: maps(0.2),
        },
        skin,
        mirrored: false,
        points: numbers(3 * points).chunks_exact(3).map(|p| [p[0], p[1], p[2]]).collect(),
        us: if in_triangles { vec![[0.3, 0.4]; points] } else { Vec::new() },
    }
}
