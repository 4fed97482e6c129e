//! The walk: as the backward sweep goes, block by block.
use super::{Unused, address};
use crate::analyse::activity::{Activity, sources};
use crate::analyse::memory::Memory;
use crate::analyse::record::Keep;
use crate::analyse::{is_live, is_recorded};
use crate::hash::{HashMap, HashSet};
use crate::ir::{Arg, Exit, LoopId, Operand, Program, Region, Rvalue, Segment, Stmt, Var, segments};

/// Walks through the program.
pub fn walk(
    program: &Program,
    activity: &Activity,
    memory: &Memory,
    keep: &HashMap<Var, Keep>,
    steep: HashSet<Var>,
) -> Unused {
    let mut walk = Walk {
        program,
        activity,
        memory,
        keep,
        steep,
        blocks: Vec::new(),
        owner: HashMap::default(),
        cause: None,
        used: HashMap::default(),
        loops: Vec::new(),
        found: Unused::default(),
    };
    walk.region(&program.body, Fall::Out(&[]));
    walk.found
}

/// How it is known that a value is used.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Used {
    /// Whenever it is defined.
    Surely,
    /// Where another is.
    With(Var),
    /// Its own flag must tell.
    Maybe,
}

/// Where the values go that leave a region at its end.
#[derive(Clone, Copy)]
enum Fall<'a> {
    Out(&'a [Var]),
    Loop(LoopId),
}

struct Around<'a> {
    id: LoopId,
    args: &'a [Var],
    given: &'a [Var],
}

struct Walk<'a> {
    program: &'a Program,
    activity: &'a Activity,
    memory: &'a Memory,
    keep: &'a HashMap<Var, Keep>,
    /// The values through which a zero adjoint could meet an infinite slope.
    steep: HashSet<Var>,
    /// For each open block of the backward sweep, what it surely contributes to.
    blocks: Vec<HashSet<Var>>,
    /// The block that owns a value's adjoint.
    owner: HashMap<Var, usize>,
    /// The value under whose flag contributions of the innermost block stand.
    cause: Option<Var>,
    used: HashMap<Var, Used>,
    loops: Vec<Around<'a>>,
    found: Unused,
}

impl<'a> Walk<'a> {
    /// Whether it is defined once and has an adjoint of its own.
    fn is_value(&self, v: Var) -> bool {
        let info = self.program.info(v);
        self.activity.active[v.0] && !info.memory && !info.is_ref
    }

    fn is_scalar(&self, v: Var) -> bool {
        self.is_value(v) && self.program.info(v).kind.is_real()
    }

    fn contribute(&mut self, v: Var) {
        if !self.is_value(v) {
            return;
        }
        let here = self.owner.get(&v).is_some_and(|depth| depth + 1 == self.blocks.len());
        let how = match self.cause {
            _ if !here => Used::Maybe,
            None => Used::Surely,
            Some(other) => Used::With(other),
        };
        if self.cause.is_none()
            && let Some(block) = self.blocks.last_mut()
        {
            block.insert(v);
        }
        let joined = match self.used.get(&v) {
            None => how,
            Some(known) if *known == how => how,
            Some(Used::Surely) => Used::Surely,
            Some(_) if how == Used::Surely => Used::Surely,
            Some(_) => Used::Maybe,
        };
        self.used.insert(v, joined);
    }

    fn operand(&mut self, op: &Operand) {
        op.var().into_iter().for_each(|v| self.contribute(v));
    }

    /// Under the flag of `cause`, if any.
    fn under(&mut self, cause: Option<Var>, inside: impl FnOnce(&mut Self)) {
        let around = self.cause;
        self.cause = cause.or(around);
        inside(self);
        self.cause = around;
    }

    /// A block of its own; returns what it surely contributes to.
    fn block(&mut self, inside: impl FnOnce(&mut Self)) -> HashSet<Var> {
        let around = self.cause.take();
        self.blocks.push(HashSet::default());
        inside(self);
        self.cause = around;
        self.blocks.pop().unwrap_or_default()
    }

