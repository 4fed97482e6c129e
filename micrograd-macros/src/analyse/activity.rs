//! Activity: which variables need an adjoint.
//!
//! A variable varies if a parameter's derivative reaches it, and is useful if its derivative reaches the result. Both
//! are the least sets closed under the rules below; a memory variable is one unit. Only what is both is active.
use crate::hash::HashSet;
use crate::ir::{Arg, Exit, Iter, LoopId, Operand, Program, Region, Rvalue, Stmt, Var};

/// The two facts about every variable.
pub struct Activity {
    /// A parameter's derivative reaches it.
    pub varies: Vec<bool>,
    /// It varies, and its derivative reaches the result.
    pub active: Vec<bool>,
    /// The loops that carry something active: who leaves an iteration of them with a constant ends its adjoint.
    pub carrying: HashSet<LoopId>,
}

impl Activity {
    /// Whether an exit passes something on to a loop that carries adjoints.
    pub fn passes(&self, exit: &Exit) -> bool {
        matches!(exit, Exit::Break(id, _) | Exit::Continue(id, _) if self.carrying.contains(id))
    }
}

/// Adds the loops in a region that carry something active.
fn carrying(region: &Region, active: &[bool], found: &mut HashSet<LoopId>) {
    for stmt in &region.stmts {
        if let Stmt::Loop { id, body, .. } = stmt
            && body.args.iter().any(|v| active[v.0])
        {
            found.insert(*id);
        }
        stmt.regions(&mut |r| carrying(r, active, found));
    }
}

/// Runs both analyses to their fixpoints.
pub fn activity(program: &Program) -> Activity {
    let carries = |v: Var| !program.info(v).kind.is_inactive() && !program.constants.contains(&v);
    let mut varies = Flow::new(program);
    program.params.iter().filter(|v| carries(**v)).for_each(|v| varies.add(*v));
    varies.until_stable(|flow| forward(&program.body, flow));
    let mut useful = Flow::new(program);
    program.body.each_exit(&mut |exit| {
        if let Exit::Return(op) = exit {
            useful.add_operand(op);
        }
    });
    // what a function leaves behind a `&mut` parameter is a result too
    program.params.iter().filter(|v| program.is_mut_param(**v)).for_each(|v| useful.add(*v));
    useful.until_stable(|flow| backward(&program.body, flow));
    let active: Vec<bool> = varies.set.iter().zip(&useful.set).map(|(a, b)| *a && *b).collect();
    let mut loops = HashSet::default();
    carrying(&program.body, &active, &mut loops);
    Activity { varies: varies.set, active, carrying: loops }
}

/// A growing set of variables that carry reals.
struct Flow<'a> {
    program: &'a Program,
    set: Vec<bool>,
    grew: bool,
}

impl<'a> Flow<'a> {
    fn new(program: &'a Program) -> Self {
        Flow { program, set: vec![false; program.vars.len()], grew: false }
    }

    fn until_stable(&mut self, pass: impl Fn(&mut Self)) {
        loop {
            self.grew = false;
            pass(self);
            if !self.grew {
                return;
            }
        }
    }

    fn add(&mut self, v: Var) {
        if !self.set[v.0] && !self.program.info(v).kind.is_inactive() {
            self.set[v.0] = true;
            self.grew = true;
        }
    }

    fn add_operand(&mut self, op: &Operand) {
        op.var().into_iter().for_each(|v| self.add(v));
    }

    fn has(&self, v: Var) -> bool {
        self.set[v.0]
    }

    fn has_operand(&self, op: &Operand) -> bool {
        op.var().is_some_and(|v| self.has(v))
    }
}

/// Whether the text of a partial says that there is no derivative.
fn is_zero(partial: &str) -> bool {
    matches!(partial, "S::ZERO" | "S :: ZERO")
}

/// The variables through which a derivative enters the right side of a definition.
pub fn sources(value: &Rvalue) -> Vec<Var> {
    match value {
        Rvalue::Use(op)
        | Rvalue::Convert(op, _)
        | Rvalue::Some(op)
        | Rvalue::Repeat(op, _)
        | Rvalue::VecRepeat(op, _) => op.var().into_iter().collect(),
        Rvalue::Prim(rule, ops) => {
            let slopes = rule.partials.iter().zip(ops).filter(|(partial, _)| !is_zero(partial));
            slopes.filter_map(|(_, op)| op.var()).collect()
        }
        Rvalue::Struct(literal) => {
            let fields = literal.fields.iter().map(|(_, op)| op);
            fields.chain(&literal.rest).filter_map(Operand::var).collect()
        }
        Rvalue::Array(ops) | Rvalue::VecOf(ops) | Rvalue::Tuple(ops) => ops.iter().filter_map(Operand::var).collect(),
        Rvalue::Load(place) => vec![place.base],
        // no derivative, or code in which nothing is active
        Rvalue::None
        | Rvalue::Unit(_)
        | Rvalue::Native(..)
        | Rvalue::Not(_)
        | Rvalue::Query(..)
        | Rvalue::Cut(..)
        | Rvalue::Stop(_)
        | Rvalue::ToReal(..)
        | Rvalue::VecWithRoom(_)
        | Rvalue::Verbatim(_) => Vec::new(),
    }
}

