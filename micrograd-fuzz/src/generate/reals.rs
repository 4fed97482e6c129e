//! Real expressions. They are steered away from overflow and from kinks: what may grow goes through a bounded function,
//! divisors stay away from zero, and comparisons are with thresholds that no value meets by accident.
use super::expr::{Expr, Level};
use super::maker::{Choice, Maker};
use super::types::Ty;

const REALS: &[Choice<Expr>] = &[
    Choice { name: "real place", weight: 30, make: |m| m.real_place() },
    Choice { name: "real literal", weight: 5, make: |m| m.real_literal() },
    Choice { name: "constant", weight: 2, make: |m| m.constant() },
    Choice { name: "sum", weight: 12, make: |m| m.sum() },
    Choice { name: "product", weight: 16, make: |m| m.product() },
    Choice { name: "quotient", weight: 5, make: |m| m.quotient() },
    Choice { name: "negative", weight: 3, make: |m| m.negative() },
    Choice { name: "method of one", weight: 12, make: |m| m.method_of_one() },
    Choice { name: "tamed method", weight: 5, make: |m| m.tamed() },
    Choice { name: "method of two", weight: 5, make: |m| m.method_of_two() },
    Choice { name: "path of primitive", weight: 2, make: |m| m.by_path() },
    Choice { name: "real if", weight: 4, make: |m| m.real_if() },
    Choice { name: "real match", weight: 2, make: |m| m.real_match() },
    Choice { name: "real block", weight: 2, make: |m| m.real_block() },
    Choice { name: "int to real", weight: 4, make: |m| m.int_to_real() },
    Choice { name: "call", weight: 14, make: |m| m.real_call() },
    Choice { name: "replace", weight: 1, make: |m| m.replaced() },
    Choice { name: "temporary", weight: 1, make: |m| m.temporary() },
    Choice { name: "chain", weight: 6, make: |m| m.chain() },
    Choice { name: "stream", weight: 5, make: |m| m.stream() },
    Choice { name: "acting block", weight: 4, make: |m| m.acting_block() },
    Choice { name: "local closure", weight: 2, make: |m| m.local_closure() },
    Choice { name: "ends", weight: 2, make: |m| m.ends() },
    Choice { name: "option", weight: 6, make: |m| m.of_option() },
    Choice { name: "enum", weight: 4, make: |m| m.real_of_enum() },
];

/// Bounded functions, and functions that do not grow faster than their argument.
const OF_ONE: &[&str] = &["sin", "cos", "tanh", "sigmoid", "atan", "relu", "softplus", "abs", "asinh", "fract", "cbrt"];

