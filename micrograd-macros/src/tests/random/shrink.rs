//! Makes a function that fails smaller, while it still fails in the same way.
use super::check::{Attributed, Macro, check};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, Item, ItemImpl};

/// One part less: the statement, or all inside the expression, with that number.
struct Less {
    statements: bool,
    left: usize,
    done: bool,
}

impl Less {
    /// Whether this is the part.
    fn here(&mut self) -> bool {
        let here = !self.done && self.left == 0;
        self.done |= here;
        self.left = self.left.saturating_sub(1);
        here
    }
}

impl VisitMut for Less {
    fn visit_item_impl_mut(&mut self, block: &mut ItemImpl) {
        if self.statements {
            block.items.retain(|_| !self.here());
        }
        visit_mut::visit_item_impl_mut(self, block);
    }

    fn visit_block_mut(&mut self, block: &mut Block) {
        if self.statements {
            for k in 0..block.stmts.len() {
                if self.here() {
                    block.stmts.remove(k);
                    return;
                }
            }
        }
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if !self.statements && !matches!(expr, Expr::Path(_) | Expr::Lit(_)) && self.here() {
            // with the place of what it replaces, for errors to point at
            *expr = syn::parse_quote_spanned!(expr.span()=> x);
            return;
        }
        visit_mut::visit_expr_mut(self, expr);
    }
}

/// What is left of `failing` when nothing more can be taken away.
pub fn shrink(expand: &Macro, failing: &Attributed, how: &str) -> Attributed {
    let mut best = failing.clone();
    for statements in [true, false, true] {
        let mut next = 0;
        while let Some(smaller) = without(&best, statements, next) {
            let is_smaller = smaller.item.to_string().len() < best.item.to_string().len();
            if is_smaller && check(expand, &smaller).is_err_and(|now| now == how) {
                best = smaller;
            } else {
                next += 1;
            }
        }
    }
    best
}

/// The same without one part; nothing if it has no such part.
fn without(from: &Attributed, statements: bool, part: usize) -> Option<Attributed> {
    let mut item: Item = syn::parse2(from.item.clone()).ok()?;
    let mut less = Less { statements, left: part, done: false };
    less.visit_item_mut(&mut item);
    less.done.then(|| Attributed { options: from.options, item: item.into_token_stream() })
}
