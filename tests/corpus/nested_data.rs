//! Vectors of vectors, slices of vectors, boxes, aliases of types, structs in structs.

mod vectors_of_vectors {
    #[micrograd::differentiable]
    fn f(m: Vec<Vec<f64>>, x: &[f64]) -> f64 {
        let mut s = 0.0;
        for i in 0..m.len() {
            for j in 0..m[i].len() {
                s += m[i][j] * x[j] * x[i];
            }
        }
        s * m[0][0]
    }
    case!(val, ref => (vec![vec![0.7], vec![-0.3, 1.2], vec![]], vec![0.4, 0.9, 0.1]));
}

mod slices_of_vectors {
    #[micrograd::differentiable]
    fn f(rows: &[Vec<f64>], k: f64) -> f64 {
        let mut s = k;
        for row in rows {
            for v in row {
                s = s * v + 0.3;
            }
            s += row.len() as f64 * k;
        }
        s
    }
    case!(ref, val => (vec![vec![0.7], vec![-0.3, 1.2], vec![]], 0.8), (vec![], 0.8));
}

mod vectors_behind_references {
    #[micrograd::differentiable]
    fn f(w: &Vec<Vec<f64>>, y: &mut Vec<Vec<f64>>) -> f64 {
        y[0][1] *= w[1][0];
        y[1] = vec![w[0][0], y[0][1]];
        let row = &mut y[0];
        row[0] += w[1][1];
        y[0][0] * y[1][1]
    }
    case!(ref, mutref => (vec![vec![0.7, 0.2], vec![-0.3, 1.2]], vec![vec![0.4, 0.9], vec![0.6, 0.8]]));
}

mod local_rows {
    #[micrograd::differentiable]
    fn f(x: &[[f64; 3]], n: usize) -> f64 {
        let mut table = vec![vec![0.0; n + 1]; n + 1];
        for i in 0..=n {
            table[i][0] = x[i % x.len()][0];
            table[0][i] = x[i % x.len()][1];
        }
        for i in 1..=n {
            for j in 1..=n {
                let best = table[i - 1][j].min(table[i][j - 1]);
                table[i][j] = best * x[j % x.len()][2] + table[i - 1][j - 1];
            }
        }
        table[n][n]
    }
    case!(ref, int => (vec![[0.7, -0.2, 0.9], [1.1, 0.4, -0.5]], 3), (vec![[0.7, -0.2, 0.9]], 0));
}

mod ragged {
    #[micrograd::differentiable]
    fn f(x: &[f64], widths: &[usize]) -> Vec<Vec<f64>> {
        let mut out = Vec::new();
        let mut at = 0;
        for &w in widths {
            let mut row = Vec::with_capacity(w);
            for i in 0..w {
                row.push(x[at + i] * x[at]);
            }
            at += w;
            out.push(row);
        }
        out
    }
    case!([vector] ref, intref => (vec![0.7, -0.2, 0.9, 1.1], vec![1_usize, 0, 3]), (vec![], vec![]));
}

mod tuples_in_vectors {
    #[micrograd::differentiable]
    fn f(data: &[(f64, [f64; 2], usize)], w: Vec<(f64, f64)>) -> f64 {
        let mut s = 0.5;
        for (y, x, k) in data {
            let (a, b) = w[*k];
            let r = y - a * x[0] - b * x[1];
            s += r * r;
        }
        for &(y, [p, _], k) in data.iter() {
            s += y * p * w[k].1;
        }
        s
    }
    case!(ref, val => (vec![(0.7, [0.2, 0.9], 1_usize), (-0.3, [1.2, 0.4], 0)], vec![(0.6, 0.1), (1.3, 0.8)]));
}
