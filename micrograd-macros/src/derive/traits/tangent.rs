//! What a value and its tangent do field by field, whatever scalar they are over.
use super::super::input::{Field, Input, Variant};
use super::super::target::Target;
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

// Output: impl<S: Scalar> Tangent for NetTangent<S> { fn accumulate(&mut self, d: &Self) { .. } }
pub fn tangent(input: &Input) -> TokenStream {
    let (root, name) = (&input.root, &input.tangent());
    let add = |variant: &Variant| {
        let each = variant.fields.iter().map(|f| {
            let (v, d) = (f.local("v"), f.local("d"));
            quote_spanned!(f.span()=> #root::Tangent::accumulate(#v, #d);)
        });
        quote!({ #(#each)* })
    };
    let body = input.pairs(&quote!((self, d)), [name, name], add, &input.mismatch([name, name]));
    let body = quote!(#[inline] #[track_caller] fn accumulate(&mut self, d: &Self) { #body });
    Target::tangent(input).implement(&quote!(#root::Tangent), &[], &body)
}

// Output: match self { Net { k: v_k } => NetTangent { k: Differentiable::zero_tangent(v_k) } }
pub fn zero(input: &Input, of: &Ident, scalar: Option<&Ident>) -> TokenStream {
    let root = &input.root;
    input.map(&quote!(self), [of, &input.tangent()], |f, v| {
        if f.skip {
            return quote!(#root::NoTan);
        }
        let ty = input.over(f, scalar);
        quote_spanned!(f.span()=> <#ty as #root::Differentiable>::zero_tangent(#v))
    })
}

// Output: match (self, d) { (Net { k: v_k }, NetTangent { k: d_k }) => NetAt { k: Differentiable::seed(v_k, d_k) } }
pub fn seed(input: &Input, [of, to]: [&Ident; 2], scalar: Option<&Ident>) -> TokenStream {
    let (root, tangent) = (&input.root, &input.tangent());
    let seeded = |variant: &Variant| {
        variant.build(to, |f| {
            let (v, d, ty) = (f.local("v"), f.local("d"), input.over(f, scalar));
            image(f, &quote_spanned!(f.span()=> <#ty as #root::Differentiable>::seed(#v, #d)))
        })
    };
    input.pairs(&quote!((self, d)), [of, tangent], seeded, &input.mismatch([of, tangent]))
}

// Output: match self { NetAt { k: v_k } => { let v_k = Parts::into_parts(v_k); (NetAt { k: v_k.0 }, NetTangent { k: v_k.1 }) } }
pub fn into_parts(input: &Input, of: &Ident, [primal, tangent]: [&TokenStream; 2]) -> TokenStream {
    let (root, d) = (&input.root, input.tangent());
    let part = |f: &Field, k: usize| {
        let (v, k) = (f.local("v"), syn::Index::from(k));
        quote!(#v.#k)
    };
    let body = input.each(&quote!(self), |variant| {
        let split = variant.fields.iter().map(|f| {
            let v = f.local("v");
            let parts = if f.skip { quote!((#v, #root::NoTan)) } else { quote!(#root::Parts::into_parts(#v)) };
            quote_spanned!(f.span()=> let #v = #parts;)
        });
        let (pattern, v) = (variant.pattern(of, "v"), variant.build(of, |f| part(f, 0)));
        let d = variant.build(&d, |f| part(f, 1));
        quote!(#pattern => { #(#split)* (#v, #d) })
    });
    quote! {
        type Primal = #primal;
        type Tangent = #tangent;
        #[inline]
        fn into_parts(self) -> (#primal, #tangent) { #body }
    }
}

/// What a field of an image is: `value`, or a copy of a skipped one.
pub fn image(field: &Field, value: &TokenStream) -> TokenStream {
    let v = field.local("v");
    if field.skip { quote_spanned!(field.span()=> ::core::clone::Clone::clone(#v)) } else { value.to_token_stream() }
}
