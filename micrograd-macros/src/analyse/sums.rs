//! Sums: what grows by what is added to it hands its adjoint on as it is.
use super::activity::Activity;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Exit, LoopId, Operand, Program, Region, Rvalue, Stmt, Var};

/// Which reads and loops are of sums alone.
#[derive(Default)]
pub struct Sums {
    /// The reads of elements that something is added to and that are stored again: `c[i] += a`.
    reads: HashSet<Var>,
    /// The sums that are stored there.
    stored: HashSet<Var>,
    /// The loops in which every active variable that is carried is a sum.
    loops: HashSet<LoopId>,
}

impl Sums {
    /// Whether nothing but a sum, stored where this was read, depends on it.
    pub fn is_read(&self, v: Var) -> bool {
        self.reads.contains(&v)
    }

    /// Whether a stored value is what stood there and something more.
    pub fn is_stored(&self, value: &Operand) -> bool {
        value.var().is_some_and(|v| self.stored.contains(&v))
    }

    /// Whether the adjoints of what a loop carries are the same in every iteration.
    pub fn is_all_of(&self, id: LoopId) -> bool {
        self.loops.contains(&id)
    }
}

/// Finds them.
pub fn sums(program: &Program, activity: &Activity) -> Sums {
    let mut sums = Sums::default();
    region((program, activity), &program.body, &uses(program), &mut sums);
    sums
}

/// How often each variable is read.
pub fn uses(program: &Program) -> HashMap<Var, usize> {
    let mut uses = HashMap::default();
    count(&program.body, &mut uses);
    uses
}

fn count(region: &Region, uses: &mut HashMap<Var, usize>) {
    let leaving = region.exit.operands().iter().filter_map(Operand::var);
    for v in leaving.chain(region.stmts.iter().flat_map(Stmt::reads)) {
        *uses.entry(v).or_default() += 1;
    }
    region.stmts.iter().for_each(|stmt| stmt.regions(&mut |r| count(r, uses)));
}

fn region(of_all: (&Program, &Activity), of: &Region, uses: &HashMap<Var, usize>, sums: &mut Sums) {
    let (program, activity) = of_all;
    let once = |v: Var| uses.get(&v) == Some(&1);
    let mut terms: HashMap<Var, Vec<Var>> = HashMap::default();
    let mut read = Vec::new();
    for stmt in &of.stmts {
        match stmt {
            Stmt::Let(out, Rvalue::Load(place)) if once(*out) && program.info(*out).kind.is_real() => {
                read.push((*out, place));
            }
            Stmt::Let(out, value) if once(*out) => {
                terms.extend(grown(value).map(|of| (*out, of)));
            }
            Stmt::Store(place, Operand::Var(v)) => {
                let of = terms.get(v).into_iter().flatten();
                let from = of.filter(|of| read.iter().any(|(out, from)| out == *of && from.is_same(place)));
                if let [from] = from.collect::<Vec<_>>()[..] {
                    sums.reads.insert(*from);
                    sums.stored.insert(*v);
                }
            }
            // who goes on or leaves early may do so with something else
            Stmt::Loop { id, body, .. } if body.carried(*id).len() == 1 && is_all_of_sums(body, &once, activity) => {
                sums.loops.insert(*id);
            }
            _ => {}
        }
        let mut changed = HashSet::default();
        crate::ir::changes(stmt, &mut changed);
        read.retain(|(_, place)| !changed.contains(&place.base));
        stmt.regions(&mut |r| region(of_all, r, uses, sums));
    }
}

/// What a sum or a difference adds to.
fn grown(value: &Rvalue) -> Option<Vec<Var>> {
    match value {
        Rvalue::Prim(rule, ops) if rule.name == "add" => Some(ops.iter().filter_map(Operand::var).collect()),
        Rvalue::Prim(rule, ops) if rule.name == "sub" => Some(ops[0].var().into_iter().collect()),
        _ => None,
    }
}

fn is_all_of_sums(body: &Region, once: &impl Fn(Var) -> bool, activity: &Activity) -> bool {
    let Exit::Fall(ops) = &body.exit else { return false };
    body.args.iter().zip(ops).filter(|(arg, _)| activity.active[arg.0]).all(|(arg, op)| {
        let Some(out) = op.var().filter(|_| once(*arg)) else { return false };
        grows(body, once, *arg, out)
    })
}

/// Whether one value is another and something more, in one sum or in several one after the other.
fn grows(body: &Region, once: &impl Fn(Var) -> bool, from: Var, to: Var) -> bool {
    let of = |stmt: &Stmt| match stmt {
        Stmt::Let(v, value) if *v == to => grown(value),
        _ => None,
    };
    let of = || body.stmts.iter().find_map(of).unwrap_or_default();
    to == from || once(to) && of().into_iter().any(|v| grows(body, once, from, v))
}
