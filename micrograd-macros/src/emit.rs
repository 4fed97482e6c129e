//! IR and plan to code. Cannot fail: everything that could was refused by lowering.
//!
//! The emitted names are unique, so every piece of code may mention any of them by name.
mod adjoint;
mod api;
mod backward;
mod companion;
mod forward;
mod tapes;

pub use companion::allow;

use crate::analyse::Plan;
use crate::ir::{Operand, Place, Program, Projection, Var};
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
        place(at, |v| self.name(v).to_token_stream(), |op| self.operand(op))
    }

    /// A shared reference to a place.
    fn reference(&self, at: &Place) -> TokenStream {
        let base = self.program.info(at.base);
        let tokens = self.place(at);
        if base.is_ref && at.projections.is_empty() { tokens } else { quote!(&#tokens) }
    }

    /// What stands in a place.
    fn place_kind(&self, at: &Place) -> Kind {
        let mut kind = &self.program.info(at.base).kind;
        for step in &at.projections {
            kind = match (step, kind) {
                (Projection::Index(_), Kind::Seq(item)) => item,
                (Projection::Field(syn::Member::Unnamed(k)), Kind::Tup(items)) => &items[k.index as usize],
                (Projection::Deref, same) => same,
                _ => return Kind::Poison,
            };
        }
        kind.clone()
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

/// A place as code; `base` says what stands for its variable.
pub fn place(at: &Place, base: impl Fn(Var) -> TokenStream, operand: impl Fn(&Operand) -> TokenStream) -> TokenStream {
    let mut tokens = base(at.base);
    for (k, step) in at.projections.iter().enumerate() {
        tokens = match step {
            Projection::Index(op) => {
                let index = operand(op);
                quote!(#tokens[#index])
            }
            Projection::Field(member) => quote!(#tokens.#member),
            Projection::Deref if k + 1 == at.projections.len() => quote!(*#tokens),
            Projection::Deref => quote!((*#tokens)),
        };
    }
    tokens
}

/// `(a, b)`; one item stands alone, none is `()`.
fn tuple<T: ToTokens>(items: &[T]) -> TokenStream {
    match items {
        [one] => one.to_token_stream(),
        items => quote!((#(#items),*)),
    }
}
