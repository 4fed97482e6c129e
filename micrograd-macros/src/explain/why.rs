//! Why the backward sweep needs a value, in a few words.
use super::expr::Expr;
use super::reader::Reader;
use crate::analyse::Why;
use crate::ir::{Rvalue, Var};
use crate::kinds::Kind;

impl Reader<'_> {
    /// The reasons, each once, the first few of them.
    pub fn reasons(&self, v: Var) -> Expr {
        let mut found: Vec<Expr> = Vec::new();
        let real = |why: &Why| !matches!(why, Why::Again(of) if self.is_captured(*of));
        for why in self.plan.why(v).filter(real) {
            let reason = self.reason(v, why);
            if !found.contains(&reason) {
                found.push(reason);
            }
        }
        let more = found.len() > 2;
        found.truncate(2);
        let mut pieces = Vec::new();
        for (k, reason) in found.into_iter().enumerate() {
            pieces.extend((k > 0).then(|| Expr::text("; ")));
            pieces.push(reason);
        }
        pieces.extend(more.then(|| Expr::text("; ..")));
        Expr::Code(pieces, true)
    }

    fn reason(&self, v: Var, why: Why) -> Expr {
        match why {
            Why::Partial(out, k) => self.slope(out, k),
            Why::Index => Expr::text("it tells which element an adjoint belongs to"),
            Why::Path => Expr::text("backward takes the same way"),
            Why::Bound => Expr::text("backward runs over the same range"),
            Why::Shape => Expr::text("its adjoint has its shape"),
            Why::Undone => Expr::text("what changed it is undone step by step"),
            Why::Reference => Expr::text("a pullback is given it again"),
            Why::Repeated => Expr::text("the loop with checkpoints runs again"),
            Why::Pullback => Expr::text("it holds what the called function saved"),
            Why::Again(of) if self.users_name(of).is_some() => {
                Expr::Code(vec![Expr::value(of), Expr::text(" is evaluated again from it")], true)
            }
            Why::Again(of) => match self.definitions.get(&of) {
                Some(value) if of != v => Expr::Code(vec![self.rvalue(value), Expr::text(" is evaluated again")], true),
                _ => Expr::text("a value is evaluated again from it"),
            },
        }
    }

    /// A partial, as the reason for what it mentions.
    fn slope(&self, out: Var, k: usize) -> Expr {
        let Some(Rvalue::Prim(rule, ops)) = self.definitions.get(&out) else {
            return Expr::text("a partial mentions it");
        };
        let partial = self.partial(rule.partials[k], rule, ops, out);
        match (rule.name, rule.operands.len()) {
            ("mul", _) => Expr::text("the partials of a product are its factors"),
            ("div", _) => {
                let text = if k == 0 {
                    "a quotient's partial by the numerator is "
                } else {
                    "a quotient's partial by the denominator is "
                };
                Expr::Code(vec![Expr::text(text), partial], true)
            }
            (name, 1) => Expr::Code(vec![Expr::text(format!("{name}' = ")), partial], true),
            (name, _) => Expr::Code(vec![Expr::text(format!("a partial of {name} is ")), partial], true),
        }
    }

    /// What a value takes, in words.
    pub fn size(&self, v: Var) -> &'static str {
        match &self.program.info(v).kind {
            Kind::Real | Kind::Float => "a real",
            Kind::Other => "a real of the other precision",
            Kind::Int => "an integer",
            Kind::Bool => "a flag",
            Kind::Poison => "what the called function saved",
            Kind::Opt(_) => "an option",
            Kind::Seq(_) => "all its elements",
            Kind::Tup(_) => "a tuple",
            _ => "a copy",
        }
    }
}
