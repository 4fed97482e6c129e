//! Which names a piece of code changes, by a walk over its syntax before it is lowered.
//!
//! Names are not resolved: a shadowed name counts for its namesake too. That is safe: a local that is kept in memory
//! or carried by a loop without need is slower, never wrong. Only what the same code declares itself is left out of
//! what [`Mutations::assigns`], as an array cannot be carried.
use super::compound::compound;
use super::listed::listed;
use super::readers::reads;
use crate::hash::HashSet;
use crate::names::{Key, plain};
use proc_macro2::Ident;
use syn::visit::{self, Visit};
use syn::{
    Arm, Block, Expr, ExprAssign, ExprBinary, ExprCall, ExprForLoop, ExprIf, ExprLet, ExprMatch, ExprMethodCall,
    ExprPath, ExprReference, ExprWhile, Local, Pat, Stmt,
};

/// The changed names.
#[derive(Debug, Default)]
pub struct Mutations {
    /// `x = ..`, `x += ..`
    assigned: HashSet<String>,
    /// Those of them that no pattern in the code itself declares.
    outer: HashSet<String>,
    /// What is declared at the point that the walk has come to.
    declared: Vec<Key>,
    /// `x[i] = ..`, `x.0 += ..`, `&mut x`
    stored: HashSet<String>,
    /// Those of them that no pattern in the code itself declares.
    outer_stored: HashSet<String>,
    /// `f(..)`, `g(f)`
    called: HashSet<String>,
    /// Every name in an expression.
    mentioned: HashSet<String>,
    /// Whether something is called whose code is not seen here.
    opaque: bool,
    /// Further methods that change nothing.
    readers: &'static [&'static str],
}

impl Mutations {
    /// Those of a block.
    pub fn of(block: &Block) -> Self {
        let mut found = Mutations::default();
        found.visit_block(block);
        found
    }

    /// Those of the end of a block.
    pub fn of_rest(stmts: &[Stmt]) -> Self {
        let mut found = Mutations::default();
        for stmt in stmts {
            found.visit_stmt(stmt);
        }
        found
    }

