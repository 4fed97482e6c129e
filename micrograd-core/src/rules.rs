//! The table of derivatives: one row per primitive. Nothing else in the workspace states a derivative.
//!
//! A row reads `name(operands) -> result : [partial by each operand] on [sample domain of each operand];`. From it come
//! the methods of [`Scalar`](crate::Scalar), the arithmetic of [`Dual`](crate::Dual) and [`Value`](crate::Value), the
//! functions in this module, [`RULES`] as data, and the table-driven tests. The attribute macro copies a partial's text
//! into the code that it generates and saves for the backward sweep exactly the operands and the result that the text
//! mentions; so a partial may contain only operands, the result, the scalar type `S`, integer literals, operators,
//! methods of `Scalar`, and calls of [`kinks`]. Partials are differentiated again for second order.
//!
//! An operand after a semicolon is an integer and has no partial. The formulas are those of any table of derivatives
//! (Abramowitz & Stegun, chapters 3 and 4); where a textbook form overflows or cancels, the row has the stable one.
//!
//! # Conventions where no derivative exists
//!
//! | where | convention |
//! |---|---|
//! | `abs`, `signum`, `copysign`, `relu` at 0 | 0 (`signum` and the sign operand of `copysign`: 0 everywhere) |
//! | `max`, `min` at a tie | one half for each operand |
//! | `max`, `min` with a NaN operand | the operand that the function returned has 1; both NaN: one half each |
//! | `clamp(x, lo, hi)` | `x` has 1 inside and at the bounds; strictly outside, the bound that is the result has 1 |
//! | `sqrt`, `cbrt` at 0 | `+inf`, also at `-0.0` |
//! | `powi(x, 0)`, `powf(x, 0)` | 0 for every `x`, also at `x = 0` |
//! | `powf(x, y)` by `y` at `x = 0` | 0 for `y >= 0`; a constant `y` never evaluates a logarithm, so `x < 0` is fine |
//! | `hypot(0, 0)` | 0 |
//! | `atan2(0, 0)` | NaN: near the origin every slope occurs |
//! | `floor`, `ceil`, `round`, `trunc` | 0 everywhere; `fract` 1 everywhere |
//! | `%`, `rem_euclid` at a jump | the slope of the piece that the value lies on |
//!
//! An operand that is NaN gives a NaN partial, except where the function does not look at it (`powi(x, 0)`, `floor`)
//! or only selects it (`max`, `min`, `clamp`).
//!
//! `%` and `rem_euclid` recover the integer quotient as `((a - y) / b).round()`: `(a / b).trunc()` is off by one where
//! the division rounds up to an integer, as in `1.0 % 0.1`. `sqrt` adds a zero because `sqrt(-0.0)` is `-0.0`.
mod data;
pub mod kinks;

pub use data::*;

