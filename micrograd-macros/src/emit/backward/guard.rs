//! What may stay unused is undone under the flag that its uses raise.
use super::Backward;
use crate::ir::{Stmt, Var};
use crate::tokens::{TokenStream, quote};

impl Backward<'_> {
    /// Statements in reverse; neighbours under one flag share one block.
    pub(super) fn undo(&mut self, stmts: &[Stmt]) -> TokenStream {
        let mut tokens = TokenStream::new();
        let mut rest = stmts.iter().rev().peekable();
        let plan = self.cx.plan;
        while let Some(stmt) = rest.next() {
            let Some(guard) = plan.unused.guard(stmt) else {
                tokens.extend(self.stmt(stmt));
                continue;
            };
            let mut run = vec![stmt];
            while let Some(next) = rest.next_if(|s| plan.unused.guard(s) == Some(guard) || !plan.is_live(s)) {
                run.push(next);
            }
            let within = run.iter().flat_map(|stmt| stmt.defines());
            let within: Vec<Var> = within.filter(|v| self.is_scalar(*v) && !self.adjoints.is_declared(*v)).collect();
            tokens.extend(self.under(Some(guard), within, |b| run.into_iter().map(|stmt| b.stmt(stmt)).collect()));
        }
        tokens
    }

    // Input:  let r = s.sqrt(); if c { return 0.0; } r * k
    // Output: if rest { d_r += d * k; r_used = true; } if r_used { d_s += d_r / (2.0 * r); }
    /// Code under the flag of a value, if there is one; the block owns the adjoints `within`.
    pub(super) fn under(
        &mut self,
        guard: Option<Var>,
        within: impl IntoIterator<Item = Var>,
        inside: impl FnOnce(&mut Self) -> TokenStream,
    ) -> TokenStream {
        let Some(guard) = guard else { return inside(self) };
        self.adjoints.enter(within);
        let tokens = inside(self);
        self.adjoints.leave();
        if tokens.is_empty() {
            return tokens;
        }
        let flag = self.adjoints.flag(guard).map(|flag| quote!(if #flag));
        self.adjoints.before(&quote!(#flag { #tokens }))
    }
}
