//! Second derivatives: `hvp_f` and `hessian_f`, the gradient over dual numbers.
use super::Api;
use super::duals::Duals;
use crate::parse::Param;
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::{Ident, Span};

impl Api<'_> {
    pub(super) fn hvp(&mut self) -> TokenStream {
        let (tangents, declared) = self.tangents();
        let duals = self.duals_along(&tangents);
        let scalar = &self.scalar;
        let root = self.input.root.clone();
        let dual = quote!(#root::Dual<#scalar>);
        let (forward, adjoints) = self.gradient_over(&duals, &dual);
        let after = self.unseeded_all(&tangents, &duals);
        let parts = super::super::tuple(&self.second_parts(&adjoints));
        let (params, ty, mention) = (self.params(None), self.gradient_type(), self.mention());
        let name = self.input.name();
        let doc = format!(
            "The derivative of the gradient of [`{name}`] along the tangents, which follow the parameters in order: the \
             Hessian times a vector, shaped like the gradient."
        );
        let head = self.head(&self.named("hvp"), None);
        let signature = quote!((#params #(#declared)*) -> #ty);
        self.function(&doc, &head, &signature, &quote!(#mention #forward #after #parts))
    }

    /// The forward sweep and the pullback over dual numbers; the names of the gradient's slots.
    fn gradient_over(&mut self, duals: &Duals, scalar: &TokenStream) -> (TokenStream, Vec<Ident>) {
        let (y, pullback, root) = (self.fresh("y"), self.fresh("pullback"), self.input.root.clone());
        let forward = self.sweep_over(&duals.passed, &y, &pullback, scalar);
        let (pull, adjoints) = self.pull_duals(duals, &pullback, &quote!(#root::rt::one_like(#y)));
        (quote!(#forward #pull), adjoints)
    }

    /// The derivatives of the slots of a gradient over dual numbers.
    fn second_parts(&self, adjoints: &[Ident]) -> Vec<TokenStream> {
        let (root, over) = (&self.input.root, self.over());
        let each = self.slots().into_iter().zip(adjoints).map(|(p, d)| {
            let tangent = p.ty.tangent(&over);
            p.ty.locate(quote!(<#tangent as #root::Jet>::split(#d).1))
        });
        each.collect()
    }

    pub(super) fn hessian(&mut self) -> TokenStream {
        let root = self.input.root.clone();
        let real = self.coordinate();
        let what = "The Hessian of [`{}`], row by row over the coordinates of the differentiable parameters in order.";
        self.matrix("hessian", what, ["by_lanes", "by_units"], &quote!(#root::Vec<#root::Vec<#real>>))
    }

    pub(super) fn hessian_diagonal(&mut self) -> TokenStream {
        let root = self.input.root.clone();
        let real = self.coordinate();
        let what = "The diagonal of the Hessian of [`{}`], over the coordinates of the differentiable parameters in order. \
                    Of the Hessian itself no more than a chunk of columns is in memory.";
        self.matrix("hessian_diagonal", what, ["diagonal_by_lanes", "diagonal_by_units"], &quote!(#root::Vec<#real>))
    }

    /// A function of all second derivatives: what the passes, in lanes or one by one, make of them.
    fn matrix(&mut self, mode: &str, what: &str, passes: [&str; 2], result: &TokenStream) -> TokenStream {
        (self.repeats, self.of_gradient) = (true, true);
        let [lanes, units] = passes.map(|name| Ident::new(name, Span::call_site()));
        let rows = if self.lanes() { self.hessian_by_lanes(&lanes) } else { self.hessian_by_units(&units) };
        let (params, mention, name) = (self.params(None), self.mention(), self.input.name());
        let each = if self.lanes() { "chunk of up to eight columns" } else { "column" };
        let doc = format!("{} One pass over dual numbers for each {each}.", what.replace("{}", &name.to_string()));
        let (head, update) = (self.head(&self.named(mode), None), self.update());
        let (rows_name, signature) = (self.fresh("rows"), quote!((#params) -> #result));
        let body = quote!(#mention let #rows_name = #rows; #update #rows_name);
        self.function(&doc, &head, &signature, &body)
    }

    /// One pass along each unit vector: right for every function.
    fn hessian_by_units(&mut self, passes: &Ident) -> TokenStream {
        let (root, real) = (self.input.root.clone(), self.coordinate());
        let columns: Vec<Param> = self.columns().into_iter().cloned().collect();
        let names: Vec<Ident> = columns.iter().map(|p| self.adjoint(p)).collect();
        let (duals, zero) = self.along_units(&columns, &names);
        let scalar = &self.scalar;
        let dual = quote!(#root::Dual<#scalar>);
        let (forward, adjoints) = self.gradient_over(&duals, &dual);
        let (pattern, row) = (nested(&names), nested(&self.second_parts(&adjoints)));
        quote! {
            #root::rt::passes::#passes::<#real, _>(&#zero, |#pattern| {
                #forward
                #root::rt::passes::flat::<#real, _>(&#row)
            })
        }
    }

    fn hessian_by_lanes(&mut self, passes: &Ident) -> TokenStream {
        let (root, real) = (self.input.root.clone(), self.coordinate());
        let lanes = self.lane_count();
        let dual = self.lane_dual();
        let (duals, seeds, start) = self.along_lanes();
        let (forward, adjoints) = self.gradient_over(&duals, &dual);
        let (count, outputs) = (self.column_count(), nested(&adjoints));
        quote! {
            #root::rt::passes::#passes::<#real, {#lanes}>(#count, |#start| {
                #seeds
                #forward
                #root::rt::passes::flat::<#dual, _>(&#outputs)
            })
        }
    }
}

/// `(a, (b, ()))`: any number of things in one.
pub(super) fn nested<T: ToTokens>(items: &[T]) -> TokenStream {
    items.iter().rev().fold(quote!(()), |rest, item| quote!((#item, #rest)))
}
