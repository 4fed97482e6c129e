//! `jacobian_f`: forward in lanes or backward row by row, whichever takes fewer passes.
use super::Api;
use super::args::Passed;
use super::duals::Pass;
use super::second::nested;
use crate::names::plain;
use crate::parse::Param;
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::{Ident, Span};

impl Api<'_> {
    pub(super) fn jacobian(&mut self) -> TokenStream {
        self.repeats = true;
        let (root, real) = (self.input.root.clone(), self.coordinate());
        let (n, rows) = (self.fresh("columns"), self.fresh("rows"));
        let lanes = if self.lanes() { self.lane_count() } else { quote!(1) };
        let m = self.fresh("outputs");
        let forward = if self.lanes() { self.forward_by_lanes(&n) } else { self.forward_by_units(&m) };
        let (sweep, backward) = self.backward_by_rows(&m, None);
        let (params, mention, name, count) =
            (self.params(None), self.mention(), self.input.name(), self.column_count());
        let doc = format!(
            "The Jacobian of [`{name}`]: one row for each real of the result and then of the `&mut` parameters, one column \
             for each real of {}. It runs forward, {} in each pass, or \
             backward, one pass for each row: whichever takes fewer passes.",
            self.column_names(),
            if self.lanes() { "several columns" } else { "one column" }
        );
        let (head, update) = (self.head(&self.named("jacobian"), None), self.update());
        let signature = quote!((#params) -> #root::Vec<#root::Vec<#real>>);
        // with lanes for everything there is nothing to compare
        let direct = self.lanes().then(|| quote!(if #n <= #lanes { #forward } else));
        let body = quote! {
            #mention
            let #n = #count;
            let #rows = #direct {
                #sweep
                if #n.div_ceil(#lanes) <= #m { #forward } else { #backward }
            };
            #update
            #rows
        };
        self.function(&doc, &head, &signature, &body)
    }

    pub(super) fn jacobian_rows(&mut self) -> TokenStream {
        self.repeats = true;
        let (root, real) = (self.input.root.clone(), self.coordinate());
        let (block, rows, m) = (self.fresh("rows"), self.fresh("block"), self.fresh("outputs"));
        let (sweep, backward) = self.backward_by_rows(&m, Some(&block));
        let (params, mention, name) = (self.params(None), self.mention(), self.input.name());
        let doc = format!(
            "Some rows of the Jacobian of [`{name}`], with one column for each real of {}: one sweep forward, and one \
             backward for each row.",
            self.column_names()
        );
        let (head, update) = (self.head(&self.named("jacobian_rows"), None), self.update());
        let comma = (!self.input.params.is_empty()).then(|| quote!(,));
        let signature = quote! {
            (#params #comma #block: ::core::ops::Range<::core::primitive::usize>) -> #root::Vec<#root::Vec<#real>>
        };
        let body = quote!(#mention #sweep let #rows = #backward; #update #rows);
        self.function(&doc, &head, &signature, &body)
    }

    /// The parameters with columns, for a reader.
    fn column_names(&self) -> String {
        let names = self.columns().into_iter().map(|p| format!("`{}`", p.ident));
        names.collect::<Vec<_>>().join(", ")
    }

    /// What a pass over dual numbers gives: the result, and what was written through.
    fn outputs(y: &Ident, written: &[Ident]) -> TokenStream {
        nested(&std::iter::once(y).chain(written).collect::<Vec<_>>())
    }

    fn forward_by_lanes(&mut self, n: &Ident) -> TokenStream {
        let (root, real, dual) = (self.input.root.clone(), self.coordinate(), self.lane_dual());
        let lanes = self.lane_count();
        let (duals, seeds, start) = self.along_lanes();
        let (y, before) = (self.fresh("y"), &duals.passed.before);
        let call = self.companion("primal", &duals.passed.args, &dual);
        let outputs = Self::outputs(&y, &duals.written);
        quote! {
            #root::rt::passes::by_lanes::<#real, {#lanes}>(#n, |#start| {
                #seeds
                #before
                let #y = #call;
                #root::rt::passes::flat::<#dual, _>(&#outputs)
            })
        }
    }

    /// One pass along each unit vector: right for every function.
    fn forward_by_units(&mut self, m: &Ident) -> TokenStream {
        let (root, real) = (self.input.root.clone(), self.coordinate());
        let columns: Vec<Param> = self.columns().into_iter().cloned().collect();
        let names: Vec<Ident> = columns.iter().map(|p| self.adjoint(p)).collect();
        let (duals, zero) = self.along_units(&columns, &names);
        let scalar = &self.scalar;
        let call = self.companion("primal", &duals.passed.args, &quote!(#root::Dual<#scalar>));
        let (y, before, pattern) = (self.fresh("y"), &duals.passed.before, nested(&names));
        let all: Vec<&Ident> = std::iter::once(&y).chain(&duals.written).collect();
        let tangents: Vec<_> = all.iter().map(|v| quote!(#root::Parts::into_parts(#v).1)).collect();
        let tangents = nested(&tangents);
        quote! {
            #root::rt::passes::transposed::<#real>(&#root::rt::passes::by_units::<#real, _>(&#zero, |#pattern| {
                #before
                let #y = #call;
                #root::rt::passes::flat::<#real, _>(&#tangents)
            }), #m)
        }
    }

    /// The forward sweep, which tells how many rows there are, and the rows one by one: all, or those of a block.
    fn backward_by_rows(&mut self, m: &Ident, block: Option<&Ident>) -> (TokenStream, TokenStream) {
        let (root, real) = (self.input.root.clone(), self.coordinate());
        let (y, pullback, seed, zeros) =
            (self.fresh("y"), self.fresh("pullback"), self.fresh("seed"), self.fresh("seeds"));
        let (passed, states) = self.passed_copies();
        let sweep = self.sweep_over(&passed, &y, &pullback, &self.scalar);
        let params: Vec<Param> = self.written().into_iter().cloned().collect();
        let written: Vec<Ident> = params.iter().map(|p| self.adjoint(p)).collect();
        let all = std::iter::once(&y).chain(&states).map(|v| quote!(#root::rt::zero(&#v)));
        let all = nested(&all.collect::<Vec<_>>());
        let sweep = quote! {
            #sweep
            let #zeros = #all;
            let #m = #root::rt::passes::coordinates::<#real, _>(&#zeros);
        };
        let (fill, gradient) = self.owned(&passed, &pullback, &seed.to_token_stream(), &written);
        let mut slots = gradient.into_iter();
        let mut adjoints = written.iter();
        let row = self.input.params.iter().filter(|p| p.varies()).filter_map(|p| {
            if !p.ty.is_mut() {
                return slots.next();
            }
            adjoints.next().filter(|_| self.is_column(p)).cloned()
        });
        let row = nested(&row.collect::<Vec<_>>());
        let given = written.iter().map(|d| quote!(mut #d));
        let pattern = nested(&std::iter::once(seed.to_token_stream()).chain(given).collect::<Vec<_>>());
        let open = written.iter().map(|d| quote!(let #d = &mut #d;));
        let each = quote! {
            |#pattern| {
                #(#open)*
                #fill
                #root::rt::passes::flat::<#real, _>(&#row)
            }
        };
        let rows = match block {
            Some(block) => quote!(#root::rt::passes::some_units::<#real, _>(&#zeros, #block, #each)),
            None => quote!(#root::rt::passes::by_units::<#real, _>(&#zeros, #each)),
        };
        (sweep, rows)
    }

    /// The arguments of a sweep that changes nothing of the user's, and the states behind the `&mut` parameters with a
    /// derivative after it.
    fn passed_copies(&mut self) -> (Passed, Vec<Ident>) {
        let root = self.input.root.clone();
        let (mut passed, mut states) = (Passed::default(), Vec::new());
        for p in &self.input.params {
            if !p.ty.has_real() {
                self.pass_plain(p, Pass::OneOfMany, &mut passed);
                continue;
            }
            let (shown, at) =
                (Self::shown(p), self.names.fresh(&format!("{}_copy", plain(&p.ident)), Span::call_site()));
            let copy =
                if self.input.mirrors(&p.ty) { self.lifted(&p.ty, &shown) } else { quote!(#root::rt::owned(#shown)) };
            let mutable = p.ty.is_mut().then(|| quote!(mut));
            if p.ty.is_ref() && !p.ty.is_mut() && !self.input.mirrors(&p.ty) {
                passed.args.push(shown.clone());
                passed.again.push(shown);
                continue;
            }
            passed.before.extend(quote!(let #mutable #at = #copy;));
            match (p.ty.is_mut(), p.ty.is_ref()) {
                (true, _) => {
                    passed.args.push(quote!(&mut #at));
                    self.pass_again(p, &at, &mut passed);
                    states.extend(p.varies().then_some(at));
                }
                (_, true) => {
                    passed.args.push(quote!(&#at));
                    passed.again.push(quote!(&#at));
                }
                _ => passed.args.push(at.to_token_stream()),
            }
        }
        (passed, states)
    }
}
