//! A method in a block that `macro_rules!` made: the parentheses that cannot be seen were lost, in the user's own
//! method too, so that `2.0 * (x + 1.0)` became `2.0 * x + 1.0`.
use micrograd::prelude::*;

#[derive(Clone, Debug, Differentiable)]
struct Spring {
    k: f64,
}

macro_rules! methods {
    ($x:ident, $e:expr) => {
        #[differentiable]
        impl Spring {
            fn plain(&self, $x: f64) -> f64 {
                2.0 * $e * self.k
            }

            #[differentiable]
            fn energy(&self, $x: f64) -> f64 {
                2.0 * $e * self.k
            }
        }
    };
}
methods!(x, x + 1.0);

#[test]
fn methods_keep_invisible_parentheses() {
    let spring = Spring { k: 3.0 };
    assert_eq!((spring.plain(1.0).to_bits(), spring.energy(1.0).to_bits()), (12f64.to_bits(), 12f64.to_bits()));
    let (value, (of_spring, of_x)) = spring.value_and_grad_energy(1.0);
    assert_eq!((value, of_spring.k, of_x), (12.0, 4.0, 6.0));
}
