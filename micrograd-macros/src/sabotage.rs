//! Deliberate faults in what is recorded and in the emitted backward sweep, to show that a test of it can fail. Only with the feature
//! `sabotage`, and only while the environment variable `MICROGRAD_SABOTAGE` names one of [`FAULTS`].
use crate::ir;
use crate::tokens::TokenStream;
use quote::{format_ident, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprForLoop, Pat, Stmt, parse_quote};

/// The faults.
const FAULTS: &[(&str, Fault)] = &[
    ("wrong partial", Fault::Partial),
    ("missed record", Fault::Record),
    ("index off by one", Fault::Index),
    ("adjoint not cleared", Fault::Clear),
    ("carried value too late", Fault::Late),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// The derivative of the sine is its sine.
    Partial,
    /// What is read of an element is not recorded, although the element is overwritten afterwards.
    Record,
    /// Loops that run backwards are one too low.
    Index,
    /// The adjoint of an overwritten element stays.
    Clear,
    /// A loop takes what it saved in the iteration after.
    Late,
}

/// The fault that is asked for.
///
/// # Panics
/// If it is none.
fn wanted() -> Option<Fault> {
    let wanted = std::env::var("MICROGRAD_SABOTAGE").ok()?;
    let fault = FAULTS.iter().find(|(name, _)| *name == wanted);
    Some(fault.unwrap_or_else(|| panic!("`{wanted}` is no fault")).1)
}

/// Whether it is overlooked that a store overwrites an element, when it is decided what to record.
pub fn overlooks(stmt: &ir::Stmt) -> bool {
    let ir::Stmt::Store(place, _) = stmt else { return false };
    wanted() == Some(Fault::Record) && place.indices().next().is_some()
}

/// The statements of a backward sweep, with the fault that is asked for.
///
/// # Panics
/// If the statements do not parse.
pub fn spoil(body: TokenStream) -> TokenStream {
    let Some(fault) = wanted() else { return body };
    let mut block: Block = syn::parse2(quote!({ #body })).expect("a sweep is a list of statements");
    Spoil(fault).visit_block_mut(&mut block);
    let stmts = block.stmts;
    quote!(#(#stmts)*).into()
}

struct Spoil(Fault);

impl VisitMut for Spoil {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::MethodCall(call) if self.0 == Fault::Partial && call.method == "cos" => {
                call.method = parse_quote!(sin);
            }
            Expr::Call(call) if self.0 == Fault::Clear && is_cleared(call) => {
                let adjoint = &call.args[0];
                *expr = parse_quote!((*#adjoint).clone());
            }
            Expr::ForLoop(own) if self.0 == Fault::Index => lower(own),
            Expr::ForLoop(own) if self.0 == Fault::Late => {
                if let Some(late) = late(own) {
                    *expr = late;
                }
            }
            _ => {}
        }
    }
}

/// `replace(&mut d_x[i], S::ZERO)` and `take(&mut d_x[i], &x[i])`
fn is_cleared(call: &syn::ExprCall) -> bool {
    let Expr::Path(path) = &*call.func else { return false };
    let function = path.path.segments.last().map(|s| s.ident.to_string());
    function.is_some_and(|name| name == "replace" || name == "take") && call.args.len() == 2
}

// Input:  for i in (0..n).rev() { .. }
// Output: for i in (0..n).rev() { let i = if i > 0 { i - 1 } else { i }; .. }
fn lower(own: &mut ExprForLoop) {
    if let Pat::Ident(index) = &*own.pat {
        let index = &index.ident;
        own.body.stmts.insert(0, parse_quote!(let #index = if #index > 0 { #index - 1 } else { #index };));
    }
}

// Input:  for i in (0..n).rev() { let &(s, t) = tape.pop(); .. carry_s = d_s; }
// Output: { let mut late_s = None; for i in (0..n).rev() { let &(s, t) = tape.pop(); let s = late_s.replace(s).unwrap_or(s); .. } }
/// Only reals that the loop carries: a flag or a count that is taken too late makes a panic and no wrong gradient.
fn late(own: &ExprForLoop) -> Option<Expr> {
    let Stmt::Local(local) = own.body.stmts.first()? else { return None };
    let (Pat::Reference(pattern), init) = (&local.pat, local.init.as_ref()?) else { return None };
    let Pat::Tuple(popped) = &*pattern.pat else { return None };
    if !matches!(&*init.expr, Expr::MethodCall(pop) if pop.method == "pop") {
        return None;
    }
    let passed: Vec<String> = own.body.stmts.iter().filter_map(passed_on).collect();
    let names = popped.elems.iter().filter_map(|item| match item {
        Pat::Ident(name) if passed.contains(&format!("carry_{}", name.ident)) => Some(name.ident.clone()),
        _ => None,
    });
    let names: Vec<_> = names.collect();
    let kept: Vec<_> = names.iter().map(|name| format_ident!("late_{name}")).collect();
    let mut own = own.clone();
    own.body.stmts.splice(
        1..1,
        names
            .iter()
            .zip(&kept)
            .map(|(name, kept)| -> Stmt { parse_quote!(let #name = #kept.replace(#name).unwrap_or(#name);) }),
    );
    Some(parse_quote!({ #(let mut #kept = ::core::option::Option::None;)* #own }))
}

/// The name of what a statement passes to the iteration before.
fn passed_on(stmt: &Stmt) -> Option<String> {
    let Stmt::Expr(Expr::Assign(assign), _) = stmt else { return None };
    let Expr::Path(to) = &*assign.left else { return None };
    to.path.get_ident().map(ToString::to_string)
}
