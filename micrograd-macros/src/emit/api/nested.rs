//! The companions of `grad_f`, `value_and_grad_f` and `jvp_f`: a differentiable function may call them.
//!
//! Each is a differentiable function like `f`, and its derivative is that of `f` over dual numbers, one level up: with
//! `ē` the cotangent of the gradient, `x + ε ē` in and the part of `ε` out is the Hessian times `ē`; and for `jvp_f` the
//! pullback over dual numbers, with value and tangent exchanged, is the adjoint of the tangent map.
use super::duals::{Duals, Pass};
use super::{Api, Names};
use crate::emit::backward::no_tangent;
use crate::emit::companion::{Head, captured};
use crate::kinds::Kind;
use crate::names::{fresh_lifetime, plain};
use crate::owner::{Receiver, self_name};
use crate::parse::{Input, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::{Over, Ty};
use proc_macro2::{Ident, Span};
use quote::format_ident;

/// The functions that have a companion.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nested {
    Grad,
    ValueAndGrad,
    Jvp,
}

/// All of them: types beside the function, or functions of a method's companion. A function that mixes precisions, writes
/// through a reference or is a trait's has none.
pub fn nested(input: &Input) -> TokenStream {
    let in_trait = input.owner.as_ref().is_some_and(|owner| owner.in_trait);
    let varies = input.params.iter().any(Param::varies);
    if input.other.is_some() || in_trait || !varies || input.params.iter().any(|p| p.ty.is_mut()) {
        return TokenStream::new();
    }
    let input = &receiver_named(input);
    let mut all = TokenStream::new();
    let wanted = |mode| super::wanted(input, mode);
    if input.result.is_real() && wanted("grad") {
        all.extend(companion(input, Nested::Grad));
    }
    if input.result.is_real() && (wanted("grad") || wanted("value_and_grad")) {
        all.extend(companion(input, Nested::ValueAndGrad));
    }
    if input.result.has_real() && wanted("jvp") {
        all.extend(companion(input, Nested::Jvp));
    }
    all
}

/// The function with a name for its receiver that a closure can have, too.
fn receiver_named(input: &Input) -> Input {
    let mut input = input.clone();
    let this = input.names.unused("this", Span::call_site());
    for param in input.params.iter_mut().filter(|p| p.receiver.is_some()) {
        param.ident = this.clone();
        // the companion has it by reference in any case
        param.receiver = Some(Receiver::Reference);
    }
    input
}

fn companion(input: &Input, of: Nested) -> TokenStream {
    let prefix = match of {
        Nested::Grad => "grad",
        Nested::ValueAndGrad => "value_and_grad",
        Nested::Jvp => "jvp",
    };
    let name = format_ident!("{prefix}_{}", plain(input.name()), span = input.name().span());
    let functions = Writer::new(input, of, &name).functions();
    if input.owner.is_some() { functions } else { crate::emit::companion::type_of(input, &name, &functions) }
}

/// Writes the two functions of one companion.
struct Writer<'a> {
    input: &'a Input,
    of: Nested,
    /// The names of both functions.
    primal: Ident,
    fwd: Ident,
    /// The tangents among the parameters, of a `jvp_f`.
    tangents: Vec<Ident>,
    api: Api<'a>,
}

impl<'a> Writer<'a> {
    fn new(input: &'a Input, of: Nested, name: &Ident) -> Self {
        let mut names = Names::default();
        names.reserve(quote::ToTokens::to_token_stream(&input.function.sig));
        let mut api = Api { names, ..Api::new(input, input.scalar_tokens.clone()) };
        let tangents = match of {
            Nested::Jvp => api.tangents().0,
            _ => Vec::new(),
        };
        let (primal, fwd) = match input.owner {
            None => (format_ident!("primal_at"), format_ident!("fwd_at")),
            Some(_) => (format_ident!("primal_{name}"), format_ident!("fwd_{name}")),
        };
        Writer { input, of, primal, fwd, tangents, api }
    }

