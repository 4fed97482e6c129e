//! What statements define, read and contain.
use super::{Arg, Bounds, Exit, Iter, LoopId, Operand, Order, Place, Projection, Region, Rvalue, Stmt, Var};

impl Exit {
    /// The values that leave.
    pub fn operands(&self) -> &[Operand] {
        match self {
            Exit::Fall(ops) | Exit::Break(_, ops) | Exit::Continue(_, ops) => ops,
            Exit::Return(op) => std::slice::from_ref(op),
            Exit::Never => &[],
        }
    }

    /// The values passed to the carried variables of loop `id`.
    fn carried(&self, id: LoopId) -> Option<&[Operand]> {
        match self {
            Exit::Break(l, ops) | Exit::Continue(l, ops) if *l == id => Some(ops),
            _ => None,
        }
    }
}

impl Region {
    /// Calls `f` with every exit of this region and of the regions in it.
    pub fn each_exit<'a>(&'a self, f: &mut dyn FnMut(&'a Exit)) {
        f(&self.exit);
        for stmt in &self.stmts {
            stmt.regions(&mut |r| r.each_exit(f));
        }
    }

    /// Every list of values that this body passes to the carried variables of its own loop `id`.
    pub fn carried(&self, id: LoopId) -> Vec<&[Operand]> {
        let mut lists = Vec::new();
        if let Exit::Fall(ops) = &self.exit {
            lists.push(&ops[..]);
        }
        self.each_exit(&mut |exit| lists.extend(exit.carried(id)));
        lists
    }

    /// What every `break` out of this body of loop `id` gives.
    pub fn breaks(&self, id: LoopId) -> Vec<&[Operand]> {
        let mut lists = Vec::new();
        self.each_exit(&mut |exit| match exit {
            Exit::Break(l, ops) if *l == id => lists.push(&ops[..]),
            _ => {}
        });
        lists
    }

    /// Calls `f` with what every `break` out of this body of loop `id` gives.
    pub fn each_break(&mut self, id: LoopId, f: &mut dyn FnMut(&mut Vec<Operand>)) {
        if let Exit::Break(l, ops) = &mut self.exit
            && *l == id
        {
            f(ops);
        }
        for stmt in &mut self.stmts {
            match stmt {
                Stmt::Branch { arms, .. } => arms.iter_mut().for_each(|r| r.each_break(id, f)),
                // the condition of a `while` has no exit
                Stmt::Loop { body, .. } => body.each_break(id, f),
                _ => {}
            }
        }
    }
}

impl Stmt {
    /// Calls `f` with every region directly in this statement.
    pub fn regions<'a>(&'a self, f: &mut dyn FnMut(&'a Region)) {
        match self {
            Stmt::Branch { arms, .. } => arms.iter().for_each(f),
            Stmt::Loop { iter, body, .. } => {
                if let Iter::While(cond) = iter {
                    f(cond);
                }
                f(body);
            }
            _ => {}
        }
    }

    /// Calls `f` with every region directly in this statement.
    pub fn regions_mut(&mut self, f: &mut dyn FnMut(&mut Region)) {
        match self {
            Stmt::Branch { arms, .. } => arms.iter_mut().for_each(f),
            Stmt::Loop { iter, body, .. } => {
                if let Iter::While(cond) = iter {
                    f(cond);
                }
                f(body);
            }
            _ => {}
        }
    }

    /// Whether control may leave this statement other than to the next one.
    pub fn may_exit(&self) -> bool {
        let own = match self {
            Stmt::Loop { id, .. } => Some(*id),
            _ => None,
        };
        let mut leaves = false;
        self.regions(&mut |region| {
            region.each_exit(&mut |exit| {
                leaves |= match exit {
                    Exit::Return(_) => true,
                    Exit::Break(l, _) | Exit::Continue(l, _) => Some(*l) != own && !self.contains_loop(*l),
                    Exit::Fall(_) | Exit::Never => false,
                }
            });
        });
        leaves
    }

    fn contains_loop(&self, wanted: LoopId) -> bool {
        if matches!(self, Stmt::Loop { id, .. } if *id == wanted) {
            return true;
        }
        let mut found = false;
        self.regions(&mut |r| found |= r.stmts.iter().any(|s| s.contains_loop(wanted)));
        found
    }

    /// Whether it may do more than compute: what can panic must not come before it.
    pub fn acts(&self) -> bool {
        let mut acts = match self {
            Stmt::Effect(_) | Stmt::Call { .. } => true,
            Stmt::Let(_, Rvalue::Verbatim(code)) => !code.repeatable,
            _ => false,
        };
        self.regions(&mut |r| acts |= r.stmts.iter().any(Stmt::acts));
        acts
    }

    /// Whether it is a loop, or one stands in it.
    pub fn contains_a_loop(&self) -> bool {
        let mut found = matches!(self, Stmt::Loop { .. });
        self.regions(&mut |r| found |= r.stmts.iter().any(Stmt::contains_a_loop));
        found
    }

    /// Whether this loop's iterations are counted by its range alone: nothing leaves it early.
    pub fn is_counted(&self) -> bool {
        let Stmt::Loop { id, iter: Iter::Range { order: Order::Up | Order::Down, .. }, body, .. } = self else {
            return false;
        };
        body.breaks(*id).is_empty() && !self.may_exit()
    }

    /// Whether it repeats its body.
    pub fn is_repeated(&self) -> bool {
        matches!(self, Stmt::Loop { iter, .. } if !matches!(iter, Iter::Once))
    }

