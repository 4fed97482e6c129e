//! Loops that are undone from snapshots: a stretch of steps runs again from a snapshot, with tape, and is undone.
use super::super::forward::Forward;
use super::super::tapes::{Site, Tapes};
use super::{Around, Backward, Fall};
use crate::ir::{Checkpoint, Stmt, segments};
use crate::tokens::{ToTokens, TokenStream, quote};
use proc_macro2::Ident;

/// The names of what drives such a loop.
struct Drive {
    range: Ident,
    saved: Ident,
    run: Ident,
    stretch: Ident,
    state: Ident,
}

/// How some steps run again.
struct Again {
    /// From the restored state to the end of the stretch that is to be undone.
    steps: TokenStream,
    /// The tapes of the stretch.
    tapes: Tapes,
}

impl Backward<'_> {
    // Input:  #[checkpoint] for i in 0..n { s = f(s, x[i]) }
    // Output: let mut carry = d_s; let range = 0..n; let saved = t.pop(); let mut run = saved.in_segments();
    //         let mut t1 = Tape::new();
    //         while let Some((stretch, state)) = run.next_stretch() {
    //             let mut s = state.0;
    //             for i in range.clone().skip(stretch.start()).take(stretch.count) { .. t1.push(..); }
    //             { let mut t1 = t1.replay(); for i in range.clone().rev().skip(stretch.behind).take(stretch.count) { .. } }
    //             t1.clear();
    //         }
    pub(super) fn checkpointed(&mut self, stmt: &Stmt, how: &Checkpoint) -> TokenStream {
        let Stmt::Loop { id, iter, inits, body, out, .. } = stmt else { unreachable!("only loops come here") };
        let (carries, start) = self.carry_in(body, out);
        let snapshots = self.tapes.find(Site::Snapshots(*id)).expect("a live loop leaves snapshots").clone();
        let [range, saved, run, stretch, state] =
            ["range", "saved", "run", "stretch", "state"].map(|name| self.fresh(name));
        let drive = Drive { range, saved, run, stretch, state };
        let Again { steps, tapes } = self.again(stmt, how, &drive);
        self.tapes.adopt(&tapes);
        self.loops.push(Around { id: *id, carries: carries.clone(), given: Vec::new(), collected: None });
        let (args, pieces) = (body.args.clone(), segments(body));
        let inner = self.segment(body, &pieces, Fall::Loop(*id), &mut |b| b.carry_on(&args, &carries));
        self.loops.pop();
        let (head, way, back) = (self.cx.steps(iter), self.way(how), self.back(stmt, &drive));
        let (declarations, replays, names) = (tapes.declarations(), tapes.replays(), tapes.names());
        let Drive { range, saved, run, stretch, state } = &drive;
        let (_, memory) = self.cx.restored(stmt, state);
        let before = (!memory.is_empty())
            .then(|| quote!(if let ::core::option::Option::Some(#state) = #saved.first() { #memory }));
        let tokens = self.adjoints.before(&quote! {
            #start
            let (#range, #saved) = (#head, #snapshots.pop());
            let mut #run = #saved.#way;
            #declarations
            while let ::core::option::Option::Some((#stretch, #state)) = #run.next_stretch() {
                #steps
                { #replays #back { #inner } }
                #(#names.clear();)*
            }
            #before
        });
        let end = self.carry_out(inits, &carries);
        quote!(#tokens #end)
    }

    /// The body again: without tape on the way to a stretch, with tape in it.
    fn again(&mut self, stmt: &Stmt, how: &Checkpoint, drive: &Drive) -> Again {
        let cx = self.cx;
        let Drive { range, run, stretch, state, .. } = drive;
        let (values, memory) = cx.restored(stmt, state);
        let mut names = std::mem::take(&mut self.names);
        let mut ahead = TokenStream::new();
        if let Checkpoint::Revolve(_) = how {
            let mut sweep = Forward::again(cx, false, names);
            let (over, now) = (quote!(#range.clone().skip(#stretch.from).take(#stretch.ahead)), cx.state(stmt));
            let (steps, _) = sweep.run(stmt, &over, &quote!(if #run.is_due() { #run.save(#now); }));
            ahead = steps;
            names = sweep.into_parts().0;
        }
        let mut sweep = Forward::again(cx, true, names);
        let over = quote!(#range.clone().skip(#stretch.start()).take(#stretch.count));
        let (steps, reserved) = sweep.run(stmt, &over, &TokenStream::new());
        let (names, tapes) = sweep.into_parts();
        self.names = names;
        let steps = quote!(#values #memory #ahead #(#reserved.reserve(#stretch.count);)* #steps);
        Again { steps, tapes }
    }

    /// The head of the loop that undoes a stretch.
    fn back(&self, stmt: &Stmt, drive: &Drive) -> TokenStream {
        let Drive { range, stretch, .. } = drive;
        match stmt {
            Stmt::Loop { body, .. } if stmt.is_counted() => {
                let index = self.cx.index(body).map_or_else(|| quote!(_), ToTokens::to_token_stream);
                quote!(for #index in #range.clone().rev().skip(#stretch.behind).take(#stretch.count))
            }
            // the index is on a tape
            _ => quote!(for _ in 0..#stretch.count),
        }
    }

    fn way(&self, how: &Checkpoint) -> TokenStream {
        match how {
            Checkpoint::Root | Checkpoint::Every(_) => quote!(in_segments()),
            Checkpoint::Revolve(limit) => {
                let limit = self.cx.positive(limit);
                quote!(revolving(#limit))
            }
        }
    }
}
