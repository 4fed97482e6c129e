//! Smaller versions of a part of a program: of a block, or of an expression. They need not be valid: what does not
//! compile without the macro is thrown away.
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprBlock, ItemFn, Lit, Stmt, parse_quote};

/// Makes one change at a place that is counted through; all changes, one after the other, are those for
/// `0, 1, ..` until [`Change::apply`] gives none.
pub struct Change {
    left: usize,
    done: bool,
}

impl Change {
    /// Makes the change of a number; none if there are not so many.
    pub fn apply(number: usize, items: &mut [syn::Item]) -> bool {
        let mut change = Change { left: number, done: false };
        for item in items {
            change.visit_item_mut(item);
        }
        change.done
    }

    /// Takes the alternative whose turn it is.
    fn take<T>(&mut self, mut alternatives: Vec<T>) -> Option<T> {
        if self.left < alternatives.len() {
            self.done = true;
            return Some(alternatives.swap_remove(self.left));
        }
        self.left -= alternatives.len();
        None
    }
}

impl VisitMut for Change {
    fn visit_block_mut(&mut self, block: &mut Block) {
        if self.done {
            return;
        }
        match self.take(smaller_blocks(block)) {
            Some(smaller) => *block = smaller,
            None => visit_mut::visit_block_mut(self, block),
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        if self.done {
            return;
        }
        if let Some(smaller) = self.take(smaller_exprs(expr)) {
            *expr = smaller;
            return;
        }
        match expr {
            // the name of a function, and what is assigned to, stay what they are
            Expr::Call(call) => call.args.iter_mut().for_each(|arg| self.visit_expr_mut(arg)),
            Expr::Assign(assign) => {
                visit_mut::visit_expr_mut(self, &mut assign.left);
                self.visit_expr_mut(&mut assign.right);
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_type_mut(&mut self, _: &mut syn::Type) {}

    fn visit_pat_mut(&mut self, _: &mut syn::Pat) {}

    fn visit_item_fn_mut(&mut self, function: &mut ItemFn) {
        visit_mut::visit_item_fn_mut(self, function);
    }
}

/// Blocks with fewer statements, first those with far fewer, then with loops and branches opened.
fn smaller_blocks(block: &Block) -> Vec<Block> {
    let mut smaller = Vec::new();
    let n = block.stmts.len();
    let mut chunk = n;
    while chunk > 0 {
        for start in (0..n).step_by(chunk) {
            let mut left = block.clone();
            left.stmts.drain(start..(start + chunk).min(n));
            smaller.push(left);
        }
        chunk /= 2;
    }
    for (k, stmt) in block.stmts.iter().enumerate() {
        for stmts in opened(stmt) {
            let mut other = block.clone();
            other.stmts.splice(k..=k, stmts);
            smaller.push(other);
        }
    }
    smaller
}

/// What may stand in the place of a statement: its parts.
fn opened(stmt: &Stmt) -> Vec<Vec<Stmt>> {
    let expr = match stmt {
        Stmt::Expr(expr, _) => expr,
        Stmt::Local(local) => return local.init.iter().filter_map(|init| plain_let(local, &init.expr)).collect(),
        _ => return Vec::new(),
    };
    match expr {
        Expr::If(e) => {
            let mut parts = vec![e.then_branch.stmts.clone()];
            if let Some((_, otherwise)) = &e.else_branch {
                let mut without = e.clone();
                without.else_branch = None;
                parts.push(vec![Stmt::Expr(Expr::If(without), None)]);
                parts.push(vec![Stmt::Expr((**otherwise).clone(), None)]);
            }
            parts
        }
        Expr::ForLoop(e) => vec![e.body.stmts.clone()],
        Expr::While(e) => vec![e.body.stmts.clone()],
        Expr::Loop(e) => vec![e.body.stmts.clone()],
        Expr::Block(e) => vec![e.block.stmts.clone()],
        Expr::Match(e) => {
            let bodies = e.arms.iter().map(|arm| vec![Stmt::Expr((*arm.body).clone(), None)]);
            let without = (0..e.arms.len()).map(|k| {
                let mut other = e.clone();
                other.arms.remove(k);
                vec![Stmt::Expr(Expr::Match(other), None)]
            });
            bodies.chain(without).collect()
        }
        Expr::Binary(e) => {
            let (left, right) = (&e.left, &e.right);
            vec![vec![parse_quote!(#left = #right;)]]
        }
        _ => Vec::new(),
    }
}

/// The statements of a block that a variable is set to, in front of it.
fn plain_let(local: &syn::Local, value: &Expr) -> Option<Vec<Stmt>> {
    let Expr::Block(ExprBlock { block, .. }) = value else { return None };
    let mut stmts = block.stmts.clone();
    let Some(Stmt::Expr(last, None)) = stmts.pop() else { return None };
    let mut local = local.clone();
    *local.init.as_mut()?.expr = last;
    stmts.push(Stmt::Local(local));
    Some(stmts)
}

/// Expressions that may stand for this one: its parts, and literals.
fn smaller_exprs(expr: &Expr) -> Vec<Expr> {
    let mut smaller = literals(expr);
    let tail = |block: &Block| match block.stmts.last() {
        Some(Stmt::Expr(last, None)) => Some(last.clone()),
        _ => None,
    };
    match expr {
        Expr::Binary(e) => smaller.extend([(*e.left).clone(), (*e.right).clone()]),
        Expr::Unary(e) => smaller.push((*e.expr).clone()),
        Expr::Paren(e) => smaller.push((*e.expr).clone()),
        Expr::Cast(e) => smaller.push((*e.expr).clone()),
        Expr::MethodCall(e) => {
            smaller.push((*e.receiver).clone());
            smaller.extend(e.args.iter().cloned());
        }
        Expr::Call(e) => smaller.extend(e.args.iter().cloned()),
        Expr::If(e) => {
            smaller.extend(tail(&e.then_branch));
            smaller.extend(e.else_branch.as_ref().map(|(_, otherwise)| (**otherwise).clone()));
        }
        Expr::Match(e) => smaller.extend(e.arms.iter().map(|arm| (*arm.body).clone())),
        Expr::Block(e) => smaller.extend(tail(&e.block)),
        Expr::Range(e) => smaller.extend(e.end.iter().map(|end| {
            let limits = &e.limits;
            let one: Expr = if **end == parse_quote!(1) { parse_quote!(2) } else { parse_quote!(1) };
            parse_quote!(0 #limits #one)
        })),
        _ => {}
    }
    smaller
}

/// Literals that may have the type of the expression.
fn literals(expr: &Expr) -> Vec<Expr> {
    use syn::BinOp::{Add, And, Div, Eq, Ge, Gt, Le, Lt, Mul, Ne, Or, Rem, Sub};
    let real = || vec![parse_quote!(0.5)];
    let int = || vec![parse_quote!(0), parse_quote!(1)];
    match expr {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Float(float) if float.base10_digits() != "0.5" => real(),
            Lit::Int(n) if n.base10_digits() != "0" && n.base10_digits() != "1" => int(),
            _ => Vec::new(),
        },
        Expr::Binary(e) => match e.op {
            And(_) | Eq(_) | Ge(_) | Gt(_) | Le(_) | Lt(_) | Ne(_) | Or(_) => {
                vec![parse_quote!(true), parse_quote!(false)]
            }
            Rem(_) => int(),
            Add(_) | Sub(_) | Mul(_) | Div(_) => [real(), int()].concat(),
            _ => Vec::new(),
        },
        Expr::MethodCall(e) if e.method == "len" => int(),
        Expr::Path(_) | Expr::Index(_) | Expr::Field(_) => [real(), vec![parse_quote!(1)]].concat(),
        Expr::MethodCall(_) | Expr::Call(_) | Expr::If(_) | Expr::Match(_) | Expr::Unary(_) | Expr::Paren(_) => real(),
        Expr::Cast(_) => [real(), int()].concat(),
        _ => Vec::new(),
    }
}
