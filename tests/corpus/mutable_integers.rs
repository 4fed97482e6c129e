//! Integers and flags behind `&mut`: they change, and have no adjoint.

mod counter {
    #[micrograd::differentiable]
    fn f(x: f64, count: &mut usize, seen: &mut [bool]) -> f64 {
        let mut s = x;
        for i in 0..seen.len() {
            if !seen[i] {
                seen[i] = true;
                *count += 1;
                s *= x + *count as f64;
            }
        }
        s
    }
    case!(val, intmut, intmut => (0.7, 0_usize, vec![false, true, false]), (0.7, 3_usize, vec![]));
    #[test]
    fn counted_once() {
        let (mut count, mut seen) = (0, [false, true]);
        let (_, pullback) = vjp_f(0.7, &mut count, &mut seen);
        assert_eq!((count, seen), (1, [true, true]));
        assert_eq!(pullback(1.0), pullback(1.0));
        assert_eq!(count, 1);
    }
}

mod beside_reals {
    #[micrograd::differentiable]
    fn next(seed: &mut u32, y: &mut f64) -> f64 {
        *seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let noise = f64::from(*seed >> 16) / 65536.0;
        *y = *y * noise + 0.1;
        noise * *y
    }
    #[micrograd::differentiable]
    fn f(x: f64, seed: &mut u32, n: usize) -> f64 {
        let mut y = x;
        let mut s = 1.0;
        for _ in 0..n {
            s += next(seed, &mut y) * s;
        }
        s * y
    }
    case!(val, intmut, int => (0.7, 12_u32, 3), (0.7, 12_u32, 0));
}

mod permuted {
    #[micrograd::differentiable]
    fn f(x: &[f64], order: &mut [usize]) -> f64 {
        let mut s = 0.5;
        for k in 0..order.len() {
            s = s * x[order[k]] + 0.3;
            order.swap(0, k);
        }
        order.sort_unstable();
        s * x[order[0]]
    }
    case!(ref, intmut => (vec![0.7, -0.2, 1.1], vec![2_usize, 0, 1]), (vec![0.7], vec![0_usize, 0]));
}
