//! The companion of a function with a VJP by hand.
use super::companion::{Head, closure_params, pullback_type};
use crate::errors::located;
use crate::kinds::Kind;
use crate::names::{fresh_lifetime, plain};
use crate::parse::{Input, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::{Over, Ty};
use proc_macro2::{Ident, Span};
use syn::spanned::Spanned;

// Input:  #[differentiable(vjp = by_hand)] fn f(x: &[f64], n: usize) -> f64 { .. }
// Output: fn primal_at<S: Scalar>(x: &[S], n: usize) -> S { let y = f(..); results("f", lift(&y), &[x..], |seeds| ..) }
//         fn fwd_at<'s, S: Scalar + 's>(x: &[S], n: usize) -> (S, impl Fn(&[S], S, Option<&mut [S]>) -> NoTan + ..) {
//             let y = f(..); (lift(&y), move |x, dy, dx| { let (_, pull) = by_hand(..); let g = pull(dy); .. }) }
pub fn of_hand(input: &Input) -> TokenStream {
    let input = &input.renamed();
    Writer::new(input).functions()
}

struct Writer<'a> {
    input: &'a Input,
    /// The plain real of the function.
    real: TokenStream,
    /// The function's name as text.
    name: String,
}

impl<'a> Writer<'a> {
    fn new(input: &'a Input) -> Self {
        let real = input.plain_real(&Kind::Real).map(|real| real.to_token_stream()).unwrap_or_default();
        Writer { input, real, name: plain(input.name()) }
    }

    fn local(name: &str) -> Ident {
        Ident::new(name, Span::mixed_site())
    }