fn arg_sources(args: &[Arg]) -> impl Iterator<Item = Var> + '_ {
    args.iter().filter_map(|arg| match arg {
        Arg::Value(op) => op.var(),
        Arg::Ref(place) | Arg::Mut(place) => Some(place.base),
    })
}

/// What a call may make vary: its result, and the memory that it is given to change.
fn call_targets(out: Var, args: &[Arg]) -> Vec<Var> {
    std::iter::once(out).chain(args.iter().filter_map(Arg::changed).map(|place| place.base)).collect()
}

fn forward(region: &Region, flow: &mut Flow<'_>) {
    for stmt in &region.stmts {
        match stmt {
            Stmt::Let(out, value) if sources(value).iter().any(|v| flow.has(*v)) => flow.add(*out),
            Stmt::Store(place, value) | Stmt::Push(place, value) if flow.has_operand(value) => flow.add(place.base),
            Stmt::Pop(out, place) if flow.has(place.base) => flow.add(*out),
            Stmt::Swap(a, b) if flow.has(a.base) || flow.has(b.base) => [a, b].iter().for_each(|p| flow.add(p.base)),
            Stmt::Call { out, args, .. } if arg_sources(args).any(|v| flow.has(v)) => {
                for target in call_targets(*out, args) {
                    flow.add(target);
                }
            }
            Stmt::Branch { arms, out, .. } => {
                for arm in arms {
                    forward(arm, flow);
                }
                for (_, source, target) in yields(arms, out) {
                    transfer(flow, source, target);
                }
            }
            Stmt::Loop { id, inits, body, out, iter, .. } => {
                for (init, arg) in inits.iter().zip(&body.args) {
                    transfer(flow, init, *arg);
                }
                if let Iter::While(cond) = iter {
                    forward(cond, flow);
                }
                forward(body, flow);
                for list in body.carried(*id) {
                    for (value, arg) in list.iter().zip(&body.args) {
                        transfer(flow, value, *arg);
                    }
                }
                for (arg, out) in body.args.iter().zip(out) {
                    transfer(flow, &Operand::Var(*arg), *out);
                }
                for (value, out) in given(body, *id, out) {
                    transfer(flow, value, out);
                }
            }
            _ => {}
        }
    }
}

fn transfer(flow: &mut Flow<'_>, source: &Operand, target: Var) {
    if flow.has_operand(source) {
        flow.add(target);
    }
}

/// Every (arm, value, out) by which a value leaves a branch.
fn yields<'a>(arms: &'a [Region], out: &'a [Var]) -> impl Iterator<Item = (usize, &'a Operand, Var)> {
    arms.iter().enumerate().flat_map(move |(k, arm)| {
        let values = match &arm.exit {
            Exit::Fall(values) => &values[..],
            _ => &[],
        };
        values.iter().zip(out).map(move |(value, out)| (k, value, *out))
    })
}

/// Every (value, out) that a `break` gives and the loop does not carry.
fn given<'a>(body: &'a Region, id: LoopId, out: &'a [Var]) -> impl Iterator<Item = (&'a Operand, Var)> {
    let lists = body.breaks(id).into_iter();
    lists.flat_map(move |list| list.iter().zip(out.iter().copied()).skip(body.args.len()))
}

fn backward(region: &Region, flow: &mut Flow<'_>) {
    for stmt in region.stmts.iter().rev() {
        match stmt {
            Stmt::Let(out, value) if flow.has(*out) => sources(value).into_iter().for_each(|v| flow.add(v)),
            Stmt::Store(place, value) | Stmt::Push(place, value) if flow.has(place.base) => flow.add_operand(value),
            Stmt::Pop(out, place) if flow.has(*out) => flow.add(place.base),
            Stmt::Swap(a, b) if flow.has(a.base) || flow.has(b.base) => [a, b].iter().for_each(|p| flow.add(p.base)),
            Stmt::Call { out, args, .. } if call_targets(*out, args).iter().any(|v| flow.has(*v)) => {
                arg_sources(args).for_each(|v| flow.add(v));
            }
            Stmt::Branch { arms, out, .. } => {
                for (_, source, target) in yields(arms, out) {
                    if flow.has(target) {
                        flow.add_operand(source);
                    }
                }
                for arm in arms {
                    backward(arm, flow);
                }
            }
            Stmt::Loop { id, inits, body, out, .. } => {
                for (k, arg) in body.args.iter().enumerate() {
                    let wanted = flow.has(out[k]) || flow.has(*arg);
                    if wanted {
                        // the value that enters an iteration may be the one that leaves the loop
                        flow.add(*arg);
                        flow.add_operand(&inits[k]);
                        body.carried(*id).iter().filter_map(|list| list.get(k)).for_each(|op| flow.add_operand(op));
                    }
                }
                for (value, out) in given(body, *id, out) {
                    if flow.has(out) {
                        flow.add_operand(value);
                    }
                }
                backward(body, flow);
            }
            _ => {}
        }
    }
}
