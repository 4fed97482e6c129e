//! The companions of `grad_f`, `value_and_grad_f` and `jvp_f`: a differentiable function may call them.
//!
//! Each is a differentiable function like `f`, and its derivative is that of `f` over dual numbers, one level up: with
//! `ē` the cotangent of the gradient, `x + ε ē` in and the part of `ε` out is the Hessian times `ē`; and for `jvp_f` the
//! pullback over dual numbers, with value and tangent exchanged, is the adjoint of the tangent map.
mod pullback;

use super::duals::{Duals, Pass};
use super::{Api, Names};
use crate::emit::companion::Head;
use crate::names::{fresh_lifetime, plain};
use crate::owner::{Receiver, self_name};
use crate::parse::{Input, Param};
use crate::tokens::{ToTokens, TokenStream, quote};
use crate::types::Over;
use proc_macro2::{Ident, Span};
use quote::format_ident;

/// The functions that have a companion.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nested {
    Grad,
    ValueAndGrad,
    Jvp,
}

/// All of them: types beside the function, or functions of a method's companion. A function that writes through a
/// reference or is a trait's has none, and no method that mixes precisions.
pub fn nested(input: &Input, joint: bool) -> TokenStream {
    let in_trait = input.owner.as_ref().is_some_and(|owner| owner.in_trait);
    let varies = input.params.iter().any(Param::varies);
    let mixed_method = input.owner.is_some() && input.other.is_some();
    if input.by_hand.is_some() || mixed_method || in_trait || !varies || input.params.iter().any(|p| p.ty.is_mut()) {
        return TokenStream::new();
    }
    let input = &receiver_named(input);
    let mut all = TokenStream::new();
    let wanted = |mode| super::wanted(input, mode);
    if input.result.is_real() && wanted("grad") {
        all.extend(companion(input, Nested::Grad, joint));
    }
    if input.result.is_real() && (wanted("grad") || wanted("value_and_grad")) {
        all.extend(companion(input, Nested::ValueAndGrad, joint));
    }
    if input.result.has_real() && wanted("jvp") {
        all.extend(companion(input, Nested::Jvp, joint));
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

fn companion(input: &Input, of: Nested, joint: bool) -> TokenStream {
    let prefix = match of {
        Nested::Grad => "grad",
        Nested::ValueAndGrad => "value_and_grad",
        Nested::Jvp => "jvp",
    };
    let name = format_ident!("{prefix}_{}", plain(input.name()), span = input.name().span());
    let mut writer = Writer::new(input, of, &name);
    writer.api.joint = joint;
    let functions = writer.functions();
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
        let (forward, seed) = if self.api.joint {
            self.api.at_once = Some(y.clone());
            let real = self.input.result.over(&self.over(), None);
            (duals.passed.before.clone(), quote!(<#real as #root::Scalar>::ONE))
        } else {
            (self.api.sweep_over(&duals.passed, &y, &pullback, &scalar), quote!(#root::rt::one_like(#y)))
        };
        let (pull, adjoints) = self.api.pull_duals(&duals, &pullback, &seed);
        self.api.at_once = None;
        let gradient = crate::emit::tuple(&adjoints);
        let value = if self.of == Nested::Grad { gradient } else { quote!((#y, #gradient)) };
        quote!(#forward #pull #value)
    }

    /// The arguments as they are.
    fn plain(&mut self) -> Duals {
        self.api.images(Pass::OneOfMany, |api, p| {
            let (root, shown) = (&api.input.root, Api::shown(p));
            let kept = p.ty.is_ref() && !p.ty.is_mut() && !p.is_owned_self();
            (!kept).then(|| quote!(#root::rt::owned(#shown)))
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
            api.seeded(p, tangent.map(|d| if p.ty.is_ref() { d.to_token_stream() } else { quote!(&#d) }).as_ref())
        })
    }
}