macro_rules! for_each_rule {
    ($then:ident) => {
        $then! {
            operators {
                Add add(a, b) -> y : [S::ONE, S::ONE]              on [(-9.0, 9.0), (-9.0, 9.0)];
                Sub sub(a, b) -> y : [S::ONE, -S::ONE]             on [(-9.0, 9.0), (-9.0, 9.0)];
                Mul mul(a, b) -> y : [b, a]                        on [(-9.0, 9.0), (-9.0, 9.0)];
                Div div(a, b) -> y : [b.recip(), -y * b.recip()]   on [(-9.0, 9.0), (0.5, 3.0)];
                Rem rem(a, b) -> y : [S::ONE, -((a - y) / b).round()] on [(-9.0, 9.0), (0.7, 2.0)];
                Neg neg(a)    -> y : [-S::ONE]                     on [(-9.0, 9.0)];
            }
            functions {
                recip(a)      -> y : [-y * y]                      on [(0.3, 4.0)];
                sqrt(a)       -> y : [(y + y + S::ZERO).recip()]   on [(0.1, 9.0)];
                cbrt(a)       -> y : [(S::from_f64(3.0) * y * y).recip()] on [(0.1, 9.0)];
                powi(a; n: i32) -> y : [kinks::powi_slope(a, n)]   on [(0.4, 2.0)];
                powf(a, b)    -> y : [kinks::powf_slope(a, b), y * kinks::ln_or_zero(a)] on [(0.1, 4.0), (-3.0, 3.0)];
                exp(a)        -> y : [y]                           on [(-4.0, 4.0)];
                exp2(a)       -> y : [y * S::from_f64(2.0).ln()]   on [(-4.0, 4.0)];
                exp_m1(a)     -> y : [a.exp()]                     on [(-4.0, 4.0)];
                ln(a)         -> y : [a.recip()]                   on [(0.1, 9.0)];
                ln_1p(a)      -> y : [(S::ONE + a).recip()]        on [(-0.9, 9.0)];
                log2(a)       -> y : [(a * S::from_f64(2.0).ln()).recip()]  on [(0.1, 9.0)];
                log10(a)      -> y : [(a * S::from_f64(10.0).ln()).recip()] on [(0.1, 9.0)];
                log(a, b)     -> y : [(a * b.ln()).recip(), -y * (b * b.ln()).recip()] on [(0.1, 9.0), (1.5, 9.0)];
                sin(a)        -> y : [a.cos()]                     on [(-4.0, 4.0)];
                cos(a)        -> y : [-a.sin()]                    on [(-4.0, 4.0)];
                tan(a)        -> y : [S::ONE + y * y]              on [(-1.3, 1.3)];
                asin(a)       -> y : [((S::ONE - a) * (S::ONE + a)).sqrt().recip()]  on [(-0.9, 0.9)];
                acos(a)       -> y : [-((S::ONE - a) * (S::ONE + a)).sqrt().recip()] on [(-0.9, 0.9)];
                atan(a)       -> y : [(S::ONE + a * a).recip()]    on [(-4.0, 4.0)];
                atan2(a, b)   -> y : [kinks::over_square_norm(b, a), -kinks::over_square_norm(a, b)]
                                                                   on [(-4.0, 4.0), (0.2, 4.0)];
                sinh(a)       -> y : [a.cosh()]                    on [(-3.0, 3.0)];
                cosh(a)       -> y : [a.sinh()]                    on [(-3.0, 3.0)];
                tanh(a)       -> y : [S::ONE - y * y]              on [(-3.0, 3.0)];
                asinh(a)      -> y : [a.hypot(S::ONE).recip()]     on [(-4.0, 4.0)];
                acosh(a)      -> y : [((a - S::ONE).sqrt() * (a + S::ONE).sqrt()).recip()] on [(1.2, 9.0)];
                atanh(a)      -> y : [((S::ONE - a) * (S::ONE + a)).recip()] on [(-0.8, 0.8)];
                hypot(a, b)   -> y : [kinks::ratio_or_zero(a, y), kinks::ratio_or_zero(b, y)]
                                                                   on [(-4.0, 4.0), (0.2, 4.0)];
                mul_add(a, b, c) -> y : [b, a, S::ONE]             on [(-9.0, 9.0), (-9.0, 9.0), (-9.0, 9.0)];
                abs(a)        -> y : [kinks::sign(a)]              on [(-4.0, 4.0)];
                signum(a)     -> y : [S::ZERO]                     on [(-4.0, 4.0)];
                copysign(a, b) -> y : [kinks::sign(a) * S::ONE.copysign(b), S::ZERO] on [(-4.0, 4.0), (-4.0, 4.0)];
                max(a, b)     -> y : [kinks::max_share(a, b), kinks::max_share(b, a)] on [(-4.0, 4.0), (-4.0, 4.0)];
                min(a, b)     -> y : [kinks::min_share(a, b), kinks::min_share(b, a)] on [(-4.0, 4.0), (-4.0, 4.0)];
                clamp(a, b, c) -> y : [kinks::within(a, b, c), kinks::above(b, a), kinks::above(a, c)]
                                                                   on [(-4.0, 4.0), (-2.0, -1.0), (1.0, 2.0)];
                floor(a)      -> y : [S::ZERO]                     on [(-4.0, 4.0)];
                ceil(a)       -> y : [S::ZERO]                     on [(-4.0, 4.0)];
                round(a)      -> y : [S::ZERO]                     on [(-4.0, 4.0)];
                trunc(a)      -> y : [S::ZERO]                     on [(-4.0, 4.0)];
                fract(a)      -> y : [S::ONE]                      on [(-4.0, 4.0)];
                rem_euclid(a, b) -> y : [S::ONE, -((a - y) / b).round()] on [(-9.0, 9.0), (0.7, 2.0)];
                to_degrees(a) -> y : [S::ONE.to_degrees()]         on [(-4.0, 4.0)];
                to_radians(a) -> y : [S::ONE.to_radians()]         on [(-4.0, 4.0)];
            }
            activations {
                relu(a)       -> y : [kinks::step(a)]              on [(-4.0, 4.0)];
                sigmoid(a)    -> y : [y * (S::ONE - y)]            on [(-4.0, 4.0)];
                softplus(a)   -> y : [a.sigmoid()]                 on [(-4.0, 4.0)];
            }
        }
    };
}
pub(crate) use for_each_rule;