    fn over(&self) -> Over<'a> {
        Over::twin(self.input)
    }

    fn varying(&self) -> Vec<&'a Param> {
        self.input.params.iter().filter(|p| p.varies()).collect()
    }

    /// The tangents among the parameters: each with the parameter that it belongs to.
    fn along(&self) -> Vec<(&'a Param, Ident)> {
        if self.tangents.is_empty() {
            return Vec::new();
        }
        self.varying().into_iter().zip(self.tangents.iter().cloned()).collect()
    }

    fn functions(mut self) -> TokenStream {
        let (primal, fwd) = (self.primal(), self.fwd());
        quote!(#primal #fwd)
    }

    /// The declarations of all parameters.
    fn declared(&self) -> Vec<TokenStream> {
        let over = self.over();
        let own = self.input.params.iter().map(|p| {
            let (name, ty) = (&p.ident, p.ty.over(&over, None));
            if p.receiver.is_some() {
                let own = self_name();
                quote!(&#own)
            } else {
                quote!(#name: #ty)
            }
        });
        let along = self.along().into_iter().map(|(p, d)| {
            let (place, and) = (p.ty.tangent_place(&over), p.ty.is_ref().then(|| quote!(&)));
            quote!(#d: #and #place)
        });
        own.chain(along).collect()
    }

    /// The type of the result, which is also that of its cotangent.
    fn result(&self, value: &TokenStream) -> TokenStream {
        let over = self.over();
        let slots: Vec<_> = self.varying().into_iter().map(|p| p.ty.tangent(&over)).collect();
        let gradient = crate::emit::tuple(&slots);
        let tangent = self.input.result.tangent(&over);
        match self.of {
            Nested::Grad => gradient,
            Nested::ValueAndGrad => quote!((#value, #gradient)),
            Nested::Jvp => quote!((#value, #tangent)),
        }
    }

    fn head(&self, name: &Ident, pullback: bool) -> (Head, TokenStream) {
        let lifetime = pullback.then(|| fresh_lifetime("s", &self.input.generics));
        let head = Head::of(self.input, lifetime.as_ref());
        let clauses = super::with_clones(self.input, head.clauses);
        (Head { clauses, ..head }, name.to_token_stream())
    }

    fn primal(&mut self) -> TokenStream {
        let (Head { visibility, generics, clauses }, name) = self.head(&self.primal.clone(), false);
        let (declared, result) = (self.declared(), self.result(&self.input.result.over(&self.over(), None)));
        let this = self.this();
        let body = match self.of {
            Nested::Jvp => self.tangent_map(),
            Nested::Grad | Nested::ValueAndGrad => self.gradient(),
        };
        quote! {
            #[doc(hidden)]
            #[inline]
            #visibility fn #name<#generics>(#(#declared),*) -> #result #clauses { #this #body }
        }
    }

    /// The statement that gives the receiver its name.
    fn this(&self) -> TokenStream {
        let receiver = self.input.params.iter().find(|p| p.receiver.is_some());
        receiver.map_or_else(TokenStream::new, |p| {
            let (name, own) = (&p.ident, self_name());
            quote!(let #name = #own;)
        })
    }

    /// The gradient, by one sweep forward and one backward.
    fn gradient(&mut self) -> TokenStream {
        let root = self.input.root.clone();
        let (y, pullback) = (self.api.fresh("y"), self.api.fresh("pullback"));
        let duals = self.plain();
        let scalar = self.input.scalar_tokens.clone();
        let forward = self.api.sweep_over(&duals.passed, &y, &pullback, &scalar);
        let (pull, adjoints) = self.api.pull_duals(&duals, &pullback, &quote!(#root::rt::one_like(#y)));
        let gradient = crate::emit::tuple(&adjoints);
        let value = if self.of == Nested::Grad { gradient } else { quote!((#y, #gradient)) };
        quote!(#forward #pull #value)
    }

    /// The arguments as they are.
    fn plain(&mut self) -> Duals {
        self.api.duals(Pass::OneOfMany, |api, p| {
            let (root, shown) = (&api.input.root, Api::shown(p));
            quote!(#root::rt::owned(#shown))
        })
    }

    fn tangent_map(&mut self) -> TokenStream {
        let (root, scalar) = (self.input.root.clone(), self.input.scalar_tokens.clone());
        let duals = self.dual(&self.tangents.clone());
        let before = &duals.passed.before;
        let call = self.api.companion("primal", &duals.passed.args, &quote!(#root::Dual<#scalar>));
        quote!(#before #root::Parts::into_parts(#call))
    }

    /// The arguments along tangents: those behind references as such, others by name.
    fn dual(&mut self, tangents: &[Ident]) -> Duals {
        let mut given = tangents.iter();
        self.api.duals(Pass::OneOfMany, |api, p| {
            let tangent = p.varies().then(|| given.next()).flatten();
            api.seeded(
                p,
                &tangent
                    .map_or_else(TokenStream::new, |d| if p.ty.is_ref() { d.to_token_stream() } else { quote!(&#d) }),
            )
        })
    }

    fn fwd(&mut self) -> TokenStream {
        let (Head { visibility, generics, clauses }, name) = self.head(&self.fwd.clone(), true);
        let (root, over) = (self.input.root.clone(), self.over());
        let (declared, result) = (self.declared(), self.result(&self.input.result.over(&over, None)));
        let seed_type = self.result(&self.input.result.tangent(&over));
        let (this, primal) = (self.this(), self.primal.clone());
        let copies = self.input.params.iter().map(|p| {
            let shown = Api::shown(p);
            if p.ty.is_ref() { shown } else { quote!(#root::rt::owned(#shown)) }
        });
        let along = self
            .along()
            .into_iter()
            .map(|(p, d)| if p.ty.is_ref() { d.to_token_stream() } else { quote!(#root::rt::owned(&#d)) });
        let own = crate::emit::companion::own_arguments(self.input);
        let call = copies.chain(along);
        let call: Vec<_> = call.collect();
        let lifetime = fresh_lifetime("s", &self.input.generics);
        let captured = captured(self.input, &lifetime);
        let (seed, value) = (self.api.fresh("seed"), self.api.fresh("value"));
        let references = self.references();
        let slots = self.slots();
        let slot_types: Vec<_> = slots.iter().map(|(_, ty)| ty).collect();
        let slot_names: Vec<_> = slots.iter().map(|(name, ty)| quote!(#name: #ty)).collect();
        let types: Vec<_> = references.iter().map(|(_, ty)| ty).collect();
        let names: Vec<_> = references.iter().map(|(name, ty)| quote!(#name: #ty)).collect();
        let by_value = self.by_value_types();
        let body = self.pullback(&seed, &slots.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
        quote! {
            #[doc(hidden)]
            #[inline]
            #visibility fn #name<#generics>(#(#declared),*)
                -> (#result, impl ::core::ops::Fn(#(#types,)* #seed_type, #(#slot_types),*) -> #by_value + #captured) #clauses
            {
                #this
                let #value = Self::#primal #own(#(#call),*);
                (#value, move |#(#names,)* #seed: #seed_type, #(#slot_names),*| { #body })
            }
        }
    }

    /// The references that a pullback is given again, with their types.
    fn references(&self) -> Vec<(TokenStream, TokenStream)> {
        let over = self.over();
        let own = self
            .input
            .params
            .iter()
            .filter(|p| p.ty.is_ref())
            .map(|p| (p.ident.to_token_stream(), p.ty.over(&over, None)));
        let along = self.along().into_iter().filter(|(p, _)| p.ty.is_ref()).map(|(p, d)| {
            let place = p.ty.tangent_place(&over);
            (d.to_token_stream(), quote!(&#place))
        });
        own.chain(along).collect()
    }

    /// The slots of references.
    fn slots(&mut self) -> Vec<(Ident, TokenStream)> {
        let over = self.over();
        let own: Vec<&Param> = self.input.params.iter().filter(|p| p.ty.is_ref()).collect();
        let along = self.along().into_iter().map(|(p, _)| p).filter(|p| p.ty.is_ref());
        let all: Vec<&Param> = own.into_iter().chain(along).collect();
        let each = all.into_iter().map(|p| {
            let place = p.tangent_place(&over);
            (self.api.fresh("slot"), quote!(::core::option::Option<&mut #place>))
        });
        each.collect()
    }

    /// The tangents of the by-value parameters.
    fn by_value_types(&self) -> TokenStream {
        let over = self.over();
        let own = self.input.params.iter().filter(|p| !p.ty.is_ref()).map(|p| p.tangent(&over));
        let along = self.along().into_iter().filter(|(p, _)| !p.ty.is_ref()).map(|(p, _)| p.ty.tangent(&over));
        crate::emit::tuple(&own.chain(along).collect::<Vec<_>>())
    }

    /// The body of the pullback.
    fn pullback(&mut self, seed: &Ident, slots: &[Ident]) -> TokenStream {
        let (root, scalar) = (self.input.root.clone(), self.input.scalar_tokens.clone());
        let dual = quote!(#root::Dual<#scalar>);
        let (open, tangents, cotangent) = self.opened(seed);
        let duals = self.dual(&tangents);
        let (y, pullback) = (self.api.fresh("y"), self.api.fresh("pullback"));
        let forward = self.api.sweep_over(&duals.passed, &y, &pullback, &dual);
        let (pull, adjoints) = self.api.pull_duals(&duals, &pullback, &cotangent);
        let close = self.closed(&adjoints, slots);
        quote!(#open #forward #pull #close)
    }

    /// The seed taken apart: tangents of the arguments, and the cotangent of the result over dual numbers.
    fn opened(&mut self, seed: &Ident) -> (TokenStream, Vec<Ident>, TokenStream) {
        let (root, scalar) = (self.input.root.clone(), self.input.scalar_tokens.clone());
        let one = quote!(<#scalar as #root::Scalar>::ONE);
        if self.of == Nested::Jvp {
            let (value, tangent) = (self.api.fresh("d_value"), self.api.fresh("d_tangent"));
            let ty = self.input.result.tangent(&self.over());
            let cotangent = quote!(<#ty as #root::Jet>::with_tangent(#tangent, #value));
            return (quote!(let (#value, #tangent) = #seed;), self.tangents.clone(), cotangent);
        }
        let params = self.varying();
        let names: Vec<Ident> = params.iter().map(|p| self.api.adjoint(p)).collect();
        let pattern = crate::emit::tuple(&names);
        let by_reference = params.iter().zip(&names).filter(|(p, _)| p.ty.is_ref()).map(|(_, d)| quote!(let #d = &#d;));
        let by_reference: TokenStream = by_reference.collect();
        if self.of == Nested::Grad {
            return (quote!(let #pattern = #seed; #by_reference), names, quote!(#root::Dual::constant(#one)));
        }
        let value = self.api.fresh("d_value");
        let open = quote!(let (#value, #pattern) = #seed; #by_reference);
        (open, names, quote!(#root::Dual::new(#one, #value)))
    }

    /// The adjoints over dual numbers go to where they belong.
    fn closed(&mut self, adjoints: &[Ident], slots: &[Ident]) -> TokenStream {
        let (root, over) = (self.input.root.clone(), self.over());
        let mut parts = TokenStream::new();
        let mut split = Vec::new();
        for (p, d) in self.varying().into_iter().zip(adjoints) {
            let (value, tangent) = (self.api.fresh("of_tangent"), self.api.fresh("of_value"));
            let ty = p.ty.tangent(&over);
            parts.extend(quote!(let (#value, #tangent) = <#ty as #root::Jet>::split(#d);));
            split.push((value, tangent));
        }
        let (mut fill, mut returned) = (TokenStream::new(), Vec::new());
        let (mut slots, mut halves) = (slots.iter(), split.iter());
        for p in &self.input.params {
            let half = p.varies().then(|| halves.next()).flatten().map(|(_, tangent)| tangent);
            self.place(p, half, &mut slots, &mut fill, &mut returned);
        }
        if self.of == Nested::Jvp {
            for (p, (value, _)) in self.varying().into_iter().zip(&split) {
                self.place(p, Some(value), &mut slots, &mut fill, &mut returned);
            }
        }
        let returned = crate::emit::tuple(&returned);
        quote!(#parts #fill #returned)
    }

    /// One adjoint: added to its slot, or returned.
    fn place<'s>(
        &self,
        p: &Param,
        adjoint: Option<&Ident>,
        slots: &mut impl Iterator<Item = &'s Ident>,
        fill: &mut TokenStream,
        returned: &mut Vec<TokenStream>,
    ) {
        let root = &self.input.root;
        if p.ty.is_ref() {
            let slot = slots.next().expect("every reference has a slot");
            if let Some(adjoint) = adjoint {
                let d = Ident::new("d", Span::mixed_site());
                fill.extend(quote!(if let ::core::option::Option::Some(#d) = #slot { #root::rt::acc(#d, &#adjoint); }));
            }
            return;
        }
        let name = &p.ident;
        returned.push(match (adjoint, &p.ty) {
            (Some(adjoint), _) => adjoint.to_token_stream(),
            (None, Ty::Vec(..) | Ty::Option(..)) if !p.constant => quote!(#root::rt::zero(&#name)),
            (None, ty) if !p.constant => no_tangent(&ty.kind(&mut || Kind::Inert), root),
            (None, _) => quote!(#root::NoTan),
        });
    }
}