    /// Those of a block in which these methods change nothing, too.
    pub fn beside(block: &Block, readers: &'static [&'static str]) -> Self {
        let mut found = Mutations { readers, ..Mutations::default() };
        found.visit_block(block);
        found
    }

    /// Those of a block that a pattern's names are known in.
    pub fn of_items(pat: &Pat, block: &Block) -> Self {
        let mut found = Mutations::default();
        found.declare(pat);
        found.visit_block(block);
        found
    }

    /// Those of a condition and of the block where it holds, which knows what the condition declares.
    pub fn of_condition(condition: &Expr, block: &Block) -> Self {
        let mut found = Mutations::default();
        found.scoped(|own| {
            own.visit_expr(condition);
            own.visit_block(block);
        });
        found
    }

    /// Adds those of an expression.
    pub fn and(mut self, expr: &Expr) -> Self {
        self.visit_expr(expr);
        self
    }

    /// Whether a part of the variable is changed.
    pub fn is_stored(&self, ident: &Ident) -> bool {
        self.stored.contains(&plain(ident))
    }

    /// Whether the whole variable is assigned.
    pub fn is_assigned(&self, ident: &Ident) -> bool {
        self.assigned.contains(&plain(ident))
    }

    /// Whether the whole variable is assigned that has that name where the code stands.
    pub fn assigns(&self, name: &str) -> bool {
        self.outer.contains(name)
    }

    /// Whether a part of the variable is changed that has that name where the code stands.
    pub fn stores(&self, name: &str) -> bool {
        self.outer_stored.contains(name)
    }

    /// Whether the variable is changed in any way.
    pub fn changes(&self, ident: &Ident) -> bool {
        self.is_assigned(ident) || self.is_stored(ident)
    }

    /// Whether the variable of that name is changed in any way.
    pub fn touches(&self, name: &str) -> bool {
        self.assigned.contains(name) || self.stored.contains(name)
    }

    /// Whether something of that name is called, or given to a call that may call it.
    pub fn calls(&self, ident: &Ident) -> bool {
        self.called.contains(&plain(ident))
    }

    /// Whether to run the code once more might show: something is called whose code is not seen here.
    pub fn is_opaque(&self) -> bool {
        self.opaque
    }

    /// Whether the name occurs at all.
    pub fn mentions(&self, name: &str) -> bool {
        self.mentioned.contains(name)
    }

    /// What is declared inside is not known behind it.
    fn scoped(&mut self, inside: impl FnOnce(&mut Self)) {
        let mark = self.declared.len();
        inside(self);
        self.declared.truncate(mark);
    }

    fn declare(&mut self, pat: &Pat) {
        self.declared.extend(names_of(pat));
    }

    fn may_be_called(&mut self, expr: &Expr) {
        match expr {
            Expr::Path(path) => self.called.extend(path.path.get_ident().map(plain)),
            Expr::Paren(inner) => self.may_be_called(&inner.expr),
            Expr::Reference(inner) => self.may_be_called(&inner.expr),
            _ => {}
        }
    }

    fn store(&mut self, roots: impl IntoIterator<Item = String>) {
        for root in roots {
            if !self.declared.iter().any(|own| own.text() == root) {
                self.outer_stored.insert(root.clone());
            }
            self.stored.insert(root);
        }
    }

    fn target(&mut self, target: &Expr) {
        match target {
            Expr::Path(path) => {
                let Some(ident) = path.path.get_ident() else { return };
                self.assigned.insert(plain(ident));
                if !self.declared.contains(&Key::of(ident)) {
                    self.outer.insert(plain(ident));
                }
            }
            Expr::Paren(inner) => self.target(&inner.expr),
            Expr::Tuple(tuple) => tuple.elems.iter().for_each(|e| self.target(e)),
            Expr::Array(array) => array.elems.iter().for_each(|e| self.target(e)),
            Expr::Call(call) => call.args.iter().for_each(|e| self.target(e)),
            Expr::Struct(literal) => literal.fields.iter().for_each(|f| self.target(&f.expr)),
            part => self.store(base(part)),
        }
    }
}

/// Methods of sequences that give a shared view or a copy.
const SHARED: &[&str] = &["iter", "windows", "chunks", "chunks_exact", "to_vec", "clone"];

/// The variable at the root of `x[i].0`.
fn base(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Path(path) => path.path.get_ident().map(plain),
        Expr::Index(e) => base(&e.expr),
        Expr::Field(e) => base(&e.base),
        Expr::Paren(e) => base(&e.expr),
        Expr::Unary(e) => base(&e.expr),
        Expr::Reference(e) => base(&e.expr),
        // whatever is done with these, it does not change `x`
        Expr::MethodCall(e) if SHARED.iter().any(|name| e.method == name) => None,
        // a view of it: `x.split_at_mut(k).0`, `x.first_mut().unwrap()`
        Expr::MethodCall(e) => base(&e.receiver),
        _ => None,
    }
}

/// The variables at the roots of what is matched.
fn bases(expr: &Expr) -> Vec<String> {
    match expr {
        Expr::Tuple(e) => e.elems.iter().flat_map(bases).collect(),
        other => base(other).into_iter().collect(),
    }
}

/// Whether a pattern has a `ref mut`.
fn borrows_mutably(pat: &Pat) -> bool {
    struct Finds(bool);
    impl<'ast> Visit<'ast> for Finds {
        fn visit_pat_ident(&mut self, p: &'ast syn::PatIdent) {
            self.0 |= p.by_ref.is_some() && p.mutability.is_some();
            visit::visit_pat_ident(self, p);
        }
    }
    let mut finds = Finds(false);
    finds.visit_pat(pat);
    finds.0
}

/// The names that a pattern declares.
pub(super) fn names_of(pat: &Pat) -> Vec<Key> {
    let mut names = Names(Vec::new());
    names.visit_pat(pat);
    names.0
}

/// The names that the patterns in a condition declare.
pub(super) fn names_in(condition: &Expr) -> Vec<Key> {
    let mut names = Names(Vec::new());
    names.visit_expr(condition);
    names.0
}