impl Maker<'_> {
    /// A real.
    pub fn real(&mut self) -> Expr {
        self.deeper(|m| m.choose(REALS))
            .or_else(|| self.real_place())
            .unwrap_or_else(|| Expr { typed: false, ..Expr::atom("0.75", 0.75) })
    }

    /// A real that is small enough to be stored.
    pub fn real_stored(&mut self) -> Expr {
        let x = self.real();
        self.tame(x, 4.0)
    }

    /// The expression if its bound is below, otherwise something bounded of it.
    pub fn tame(&mut self, x: Expr, bound: f64) -> Expr {
        if x.bound <= bound {
            return x;
        }
        match self.random.below(4) {
            0 => Expr::atom(format!("{}.sin()", x.receiver()), 1.0),
            1 => Expr::atom(format!("{}.tanh()", x.receiver()), 1.0),
            2 => Expr::atom(format!("{}.cos()", x.receiver()), 1.0),
            _ => {
                let text = format!("{} * {:?}", x.at(Level::Product), (bound / x.bound * 100.0).floor() / 100.0 + 0.01);
                Expr { typed: x.typed, ..Expr::new(text, Level::Product, bound) }
            }
        }
    }

    /// A variable, field or element.
    pub fn real_place(&mut self) -> Option<Expr> {
        self.read(&Ty::Real)
    }

    /// A number.
    pub fn real_literal(&mut self) -> Option<Expr> {
        let text =
            *self.random.of(&["0.5", "2.0", "1.5", "0.25", "1.0", "0.1", "0.9", "3.0", "0.0", "1e-1", "1_0.5e-1"]);
        Some(Expr { typed: false, ..Expr::atom(text, 3.0) })
    }

    fn constant(&mut self) -> Option<Expr> {
        let name = *self.random.of(super::CONSTANTS);
        Some(Expr::atom(name, 3.2))
    }

    fn sum(&mut self) -> Option<Expr> {
        let (a, b) = (self.real(), self.real());
        let (sign, right) = *self.random.of(&[("+", Level::Product), ("-", Level::Product), ("+", Level::Sum)]);
        let text = format!("{} {sign} {}", a.at(Level::Sum), b.at(right));
        Some(Expr { typed: a.typed || b.typed, ..Expr::new(text, Level::Sum, a.bound + b.bound) })
    }

    fn product(&mut self) -> Option<Expr> {
        let (a, b) = (self.real(), self.real());
        let b = if a.bound * b.bound > 50.0 { self.tame(b, 1.0) } else { b };
        let text = format!("{} * {}", a.at(Level::Product), b.at(Level::Cast));
        Some(Expr { typed: a.typed || b.typed, ..Expr::new(text, Level::Product, a.bound * b.bound) })
    }

    fn quotient(&mut self) -> Option<Expr> {
        let (a, b) = (self.real(), self.real());
        let divisor = match self.random.below(3) {
            0 => format!("(1.5 + {}.sin())", b.receiver()),
            1 => format!("(1.0 + {0} * {0})", b.at(Level::Unary)),
            _ => (*self.random.of(&["2.0", "1.7", "0.8"])).to_owned(),
        };
        let text = format!("{} / {divisor}", a.at(Level::Product));
        let typed = a.typed || divisor.starts_with('(');
        Some(Expr { typed, ..Expr::new(text, Level::Product, 2.0 * a.bound) })
    }

    fn negative(&mut self) -> Option<Expr> {
        let a = self.real();
        let text = format!("-{}", a.at(Level::Atom));
        Some(Expr { typed: a.typed, ..Expr::new(text, Level::Unary, a.bound) })
    }

    fn method_of_one(&mut self) -> Option<Expr> {
        let a = self.real();
        let method = *self.random.of(OF_ONE);
        // the cube root is steep at zero
        let receiver = if method == "cbrt" { format!("(2.5 + {}.sin())", a.receiver()) } else { a.receiver() };
        Some(Expr::atom(format!("{receiver}.{method}()"), a.bound.min(3.0)))
    }

    /// Functions that need their argument in a range of its own.
    fn tamed(&mut self) -> Option<Expr> {
        let a = self.real();
        let inner = format!("{}.{}()", a.receiver(), self.random.of(&["sin", "cos", "tanh"]));
        let text = match self.random.below(9) {
            0 => format!("{inner}.exp()"),
            1 => format!("(1.5 + {inner}).ln()"),
            2 => format!("(1.5 + {inner}).sqrt()"),
            3 => format!("(1.5 + {inner}).recip()"),
            4 => format!("(1.5 + {inner}).powf(0.7)"),
            5 => format!("({inner} * 0.8).atanh()"),
            6 => format!("{inner}.powi({})", self.random.between(2, 3)),
            7 => format!("{inner}.exp_m1()"),
            _ => format!("(1.5 + {inner}).log2()"),
        };
        Some(Expr::atom(text, 3.0))
    }

    fn method_of_two(&mut self) -> Option<Expr> {
        let (a, b) = (self.real(), self.real());
        let (own, other) = (a.receiver(), b.text.clone());
        let sum = a.bound + b.bound;
        Some(match self.random.below(7) {
            0 => Expr::atom(format!("{own}.max({other})"), sum),
            1 => Expr::atom(format!("{own}.min({other})"), sum),
            2 => Expr::atom(format!("{own}.atan2(1.7 + {}.sin())", b.receiver()), 1.6),
            3 => Expr::atom(format!("{own}.hypot(1.2 + {}.cos() * 0.5)", b.receiver()), a.bound + 1.7),
            4 => {
                let c = self.real();
                Expr::atom(format!("{own}.sin().mul_add({other}, {})", c.text), b.bound + c.bound)
            }
            5 => Expr::atom(format!("(2.0 + {own}.sin()).powf({}.tanh())", b.receiver()), 3.0),
            _ => Expr::atom(format!("{own}.clamp(-1.3, 1.7)"), 1.7),
        })
    }

    fn by_path(&mut self) -> Option<Expr> {
        let a = self.real();
        let function = *self.random.of(&["f64::sin", "f64::tanh", "f64::abs", "f64::cos"]);
        Some(Expr::atom(format!("{function}({})", a.text), a.bound))
    }

    fn real_if(&mut self) -> Option<Expr> {
        let (c, a, b) = (self.condition(), self.real(), self.real());
        let text = format!("if {} {{ {} }} else {{ {} }}", c.text, a.text, b.text);
        Some(Expr { typed: a.typed || b.typed, ..Expr::new(text, Level::Open, a.bound.max(b.bound)) })
    }

    fn real_match(&mut self) -> Option<Expr> {
        let on = self.int();
        let (a, b, c) = (self.real(), self.real(), self.real());
        let text = format!("match {} {{ 0 => {}, 1 | 3 => {}, _ => {} }}", on.text, a.text, b.text, c.text);
        let typed = a.typed || b.typed || c.typed;
        Some(Expr { typed, ..Expr::new(text, Level::Open, a.bound.max(b.bound).max(c.bound)) })
    }

    fn real_block(&mut self) -> Option<Expr> {
        self.within(|m| {
            let first = m.let_real()?;
            let result = m.real();
            let text = format!("{{ {first} {} }}", result.text);
            Some(Expr { typed: result.typed, ..Expr::new(text, Level::Open, result.bound) })
        })
    }

    /// A block that changes something before it gives its value.
    fn acting_block(&mut self) -> Option<Expr> {
        if self.closures > 0 || self.indices > 0 {
            return None;
        }
        self.within(|m| {
            let first = m.action()?;
            let result = m.real();
            let text = format!("{{ {first} {} }}", result.text);
            Some(Expr { typed: result.typed, ..Expr::new(text, Level::Open, result.bound) })
        })
    }

    fn int_to_real(&mut self) -> Option<Expr> {
        let a = self.int_stored();
        let text = format!("{} as f64", a.at(Level::Cast));
        let bound = a.bound.max(1.0);
        if self.random.percent(50) {
            return Some(Expr::new(text, Level::Cast, bound));
        }
        Some(Expr::new(format!("({text}) * 0.25"), Level::Product, bound * 0.25))
    }

    fn real_call(&mut self) -> Option<Expr> {
        self.call(&Ty::Real)
    }

    fn replaced(&mut self) -> Option<Expr> {
        let candidates = self.scope.all(|v| v.writable() && v.ty.contains(&Ty::Real));
        let index = self.pick(&candidates).filter(|_| self.indices == 0)?;
        // it is borrowed before the value is evaluated
        let value = self.lend(index, super::scope::Lent::Closed, Self::real_stored);
        let reference = self.reference(index, &Ty::Real, true)?;
        Some(Expr::atom(format!("std::mem::replace({reference}, {})", value.text), 3.0))
    }

    /// A part of an array or a tuple that has no name.
    fn temporary(&mut self) -> Option<Expr> {
        let (a, b) = (self.real(), self.real());
        let bound = a.bound.max(b.bound);
        let typed = a.typed || b.typed;
        if self.random.percent(50) {
            let part = self.random.below(2);
            let typed = if part == 0 { a.typed } else { b.typed };
            return Some(Expr { typed, ..Expr::atom(format!("({}, {}).{part}", a.text, b.text), bound) });
        }
        let at = self.int_to(1);
        Some(Expr { typed, ..Expr::atom(format!("[{}, {}][{}]", a.text, b.text, at.text), bound) })
    }

    /// The first and last of a sequence.
    fn ends(&mut self) -> Option<Expr> {
        let (place, _) = self.sequence_of(super::scope::Var::readable, |item, least| *item == Ty::Real && least > 0)?;
        let (end, end_bound) = (*self.random.of(&["first", "last"]), 3.0);
        Some(Expr::new(format!("*{}.{end}().unwrap()", place.at(Level::Atom)), Level::Unary, end_bound))
    }
}
