//! `#[checkpoint]` on loops that nothing leaves early.
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{
    Expr, ExprBlock, ExprBreak, ExprClosure, ExprContinue, ExprForLoop, ExprLoop, ExprReturn, ExprTry, ExprWhile,
    Label, Lifetime, Macro,
};

/// The attributes, as they are printed.
pub const CHECKPOINTS: &[&str] = &[
    "#[checkpoint]",
    "#[checkpoint(1)]",
    "#[checkpoint(2)]",
    "#[checkpoint(revolve = 1)]",
    "#[checkpoint(revolve = 2)]",
];

/// The loop, maybe with an attribute: its text decides, so that a seed's programs are the same otherwise.
pub fn with_checkpoint(text: String) -> String {
    let number = text.bytes().fold(7_usize, |hash, byte| hash.wrapping_mul(31).wrapping_add(usize::from(byte))) >> 5;
    match CHECKPOINTS.get(number % (3 * CHECKPOINTS.len())) {
        Some(mark) if stays(&text) => format!("{mark} {text}"),
        _ => text,
    }
}

/// Whether nothing leaves a loop early.
fn stays(text: &str) -> bool {
    let Ok(e) = syn::parse_str::<ExprForLoop>(text) else { return false };
    let mut exits = Exits { own: e.label.as_ref().map(|label| label.name.clone()), ..Exits::default() };
    exits.visit_block(&e.body);
    !exits.found
}

#[derive(Default)]
struct Exits {
    found: bool,
    own: Option<Lifetime>,
    labels: Vec<Lifetime>,
    depth: usize,
}

impl Exits {
    fn within(&mut self, label: Option<&Label>, loops: usize, inside: impl FnOnce(&mut Self)) {
        let outer = self.labels.len();
        self.labels.extend(label.map(|label| label.name.clone()));
        self.depth += loops;
        inside(self);
        self.depth -= loops;
        self.labels.truncate(outer);
    }
}

impl<'ast> Visit<'ast> for Exits {
    fn visit_expr_break(&mut self, e: &'ast ExprBreak) {
        self.found |= !e.label.as_ref().map_or(self.depth > 0, |label| self.labels.contains(label));
        visit::visit_expr_break(self, e);
    }

    fn visit_expr_continue(&mut self, e: &'ast ExprContinue) {
        let stays = |label: &Lifetime| self.labels.contains(label) || self.own.as_ref() == Some(label);
        self.found |= !e.label.as_ref().is_none_or(stays);
    }

    fn visit_expr_return(&mut self, _: &'ast ExprReturn) {
        self.found = true;
    }

    fn visit_expr_try(&mut self, _: &'ast ExprTry) {
        self.found = true;
    }

    fn visit_expr_closure(&mut self, _: &'ast ExprClosure) {}

    fn visit_macro(&mut self, mac: &'ast Macro) {
        let text = mac.tokens.to_token_stream().to_string();
        self.found |= ["return", "break", "continue", "?"].iter().any(|word| text.contains(word));
    }

    fn visit_expr(&mut self, e: &'ast Expr) {
        match e {
            Expr::ForLoop(ExprForLoop { label, .. })
            | Expr::While(ExprWhile { label, .. })
            | Expr::Loop(ExprLoop { label, .. }) => self.within(label.as_ref(), 1, |own| visit::visit_expr(own, e)),
            Expr::Block(ExprBlock { label, .. }) => self.within(label.as_ref(), 0, |own| visit::visit_expr(own, e)),
            _ => visit::visit_expr(self, e),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::stays;

    #[test]
    fn exits_are_found() {
        assert!(stays("'a: for i in 0..3 { for j in 0..i { if j > 1 { break; } if x { continue 'a; } } }"));
        for exit in ["break;", "'b: loop { break 'a; }", "f(x?);", "vec![x?];", "while c { return 1.0; }"] {
            assert!(!stays(&format!("'a: for i in 0..3 {{ {exit} }}")), "{exit}");
        }
    }
}