    /// Whether the definition is undone at all: the adjoint of a scalar is there only if something was contributed.
    fn is_undone(&self, out: Var) -> bool {
        self.used.contains_key(&out) || !self.is_scalar(out)
    }

    /// The value whose flag tells whether `v` was used; its own is made, if need be.
    fn flag(&mut self, v: Var) -> Option<Var> {
        match self.used.get(&v)? {
            Used::Surely => None,
            Used::With(other) => Some(*other),
            Used::Maybe => {
                let own = self.steep.contains(&v).then_some(v);
                self.found.flagged.extend(own);
                own
            }
        }
    }

    fn region(&mut self, region: &'a Region, fall: Fall<'a>) -> HashSet<Var> {
        let segments = segments(region);
        self.segment(region, &segments, fall)
    }

    fn segment(&mut self, region: &'a Region, rest: &[Segment<'a>], fall: Fall<'a>) -> HashSet<Var> {
        let (segment, later) = rest.split_first().expect("a region has a segment");
        self.block(|walk| {
            let depth = walk.blocks.len() - 1;
            let left = segment.last.map(Stmt::defines).unwrap_or_default();
            for v in segment.defines().into_iter().chain(left) {
                walk.owner.entry(v).or_insert(depth);
            }
            match segment.last {
                Some(last) => {
                    if !later.is_empty() {
                        walk.segment(region, later, fall);
                    }
                    walk.stmt(last);
                }
                None => walk.exit(&region.exit, fall),
            }
            segment.stmts.iter().rev().for_each(|stmt| walk.stmt(stmt));
        })
    }

    fn exit(&mut self, exit: &'a Exit, fall: Fall<'a>) {
        match (exit, fall) {
            (Exit::Never, _) => {}
            (Exit::Return(op), _) => self.operand(op),
            (Exit::Fall(ops), Fall::Out(out)) => self.give(ops, out),
            (Exit::Fall(ops), Fall::Loop(id)) => self.pass(id, ops),
            (Exit::Continue(id, ops) | Exit::Break(id, ops), _) => self.pass(*id, ops),
        }
    }

    fn give(&mut self, ops: &[Operand], out: &[Var]) {
        for (op, out) in ops.iter().zip(out) {
            if self.is_undone(*out) {
                let guard = self.found.guard_of_out(*out);
                self.under(guard, |walk| walk.operand(op));
            }
        }
    }

    fn pass(&mut self, id: LoopId, ops: &[Operand]) {
        let around = self.loops.iter().find(|around| around.id == id).expect("an exit stands in its loop");
        let (args, given) = (around.args, around.given);
        for (op, arg) in ops.iter().zip(args) {
            if self.activity.active[arg.0] {
                self.operand(op);
            }
        }
        self.give(&ops[args.len().min(ops.len())..], given);
    }

    fn stmt(&mut self, stmt: &'a Stmt) {
        if !is_live(stmt, self.activity, self.memory) {
            return;
        }
        match stmt {
            Stmt::Let(out, value) => self.definition(stmt, *out, value),
            Stmt::Store(place, value) | Stmt::Push(place, value) if self.activity.active[place.base.0] => {
                self.operand(value);
            }
            Stmt::Swap(a, b) => [a, b].iter().for_each(|place| self.contribute(place.base)),
            Stmt::Call { out, args, .. } => self.call(stmt, *out, args),
            Stmt::Branch { arms, out, .. } => self.branch(stmt, arms, out),
            Stmt::Loop { id, inits, body, out, .. } => self.repeat(stmt, *id, inits, body, out),
            Stmt::Store(..) | Stmt::Push(..) | Stmt::Pop(..) | Stmt::Effect(_) => {}
        }
    }

    /// Notes that the statement is undone under the flag of what it defines, and does so.
    fn guarded(&mut self, stmt: &Stmt, guard: Option<Var>, inside: impl FnOnce(&mut Self)) {
        self.found.guards.extend(guard.map(|guard| (address(stmt), guard)));
        self.under(guard, inside);
    }

    fn definition(&mut self, stmt: &Stmt, out: Var, value: &Rvalue) {
        let guard = self.flag(out);
        if self.is_undone(out) {
            self.guarded(stmt, guard, |walk| sources(value).into_iter().for_each(|v| walk.contribute(v)));
        }
    }

    fn call(&mut self, stmt: &Stmt, out: Var, args: &[Arg]) {
        if !is_recorded(out, args, self.activity) {
            return;
        }
        let changes = args.iter().any(|arg| arg.changed().is_some());
        let guard = if changes { None } else { self.flag(out) };
        self.guarded(stmt, guard, |walk| {
            for arg in args {
                match arg {
                    Arg::Value(op) => walk.operand(op),
                    Arg::Ref(place) | Arg::Mut(place) => walk.contribute(place.base),
                }
            }
        });
    }

    /// Whether a statement leaves nothing on a tape.
    fn leaves_nothing(&self, stmt: &Stmt) -> bool {
        let simple = match stmt {
            Stmt::Let(..) | Stmt::Effect(_) => true,
            Stmt::Branch { .. } => !stmt.may_exit(),
            Stmt::Loop { checkpoint, .. } => stmt.is_counted() && checkpoint.is_none(),
            _ => false,
        };
        let mut nothing = simple;
        stmt.regions(&mut |r| {
            let mut defined = r.args.iter().copied().chain(r.stmts.iter().flat_map(Stmt::defines));
            nothing &= defined.all(|v| self.keep.get(&v) != Some(&Keep::Save));
            nothing &= r.stmts.iter().all(|s| self.leaves_nothing(s));
        });
        nothing
    }

    /// The flag under which a statement with regions is undone as a whole. Its tapes are read by position, and what it
    /// changed must be restored in any case: so it stands outside loops or leaves nothing, and changes nothing.
    fn whole(&mut self, stmt: &Stmt, out: &[Var]) -> Option<Var> {
        let outs: Vec<Var> = out.iter().copied().filter(|v| self.activity.active[v.0]).collect();
        let plain = outs.iter().all(|v| self.is_scalar(*v));
        let positions = !self.loops.is_empty() && !self.leaves_nothing(stmt);
        if !plain || positions || stmt.may_exit() || stmt.changes_anything() {
            return None;
        }
        let used: Vec<Var> = outs.into_iter().filter(|v| self.used.contains_key(v)).collect();
        let known: Vec<_> = used.iter().map(|v| self.used[v]).collect();
        match known[..] {
            [Used::Maybe] => self.flag(used[0]),
            [Used::With(other), ..] if known.iter().all(|k| *k == known[0]) => Some(other),
            _ => None,
        }
    }

    fn branch(&mut self, stmt: &'a Stmt, arms: &'a [Region], out: &'a [Var]) {
        let whole = self.whole(stmt, out);
        if whole.is_none() {
            // what only the next segment knows the shape of has its adjoint there
            let here: Vec<Var> = out.iter().copied().filter(|v| self.is_scalar(*v) || !stmt.may_exit()).collect();
            for v in here {
                let guard = self.flag(v);
                self.found.outs.extend(guard.map(|guard| (v, guard)));
            }
        }
        self.guarded(stmt, whole, |walk| {
            let ending = arms.iter().filter(|arm| !matches!(arm.exit, Exit::Never));
            let sure = ending.map(|arm| walk.region(arm, Fall::Out(out))).reduce(|a, b| &a & &b).unwrap_or_default();
            for v in sure {
                walk.contribute(v);
            }
        });
    }

    fn repeat(&mut self, stmt: &'a Stmt, id: LoopId, inits: &'a [Operand], body: &'a Region, out: &'a [Var]) {
        let whole = self.whole(stmt, out);
        self.guarded(stmt, whole, |walk| {
            walk.loops.push(Around { id, args: &body.args, given: &out[inits.len()..] });
            walk.region(body, Fall::Loop(id));
            walk.loops.pop();
            for (init, arg) in inits.iter().zip(&body.args) {
                if walk.activity.active[arg.0] {
                    walk.operand(init);
                }
            }
        });
    }
}
