//! The text of an expression, with what decides where it may stand.

/// How tightly an expression binds; a looser one needs parentheses in the place of a tighter one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A name, a literal, a call, an index.
    Atom,
    /// `-a`, `*a`, `&a`
    Unary,
    /// `a as f64`
    Cast,
    /// `a * b`
    Product,
    /// `a + b`
    Sum,
    /// `a < b`
    Compare,
    /// `a && b`
    And,
    /// `a || b`
    Or,
    /// `if`, `match`, blocks: they stand alone, or in parentheses
    Open,
}

/// The text of an expression.
#[derive(Clone, Debug)]
pub struct Expr {
    /// The text.
    pub text: String,
    /// How tightly it binds.
    pub level: Level,
    /// No value is larger, as a rough guess for reals, surely for integers.
    pub bound: f64,
    /// Whether its type is known without its surroundings: `0.5.sin()` is ambiguous, `x.sin()` is not.
    pub typed: bool,
}

impl Expr {
    /// An expression that stands by itself.
    pub fn atom(text: impl Into<String>, bound: f64) -> Self {
        Expr { text: text.into(), level: Level::Atom, bound, typed: true }
    }

    /// An expression of a level.
    pub fn new(text: impl Into<String>, level: Level, bound: f64) -> Self {
        Expr { text: text.into(), level, bound, typed: true }
    }

    /// The text where an expression of this level may stand.
    pub fn at(&self, level: Level) -> String {
        if self.level <= level { self.text.clone() } else { format!("({})", self.text) }
    }

    /// The text as the receiver of a method: the type must be known there.
    pub fn receiver(&self) -> String {
        match self {
            e if e.typed => e.at(Level::Atom),
            e if e.level == Level::Atom && !e.text.contains(|c: char| c.is_alphabetic() || c == '(' || c == '[') => {
                format!("{}_f64", e.text)
            }
            e => format!("({} as f64)", e.at(Level::Cast)),
        }
    }
}
