//! Expressions of a listing: arithmetic is a tree, so that parts can be put into each other; the rest is text with names
//! in it.
use crate::ir::Var;

/// Something that a listing gives a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Name {
    /// A variable of the program.
    Value(Var),
    /// Its adjoint.
    Adjoint(Var),
    /// The adjoint of a loop's carried variable, on its way from iteration to iteration.
    Carry(Var),
    /// The adjoint of the result.
    Result,
}

/// An expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A name.
    Name(Name),
    /// Text that holds together.
    Text(String),
    /// `-a`.
    Neg(Box<Expr>),
    /// `a op b`.
    Binary(String, Box<Expr>, Box<Expr>),
    /// Pieces, one behind the other; whether they hold together.
    Code(Vec<Expr>, bool),
}

/// The first of the characters that stand for a variable in text that is taken apart into pieces.
const FIRST: u32 = 0xF_0000;

/// What stands for a variable in such text.
pub fn mark(v: Var) -> String {
    let code = u32::try_from(v.0).ok().and_then(|k| char::from_u32(FIRST + k));
    code.unwrap_or(char::REPLACEMENT_CHARACTER).to_string()
}

fn marked(c: char) -> Option<Var> {
    let k = u32::from(c).checked_sub(FIRST)?;
    Some(Var(k as usize))
}

impl Expr {
    /// A variable's value.
    pub fn value(v: Var) -> Expr {
        Expr::Name(Name::Value(v))
    }

    /// Text that holds together.
    pub fn text(text: impl Into<String>) -> Expr {
        Expr::Text(text.into())
    }

    /// `a op b`.
    pub fn binary(op: impl Into<String>, a: Expr, b: Expr) -> Expr {
        Expr::Binary(op.into(), Box::new(a), Box::new(b))
    }

    /// `name(args)`.
    pub fn call(name: impl Into<String>, args: Vec<Expr>) -> Expr {
        let mut pieces = vec![Expr::text(name.into() + "(")];
        for (k, arg) in args.into_iter().enumerate() {
            pieces.extend((k > 0).then(|| Expr::text(", ")));
            pieces.push(arg);
        }
        pieces.push(Expr::text(")"));
        Expr::Code(pieces, true)
    }

    /// Text with marks for variables.
    pub fn marked(text: &str) -> Expr {
        let mut pieces = vec![String::new()];
        let mut found: Vec<Expr> = Vec::new();
        for c in text.chars() {
            match (marked(c), pieces.last_mut()) {
                (None, Some(last)) => last.push(c),
                (Some(v), _) => {
                    found.push(Expr::text(std::mem::take(&mut pieces).concat()));
                    found.push(Expr::value(v));
                    pieces.push(String::new());
                }
                (None, None) => {}
            }
        }
        found.push(Expr::text(pieces.concat()));
        found.retain(|piece| *piece != Expr::text(""));
        match &found[..] {
            [Expr::Name(_)] => found.remove(0),
            _ => Expr::Code(found, is_closed(text)),
        }
    }

    /// The same with its first variable replaced, which is the base of a place.
    pub fn based_on(mut self, name: Name) -> Expr {
        match &mut self {
            Expr::Name(own) => *own = name,
            Expr::Code(pieces, _) => {
                if let Some(Expr::Name(own)) = pieces.iter_mut().find(|piece| matches!(piece, Expr::Name(_))) {
                    *own = name;
                }
            }
            _ => {}
        }
        self
    }

    /// The same, for a place where only what holds together may stand.
    pub fn closed(self) -> Expr {
        let closed = matches!(self, Expr::Name(_) | Expr::Text(_) | Expr::Code(_, true));
        if closed { self } else { Expr::Code(vec![Expr::text("("), self, Expr::text(")")], true) }
    }

    /// Calls `f` with every name in it.
    pub fn each(&self, f: &mut dyn FnMut(Name)) {
        match self {
            Expr::Name(name) => f(*name),
            Expr::Text(_) => {}
            Expr::Neg(a) => a.each(f),
            Expr::Binary(_, a, b) => [a, b].into_iter().for_each(|e| e.each(f)),
            Expr::Code(pieces, _) => pieces.iter().for_each(|e| e.each(f)),
        }
    }

    /// The names in it.
    pub fn names(&self) -> Vec<Name> {
        let mut names = Vec::new();
        self.each(&mut |name| names.push(name));
        names
    }

    /// Puts an expression where a name is.
    pub fn replace(&mut self, name: Name, by: &Expr) {
        match self {
            Expr::Name(own) if *own == name => *self = by.clone(),
            Expr::Name(_) | Expr::Text(_) => {}
            Expr::Neg(a) => a.replace(name, by),
            Expr::Binary(_, a, b) => [a, b].into_iter().for_each(|e| e.replace(name, by)),
            Expr::Code(pieces, _) => {
                let alone = pieces.len() == 1;
                for k in 0..pieces.len() {
                    let is_base = |next: &Expr| matches!(next, Expr::Text(text) if text.starts_with(['.', '[']));
                    let closed = alone || pieces.get(k + 1).is_some_and(is_base);
                    let whole = pieces[k] == Expr::Name(name);
                    pieces[k].replace(name, by);
                    if closed && whole {
                        pieces[k] = by.clone().closed();
                    }
                }
            }
        }
    }

    /// Its text, with `name` for names.
    pub fn show(&self, name: &dyn Fn(Name) -> String) -> String {
        self.at(0, false, name)
    }

    /// Its text where operators weaker than `level` need parentheses; products in sums stand close together.
    fn at(&self, level: u8, tight: bool, name: &dyn Fn(Name) -> String) -> String {
        let (own, text) = match self {
            Expr::Name(of) => (4, name(*of)),
            Expr::Text(text) => (4, text.clone()),
            Expr::Neg(a) => (2, format!("-{}", a.at(3, false, name))),
            Expr::Binary(op, a, b) => {
                let own = strength(op);
                let space = if own == 2 && tight { "" } else { " " };
                let tight = tight || own == 1;
                (own, format!("{}{space}{op}{space}{}", a.at(own, tight, name), b.at(own + 1, tight, name)))
            }
            Expr::Code(pieces, closed) => {
                let text: String = pieces.iter().map(|piece| piece.at(0, false, name)).collect();
                (if *closed { 4 } else { 0 }, text)
            }
        };
        if own < level { format!("({text})") } else { text }
    }
}

/// How strongly an operator binds.
fn strength(op: &str) -> u8 {
    match op {
        "*" | "/" | "%" => 2,
        "+" | "-" => 1,
        _ => 0,
    }
}

/// Whether text holds together: no space outside of brackets.
fn is_closed(text: &str) -> bool {
    let mut depth = 0;
    let mut starts = text.starts_with(['!', '-', '&', '|']);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ' ' if depth == 0 => starts = true,
            _ => {}
        }
    }
    !starts
}
