//! Values of the forward sweep: the right sides of definitions, arguments, heads of loops.
use super::super::{Access, Emitter, real, variant_path};
use super::Forward;
use crate::analyse::Keep;
use crate::errors::located;
use crate::ir::{
    Arg, Exit, Iter, Literal, LoopId, Operand, Order, Place, Projection, Region, Rvalue, Segment, Var, Variant,
    Verbatim, segments,
};
use crate::kinds::Kind;
use crate::parse::Mode;
use crate::tokens::{ToTokens, TokenStream, quote};
use micrograd_core::rules::Rule;
use proc_macro2::Ident;
use quote::format_ident;

impl Emitter<'_> {
    /// The right side of a definition.
    pub(super) fn rvalue(&self, out: Var, value: &Rvalue) -> TokenStream {
        let (cx, root) = (self, &self.input.root);
        match value {
            Rvalue::Use(Operand::Real(literal)) => real(cx.input, literal, &cx.program.info(out).kind),
            Rvalue::Use(op) => cx.owned(op),
            Rvalue::Prim(rule, ops) => cx.primitive(rule, ops, out),
            Rvalue::Native(op, a, b) => {
                let (a, b) = (cx.operand(a), cx.operand(b));
                quote!(#a #op #b)
            }
            Rvalue::Not(op) => {
                let op = cx.operand(op);
                quote!(!#op)
            }
            Rvalue::Query(method, op) => {
                let op = cx.operand(op);
                quote!(#root::Scalar::#method(#op))
            }
            Rvalue::Cut(op, ty) => {
                let op = cx.operand(op);
                quote!(#root::rt::primal(#op) as #ty)
            }
            Rvalue::Stop(op) => {
                let (op, double) = (cx.owned(op), cx.input.double());
                quote!(#root::rt::stop::<#double, _>(#op))
            }
            Rvalue::ToReal(op, ty) => cx.to_real(out, op, ty),
            Rvalue::Convert(op, ty) => {
                let converted = cx.converted(&cx.operand(op), &cx.operand_kind(op), &cx.program.info(out).kind);
                converted.unwrap_or_else(|| cx.to_real(out, op, ty))
            }
            Rvalue::Verbatim(Verbatim { tokens, .. }) if cx.lifts(out) => {
                let lift = cx.lift(out);
                quote!(#lift(#tokens))
            }
            Rvalue::Verbatim(Verbatim { tokens, .. }) => tokens.to_token_stream(),
            Rvalue::Load(place) => {
                if cx.program.info(out).kind.is_scalar() {
                    return cx.place(place);
                }
                if !cx.recorded && cx.plan.is_last(out) {
                    return cx.place(place);
                }
                let reference = cx.reference(place);
                quote!(#root::rt::owned(#reference))
            }
            Rvalue::Array(ops) => {
                let ops = cx.all_owned(ops);
                quote!([#(#ops),*])
            }
            Rvalue::VecWithRoom(n) => {
                let n = cx.operand(n);
                quote!(#root::rt::empty_list(#n))
            }
            Rvalue::VecOf(ops) => {
                let ops = cx.all_owned(ops);
                quote!(#root::rt::list([#(#ops),*]))
            }
            Rvalue::VecRepeat(op, len) => {
                let (op, len) = (cx.owned(op), &len.tokens);
                quote!(#root::rt::repeat(#op, #len))
            }
            Rvalue::Some(op) => {
                let op = cx.owned(op);
                quote!(::core::option::Option::Some(#op))
            }
            Rvalue::Unit(path) => cx.variant(path),
            Rvalue::None => {
                let item = match &cx.program.info(out).kind {
                    Kind::Opt(item) if item.is_real() || matches!(**item, Kind::Tup(_)) => Some(cx.known_type(item)),
                    _ => None,
                };
                let item = item.map(|ty| quote!(::<#ty>));
                quote!(::core::option::Option #item::None)
            }
            Rvalue::Struct(literal) => cx.literal(literal),
            Rvalue::Repeat(op, len) if !cx.operand_kind(op).is_scalar() => {
                let (op, len) = (cx.owned(op), &len.tokens);
                quote!(#root::rt::array::<_, { #len }>(#op))
            }
            Rvalue::Repeat(op, len) => {
                let (op, len) = (cx.operand(op), &len.tokens);
                quote!([#op; #len])
            }
            Rvalue::Tuple(ops) => {
                let ops = cx.all_owned(ops);
                quote!((#(#ops,)*))
            }
        }
    }

    /// The values that a segment leaves on its tape.
    pub fn saved(&self, segment: &Segment<'_>) -> Vec<Var> {
        let is_saved = |v: &Var| self.plan.keep(*v) == Some(Keep::Save) && !self.program.info(*v).memory;
        segment.defines().into_iter().filter(is_saved).collect()
    }

    /// The code of a definition again, for the backward sweep.
    pub fn again(&self, out: Var, value: &Rvalue) -> TokenStream {
        Forward::new(self, false).define(out, value, false)
    }

    /// Whether a constant of unknown or real kind must be lifted to the scalar.
    // Input:  t.mode = Mode::Idle;
    // Output: t.mode = (&Variant::new(Mode::Idle)).image::<S>();
    fn variant(&self, path: &syn::Path) -> TokenStream {
        let (s, root) = (&self.input.scalar, &self.input.root);
        let image = quote!({
            use #root::rt::variant::{Imaged as _, Itself as _};
            (&#root::rt::variant::Variant::new(#path)).image::<#s>()
        });
        located(image, syn::spanned::Spanned::span(path))
    }

    pub(super) fn lifts(&self, out: Var) -> bool {
        matches!(self.input.mode, Mode::Plain(_)) && !self.program.info(out).kind.is_inactive()
    }

    pub(super) fn plain_argument(&self, arg: &Arg) -> TokenStream {
        let root = &self.input.root;
        match arg {
            Arg::Ref(place) => self.reference(place),
            Arg::Mut(place) => self.mutable(place),
            Arg::Value(op) if self.free_literal(op).is_some() => self.free_literal(op).to_token_stream(),
            Arg::Value(op) => {
                let (tokens, kind) = (self.operand(op), self.operand_kind(op));
                match (self.input.plain_real(&kind), &self.input.mode) {
                    _ if kind.is_inactive() => tokens,
                    (_, Mode::Generic(_)) => tokens,
                    // that the parameter is of this precision, the compiler sees
                    (Some(real), Mode::Plain(_)) if self.input.other.is_none() => {
                        let span = match op {
                            Operand::Var(v) => self.program.info(*v).span,
                            Operand::Real(written) => syn::spanned::Spanned::span(written),
                            other => syn::spanned::Spanned::span(&self.operand(other)),
                        };
                        located(quote!(#root::rt::given::<#real, _>(#root::rt::primal(#tokens))), span)
                    }
                    (Some(real), Mode::Plain(_)) => quote!((#root::rt::primal(#tokens) as #real)),
                    // the callee's parameter tells the plain type
                    (None, Mode::Plain(_)) => {
                        let (s, owned) = (&self.input.scalar, self.owned(op));
                        quote!(#root::Differentiable::unlift::<#s>(#owned))
                    }
                }
            }
        }
    }

    pub fn operand_kind(&self, op: &Operand) -> Kind {
        match op {
            Operand::Var(v) => self.program.info(*v).kind.clone(),
            Operand::Plain(_, kind) => kind.clone(),
            Operand::Real(_) => Kind::Real,
            Operand::Unit | Operand::Poison => Kind::Unit,
        }
    }

    /// The literal of a struct or of an enum's variant, over the scalar.
    fn literal(&self, literal: &Literal) -> TokenStream {
        let ty = &self.program.types[literal.ty];
        let path = match &literal.variant {
            Some(name) => {
                variant_path(self.input, &self.program.types, &Variant::Named(literal.ty, name.clone()), Access::Shared)
            }
            None => super::super::type_path(self.input, ty, false),
        };
        let fields = literal.fields.iter().map(|(member, op)| {
            let op = self.given_value(op);
            quote!(#member: #op)
        });
        let rest = literal.rest.as_ref().map(|op| {
            let op = self.owned(op);
            quote!(..#op)
        });
        quote!(#path { #(#fields,)* #rest })
    }

    /// What stands in two places is exchanged, or their adjoints.
    pub fn swap(&self, a: &Place, b: &Place, access: Access) -> TokenStream {
        self.swapped(a, self.name(a.base), b, self.name(b.base), access)
    }

    /// The same for other names of the variables.
    pub fn swapped(&self, a: &Place, of_a: &Ident, b: &Place, of_b: &Ident, access: Access) -> TokenStream {
        if let (true, Some(Projection::Index(i)), Some(Projection::Index(j))) =
            (of_a == of_b, a.projections.last(), b.projections.last())
        {
            let mut whole = a.clone();
            whole.projections.pop();
            let of = super::super::receiver(&whole, self.access(&whole, of_a, access));
            let (i, j) = (self.operand(i), self.operand(j));
            return quote!(#of.swap(#i, #j););
        }
        let (a, b) = (self.access(a, of_a, access), self.access(b, of_b, access));
        quote!(::core::mem::swap(&mut #a, &mut #b);)
    }

    fn primitive(&self, rule: &Rule, ops: &[Operand], out: Var) -> TokenStream {
        let args = self.operands(ops);
        let operator = match rule.name {
            "add" => quote!(+),
            "sub" => quote!(-),
            "mul" => quote!(*),
            "div" => quote!(/),
            "rem" => quote!(%),
            "neg" => {
                let a = &args[0];
                return quote!(-#a);
            }
            name => {
                let name = format_ident!("{name}");
                let (first, rest) = (&args[0], &args[1..]);
                // a method of a projection needs its trait in scope
                let kind = &self.program.info(out).kind;
                let generic = matches!(self.input.mode, Mode::Generic(_)) && kind.is_real() || *kind == Kind::Other;
                let root = &self.input.root;
                return if generic {
                    quote!(#root::Scalar::#name(#first #(, #rest)*))
                } else {
                    quote!(#first.#name(#(#rest),*))
                };
            }
        };
        let (a, b) = (&args[0], &args[1]);
        quote!(#a #operator #b)
    }

    /// Gives a loop's carried variables their values for the next iteration.
    pub(super) fn assign(&self, out: &[Var], ops: &[Operand]) -> TokenStream {
        let names = out.iter().map(|v| self.name(*v));
        let values = self.all_owned(ops);
        quote!(#(#names = #values;)*)
    }

    /// The name of a loop's variable.
    pub fn index(&self, body: &Region) -> Option<&Ident> {
        body.index.map(|v| self.name(v))
    }

    pub(super) fn loop_head(&self, iter: &Iter, body: &Region) -> TokenStream {
        match iter {
            Iter::Range { from, to, inclusive, order } => {
                let (index, range) = (self.index(body), self.range(from, to, *inclusive, order));
                quote!(for #index in #range)
            }
            Iter::While(_) | Iter::Forever => quote!(loop),
            Iter::Once => TokenStream::new(),
        }
    }

    /// The variable of a loop over a range, and the range.
    pub(super) fn index_and_range(&self, iter: &Iter, body: &Region) -> (Option<&Ident>, TokenStream) {
        let Iter::Range { from, to, inclusive, order } = iter else { unreachable!("the loop is one over a range") };
        (self.index(body), self.range(from, to, *inclusive, order))
    }

    /// Whether a loop leaves one item of scalars in every iteration, and its variable tells the number of the item.
    pub fn collects(&self, id: LoopId, iter: &Iter, body: &Region) -> bool {
        let [segment] = &segments(body)[..] else { return false };
        let upwards = matches!(iter, Iter::Range { inclusive: false, order: Order::Up, .. });
        let saved = self.saved(segment);
        let copied = |v: &Var| self.program.info(*v).kind.is_scalar() && self.program.info(*v).kind != Kind::Poison;
        upwards
            && matches!(body.exit, Exit::Fall(_))
            && self.plan.tight(id).is_some_and(|tight| tight.counts)
            && !saved.is_empty()
            && saved.iter().all(copied)
    }

    /// What stands before a loop and behind it to bind the values that only a `break` gives.
    pub(super) fn given(&self, out: &[Var]) -> (TokenStream, TokenStream) {
        if out.is_empty() {
            return (TokenStream::new(), TokenStream::new());
        }
        let names: Vec<_> = out.iter().map(|v| self.name(*v)).collect();
        let (names, checks) = (super::tuple(&names), out.iter().map(|v| self.check(*v)));
        (quote!(let #names =), quote!(; #(#checks)*))
    }

    /// A loop over a range says beforehand how much it will leave.
    pub(super) fn reserve(&self, iter: &Iter, tapes: &[Ident]) -> TokenStream {
        match iter {
            Iter::Range { from, to, inclusive, order } => {
                let range = self.range(from, to, *inclusive, order);
                quote!(#(#tapes.reserve((#range).size_hint().0);)*)
            }
            Iter::While(_) | Iter::Forever | Iter::Once => TokenStream::new(),
        }
    }

    /// `from..to`, and the way through it.
    pub fn range(&self, from: &Operand, to: &Operand, inclusive: bool, order: &Order) -> TokenStream {
        let (from, to) = (self.operand(from), self.operand(to));
        let range = if inclusive { quote!(#from..=#to) } else { quote!(#from..#to) };
        match order {
            Order::Up => range,
            Order::Down => quote!((#range).rev()),
            Order::Steps { down, step } => {
                let (down, step) = (down.then(|| quote!(.rev())), self.operand(step));
                quote!((#range) #down.step_by(#step))
            }
        }
    }
}
