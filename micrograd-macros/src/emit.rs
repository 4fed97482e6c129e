//! IR and plan to code. Cannot fail: everything that could was refused by lowering.
//!
//! The emitted names are unique, so every piece of code may mention any of them by name.
mod adjoint;
mod api;
mod backward;
mod companion;
mod forward;
mod tapes;

use crate::analyse::Plan;
use crate::ir::{Bounds, NamedType, Operand, Place, Program, Projection, Var, Variant};
use crate::kinds::Kind;
use crate::names::Names;
use crate::parse::{Input, Mode};
use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

/// The user's function, its companion and the functions for users.
pub fn emit(input: &Input, program: &Program, plan: &Plan) -> TokenStream {
    let function = &input.function;
    let companion = companion::companion(&Emitter { input, program, plan });
    let functions = api::functions(input);
    quote!(#function #companion #functions)
}

/// What every emitter reads.
pub(crate) struct Emitter<'a> {
    input: &'a Input,
    program: &'a Program,
    plan: &'a Plan,
}

impl Emitter<'_> {
    fn name(&self, v: Var) -> &Ident {
        &self.program.info(v).name
    }

    fn operand(&self, op: &Operand) -> TokenStream {
        operand(self.input, |v| self.name(v).clone(), op)
    }

    fn operands(&self, ops: &[Operand]) -> Vec<TokenStream> {
        ops.iter().map(|op| self.operand(op)).collect()
    }

    fn place(&self, at: &Place) -> TokenStream {
        self.access(at, self.name(at.base), Access::Shared)
    }

    /// A place that is changed.
    fn changed(&self, at: &Place) -> TokenStream {
        self.access(at, self.name(at.base), Access::Mutable)
    }

    /// The same in front of a method.
    fn changed_receiver(&self, at: &Place) -> TokenStream {
        receiver(at, self.changed(at))
    }

    /// The same way from `base`, which is the place's variable or its adjoint.
    fn access(&self, at: &Place, base: &Ident, access: Access) -> TokenStream {
        let variant = |variant: &Variant| variant_path(self.input, &self.program.types, variant, access);
        place(at, base.to_token_stream(), |op| self.operand(op), variant, access)
    }

    /// A shared reference to a place.
    fn reference(&self, at: &Place) -> TokenStream {
        let base = self.program.info(at.base);
        let tokens = self.place(at);
        match (base.is_ref && at.projections.is_empty(), base.memory) {
            (true, true) => quote!(&*#tokens),
            (true, false) => tokens,
            _ => quote!(&#tokens),
        }
    }

    /// A `&mut` reference to a place.
    fn mutable(&self, at: &Place) -> TokenStream {
        let tokens = self.changed(at);
        if self.program.info(at.base).is_ref && at.projections.is_empty() {
            quote!(&mut *#tokens)
        } else {
            quote!(&mut #tokens)
        }
    }

    /// An operand that is given away: a value that is mentioned again is copied.
    fn owned(&self, op: &Operand) -> TokenStream {
        let tokens = self.operand(op);
        let copied = op.var().is_some_and(|v| {
            let info = self.program.info(v);
            !info.kind.is_scalar() && info.kind != Kind::Inert && !self.plan.is_moved(v)
        });
        if copied { quote!(#tokens.clone()) } else { tokens }
    }

    fn all_owned(&self, ops: &[Operand]) -> Vec<TokenStream> {
        ops.iter().map(|op| self.owned(op)).collect()
    }

    /// Whether one real stands in a place.
    fn is_real_place(&self, at: &Place) -> bool {
        let mut kind = &self.program.info(at.base).kind;
        for step in &at.projections {
            kind = match (step, kind) {
                (Projection::Index(_), Kind::Seq(item)) | (Projection::Payload(Variant::Some, _), Kind::Opt(item)) => {
                    item
                }
                (Projection::Field(syn::Member::Unnamed(k)), Kind::Tup(items)) => &items[k.index as usize],
                (Projection::Deref | Projection::Range(_), same) => same,
                (Projection::View(view), same) if !view.chunks => same,
                _ => return false,
            };
        }
        *kind == Kind::Real
    }

    /// Every name that is taken in the function.
    fn names(&self) -> Names {
        let mut names = Names::default();
        names.reserve(self.input.function.to_token_stream());
        names.reserve(self.program.vars.iter().map(|v| v.name.to_token_stream()).collect());
        names
    }
}

/// An operand as code.
pub fn operand(input: &Input, name: impl Fn(Var) -> Ident, op: &Operand) -> TokenStream {
    let (s, root) = (&input.scalar, &input.root);
    match op {
        Operand::Var(v) => name(*v).to_token_stream(),
        Operand::Real(literal) if input.mode == Mode::Plain("f32") => quote!(#root::rt::from_f32::<#s>(#literal)),
        Operand::Real(literal) => quote!(#s::from_f64(#literal)),
        Operand::Plain(literal, _) => literal.clone(),
        Operand::Unit | Operand::Poison => quote!(()),
    }
}

/// How a place is used, and of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A value that is read.
    Shared,
    /// A value that is changed.
    Mutable,
    /// An adjoint that is changed.
    Adjoint,
}

/// A place as code; `base` stands for its variable.
pub fn place(
    at: &Place,
    base: TokenStream,
    operand: impl Fn(&Operand) -> TokenStream,
    variant: impl Fn(&Variant) -> TokenStream,
    access: Access,
) -> TokenStream {
    let mut tokens = base;
    for (k, step) in at.projections.iter().enumerate() {
        tokens = match step {
            Projection::Index(op) => {
                let index = operand(op);
                quote!(#tokens[#index])
            }
            Projection::Field(member) => quote!(#tokens.#member),
            Projection::Range(Bounds { from, to, inclusive }) => {
                let (from, to) = (from.as_ref().map(&operand), to.as_ref().map(&operand));
                if *inclusive { quote!(#tokens[#from..=#to]) } else { quote!(#tokens[#from..#to]) }
            }
            Projection::View(view) => {
                let accessor = if access == Access::Shared { &view.shared } else { &view.mutable };
                quote!((*#tokens.#accessor))
            }
            Projection::Payload(of, member) => {
                let (path, mutable) = (variant(of), (access != Access::Shared).then(|| quote!(mut)));
                let other = match access {
                    Access::Adjoint => quote!(::core::panic!("the adjoint has not the shape of its value")),
                    Access::Shared | Access::Mutable => quote!(::core::unreachable!()),
                };
                quote!((*match &#mutable #tokens { #path { #member: payload, .. } => payload, _ => #other }))
            }
            Projection::Deref if k + 1 == at.projections.len() => quote!(*#tokens),
            // an index or a field looks through the reference
            Projection::Deref if !matches!(at.projections[k + 1], Projection::Payload(..)) => tokens,
            Projection::Deref => quote!((*#tokens)),
        };
    }
    tokens
}

/// A place in front of a method.
pub fn receiver(at: &Place, tokens: TokenStream) -> TokenStream {
    if matches!(at.projections.last(), Some(Projection::Deref)) { quote!((#tokens)) } else { tokens }
}

/// The path of an enum's variant.
pub fn variant_path(input: &Input, types: &[NamedType], variant: &Variant, access: Access) -> TokenStream {
    match variant {
        Variant::Some => quote!(::core::option::Option::Some),
        Variant::Named(ty, name) => {
            let of = type_path(input, &types[*ty], access == Access::Adjoint);
            quote!(#of::#name)
        }
    }
}

/// The image of a struct or an enum, or its tangent, as a path.
pub fn type_path(input: &Input, ty: &NamedType, tangent: bool) -> TokenStream {
    let name = if tangent { &ty.tangent } else { &ty.image };
    match input.mode {
        Mode::Generic(_) if !tangent => ty.path.to_token_stream(),
        _ => {
            let generics = companion::alias_generics(input, ty).into_iter().map(|(name, _)| name);
            quote!(#name::<#(#generics),*>)
        }
    }
}

/// `(a, b)`; one item stands alone, none is `()`.
fn tuple<T: ToTokens>(items: &[T]) -> TokenStream {
    match items {
        [one] => one.to_token_stream(),
        items => quote!((#(#items),*)),
    }
}
