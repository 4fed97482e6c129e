//! Loops whose iterations can be undone in any order: as they ran, and several at a time where they add to one adjoint, so
//! that no addition waits for the one before.
use super::super::views::Part;
use super::Backward;
use crate::ir::{Iter, Operand, Order, Region, Rvalue, Stmt, Var};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::Ident;

/// How many iterations are undone at a time.
const WIDTH: usize = 4;

/// The order in which iterations are undone.
pub enum Undo {
    /// The last first.
    Backward,
    /// The first first.
    Forward,
    /// Several at a time.
    Lanes(Lanes),
}

/// The names in such a loop.
pub struct Lanes {
    /// The number of an iteration among those at a time.
    pub lane: Ident,
    /// What the loop left, and the item of an iteration.
    pub items: Ident,
    pub item: Ident,
    /// What all iterations add to.
    sums: Vec<Var>,
}

impl Backward<'_> {
    /// The order in which a loop's iterations are undone.
    pub(super) fn order(&mut self, stmt: &Stmt) -> Undo {
        let Stmt::Loop { id, iter, body, .. } = stmt else { return Undo::Backward };
        let plan = self.cx.plan;
        let Some(tight) = plan.tight(*id).filter(|tight| tight.apart) else { return Undo::Backward };
        let upwards = matches!(iter, Iter::Range { inclusive: false, order: Order::Up, .. });
        let by_position = !self.leaves_items(body) || self.cx.collects(*id, iter, body);
        let carries = body.args.iter().any(|v| self.is_active(*v));
        if !upwards || !by_position || carries && !plan.sums.is_all_of(*id) || self.restores(body) {
            return Undo::Backward;
        }
        let sums = self.sums(body);
        if sums.is_empty() || !tight.aligned || tight.views.is_empty() {
            return Undo::Forward;
        }
        let [lane, items, item] = ["lane", "items", "item"].map(|name| self.fresh(name));
        Undo::Lanes(Lanes { lane, items, item, sums })
    }

    fn leaves_items(&self, body: &Region) -> bool {
        self.tapes.find(super::super::tapes::Site::segment(body, 0)).is_some()
    }

    fn restores(&self, body: &Region) -> bool {
        body.stmts.iter().flat_map(Stmt::changes).any(|place| self.cx.plan.restores(place.base))
    }

    /// The scalars from outside that the iterations add to.
    fn sums(&self, body: &Region) -> Vec<Var> {
        let inside: Vec<Var> = body.args.iter().copied().chain(body.stmts.iter().flat_map(Stmt::defines)).collect();
        let mut sums = Vec::new();
        for stmt in &body.stmts {
            let ops: Vec<&Operand> = match stmt {
                Stmt::Let(_, Rvalue::Prim(_, ops)) => ops.iter().collect(),
                Stmt::Let(_, Rvalue::Use(op) | Rvalue::Convert(op, _)) | Stmt::Store(_, op) => vec![op],
                _ => Vec::new(),
            };
            for v in ops.into_iter().filter_map(Operand::var) {
                if self.is_active(v) && self.is_scalar(v) && !inside.contains(&v) && !sums.contains(&v) {
                    sums.push(v);
                }
            }
        }
        sums
    }

    // Output: let (groups, rest) = groups(from, to);
    //         if groups > 0 {
    //             let mut d_a_lanes = [0.0; 4];
    //             for group in 0..groups {
    //                 let at = from + 4 * group; let x = &x[at..at + 4];
    //                 for lane in 0..4 { let mut d_a = d_a_lanes[lane]; .. d_a_lanes[lane] = d_a; }
    //             }
    //             d_a += sum_of(d_a_lanes);
    //         }
    //         for i in rest..to { .. }
    pub(super) fn in_lanes(
        &mut self,
        lanes: &Lanes,
        iter: &Iter,
        body: &Region,
        parts: &[Part],
        has_items: bool,
        inner: &TokenStream,
    ) -> TokenStream {
        let Iter::Range { from, to, .. } = iter else { unreachable!("the loop is one over a range") };
        let (from, to, root) = (self.cx.operand(from), self.cx.operand(to), self.cx.input.root.clone());
        let index = self.cx.index(body);
        let [group, groups, at, rest] = ["group", "groups", "at", "rest"].map(|name| self.fresh(name));
        let Lanes { lane, items, item, sums } = lanes;
        let sums: Vec<Var> = sums.iter().copied().filter(|v| self.adjoints.is_declared(*v)).collect();
        let names: Vec<Ident> = sums.iter().map(|v| self.adjoint(*v)).collect();
        let arrays: Vec<Ident> = names.iter().map(|d| self.fresh(&format!("{d}_lanes"))).collect();
        let zeros = sums.iter().map(|v| self.cx.zero_of(&self.cx.program.info(*v).kind));
        let width = proc_macro2::Literal::usize_unsuffixed(WIDTH);
        let cuts = parts.iter().map(|Part { name, mutable }| {
            let mutable = mutable.then(|| quote!(mut));
            quote!(let #name = &#mutable #name[#at..#at + #width];)
        });
        let cut_items = has_items.then(|| quote!(let #items = &#items[#at - #from..][..#width];));
        let item_of_rest = if from.to_string() == "0" { index.to_token_stream() } else { quote!(#index - #from) };
        quote! {
            let (#groups, #rest) = #root::rt::groups::<#width>(#from, #to);
            if #groups > 0 {
                #(let mut #arrays = [#zeros; #width];)*
                for #group in 0..#groups {
                    let #at = #from + #width * #group;
                    #(#cuts)* #cut_items
                    for #lane in 0..#width {
                        let (#index, #item) = (#at + #lane, #lane);
                        #(let mut #names = #arrays[#lane];)*
                        #inner
                        #(#arrays[#lane] = #names;)*
                    }
                }
                #(#names += #root::rt::sum_of_lanes(#arrays);)*
            }
            for #index in #rest..#to {
                let (#lane, #item) = (#index, #item_of_rest);
                #inner
            }
        }
    }
}
