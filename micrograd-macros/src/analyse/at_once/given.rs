//! Calls that are given the adjoints of their results: `total += w * g(x)` knows the adjoint of `g(x)` before the call.
use super::Finder;
use super::chain::Link;
use crate::hash::HashSet;
use crate::ir::{Arg, Callee, Place, Region, Stmt, Var, changes};
use syn::Path;

/// Such a call.
pub struct Given {
    /// Its result.
    pub out: Var,
    /// The number of the variable that a loop carries and to which the result leads; none if it leads to the function's
    /// result.
    pub carried: Option<usize>,
    /// The way there, among the statements of the call.
    pub chain: Vec<Link>,
}

impl Finder<'_> {
    /// A call in the function's body.
    pub(super) fn given(&self, at: usize) -> Option<Given> {
        let stmts = &self.program.body.stmts;
        let out = self.callable(&stmts[at], |place| self.is_parameter(place))?;
        let chain = self.chain(stmts, at, (out, self.result), &self.before(at))?;
        Some(Given { out, carried: None, chain })
    }

    /// The calls in the body of a loop that adds up, which is statement number `of`.
    pub(super) fn given_in(&self, of: usize, body: &Region) -> Vec<Given> {
        (0..body.stmts.len()).filter_map(|at| self.given_within(of, body, at)).collect()
    }

    fn given_within(&self, of: usize, body: &Region, at: usize) -> Option<Given> {
        let mut known = self.before(of);
        let mut later = HashSet::default();
        body.stmts[at + 1..].iter().for_each(|stmt| changes(stmt, &mut later));
        let outside = |v: Var| known.contains(&v) && !later.contains(&v) && !self.program.info(v).is_ref;
        let is_open = |place: &Place| self.is_parameter(place) || outside(place.base);
        let out = self.callable(&body.stmts[at], is_open)?;
        known.extend(body.index.iter().chain(&body.args).copied());
        known.extend(body.stmts[..at].iter().flat_map(Stmt::defines));
        let to = |k: usize| body.exit.operands()[k].var().filter(|v| self.plan.is_active(*v));
        (0..body.args.len()).find_map(|k| {
            let chain = self.chain(&body.stmts, at, (out, to(k)?), &known)?;
            (!chain.is_empty()).then_some(Given { out, carried: Some(k), chain })
        })
    }

    /// The result of a call that can be given its adjoint: of a function, which leaves a pullback, with arguments whose
    /// adjoints are there before it.
    fn callable(&self, stmt: &Stmt, is_open: impl Fn(&Place) -> bool) -> Option<Var> {
        let Stmt::Call { out, callee: Callee::Function(path), args, .. } = stmt else { return None };
        let (program, plan) = (self.program, self.plan);
        let info = program.info(*out);
        let real = info.kind.is_real() && !info.memory && plan.is_active(*out);
        let recorded = plan.is_recorded(*out, args) && plan.is_differentiated(program, args);
        let fits = |arg: &Arg| match arg {
            Arg::Value(_) => true,
            Arg::Ref(place) => {
                let base = program.info(place.base);
                let scalar = base.kind.is_real() && !base.is_ref;
                !plan.is_active(place.base) || !scalar && is_open(place)
            }
            Arg::Mut(_) => false,
        };
        let all = args.iter().all(fits) && plan.unused.guard(stmt).is_none();
        (real && recorded && all && is_free(path)).then_some(*out)
    }

    /// Whether a place is part of what a parameter refers to; nothing changes that.
    fn is_parameter(&self, place: &Place) -> bool {
        let base = self.program.info(place.base);
        self.program.params.contains(&place.base) && base.is_ref && !base.memory
    }
}

/// Whether a path names a free function: of a type's nobody can tell whether it is a trait's; and what the attribute makes
/// of a function is not given adjoints.
fn is_free(path: &Path) -> bool {
    let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let Some((name, owner)) = names.split_last() else { return false };
    let of_type = owner.last().is_some_and(|owner| owner.starts_with(char::is_uppercase));
    let made = ["grad_", "value_and_grad_", "jvp_"].iter().any(|prefix| name.starts_with(prefix));
    !of_type && !made
}
