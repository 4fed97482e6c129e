//! Both sweeps at once, for a function of which something can be undone as it runs, because the adjoint of the result is
//! known beforehand: that leaves no tape.
use super::Emitter;
use super::backward::{Joined, joined, left_early};
use super::companion::{self, Frame, frame, open, slot, slot_type};
use super::forward::Forward;
use crate::analyse::{AtOnce, leaving};
use crate::hash::HashMap;
use crate::ir::{Stmt, Var};
use crate::parse::{Input, Param};
use crate::tokens::{TokenStream, quote};
use crate::types::{Over, Ty};
use proc_macro2::{Ident, Span};

/// The pieces of the forward sweep.
pub struct Pieces {
    /// What stands before the loop.
    pub before: Vec<Part>,
    /// The loop.
    pub looped: Option<Looped>,
    /// What stands behind it.
    pub after: Vec<Part>,
    /// The function's result.
    pub value: TokenStream,
}

/// A loop that is undone as it runs.
pub struct Looped {
    /// An iteration, up to its end.
    pub iteration: Vec<Part>,
    /// What stands before the loop's braces: the carried variables and the head.
    pub head: TokenStream,
    /// What gives the carried variables their values for the next iteration.
    pub assign: TokenStream,
    /// The tapes that an iteration fills.
    pub tapes: Vec<Ident>,
}

/// Part of a sweep.
pub enum Part {
    /// Statements.
    Code(TokenStream),
    /// A call that is given the adjoint of its result.
    Call(Var),
    /// A branch that leaves the function, by its address.
    Guard(usize),
}

/// Whether a function does more than one sweep after the other.
pub fn is_joint(input: &Input, at_once: Option<&AtOnce>) -> bool {
    at_once.is_some() && !input.owner.as_ref().is_some_and(|owner| owner.in_trait)
}

/// Whether a caller may give the adjoint of the result: of a free function whose result may be a real.
fn can_be_given(input: &Input) -> bool {
    let real = matches!(input.result, Ty::Real | Ty::Other | Ty::Named(_));
    real && input.owner.is_none() && !input.params.iter().any(|p| p.ty.is_mut())
}

/// What all forms of the function have around their bodies.
struct Signature {
    frame: Frame,
    returned: TokenStream,
}

