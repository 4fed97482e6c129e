//! The modes that a function has: each a closure over lists of reals.
use super::Check;
use crate::emit::api::{second::nested, wanted};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::{Ident, Span};

impl Check<'_> {
    /// The fields of those that exist, and none for the others.
    pub(super) fn modes(&mut self) -> TokenStream {
        let input = self.input();
        let scalar = input.result.is_real();
        let matrix = !scalar || self.written().next().is_some();
        let exists = |mode: &str, possible: bool| possible && wanted(input, mode);
        let mut fields = TokenStream::new();
        let mut field = |name: &str, code: Option<TokenStream>| {
            let name = Ident::new(name, Span::call_site());
            fields.extend(match code {
                Some(code) => quote!(#name: ::core::option::Option::Some(&#code),),
                None => quote!(#name: ::core::option::Option::None,),
            });
        };
        field("generic", exists("generic", true).then(|| self.generic()).flatten());
        field("value_and_grad", exists("value_and_grad", scalar).then(|| self.value_and_grad()));
        field("grad", exists("grad", scalar).then(|| self.grad()));
        field("backward", exists("backward", true).then(|| self.backward()));
        field("vjp", exists("vjp", true).then(|| self.vjp()));
        field("jvp", exists("jvp", true).then(|| self.jvp()));
        field("hvp", exists("hvp", scalar).then(|| self.hvp()));
        let second = ["hvp", "hessian", "hessian_diagonal"].iter().any(|mode| exists(mode, scalar));
        field("wide", second.then(|| self.wide()));
        field("hessian", exists("hessian", scalar).then(|| self.rows("hessian")));
        let by_hand = input.by_hand.as_ref().is_some_and(|rule| rule.jvp.is_some());
        field("hessian_diagonal", exists("hessian_diagonal", scalar).then(|| self.diagonal()));
        field("jacobian_rows", exists("jacobian_rows", matrix).then(|| self.block()));
        field("jacobian", exists("jacobian", matrix).then(|| self.rows("jacobian")));
        let by_hand = Ident::new(if by_hand { "true" } else { "false" }, Span::call_site());
        fields.extend(quote!(by_hand: #by_hand,));
        fields
    }

    /// The reals of something of the user's.
    fn reals(&self, of: &TokenStream) -> TokenStream {
        let (root, real) = (&self.input().root, self.api.coordinate());
        quote!(#root::rt::check::reals::<#real, _>(&#of))
    }

    fn value_and_grad(&mut self) -> TokenStream {
        let gradient = self.api.fresh("gradient");
        let (open, call, outcome, y) = (self.open(), self.call(Some("value_and_grad"), &[]), self.outcome(), &self.y);
        let reals = self.reals(&gradient.to_token_stream());
        quote!(|| { #open let (#y, #gradient) = #call; (#outcome, #reals) })
    }

    fn grad(&mut self) -> TokenStream {
        let at = self.api.fresh("at");
        let open = self.open_at(&at.to_token_stream());
        let reals = self.reals(&self.call(Some("grad"), &[]));
        quote!(|#at: &[::core::primitive::f64]| { #open #reals })
    }

    /// The statement that gives the parameters' tangents the reals of a list; those behind references can be changed.
    fn tangents(&self, from: &Ident) -> TokenStream {
        let (root, real, zeros) = (&self.input().root, self.api.coordinate(), &self.zeros);
        let each = self.names.iter().map(|(p, _, d)| {
            let mutable = p.ty.is_ref().then(|| quote!(mut));
            quote!(#mutable #d)
        });
        let pattern = nested(&each.collect::<Vec<_>>());
        quote!(let #pattern = #root::rt::check::filled::<#real, _>(#zeros(), #from);)
    }

    /// The names of the tangents, in one.
    fn all_tangents(&self) -> TokenStream {
        nested(&self.names.iter().map(|(.., d)| d).collect::<Vec<_>>())
    }

    /// The statement that gives the result and the states behind `&mut` cotangents from a list.
    fn seeded(&self, seed: &Ident, from: &Ident) -> TokenStream {
        let written = self.names.iter().filter(|(p, ..)| p.ty.is_mut()).map(|(.., d)| quote!(mut #d));
        let pattern = nested(&std::iter::once(seed.to_token_stream()).chain(written).collect::<Vec<_>>());
        let cotangents = &self.cotangents;
        quote!(let #pattern = #cotangents(#from);)
    }

    /// The adjoints behind references.
    fn adjoints(&self, shared: bool) -> Vec<TokenStream> {
        let references = self.names.iter().filter(|(p, ..)| p.ty.is_ref() && !p.is_owned_self());
        references.filter(|(p, ..)| shared || p.ty.is_mut()).map(|(.., d)| quote!(&mut #d)).collect()
    }

    fn backward(&mut self) -> TokenStream {
        let (list, before, seed) = (self.api.fresh("list"), self.api.fresh("before"), self.api.fresh("seed"));
        let returned = self.names.iter().filter(|(p, ..)| !p.ty.is_ref() || p.is_owned_self()).map(|(.., d)| d);
        let returned = crate::emit::tuple(&returned.collect::<Vec<_>>());
        let further: Vec<_> = std::iter::once(seed.to_token_stream()).chain(self.adjoints(true)).collect();
        let (tangents, seeded, open) = (self.tangents(&before), self.seeded(&seed, &list), self.open());
        let (call, outcome, y) = (self.call(Some("backward"), &further), self.outcome(), &self.y);
        let all = self.reals(&self.all_tangents());
        quote! {
            |#list: &[::core::primitive::f64], #before: &[::core::primitive::f64]| {
                #tangents
                #seeded
                #open
                let (#y, #returned) = #call;
                (#outcome, #all)
            }
        }
    }

    fn vjp(&mut self) -> TokenStream {
        let (root, list, seeds) = (self.input().root.clone(), self.api.fresh("list"), self.api.fresh("seeds"));
        let (seed, rows, pullback) = (self.api.fresh("seed"), self.api.fresh("rows"), self.api.fresh("pullback"));
        let own = self.names.iter().filter(|(p, ..)| !p.ty.is_mut()).map(|(.., d)| d);
        let own = crate::emit::tuple(&own.collect::<Vec<_>>());
        let (open, seeded, adjoints) = (self.open(), self.seeded(&seed, &list), self.adjoints(false));
        let (call, outcome, y) = (self.call(Some("vjp"), &[]), self.outcome(), &self.y);
        let all = self.reals(&self.all_tangents());
        quote! {
            |#seeds: &[#root::Vec<::core::primitive::f64>]| {
                #open
                let (#y, #pullback) = #call;
                let #rows = #seeds.iter().map(|#list| {
                    #seeded
                    let #own = #pullback(#seed #(, #adjoints)*);
                    #all
                }).collect();
                (#outcome, #rows)
            }
        }
    }

    fn jvp(&mut self) -> TokenStream {
        let (along, tangent) = (self.api.fresh("along"), self.api.fresh("tangent"));
        let (tangents, open, further) = (self.tangents(&along), self.open(), self.directions());
        let (call, outcome, y) = (self.call(Some("jvp"), &further), self.outcome(), &self.y);
        let written = self.names.iter().filter(|(p, ..)| p.ty.is_mut()).map(|(.., d)| d);
        let all = self.reals(&nested(&std::iter::once(&tangent).chain(written).collect::<Vec<_>>()));
        quote! {
            |#along: &[::core::primitive::f64]| {
                #tangents
                #open
                let (#y, #tangent) = #call;
                (#outcome, #all)
            }
        }
    }

    fn hvp(&mut self) -> TokenStream {
        let along = self.api.fresh("along");
        let (tangents, open, further) = (self.tangents(&along), self.open(), self.directions());
        let reals = self.reals(&self.call(Some("hvp"), &further));
        quote!(|#along: &[::core::primitive::f64]| { #tangents #open #reals })
    }

    fn diagonal(&mut self) -> TokenStream {
        let (open, reals) = (self.open(), self.reals(&self.call(Some("hessian_diagonal"), &[])));
        quote!(|| { #open #reals })
    }

    fn block(&mut self) -> TokenStream {
        let (row, rows) = (self.api.fresh("row"), self.api.fresh("rows"));
        let (open, reals) = (self.open(), self.reals(&row.to_token_stream()));
        let call = self.call(Some("jacobian_rows"), &[rows.to_token_stream()]);
        quote!(|#rows| { #open #call.into_iter().map(|#row| #reals).collect() })
    }

    /// `hessian_f` or `jacobian_f`.
    fn rows(&mut self, mode: &str) -> TokenStream {
        let row = self.api.fresh("row");
        let (open, call, reals) = (self.open(), self.call(Some(mode), &[]), self.reals(&row.to_token_stream()));
        quote!(|| { #open #call.into_iter().map(|#row| #reals).collect() })
    }
}