    /// The variables that this statement itself defines for what follows it.
    pub fn defines(&self) -> Vec<Var> {
        match self {
            Stmt::Let(out, _) | Stmt::Pop(out, _) => vec![*out],
            Stmt::Call { out, pullback, .. } => vec![*out, *pullback],
            Stmt::Branch { out, .. } | Stmt::Loop { out, .. } => out.clone(),
            Stmt::Store(..) | Stmt::Swap(..) | Stmt::Push(..) | Stmt::Effect(_) => Vec::new(),
        }
    }

    /// The variables that it reads itself, without its regions.
    pub fn reads(&self) -> Vec<Var> {
        match self {
            Stmt::Let(_, value) => value.vars(),
            Stmt::Store(place, value) | Stmt::Push(place, value) => place.vars().chain(value.var()).collect(),
            Stmt::Pop(_, place) => place.vars().collect(),
            Stmt::Swap(a, b) => a.vars().chain(b.vars()).collect(),
            Stmt::Effect(code) => code.reads.clone(),
            Stmt::Call { args, .. } => args.iter().flat_map(Arg::vars).collect(),
            Stmt::Branch { on, .. } => on.var().into_iter().collect(),
            Stmt::Loop { iter, inits, .. } => {
                let head = match iter {
                    Iter::Range { from, to, order: Order::Steps { step, .. }, .. } => vec![from, to, step],
                    Iter::Range { from, to, .. } => vec![from, to],
                    Iter::While(_) | Iter::Forever | Iter::Once => Vec::new(),
                };
                head.into_iter().chain(inits).filter_map(Operand::var).collect()
            }
        }
    }

    /// Whether it changes memory, itself or in its regions.
    pub fn changes_anything(&self) -> bool {
        let mut changes = !self.changes().is_empty();
        self.regions(&mut |r| changes |= r.stmts.iter().any(Stmt::changes_anything));
        changes
    }

    /// The places of memory that this statement itself changes.
    pub fn changes(&self) -> Vec<&Place> {
        match self {
            Stmt::Store(place, _) | Stmt::Push(place, _) | Stmt::Pop(_, place) => vec![place],
            Stmt::Swap(a, b) => vec![a, b],
            Stmt::Call { args, .. } => args.iter().filter_map(Arg::changed).collect(),
            Stmt::Let(..) | Stmt::Effect(_) | Stmt::Branch { .. } | Stmt::Loop { .. } => Vec::new(),
        }
    }
}

impl Place {
    /// The operands that select the part.
    pub fn indices(&self) -> impl Iterator<Item = &Operand> {
        self.projections
            .iter()
            .flat_map(|p| match p {
                Projection::Index(op) => [Some(op), None],
                Projection::Range(Bounds { from, to, .. }) => [from.as_ref(), to.as_ref()],
                Projection::Field(_) | Projection::Deref | Projection::View(_) | Projection::Payload(..) => {
                    [None, None]
                }
            })
            .flatten()
    }

    /// Whether two places can have a part in common, as far as their fields tell.
    pub fn may_overlap(&self, other: &Place) -> bool {
        let steps = self.projections.iter().zip(&other.projections);
        let mut fields = steps.map_while(|steps| match steps {
            (Projection::Field(a), Projection::Field(b)) => Some(a != b),
            (Projection::Deref, Projection::Deref) => Some(false),
            _ => None,
        });
        self.base == other.base && !fields.any(|differ| differ)
    }

    /// Every variable that the place mentions.
    pub fn vars(&self) -> impl Iterator<Item = Var> + '_ {
        std::iter::once(self.base).chain(self.indices().filter_map(Operand::var))
    }
}

impl Arg {
    /// Every variable that the argument mentions.
    pub fn vars(&self) -> Vec<Var> {
        match self {
            Arg::Value(op) => op.var().into_iter().collect(),
            Arg::Ref(place) | Arg::Mut(place) => place.vars().collect(),
        }
    }

    /// What it refers to.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Arg::Value(_) => None,
            Arg::Ref(place) | Arg::Mut(place) => Some(place),
        }
    }

    /// What the callee may change.
    pub fn changed(&self) -> Option<&Place> {
        match self {
            Arg::Value(_) | Arg::Ref(_) => None,
            Arg::Mut(place) => Some(place),
        }
    }
}

impl Rvalue {
    /// Every variable that is mentioned.
    pub fn vars(&self) -> Vec<Var> {
        let of = |ops: &[Operand]| ops.iter().filter_map(Operand::var).collect::<Vec<_>>();
        match self {
            Rvalue::Use(a)
            | Rvalue::VecWithRoom(a)
            | Rvalue::Some(a)
            | Rvalue::Not(a)
            | Rvalue::Query(_, a)
            | Rvalue::Cut(a, _)
            | Rvalue::Stop(a)
            | Rvalue::ToReal(a, _)
            | Rvalue::Convert(a, _) => of(std::slice::from_ref(a)),
            Rvalue::Prim(_, ops) | Rvalue::Array(ops) | Rvalue::VecOf(ops) | Rvalue::Tuple(ops) => of(ops),
            Rvalue::Native(_, a, b) => of(&[a.clone(), b.clone()]),
            Rvalue::Verbatim(code) => code.reads.clone(),
            Rvalue::Load(place) => place.vars().collect(),
            Rvalue::None | Rvalue::Unit(_) => Vec::new(),
            Rvalue::Struct(literal) => {
                let fields = literal.fields.iter().map(|(_, op)| op);
                fields.chain(&literal.rest).filter_map(Operand::var).collect()
            }
            Rvalue::Repeat(a, len) | Rvalue::VecRepeat(a, len) => {
                of(std::slice::from_ref(a)).into_iter().chain(len.reads.clone()).collect()
            }
        }
    }
}
