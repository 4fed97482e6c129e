//! A loop was left with a constant in a variable that it carries, in an arm where nothing else is active: the adjoint of
//! what the variable was before came through as if it had not been overwritten. A silent wrong gradient.
use micrograd::prelude::*;

mod as_found {
    use super::*;
    #[differentiable]
    fn f(mut w: f64) -> f64 {
        let mut r#loop: usize = 0;
        while r#loop < 1 {
            w = 0.5;
            if true {
                break;
            }
        }
        w
    }
    case!(val => (-1.9782, ));
}

mod at_a_break {
    use super::*;
    #[differentiable]
    fn f(x: f64, last: usize) -> f64 {
        let mut w = x;
        for i in 0..4 {
            let before = w;
            w = 0.5;
            if i == last {
                break;
            }
            w = before * x + w;
        }
        w * x
    }
    case!(val, int => (0.7, 0), (0.7, 2), (0.7, 9));
}

mod at_a_continue {
    use super::*;
    #[differentiable]
    fn f(x: f64, skipped: usize, k: f64) -> f64 {
        let mut w = x;
        let mut s = k;
        for i in 0..4 {
            s += w * k;
            if i == skipped {
                w = 1.5;
                continue;
            }
            w *= x;
        }
        w * s
    }
    case!(val, int, val => (0.7, 0, 1.3), (0.7, 2, 1.3), (0.7, 3, 1.3), (0.7, 9, 1.3));
}

mod out_of_two_loops {
    use super::*;
    #[differentiable]
    fn f(x: f64, at: usize) -> f64 {
        let mut w = x;
        'outer: for i in 0..3 {
            for j in 0..3 {
                if i * 3 + j == at {
                    w = 0.25;
                    if at % 2 == 0 {
                        break 'outer;
                    }
                    continue 'outer;
                }
            }
            w = w * x;
        }
        w + x
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 4), (0.7, 5), (0.7, 7), (0.7, 20));
}

mod every_way {
    use super::*;
    #[differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let (mut w, mut i) = (x, 0);
        loop {
            i += 1;
            match i % 3 {
                0 if i > n => {
                    w = 2.0;
                    break;
                }
                1 => {
                    w = 0.3;
                    continue;
                }
                _ if i > 2 * n => break,
                _ => w = w * x,
            }
        }
        w
    }
    case!(val, int => (0.7, 0), (0.7, 1), (0.7, 2), (0.7, 5));
}
