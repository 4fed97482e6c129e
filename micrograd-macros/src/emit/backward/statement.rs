//! The adjoints of definitions and stores.
use super::super::tapes::Site;
use super::Backward;
use crate::ir::{Operand, Place, Rvalue, Stmt, Var};
use crate::kinds::Kind;
use crate::tokens::{ToTokens, TokenStream, formula, quote};
use micrograd_core::rules::Rule;
use syn::Member;

impl Backward<'_> {
    // Input:  let v2 = v0 * v1;
    // Output: d_v0 += d_v2 * v1; d_v1 += d_v2 * v0;
    pub(super) fn definition(&mut self, out: Var, value: &Rvalue) -> TokenStream {
        if !self.is_active(out) || !self.adjoints.is_declared(out) {
            return TokenStream::new();
        }
        let d = self.adjoint(out);
        match value {
            Rvalue::Use(op) => self.contribute(op, false, &d.to_token_stream()),
            Rvalue::Prim(rule, ops) => self.primitive(out, rule, ops),
            Rvalue::Convert(op, _) => {
                let (to, from) = (&self.cx.program.info(out).kind, self.cx.operand_kind(op));
                let back = self.cx.converted_back(&d.to_token_stream(), &from, to);
                back.map_or_else(TokenStream::new, |back| self.contribute(op, false, &back))
            }
            Rvalue::Load(place) => self.load(place, out),
            Rvalue::Array(ops) | Rvalue::VecOf(ops) => self.items(ops, |k| {
                let k = proc_macro2::Literal::usize_unsuffixed(k);
                quote!(#d[#k])
            }),
            Rvalue::Tuple(ops) => self.items(ops, |k| {
                let k = Member::from(k);
                quote!(#d.#k)
            }),
            Rvalue::Repeat(op, _) | Rvalue::VecRepeat(op, _) => self.repeated(op, &d.to_token_stream()),
            Rvalue::Some(op) => self.payload(op, &d),
            Rvalue::Struct(literal) => self.literal(literal, &d),
            // in these nothing is active
            Rvalue::None
            | Rvalue::Unit(_)
            | Rvalue::Native(..)
            | Rvalue::Not(_)
            | Rvalue::Query(..)
            | Rvalue::Cut(..)
            | Rvalue::Stop(_)
            | Rvalue::ToReal(..)
            | Rvalue::VecWithRoom(_)
            | Rvalue::Verbatim(_) => TokenStream::new(),
        }
    }

    fn primitive(&mut self, out: Var, rule: &Rule, ops: &[Operand]) -> TokenStream {
        let d = self.adjoint(out);
        let mut tokens = TokenStream::new();
        for (k, partial) in rule.partials.iter().enumerate() {
            let partial = &partial.replace(' ', "");
            if partial != "S::ZERO" && ops[k].var().is_some_and(|v| self.is_active(v)) {
                let (minus, amount) = self.product(&d.to_token_stream(), partial, rule, ops, out);
                tokens.extend(self.contribute(&ops[k], minus, &amount));
            }
        }
        tokens
    }

    /// `d * partial`, without a multiplication by one; the flag is the sign.
    pub(super) fn product(
        &self,
        d: &TokenStream,
        partial: &str,
        rule: &Rule,
        ops: &[Operand],
        out: Var,
    ) -> (bool, TokenStream) {
        let (minus, text) = match partial.strip_prefix('-') {
            Some(rest) if is_factor(rest) => (true, rest),
            _ => (false, partial),
        };
        if text == "S::ONE" {
            return (minus, d.clone());
        }
        let factor = self.partial(text, rule, ops, out);
        if is_atom(text) { (minus, quote!(#d * #factor)) } else { (minus, quote!(#d * (#factor))) }
    }

    /// A partial's text with this statement's operands in it.
    fn partial(&self, text: &str, rule: &Rule, ops: &[Operand], out: Var) -> TokenStream {
        let mut operands = rule.operands.iter().zip(ops);
        if let Some((_, op)) = operands.find(|(name, _)| **name == text) {
            return self.cx.operand(op);
        }
        let kind = &self.cx.program.info(out).kind;
        let (s, root) = (self.cx.scalar_of(kind), &self.cx.input.root);
        let names = |name: &str| match name {
            "S" => Some(s.clone()),
            "kinks" => Some(quote!(#root::rules::kinks)),
            _ if name == rule.result => Some(self.cx.name(out).to_token_stream()),
            _ => {
                let mut operands = rule.operands.iter().chain(rule.integers).zip(ops);
                operands.find(|(own, _)| **own == name).map(|(_, op)| self.cx.operand(op))
            }
        };
        let tokens = formula(text, &names);
        // methods and constants of a projection need its trait in scope
        let foreign = *kind == Kind::Other && (text.contains('.') || text.contains("S::"));
        if foreign { quote!({ use #root::Scalar as _; #tokens }) } else { tokens }
    }

    // Input:  let v = x[i];
    // Output: d_x[i] += d_v;
    fn load(&mut self, place: &Place, out: Var) -> TokenStream {
        if !self.is_active(place.base) {
            return TokenStream::new();
        }
        let (d, root) = (self.adjoint(out), self.cx.input.root.clone());
        if place.projections.is_empty() && self.is_scalar(place.base) {
            return self.contribute(&Operand::Var(place.base), false, &d.to_token_stream());
        }
        let at = self.adjoint_place(place);
        let (base, raised) = (self.cx.program.info(place.base), self.adjoints.raised(place.base));
        match self.cx.program.info(out).kind {
            Kind::Real | Kind::Other => quote!(#at += #d; #raised),
            _ if base.is_ref && place.projections.is_empty() => quote!(#root::rt::acc(#at, &#d);),
            _ => quote!(#root::rt::acc(&mut #at, &#d); #raised),
        }
    }

    fn items(&mut self, ops: &[Operand], item: impl Fn(usize) -> TokenStream) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (k, op) in ops.iter().enumerate() {
            tokens.extend(self.contribute(op, false, &item(k)));
        }
        tokens
    }

    fn repeated(&mut self, op: &Operand, d: &TokenStream) -> TokenStream {
        let Some(v) = op.var().filter(|v| self.is_active(*v)) else {
            return TokenStream::new();
        };
        let root = self.cx.input.root.clone();
        if self.is_scalar(v) {
            return self.contribute(op, false, &quote!(#root::rt::sum(&#d)));
        }
        let name = self.adjoint(v);
        let raised = self.adjoints.raised(v);
        quote!(for d in &#d { #root::rt::acc(&mut #name, d); } #raised)
    }

    // Input:  c[i] = v;
    // Output: c[i] = t.pop(); let d = take(&mut d_c[i], &c[i]); d_v += d;
    pub(super) fn store(&mut self, stmt: &Stmt, place: &Place, value: &Operand) -> TokenStream {
        let root = self.cx.input.root.clone();
        let restore = self.tapes.find(Site::store(stmt)).cloned().map(|tape| {
            let at = self.cx.changed(place);
            quote!(#at = #tape.pop().clone();)
        });
        if !self.is_active(place.base) {
            return restore.unwrap_or_default();
        }
        let (d, adjoint) = (self.fresh("d"), self.adjoint_place(place));
        let cleared = if self.cx.plan.sums.is_stored(value) {
            adjoint
        } else if let Some(zero) = self.cx.real_zero(place) {
            quote!(::core::mem::replace(&mut #adjoint, #zero))
        } else {
            let at = self.cx.changed(place);
            quote!(#root::rt::take(&mut #adjoint, &#at))
        };
        self.adjoints.is_final(&d);
        let add = self.contribute(value, false, &d.to_token_stream());
        let used = value.var().is_some_and(|v| self.is_active(v));
        if used { quote!(#restore let #d = #cleared; #add) } else { quote!(#restore let _ = #cleared;) }
    }
}

/// Whether a text binds tighter than multiplication, so that it may stand as a factor.
fn is_atom(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth > 0 || !"+-*/%".contains(c)
    })
}

/// Whether a text is a product, so that a sign in front of it is the sign of the whole.
pub fn is_factor(text: &str) -> bool {
    let mut depth = 0;
    text.chars().all(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth > 0 || !"+-".contains(c)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_factors() {
        assert!(is_atom("a.cos()") && is_atom("(S::ONE - y)") && is_atom("b"));
        assert!(!is_atom("y * y") && !is_atom("-y"));
        assert!(is_factor("y * b.recip()") && !is_factor("y + b"));
    }
}