struct Names(Vec<Key>);

impl<'ast> Visit<'ast> for Names {
    fn visit_pat_ident(&mut self, p: &'ast syn::PatIdent) {
        self.0.push(Key::of(&p.ident));
        visit::visit_pat_ident(self, p);
    }
}

impl<'ast> Visit<'ast> for Mutations {
    fn visit_expr_assign(&mut self, e: &'ast ExprAssign) {
        self.target(&e.left);
        visit::visit_expr_assign(self, e);
    }

    fn visit_expr_binary(&mut self, e: &'ast ExprBinary) {
        if compound(&e.op).is_some() {
            self.target(&e.left);
        }
        visit::visit_expr_binary(self, e);
    }

    fn visit_expr_method_call(&mut self, e: &'ast ExprMethodCall) {
        // a method that is not known to leave its receiver alone may change it
        let name = e.method.to_string();
        if !reads(&name) && !self.readers.contains(&&*name) {
            self.store(base(&e.receiver));
        }
        e.args.iter().for_each(|arg| self.may_be_called(arg));
        visit::visit_expr_method_call(self, e);
    }

    fn visit_expr_call(&mut self, e: &'ast ExprCall) {
        self.may_be_called(&e.func);
        self.opaque = true;
        e.args.iter().for_each(|arg| self.may_be_called(arg));
        visit::visit_expr_call(self, e);
    }

    /// The arguments of a macro are code, too.
    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.opaque = true;
        for arg in &listed(mac) {
            self.visit_expr(arg);
        }
    }

    fn visit_expr_path(&mut self, e: &'ast ExprPath) {
        self.mentioned.extend(e.path.get_ident().map(plain));
    }

    /// `ref mut` in a pattern is `&mut` of what is matched; `&mut` of what no pattern gives a name to changes nothing.
    fn visit_expr_match(&mut self, e: &'ast ExprMatch) {
        if e.arms.iter().any(|arm| borrows_mutably(&arm.pat)) {
            self.store(bases(&e.expr));
        }
        match &*e.expr {
            Expr::Reference(subject) if e.arms.iter().all(|arm| names_of(&arm.pat).is_empty()) => {
                self.visit_expr(&subject.expr);
                e.arms.iter().for_each(|arm| self.visit_arm(arm));
            }
            _ => visit::visit_expr_match(self, e),
        }
    }

    fn visit_expr_let(&mut self, e: &'ast ExprLet) {
        if borrows_mutably(&e.pat) {
            self.store(bases(&e.expr));
        }
        visit::visit_expr_let(self, e);
        self.declare(&e.pat);
    }

    fn visit_expr_if(&mut self, e: &'ast ExprIf) {
        self.scoped(|own| {
            own.visit_expr(&e.cond);
            own.visit_block(&e.then_branch);
        });
        if let Some((_, otherwise)) = &e.else_branch {
            self.visit_expr(otherwise);
        }
    }

    fn visit_expr_while(&mut self, e: &'ast ExprWhile) {
        self.scoped(|own| visit::visit_expr_while(own, e));
    }

    fn visit_expr_for_loop(&mut self, e: &'ast ExprForLoop) {
        self.visit_expr(&e.expr);
        self.scoped(|own| {
            own.declare(&e.pat);
            own.visit_block(&e.body);
        });
    }

    fn visit_arm(&mut self, arm: &'ast Arm) {
        self.scoped(|own| {
            own.declare(&arm.pat);
            visit::visit_arm(own, arm);
        });
    }

    fn visit_local(&mut self, local: &'ast Local) {
        if let Some(init) = local.init.as_ref().filter(|_| borrows_mutably(&local.pat)) {
            self.store(bases(&init.expr));
        }
        visit::visit_local(self, local);
        self.declare(&local.pat);
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.scoped(|own| visit::visit_block(own, block));
    }

    fn visit_expr_reference(&mut self, e: &'ast ExprReference) {
        if e.mutability.is_some() {
            self.store(base(&e.expr));
        }
        visit::visit_expr_reference(self, e);
    }
}
