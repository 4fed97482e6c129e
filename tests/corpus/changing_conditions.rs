//! Conditions of loops that change what the loop carries: they run once more than the body.

mod call_in_while {
    use super::super::stale::library::take;
    #[micrograd::differentiable]
    fn f(x: f64) -> f64 {
        let mut y = x;
        let mut turns = 0;
        while take(&mut y, 1.4) < 2.0 {
            turns += 1;
            if turns == 7 {
                break;
            }
        }
        y * f64::from(turns + 1)
    }
    case!(val => (0.7,), (2.6,), (0.01,));
}

mod call_on_a_slice {
    use super::super::stale::library::shift;
    #[micrograd::differentiable]
    fn f(y: &mut [f64], limit: f64) -> f64 {
        let mut s = 1.0;
        while shift(y, s * 0.3) > limit && shift(y, s) > 0.1 {
            s *= y[0] + 0.2;
        }
        s * y[1]
    }
    case!(mutref, val => (vec![0.9, 0.8, 0.7, 0.6], 0.2), (vec![0.1, 0.5], 0.3), (vec![0.9, 0.05], 0.3));
}
