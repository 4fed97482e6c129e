//! The adjoints of literals of structs and enums, and of what moves whole elements: swap, push, pop.
use super::super::Access;
use super::Backward;
use crate::ir::{Literal, Operand, Place, Var, Variant};
use crate::tokens::{TokenStream, quote};
use proc_macro2::Ident;
use syn::Member;

impl Backward<'_> {
    // Input:  let o = Some(v);
    // Output: d_v += match &d_o { Some(d) => d, None => 0 };
    pub(super) fn payload(&mut self, op: &Operand, d: &Ident) -> TokenStream {
        self.field(op, d, &quote!(::core::option::Option::Some), &Member::from(0))
    }

    /// The adjoint of a variant's field goes to what the field was made of.
    fn field(&mut self, op: &Operand, d: &Ident, path: &TokenStream, member: &Member) -> TokenStream {
        let root = self.cx.input.root.clone();
        let read = self.fresh("d");
        if op.var().is_some_and(|v| self.is_scalar(v)) {
            let zero = self.cx.zero_of(&self.cx.operand_kind(op));
            let add = self.contribute(op, false, &quote!(#read));
            let value = quote!(match &#d { #path { #member: d, .. } => *d, _ => #zero });
            return if add.is_empty() { add } else { quote!(let #read = #value; #add) };
        }
        let add = self.contribute(op, false, &quote!(#read));
        if add.is_empty() {
            return add;
        }
        quote!(if let #path { #member: d, .. } = &#d { let #read = #root::rt::owned(d); #add })
    }

    // Input:  let p = Point { x, y };
    // Output: d_x += d_p.x; d_y += d_p.y;
    pub(super) fn literal(&mut self, literal: &Literal, d: &Ident) -> TokenStream {
        let mut tokens = TokenStream::new();
        for (member, op) in &literal.fields {
            if let Some(variant) = &literal.variant {
                let variant = Variant::Named(literal.ty, variant.clone());
                let path = super::super::variant_path(self.cx.input, &self.cx.program.types, &variant, Access::Adjoint);
                tokens.extend(self.field(op, d, &path, member));
            } else {
                tokens.extend(self.contribute(op, false, &quote!(#d.#member)));
            }
        }
        tokens.extend(self.rest(literal, d));
        tokens
    }

    /// `..rest` gave the fields that the literal does not name.
    fn rest(&mut self, literal: &Literal, d: &Ident) -> TokenStream {
        let Some(rest) = &literal.rest else { return TokenStream::new() };
        let (root, own) = (self.cx.input.root.clone(), self.fresh("d"));
        let add = self.contribute(rest, false, &quote!(#own));
        let name = self.cx.operand(rest);
        let named = literal.fields.iter().map(|(member, _)| quote!(#own.#member = #root::rt::zero(&#name.#member);));
        if add.is_empty() { add } else { quote!(let mut #own = #d.clone(); #(#named)* #add) }
    }

    pub(super) fn swap(&mut self, a: &Place, b: &Place) -> TokenStream {
        let mut tokens = TokenStream::new();
        if self.cx.plan.restores(a.base) {
            tokens.extend(self.cx.swap(a, b, Access::Mutable));
        }
        // an integer in an active tuple may go to a variable without an adjoint
        if self.is_active(a.base) && self.is_active(b.base) {
            let ensure = [a, b].map(|place| self.ensured(place.base));
            let (of_a, of_b) = (self.adjoint(a.base), self.adjoint(b.base));
            let swap = self.cx.swapped(a, &of_a, b, &of_b, Access::Adjoint);
            tokens.extend(quote!(#(#ensure)* #swap));
        }
        tokens
    }

    fn ensured(&mut self, v: Var) -> TokenStream {
        if !self.is_scalar(v) {
            return TokenStream::new();
        }
        let name = self.adjoint(v);
        self.adjoints.ensure(v, &name)
    }

    // Input:  v.push(x);
    // Output: v.pop(); d_x += d_v.pop();
    pub(super) fn push(&mut self, place: &Place, value: &Operand) -> TokenStream {
        let mut tokens = TokenStream::new();
        if self.cx.plan.restores(place.base) {
            let at = self.cx.changed_receiver(place);
            tokens.extend(quote!(let _ = #at.pop();));
        }
        if self.is_active(place.base) {
            let (d, at) = (self.fresh("d"), super::super::receiver(place, self.adjoint_place(place)));
            let add = self.contribute(value, false, &quote!(#d));
            tokens.extend(quote!(let #d = #at.pop().expect("an adjoint has the length of its value"); #add));
        }
        tokens
    }

    // Input:  let o = v.pop();
    // Output: if let Some(x) = &o { v.push(x); d_v.push(d_o); }
    pub(super) fn pop_back(&mut self, out: Var, place: &Place) -> TokenStream {
        let (root, name) = (self.cx.input.root.clone(), self.cx.name(out).clone());
        let item = self.fresh("item");
        let mut tokens = TokenStream::new();
        if self.is_active(place.base) {
            let at = super::super::receiver(place, self.adjoint_place(place));
            let d = if self.is_active(out) && self.adjoints.is_declared(out) {
                let d = self.adjoint(out);
                quote!(#d.clone().unwrap_or_else(|| #root::rt::zero(#item)))
            } else {
                quote!(#root::rt::zero(#item))
            };
            tokens.extend(quote!(#at.push(#d);));
        }
        if self.cx.plan.restores(place.base) {
            let at = self.cx.changed_receiver(place);
            tokens.extend(quote!(#at.push(#root::rt::owned(#item));));
        }
        quote!(if let ::core::option::Option::Some(#item) = &#name { #tokens })
    }
}
