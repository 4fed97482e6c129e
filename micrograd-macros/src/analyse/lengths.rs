//! Lists that never change their length: it can be asked for at any time.
use super::activity::Activity;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Program, Projection, Region, Stmt, Var, Verbatim};
use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

/// The lists of a program whose length can be asked for in the backward sweep.
#[derive(Default)]
pub struct Lengths<'a>(HashMap<Var, &'a Ident>);

impl<'a> Lengths<'a> {
    /// Those in which nothing but single elements is stored, and which are there: their adjoints take their shape.
    pub fn new(program: &'a Program, activity: &Activity) -> Self {
        let list = |v: &Var| program.info(*v).memory && !program.info(*v).is_ref && activity.active[v.0];
        let mut fixed: HashSet<Var> = program.body.stmts.iter().flat_map(Stmt::defines).filter(list).collect();
        exclude(&program.body, program, &mut fixed);
        Lengths(fixed.into_iter().map(|v| (v, &program.info(v).name)).collect())
    }

    /// Whether code reads no more of a variable than a length that does not change.
    pub fn is_one(&self, code: &Verbatim, v: Var) -> bool {
        self.0.get(&v).is_some_and(|name| is_length_of(code, name))
    }
}

fn exclude(region: &Region, program: &Program, fixed: &mut HashSet<Var>) {
    for stmt in &region.stmts {
        match stmt {
            Stmt::Store(place, value)
                if value.var().is_none_or(|v| program.info(v).kind.is_scalar())
                    && matches!(place.projections.last(), Some(Projection::Index(_))) => {}
            other => other.changes().iter().for_each(|place| {
                fixed.remove(&place.base);
            }),
        }
        stmt.regions(&mut |r| exclude(r, program, fixed));
    }
}

/// Whether code is the length of a list of that name or of a part of it: `y.len()`, `y[k..].len()`.
fn is_length_of(code: &Verbatim, name: &Ident) -> bool {
    let tokens: Vec<TokenTree> = code.tokens.clone().into_iter().collect();
    let [TokenTree::Ident(list), parts @ .., TokenTree::Punct(dot), TokenTree::Ident(len), TokenTree::Group(none)] =
        &tokens[..]
    else {
        return false;
    };
    let part = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Bracket && is_range(group.stream()),
        _ => false,
    };
    list == name && dot.as_char() == '.' && *len == "len" && none.stream().is_empty() && parts.iter().all(part)
}

/// Whether tokens have two dots side by side.
fn is_range(tokens: TokenStream) -> bool {
    let dot = |token: &TokenTree| matches!(token, TokenTree::Punct(p) if p.as_char() == '.');
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    tokens.windows(2).any(|pair| pair.iter().all(dot))
}