    fn functions(&self) -> TokenStream {
        let (primal, fwd, joint) = (self.primal(), self.fwd(), super::joint::one_after_the_other(self.input));
        quote!(#primal #fwd #joint)
    }

    /// What a parameter shows.
    fn shown(p: &Param) -> TokenStream {
        let name = &p.ident;
        if p.ty.is_ref() { name.to_token_stream() } else { quote!(&#name) }
    }

    /// The parameters with a derivative.
    fn varying(&self) -> impl Iterator<Item = &'a Param> {
        self.input.params.iter().filter(|p| p.varies())
    }

    /// The statements that take the derivatives off the arguments, and the arguments for a function of the user's.
    fn plain_arguments(&self) -> (TokenStream, Vec<TokenStream>) {
        let (root, s) = (&self.input.root, &self.input.scalar);
        let over = Over::own(self.input, &self.real);
        let mut lets = TokenStream::new();
        let args = self.input.params.iter().enumerate().map(|(k, p)| {
            let (name, shown) = (&p.ident, Self::shown(p));
            if !p.ty.has_real() {
                return if p.ty.is_ref() { name.to_token_stream() } else { quote!(#root::rt::owned(&#name)) };
            }
            let ty = match &p.ty {
                Ty::Ref(inner, _) => match &**inner {
                    Ty::Slice(item) => {
                        let item = item.over(&over, None);
                        quote!(#root::Vec<#item>)
                    }
                    inner => inner.over(&over, None),
                },
                ty => ty.over(&over, None),
            };
            let own = Self::local(&format!("plain{k}"));
            lets.extend(
                p.ty.locate(quote!(let #own = <#ty as #root::Differentiable>::unlift::<#s>(#root::rt::owned(#shown));)),
            );
            if p.ty.is_ref() { quote!(&#own) } else { quote!(#root::rt::owned(&#own)) }
        });
        let args = args.collect();
        (lets, args)
    }

    /// The statement that calls the user's function, and the image of its value.
    fn value(&self, y: &Ident, args: &[TokenStream]) -> (TokenStream, TokenStream) {
        let (function, root, s) = (self.input.name(), &self.input.root, &self.input.scalar);
        (quote!(let #y = #function(#(#args),*);), quote!(#root::Differentiable::lift::<#s>(&#y)))
    }

    /// The call of the user's pullback; mistakes in its signature are shown where it is named.
    fn pulled(&self, y: &Ident, pull: &Ident, args: &[TokenStream]) -> TokenStream {
        let (vjp, over) = (self.input.by_hand.iter().map(|rule| &rule.vjp), Over::own(self.input, &self.real));
        let result = self.input.result.over(&over, None);
        self.located(quote!(let (#y, #pull): (#result, _) = #(#vjp)*(#(#args),*);))
    }

    /// The gradient that the user's pullback gives.
    fn gradient(&self, pull: &Ident, seed: &Ident) -> TokenStream {
        let over = Over::own(self.input, &self.real);
        let ty = super::tuple(&self.varying().map(|p| p.ty.tangent(&over)).collect::<Vec<_>>());
        let gradient = Self::local("gradient");
        self.located(quote!({ let #gradient: #ty = #pull(#seed); #gradient }))
    }

    /// Code whose mistakes are the pullback's.
    fn located(&self, code: TokenStream) -> TokenStream {
        match &self.input.by_hand {
            Some(rule) => located(code, rule.vjp.span()),
            None => code,
        }
    }

    fn primal(&self) -> TokenStream {
        let (input, root, s, real, name) =
            (self.input, &self.input.root, &self.input.scalar, &self.real, self.name.as_str());
        let over = Over::twin(input);
        let Head { visibility, generics, clauses } = Head::of(input, None);
        let declared = input.params.iter().map(|p| {
            let (name, ty) = (&p.ident, p.ty.over(&over, None));
            quote!(#name: #ty)
        });
        let declared: Vec<_> = declared.collect();
        let result = input.result.over(&over, None);
        let [y, x, pull, seeds, seed] = ["y", "x", "pull", "seeds", "seed"].map(Self::local);
        let ((lets, args), vjp) = (self.plain_arguments(), Self::local("again"));
        let (call, image) = self.value(&y, &args);
        let pulled = self.pulled(&vjp, &pull, &args);
        let called = self.gradient(&pull, &seed);
        let flat = self.varying().map(|p| {
            let shown = Self::shown(p);
            quote!(#x.extend(#root::rt::passes::flat::<#s, _>(#shown));)
        });
        let flat: Vec<_> = flat.collect();
        let rows = quote! {
            #pulled
            #seeds.iter().map(|#seed| {
                let #seed = #root::rt::by_hand::cotangent::<#real, _>(#name, #root::rt::zero(&#vjp), #seed);
                #root::rt::check::reals::<#real, _>(&#called)
            }).collect()
        };
        quote! {
            #[doc(hidden)]
            #[inline]
            #visibility fn primal_at<#generics>(#(#declared),*) -> #result #clauses {
                #lets
                #call
                let mut #x = #root::Vec::new();
                #(#flat)*
                #root::rt::by_hand::results::<#s, _>(#name, #image, &#x, |#seeds| { #rows })
            }
        }
    }

    fn fwd(&self) -> TokenStream {
        let (input, root, s, real, name) =
            (self.input, &self.input.root, &self.input.scalar, &self.real, self.name.as_str());
        let over = Over::twin(input);
        let lifetime = fresh_lifetime("s", &input.generics);
        let Head { visibility, generics, clauses } = Head::of(input, Some(&lifetime));
        let declared = input.params.iter().map(|p| {
            let (name, ty) = (&p.ident, p.ty.over(&over, None));
            quote!(#name: #ty)
        });
        let declared: Vec<_> = declared.collect();
        let (result, pullback) = (input.result.over(&over, None), pullback_type(input, &lifetime));
        let [y, pull, seed, gradient] = ["y", "pull", "seed", "gradient"].map(Self::local);
        let (lets, args) = self.plain_arguments();
        let (call, image) = self.value(&y, &args);
        let pulled = self.pulled(&y, &pull, &args);
        let called = self.gradient(&pull, &seed);
        let slots: Vec<Option<Ident>> = (input.params.iter().enumerate())
            .map(|(k, p)| p.ty.is_ref().then(|| Self::local(&format!("d{k}"))))
            .collect();
        let names: Vec<&Ident> = input.params.iter().map(|p| &p.ident).collect();
        let arguments = closure_params(input, &names, &seed, &slots);
        let (mut adds, mut returned) = (TokenStream::new(), Vec::new());
        for (k, (p, slot)) in input.params.iter().zip(&slots).enumerate() {
            let shown = Self::shown(p);
            match (p.varies(), slot) {
                (true, Some(slot)) => adds.extend(quote!(#gradient.add::<#s, _, _>(#shown, #slot);)),
                (true, None) => {
                    let d = Self::local(&format!("d{k}"));
                    adds.extend(quote!(let #d = #gradient.take::<#s, _>(#shown);));
                    returned.push(d.to_token_stream());
                }
                (false, Some(_)) => {}
                (false, None) => returned.push(p.tangent(&over)),
            }
        }
        let returned = super::tuple(&returned);
        let body = quote! {
            #lets
            #pulled
            let #seed = #root::rt::check::reals::<#s, _>(&#seed);
            let #seed = #root::rt::by_hand::cotangent::<#real, _>(#name, #root::rt::zero(&#y), &#seed);
            let mut #gradient = #root::rt::by_hand::Gradient::new::<#real, _>(#name, &#called);
            #adds
            #gradient.end();
            #returned
        };
        quote! {
            #[doc(hidden)]
            #[inline]
            #visibility fn fwd_at<#generics>(#(#declared),*) -> (#result, #pullback) #clauses {
                #root::rt::by_hand::no_second::<#s>(#name);
                #lets
                #call
                let #y = #image;
                (#y, move |#arguments| { #body })
            }
        }
    }
}
