//! Integers, which are also indices, and conditions.
use super::expr::{Expr, Level};
use super::maker::{Choice, Maker};
use super::types::Ty;

const INTS: &[Choice<Expr>] = &[
    Choice { name: "int literal", weight: 8, make: |m| m.int_literal() },
    Choice { name: "int variable", weight: 30, make: |m| m.int_place() },
    Choice { name: "int sum", weight: 5, make: |m| m.int_sum() },
    Choice { name: "int product", weight: 3, make: |m| m.int_product() },
    Choice { name: "length", weight: 3, make: |m| m.length() },
    Choice { name: "int if", weight: 2, make: |m| m.int_if() },
    Choice { name: "real to int", weight: 2, make: |m| m.int_of_real() },
    Choice { name: "int helper", weight: 3, make: |m| m.int_call() },
    Choice { name: "int min", weight: 2, make: |m| m.int_min() },
    Choice { name: "int reversed", weight: 2, make: |m| m.int_reversed() },
];

const CONDITIONS: &[Choice<Expr>] = &[
    Choice { name: "real below", weight: 12, make: |m| m.real_below() },
    Choice { name: "int compared", weight: 10, make: |m| m.int_compared() },
    Choice { name: "flag", weight: 5, make: |m| m.flag() },
    Choice { name: "and", weight: 2, make: |m| m.both() },
    Choice { name: "not", weight: 1, make: |m| m.not() },
    Choice { name: "parity", weight: 4, make: |m| m.parity() },
];

/// How a real is compared with a threshold that no value meets by accident.
const THRESHOLDS: &[&str] = &["0.3137", "-0.2718", "0.7321", "-0.8193", "0.0577", "1.1237", "-1.3371"];

impl Maker<'_> {
    /// An integer.
    pub fn int(&mut self) -> Expr {
        self.indices += 1;
        let int = self.deeper(|m| m.choose(INTS)).or_else(|| self.int_place());
        self.indices -= 1;
        int.unwrap_or_else(|| Expr::atom("1", 1.0))
    }

    /// An integer that is at most so large.
    pub fn int_to(&mut self, max: usize) -> Expr {
        let int = self.int();
        if int.bound <= as_real(max) {
            return int;
        }
        Expr::new(format!("{} % {}", int.at(Level::Product), max + 1), Level::Product, as_real(max))
    }

    /// An integer small enough to be stored.
    pub fn int_stored(&mut self) -> Expr {
        self.int_to(super::INT)
    }

    fn int_literal(&mut self) -> Option<Expr> {
        let n = self.random.below(5);
        Some(Expr::atom(n.to_string(), as_real(n)))
    }

    /// A variable, field or element.
    pub fn int_place(&mut self) -> Option<Expr> {
        self.read(&Ty::Int)
    }

    fn int_sum(&mut self) -> Option<Expr> {
        let (a, b) = (self.int(), self.int());
        (a.bound + b.bound < 1000.0).then(|| {
            Expr::new(format!("{} + {}", a.at(Level::Sum), b.at(Level::Product)), Level::Sum, a.bound + b.bound)
        })
    }

    fn int_product(&mut self) -> Option<Expr> {
        let (a, b) = (self.int(), self.random.between(2, 3));
        (a.bound < 300.0)
            .then(|| Expr::new(format!("{} * {b}", a.at(Level::Product)), Level::Product, a.bound * as_real(b)))
    }

    fn length(&mut self) -> Option<Expr> {
        let (place, _) = self.sequence()?;
        // lengths grow by pushes alone, which are few
        Some(Expr::atom(format!("{}.len()", place.at(Level::Atom)), 200.0))
    }

    fn int_if(&mut self) -> Option<Expr> {
        let (c, a, b) = (self.condition(), self.int(), self.int());
        let text = format!("if {} {{ {} }} else {{ {} }}", c.text, a.text, b.text);
        Some(Expr::new(text, Level::Open, a.bound.max(b.bound)))
    }

    fn int_of_real(&mut self) -> Option<Expr> {
        let x = self.real();
        // the sine of it: no value is close to an integer by accident
        Some(Expr::new(format!("({}.sin().abs() * 3.7) as usize", x.receiver()), Level::Cast, 3.0))
    }

    fn int_min(&mut self) -> Option<Expr> {
        let (a, b) = (self.int_place()?, self.random.between(1, 4));
        Some(Expr::atom(format!("{}.min({b})", a.at(Level::Atom)), a.bound.min(as_real(b))))
    }

    fn int_reversed(&mut self) -> Option<Expr> {
        let a = self.int_place()?;
        let text = format!("{} - {}", a.bound, a.at(Level::Product));
        Some(Expr::new(text, Level::Sum, a.bound))
    }

    fn int_call(&mut self) -> Option<Expr> {
        self.call(&Ty::Int)
    }

    /// A condition.
    pub fn condition(&mut self) -> Expr {
        self.deeper(|m| m.choose(CONDITIONS)).or_else(|| self.parity()).unwrap_or_else(|| Expr::atom("true", 1.0))
    }

    fn real_below(&mut self) -> Option<Expr> {
        let x = self.real();
        let threshold = *self.random.of(THRESHOLDS);
        let sign = *self.random.of(&["<", ">", "<=", ">="]);
        if self.random.percent(20) {
            let y = self.real();
            let text = format!("{} {sign} {} + {threshold}", x.at(Level::Unary), y.at(Level::Product));
            return Some(Expr::new(text, Level::Compare, 1.0));
        }
        Some(Expr::new(format!("{} {sign} {threshold}", x.at(Level::Unary)), Level::Compare, 1.0))
    }

    fn int_compared(&mut self) -> Option<Expr> {
        let (a, b) = (self.int_place()?, self.int_to(6));
        let sign = *self.random.of(&["<", ">", "==", "!=", "<=", ">="]);
        Some(Expr::new(format!("{} {sign} {}", a.at(Level::Unary), b.at(Level::Unary)), Level::Compare, 1.0))
    }

    fn parity(&mut self) -> Option<Expr> {
        let a = self.int_place()?;
        let (of, rest) = (self.random.between(2, 3), self.random.below(2));
        let sign = *self.random.of(&["==", "!="]);
        Some(Expr::new(format!("{} % {of} {sign} {rest}", a.at(Level::Unary)), Level::Compare, 1.0))
    }

    fn flag(&mut self) -> Option<Expr> {
        self.read(&Ty::Bool)
    }

    fn both(&mut self) -> Option<Expr> {
        let (a, b) = (self.condition(), self.condition());
        let (sign, level) = *self.random.of(&[("&&", Level::And), ("||", Level::Or)]);
        Some(Expr::new(format!("{} {sign} {}", a.at(Level::Compare), b.at(Level::Compare)), level, 1.0))
    }

    fn not(&mut self) -> Option<Expr> {
        let a = self.condition();
        Some(Expr::new(format!("!{}", a.at(Level::Atom)), Level::Unary, 1.0))
    }
}

/// A small integer as a bound.
pub fn as_real(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
