//! The forward sweep in pieces, with holes for what is undone as it runs.
use super::super::joint::{Looped, Part, Pieces};
use super::{Around, Forward, Frame};
use crate::analyse::{AtOnce, Fused, Given};
use crate::ir::{Exit, Iter, Region, Stmt};
use crate::tokens::{TokenStream, quote};
use proc_macro2::Ident;

impl Forward<'_> {
    /// The function in pieces around the loop whose iterations are undone as they run, if there is one.
    pub fn pieces(&mut self, at_once: &AtOnce) -> Pieces {
        let cx = self.cx;
        let body = &cx.program.body;
        let Exit::Return(op) = &body.exit else { unreachable!("the function returns a value") };
        let live = cx.plan.is_live_region(body);
        self.frames.push(Frame::Region(Vec::new()));
        let (first, last) = body.stmts.split_at(at_once.sum.as_ref().map_or(body.stmts.len(), |sum| sum.at));
        let before = self.parts(first, live, &at_once.calls);
        let looped = at_once.sum.as_ref().map(|sum| self.looped(sum));
        let last = if looped.is_some() { &last[1..] } else { last };
        let after = self.parts(last, live, &at_once.calls);
        self.frames.pop();
        Pieces { before, looped, after, value: cx.owned(op) }
    }

    fn looped(&mut self, sum: &Fused) -> Looped {
        let cx = self.cx;
        let Stmt::Loop { id, iter, inits, body, out, .. } = &cx.program.body.stmts[sum.at] else {
            unreachable!("the sum is a loop")
        };
        let (names, inits) = (out.iter().map(|v| cx.name(*v)).collect::<Vec<_>>(), cx.all_owned(inits));
        let known: Vec<Ident> = self.tapes.names().cloned().collect();
        self.loops.push(Around::new(*id, true, out));
        let condition = match iter {
            Iter::While(condition) => {
                let condition = self.region(condition, &|ops| cx.operand(&ops[0]));
                quote!(if !{ #condition } { break; })
            }
            _ => TokenStream::new(),
        };
        self.frames.push(Frame::Loop(*id, None));
        self.frames.push(Frame::Region(Vec::new()));
        let args = body.args.iter().map(|v| cx.name(*v));
        let mut iteration = vec![Part::Code(quote!(#(let #args = #names;)* #condition))];
        iteration.extend(self.parts(&body.stmts, cx.plan.is_live_region(body), &sum.calls));
        self.frames.truncate(self.frames.len() - 2);
        self.loops.pop();
        let head = cx.loop_head(iter, body);
        Looped {
            iteration,
            head: quote!(#(let mut #names = #inits;)* #head),
            assign: cx.assign(out, body.exit.operands()),
            tapes: self.tapes.names().filter(|tape| !known.contains(tape)).cloned().collect(),
        }
    }

    /// Statements of which all that they define stays there for the backward sweep.
    fn parts(&mut self, stmts: &[Stmt], live: bool, calls: &[Given]) -> Vec<Part> {
        let part = |stmt: &Stmt| match stmt {
            Stmt::Call { out, .. } if calls.iter().any(|given| given.out == *out) => Part::Call(*out),
            stmt if stmt.may_exit() => Part::Guard(std::ptr::from_ref(stmt) as usize),
            stmt => Part::Code(self.stmt(stmt, live, true)),
        };
        stmts.iter().map(part).collect()
    }

    /// An arm that leaves the function, and the value that it leaves.
    pub fn arm(&mut self, arm: &Region) -> (TokenStream, TokenStream) {
        let Exit::Return(op) = &arm.exit else { unreachable!("the arm leaves the function") };
        self.frames.push(Frame::Region(Vec::new()));
        let live = self.cx.plan.is_live_region(arm);
        let stmts = arm.stmts.iter().map(|stmt| self.stmt(stmt, live, true)).collect();
        self.frames.pop();
        (stmts, self.cx.owned(op))
    }
}
