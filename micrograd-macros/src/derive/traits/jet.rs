//! A tangent with a tangent of its own.
use super::super::input::{Field, Input, Variant};
use super::super::target::Target;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

// Output: impl<S: Scalar> Jet for NetTangent<S> { type Dual = NetTangent<Dual<S>>; .. }
pub fn jet(input: &Input, dual: &TokenStream) -> TokenStream {
    let (root, name) = (&input.root, &input.tangent());
    let zeroed = input.map(&quote!(self), [name, name], |f, v| {
        let of = call(input, f);
        quote_spanned!(f.span()=> #of::zeroed(#v))
    });
    let both = |variant: &Variant| {
        variant.build(name, |f| {
            let (v, d, of) = (f.local("v"), f.local("d"), call(input, f));
            quote_spanned!(f.span()=> #of::with_tangent(#v, #d))
        })
    };
    let joined = input.pairs(&quote!((self, d)), [name, name], both, &input.mismatch([name, name]));
    let part = |variant: &Variant, k: usize| {
        let k = syn::Index::from(k);
        variant.build(name, |f| {
            let v = f.local("v");
            quote!(#v.#k)
        })
    };
    let split = input.each(&quote!(dual), |variant| {
        let fields = variant.fields.iter().map(|f| {
            let (v, of) = (f.local("v"), call(input, f));
            quote_spanned!(f.span()=> let #v = #of::split(#v);)
        });
        let (pattern, v, d) = (variant.pattern(name, "v"), part(variant, 0), part(variant, 1));
        quote!(#pattern => { #(#fields)* (#v, #d) })
    });
    let body = quote! {
        type Dual = #dual;
        #[inline]
        fn zeroed(&self) -> Self { #zeroed }
        #[inline]
        #[track_caller]
        fn with_tangent(self, d: Self) -> #dual { #joined }
        #[inline]
        fn split(dual: #dual) -> (Self, Self) { #split }
    };
    Target::tangent(input).implement(&quote!(#root::Jet), &[], &body)
}

/// The trait of the field's tangent.
fn call(input: &Input, field: &Field) -> TokenStream {
    let (root, ty) = (&input.root, input.tangent_of(field));
    quote_spanned!(field.span()=> <#ty as #root::Jet>)
}
