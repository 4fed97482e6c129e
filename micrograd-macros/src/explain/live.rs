//! Which names may be one: those that a copy connects and that are never both in use.
use super::expr::{Expr, Name};
use super::script::{Frame, Jump, Line, What};
use crate::hash::{HashMap, HashSet};
use crate::ir::LoopId;

type Set = HashSet<Name>;

/// What is found on the way through the lines.
struct Walk {
    /// Pairs that are in use together, the smaller first.
    clashes: HashSet<(Name, Name)>,
    /// Pairs that a copy connects.
    copies: Vec<(Name, Name)>,
    /// What is in use at the end and at the head of every loop around.
    loops: HashMap<LoopId, (Set, Set)>,
    /// The lines that set what nothing reads, by their address: they do not move on the way.
    dead: HashSet<usize>,
}

impl Walk {
    fn new() -> Self {
        let (clashes, dead) = (HashSet::default(), HashSet::default());
        Walk { clashes, copies: Vec::new(), loops: HashMap::default(), dead }
    }
}

/// Takes away what sets the adjoint of a carried variable that nothing reads.
pub fn unread(lines: &mut Vec<Line>) {
    let mut walk = Walk::new();
    walk.lines(lines, Set::default());
    drop_dead(lines, &walk.dead);
}

fn drop_dead(lines: &mut Vec<Line>, dead: &HashSet<usize>) {
    for line in lines.iter_mut() {
        if dead.contains(&address(line)) {
            line.what = What::Set { to: Vec::new(), op: "=", by: Vec::new() };
        }
        line.inner_mut().for_each(|inner| drop_dead(inner, dead));
    }
    lines.retain(|line| !matches!(&line.what, What::Set { to, .. } if to.is_empty()));
}

fn address(line: &Line) -> usize {
    std::ptr::from_ref(line) as usize
}

/// The names that stand for others: each name of `lines` with its representative, where `may` allows a pair.
pub fn merged(lines: &[Line], end: &[Name], may: &dyn Fn(Name, Name) -> bool) -> HashMap<Name, Name> {
    let mut walk = Walk::new();
    walk.lines(lines, end.iter().copied().collect());
    let mut groups: Vec<Vec<Name>> = Vec::new();
    for (a, b) in walk.copies.iter().rev().copied() {
        let group = |groups: &mut Vec<Vec<Name>>, of: Name| {
            let known = groups.iter().position(|group| group.contains(&of));
            known.unwrap_or_else(|| {
                groups.push(vec![of]);
                groups.len() - 1
            })
        };
        let (of_a, of_b) = (group(&mut groups, a), group(&mut groups, b));
        let pairs = || groups[of_a].iter().flat_map(|x| groups[of_b].iter().map(move |y| (*x, *y)));
        if of_a != of_b && pairs().all(|(x, y)| may(x, y) && !walk.clashes.contains(&ordered(x, y))) {
            let taken = std::mem::take(&mut groups[of_b]);
            groups[of_a].extend(taken);
        }
    }
    let each = groups.into_iter().flat_map(|group| {
        let first = group.iter().copied().min();
        group.into_iter().filter_map(move |name| Some((name, first?)))
    });
    each.collect()
}

fn ordered(a: Name, b: Name) -> (Name, Name) {
    (a.min(b), a.max(b))
}

impl Walk {
    /// What is in use in front of the lines.
    fn lines(&mut self, lines: &[Line], mut live: Set) -> Set {
        for line in lines.iter().rev() {
            live = self.line(line, live);
        }
        live
    }

    fn line(&mut self, line: &Line, after: Set) -> Set {
        let mut used = after;
        match &line.what {
            What::Set { to, op, by } => {
                if let ([Expr::Name(name @ Name::Carry(_))], "=") = (&to[..], *op) {
                    let at = address(line);
                    let _ = if used.contains(name) { self.dead.remove(&at) } else { self.dead.insert(at) };
                }
                self.set(to, op, by, &mut used);
            }
            What::Do(_, changed) => changed.iter().for_each(|name| self.clash(*name, &used, &[])),
            What::Jump(Jump::Return, _) => used = Set::default(),
            What::Jump(Jump::Break(id), _) => used = self.loops.get(id).map(|l| l.0.clone()).unwrap_or_default(),
            What::Jump(Jump::Continue(id), _) => used = self.loops.get(id).map(|l| l.1.clone()).unwrap_or_default(),
            What::Block { parts, of } => used = self.block(parts, *of, used),
        }
        used.extend(line.reads());
        used
    }

    fn set(&mut self, to: &[Expr], op: &str, by: &[Expr], live: &mut Set) {
        let defined: Vec<Name> = to.iter().filter_map(|e| e.names().first().copied()).collect();
        for (k, name) in defined.iter().enumerate() {
            let copied = match by.get(k) {
                Some(Expr::Name(from)) if op == "=" && by.len() == to.len() => Some(*from),
                _ => None,
            };
            let whole = matches!(to[k], Expr::Name(_));
            if let (Some(from), true) = (copied, whole) {
                self.copies.push((*name, from));
            }
            self.clash(*name, live, copied.as_slice());
            // all are set at once
            self.clash(*name, &defined.iter().copied().collect(), &[]);
        }
        if op == "=" {
            live.retain(|name| !to.contains(&Expr::Name(*name)));
        }
    }

    fn clash(&mut self, name: Name, live: &Set, except: &[Name]) {
        let others = live.iter().filter(|other| **other != name && !except.contains(other));
        self.clashes.extend(others.map(|other| ordered(name, *other)));
    }

    fn block(&mut self, parts: &[(Expr, Vec<Line>)], of: Frame, after: Set) -> Set {
        match of {
            Frame::Branch | Frame::Match => {
                let mut before = after.clone();
                for (_, lines) in parts {
                    before.extend(self.lines(lines, after.clone()));
                }
                before
            }
            Frame::Once(id) => {
                self.loops.insert(id, (after, Set::default()));
                self.lines(&parts[0].1, Set::default())
            }
            Frame::Loop(id) => {
                let mut head = after.clone();
                loop {
                    self.loops.insert(id, (after.clone(), head.clone()));
                    let mut next = self.lines(&parts[0].1, head.clone());
                    next.extend(head.iter().copied());
                    if next.len() == head.len() {
                        return head;
                    }
                    head = next;
                }
            }
        }
    }
}

/// Takes away copies of a name to itself, and drops lines that set nothing any more.
pub fn without_copies(lines: &mut Vec<Line>, one: &dyn Fn(Name, Name) -> bool) {
    for line in lines.iter_mut() {
        line.inner_mut().for_each(|inner| without_copies(inner, one));
        if let What::Set { to, op: "=", by } = &mut line.what
            && to.len() == by.len()
        {
            let same = |a: &Expr, b: &Expr| matches!((a, b), (Expr::Name(x), Expr::Name(y)) if one(*x, *y));
            let kept: Vec<usize> = (0..to.len()).filter(|k| !same(&to[*k], &by[*k])).collect();
            *to = kept.iter().map(|k| to[*k].clone()).collect();
            *by = kept.iter().map(|k| by[*k].clone()).collect();
        }
    }
    lines.retain(|line| !matches!(&line.what, What::Set { to, .. } if to.is_empty()));
}