impl Signature {
    fn new(input: &Input, seed: &Ident, slots: &[Option<Ident>], frame: impl FnOnce(&TokenStream) -> Frame) -> Self {
        let over = Over::twin(input);
        let ty = input.result.tangent(&over);
        let each = input.params.iter().zip(slots).filter_map(|(p, slot)| {
            let ty = slot_type(input, p);
            slot.as_ref().map(|slot| quote!(#slot: #ty))
        });
        let more = quote!(#seed: #ty, #(#each),*);
        let by_value = input.params.iter().filter(|p| !p.ty.is_ref()).map(|p: &Param| p.tangent(&over));
        let returned = super::tuple(&by_value.collect::<Vec<_>>());
        Signature { frame: frame(&more), returned }
    }

    fn function(&self, body: &TokenStream) -> TokenStream {
        let (Frame { head, items, this, result, clauses }, returned) = (&self.frame, &self.returned);
        quote! {
            #[doc(hidden)]
            #[inline]
            #head -> (#result, #returned) #clauses { #items #this #body }
        }
    }
}

/// The function. Where nothing can be undone as it runs it has the two sweeps one after the other, so that a caller need
/// not know.
// Input:  fn f(x: &[f64]) -> f64 { let mut s = 0.0; for i in 0..x.len() { s += x[i].sin(); } s }
// Output: fn joint_at<S: Scalar>(x: &[S], dy: S, d_x: Option<&mut [S]>) -> (S, ()) {
//             for i in 0..n { let v = x[i].sin(); s = s + v; d_x[i] += dy * x[i].cos(); } (s, ())
//         }
pub fn joint(cx: &Emitter<'_>) -> TokenStream {
    match cx.plan.at_once.as_ref().filter(|at_once| is_joint(cx.input, Some(at_once))) {
        Some(at_once) => at_once_function(&cx.joint(), at_once),
        None => one_after_the_other(cx.input),
    }
}

fn at_once_function(cx: &Emitter<'_>, at_once: &AtOnce) -> TokenStream {
    let input = cx.input;
    let mut sweep = Forward::new(cx, true);
    let pieces = sweep.pieces(at_once);
    let guards = at_once.guards.iter().map(|at| &cx.program.body.stmts[*at]);
    let arms: Vec<_> = guards.filter_map(|stmt| Some((stmt, leaving(stmt)?))).collect();
    let arms: Vec<_> = arms.into_iter().map(|(stmt, leaving)| (stmt, leaving, sweep.arm(leaving.2))).collect();
    let mut names = cx.names.clone();
    sweep.tapes.names().for_each(|tape| names.take(tape));
    let (seed, y) = (names.fresh("dy", Span::call_site()), names.fresh("y", Span::call_site()));
    let slots: Vec<_> = input.params.iter().map(|p| slot(p, &mut names)).collect();
    let joined = joined(cx, &sweep.tapes, &pieces, at_once, &seed, &slots);
    let open = open(cx, &slots, &mut names);
    let mut holes = Holes { calls: joined.calls.clone(), guards: HashMap::default() };
    for (stmt, (on, negated, arm), (run, value)) in arms {
        let (undone, tangents) = left_early(cx, &sweep.tapes, arm, &seed, &slots);
        let (on, tangents) = (cx.operand(on), by_value(input, tangents));
        let on = if negated { quote!(!#on) } else { on };
        let code = quote!(if #on { #run let #y = #value; #undone return (#y, #tangents); });
        holes.guards.insert(std::ptr::from_ref::<Stmt>(stmt) as usize, code);
    }
    let Joined { before, head, iteration, after, tangents, .. } = joined;
    let (first, last, value) = (holes.filled(&pieces.before), holes.filled(&pieces.after), &pieces.value);
    let looped = pieces.looped.as_ref().map(|Looped { iteration: runs, head: starts, assign, tapes }| {
        let runs = holes.filled(runs);
        quote! {
            #head
            #starts {
                #runs
                #assign
                { #iteration }
                #(#tapes.clear();)*
            }
        }
    });
    let (tangents, declarations) = (by_value(input, tangents), sweep.tapes.declarations());
    let signature = Signature::new(input, &seed, &slots, |more| frame(cx, "joint", |params| quote!(#params, #more)));
    signature.function(&quote! {
        #declarations
        #open
        #first
        #before
        #looped
        #last
        let #y = #value;
        #after
        (#y, #tangents)
    })
}

/// The tangents of the by-value parameters, as a tuple.
fn by_value(input: &Input, tangents: Vec<TokenStream>) -> TokenStream {
    let params = input.params.iter().filter(|p| !p.ty.is_ref());
    let over = Over::twin(input);
    let each = params.zip(tangents).map(|(p, d)| if p.constant { p.tangent(&over) } else { d });
    super::tuple(&each.collect::<Vec<_>>())
}

/// What stands in the holes of the forward sweep.
struct Holes {
    calls: HashMap<Var, TokenStream>,
    guards: HashMap<usize, TokenStream>,
}

impl Holes {
    fn filled(&self, parts: &[Part]) -> TokenStream {
        let one = |part: &Part| match part {
            Part::Code(code) => code.clone(),
            Part::Call(out) => self.calls[out].clone(),
            Part::Guard(at) => self.guards[at].clone(),
        };
        parts.iter().map(one).collect()
    }
}

/// The function by both sweeps; nothing if no caller gives it the adjoint of its result.
// Output: fn joint_at<S: Scalar>(x: &[S], dy: S, d_x: Option<&mut [S]>) -> (S, ()) {
//             let (y, pullback) = Self::fwd_at(x); let tangents = pullback(x, dy, d_x); (y, tangents)
//         }
pub fn one_after_the_other(input: &Input) -> TokenStream {
    if !can_be_given(input) {
        return TokenStream::new();
    }
    let mut names = input.names.clone();
    let [seed, y, pullback, tangents] =
        ["dy", "y", "pullback", "tangents"].map(|name| names.fresh(name, Span::call_site()));
    let slots: Vec<_> = input.params.iter().map(|p| slot(p, &mut names)).collect();
    let params: Vec<&Ident> = input.params.iter().map(|p| &p.ident).collect();
    let again = input.params.iter().filter(|p| p.ty.is_ref()).map(|p| &p.ident);
    let (generics, given) = (companion::own_arguments(input), slots.iter().flatten());
    let body = quote! {
        let (#y, #pullback) = Self::fwd_at #generics(#(#params),*);
        let #tangents = #pullback(#(#again,)* #seed, #(#given),*);
        (#y, #tangents)
    };
    let signature = Signature::new(input, &seed, &slots, |more| {
        let (over, head) = (Over::twin(input), companion::Head::of(input, None));
        let companion::Head { visibility, generics, clauses } = head;
        let declared = input.params.iter().map(|p| {
            let (name, ty) = (&p.ident, p.ty.over(&over, None));
            quote!(#name: #ty)
        });
        let head = quote!(#visibility fn joint_at<#generics>(#(#declared,)* #more));
        let (items, this, result) = (TokenStream::new(), TokenStream::new(), input.result.over(&over, None));
        Frame { head, items, this, result, clauses }
    });
    signature.function(&body)
}
