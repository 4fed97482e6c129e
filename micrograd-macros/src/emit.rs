//! IR and plan to code. Cannot fail: everything that could was refused by lowering.
//!
//! The emitted names are unique, so every piece of code may mention any of them by name.
mod adjoint;
mod api;
mod attributes;
mod backward;
mod by_hand;
mod companion;
mod forward;
mod joint;
mod place;
mod precision;
mod rule;
mod tapes;
mod views;

pub use adjoint::{First, Scopes};
pub use api::{CHECK, stands_apart};
pub use attributes::allow;
pub use backward::is_factor;
pub use by_hand::of_hand;
pub use companion::{companion_impl, companion_type, declarations, method_impl};
pub use place::{Access, place, receiver, type_path, variant_path};
pub use rule::of_rule;

use crate::analyse::Plan;
use crate::explain::explain;
use crate::ir::{Operand, Place, Program, Projection, Shape, Var, Variant};
use crate::kinds::Kind;
use crate::names::Names;
use crate::parse::Input;
use crate::tokens::{ToTokens, TokenStream, quote};
pub use precision::real;
use proc_macro2::Ident;
use quote::format_ident;
use std::cell::RefCell;

/// What one function expands to.
pub struct Emitted {
    /// The functions of its companion: the primal over any scalar, and the forward sweep with its pullback.
    pub companion: TokenStream,
    /// The functions for users.
    pub functions: TokenStream,
    /// The function behind `assert_grad!`.
    pub check: TokenStream,
    /// The constant with the listing of its sweeps, if that is wanted.
    pub listing: TokenStream,
}

impl Emitted {
    /// All that stands in the companion of a function.
    pub fn all(&self) -> TokenStream {
        let Emitted { companion, check, listing, .. } = self;
        quote!(#companion #check #listing)
    }
}

impl Emitted {
    /// With the functions for users, which have companions of their own.
    pub fn of(input: &Input, mut companion: TokenStream, listing: Option<String>, joint: bool) -> Self {
        let mut functions = api::functions(input, listing.as_deref(), joint);
        if input.owner.is_some() {
            companion.extend(api::nested(input, joint));
        } else {
            functions.extend(api::nested(input, joint));
        }
        Emitted { companion, functions, check: api::check(input), listing: listed(input, listing) }
    }
}

/// The companion of a function or a method, and the functions for users.
pub fn emit(input: &Input, program: &Program, plan: &Plan) -> Emitted {
    let companion = companion::companion(&Emitter::new(input, program, plan));
    let joint = joint::is_joint(input, plan.at_once.as_ref());
    Emitted::of(input, companion, input.explain.then(|| explain(input, program, plan)), joint)
}

/// The constant with the listing of the sweeps, if that is wanted.
fn listed(input: &Input, listing: Option<String>) -> TokenStream {
    let Some(listing) = listing else { return TokenStream::new() };
    let (vis, cfg, name) = (&input.function.vis, attributes::cfg(input), input.name());
    let constant = match &input.owner {
        None => format_ident!("EXPLAIN"),
        Some(_) => format_ident!("EXPLAIN_{}", crate::names::plain(name).to_uppercase(), span = name.span()),
    };
    let doc = format!("The forward and the backward sweep of `{name}`, with what is saved and why.");
    quote!(#(#cfg)* #[doc = #doc] #vis const #constant: &'static str = #listing;)
}

/// The same for a function whose body has mistakes: every name is there, and nothing behind it.
pub fn without_body(input: &Input) -> Emitted {
    Emitted {
        listing: listed(input, input.explain.then(String::new)),
        ..Emitted::of(input, companion::without_body(input), None, false)
    }
}

/// What every emitter reads.
pub(crate) struct Emitter<'a> {
    input: &'a Input,
    program: &'a Program,
    plan: &'a Plan,
    /// Whether a backward sweep comes behind what is emitted.
    recorded: bool,
    /// Every name that is taken in the function.
    names: Names,
    /// What the loops around the code being emitted go through.
    cuts: RefCell<Vec<views::Cut>>,
}

impl<'a> Emitter<'a> {
    fn new(input: &'a Input, program: &'a Program, plan: &'a Plan) -> Self {
        let mut names = input.names.clone();
        for var in &program.vars {
            names.take(&var.name);
        }
        Emitter { input, program, plan, recorded: true, names, cuts: RefCell::default() }
    }

    /// The emitter of the function that is given the adjoint of its result.
    fn joint(&self) -> Self {
        Emitter::new(self.input, self.program, self.plan.joint())
    }

    /// The emitter of the primal alone.
    fn alone(&self) -> Self {
        Emitter { recorded: false, ..Emitter::new(self.input, self.program, self.plan) }
    }

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
        if let Some((at, name)) = self.in_cut(at, base) {
            return place(&at, name.to_token_stream(), |op| self.operand(op), variant, access);
        }
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
            !info.kind.is_scalar() && info.kind != Kind::Inert && !self.plan.is_moved(v, self.recorded)
        });
        if copied { quote!(#tokens.clone()) } else { tokens }
    }

    fn all_owned(&self, ops: &[Operand]) -> Vec<TokenStream> {
        ops.iter().map(|op| self.owned(op)).collect()
    }

    /// The zero of the real that stands in a place, if one does.
    fn real_zero(&self, at: &Place) -> Option<TokenStream> {
        let mut kind = &self.program.info(at.base).kind;
        for step in &at.projections {
            kind = match (step, kind) {
                (Projection::Index(_), Kind::Seq(item)) | (Projection::Payload(Variant::Some, _), Kind::Opt(item)) => {
                    item
                }
                (Projection::Field(syn::Member::Unnamed(k)), Kind::Tup(items)) => items.get(k.index as usize)?,
                (Projection::Deref | Projection::Range(_), same) => same,
                (Projection::View(view), same) if view.shape == Shape::Same => same,
                _ => return None,
            };
        }
        kind.is_real().then(|| self.zero_of(kind))
    }
}

/// An operand as code.
pub fn operand(input: &Input, name: impl Fn(Var) -> Ident, op: &Operand) -> TokenStream {
    match op {
        Operand::Var(v) => name(*v).to_token_stream(),
        Operand::Real(literal) => real(input, literal, &Kind::Real),
        Operand::Plain(literal, _) => literal.to_token_stream(),
        Operand::Unit | Operand::Poison => quote!(()),
    }
}

/// `(a, b)`; one item stands alone, none is `()`.
fn tuple<T: ToTokens>(items: &[T]) -> TokenStream {
    match items {
        [one] => one.to_token_stream(),
        items => quote!((#(#items),*)),
    }
}

/// How many tapes the forward sweep opens for what stores overwrote, for arguments of calls, for whether control went
/// on, and for counts of iterations.
#[cfg(test)]
pub fn count_tapes(input: &Input, program: &Program, plan: &Plan) -> [usize; 4] {
    use tapes::Site;
    let cx = Emitter::new(input, program, plan);
    let mut sweep = forward::Forward::new(&cx, true);
    sweep.body();
    let count = |wanted: fn(&Site) -> bool| sweep.tapes.sites().filter(|site| wanted(site)).count();
    [
        count(|site| matches!(site, Site::Store(_))),
        count(|site| matches!(site, Site::Argument(..))),
        count(|site| matches!(site, Site::Rest(_))),
        count(|site| matches!(site, Site::Trips(_))),
    ]
}
