//! Adjoint variables: each is declared by its first contribution, where that stands in the block that owns it, so
//! that straight code reads as if written by hand; a contribution from a nested block declares it before the block.
mod scopes;

use crate::hash::{HashMap, HashSet};
use crate::ir::Var;
use crate::names::{Names, plain};
use crate::tokens::{TokenStream, quote};
use proc_macro2::{Ident, Span};
pub use scopes::{First, Scopes};

/// All adjoint variables.
pub struct Adjoints {
    scopes: Scopes,
    names: HashMap<Var, Ident>,
    /// Which are changed after their declaration; known from an earlier emission of the same code.
    changed: HashSet<Var>,
    /// Those found in this emission.
    pub found: HashSet<Var>,
    /// The names that are never changed after their declaration.
    final_names: HashSet<String>,
    /// The zero of every variable that is a real.
    zeros: Vec<TokenStream>,
    /// For each value that may stay unused, the flag that a contribution raises.
    flags: HashMap<Var, Ident>,
}

impl Adjoints {
    /// No adjoints yet; `zeros` are those of all variables, as if each were a real.
    pub fn new(zeros: Vec<TokenStream>, changed: HashSet<Var>, flags: HashMap<Var, Ident>) -> Self {
        let (found, final_names) = (HashSet::default(), HashSet::default());
        Adjoints { scopes: Scopes::default(), names: HashMap::default(), changed, found, final_names, zeros, flags }
    }

    /// The flag that tells whether the value was used; none if it always is.
    pub fn flag(&self, v: Var) -> Option<&Ident> {
        self.flags.get(&v)
    }

    /// Code that raises it.
    pub fn raised(&self, v: Var) -> Option<TokenStream> {
        self.flag(v).map(|flag| quote!(#flag = true;))
    }

    /// The adjoint's name.
    pub fn name(&mut self, v: Var, of: &Ident, names: &mut Names) -> Ident {
        let fresh = || names.fresh(&format!("d_{}", plain(of)), Span::call_site());
        self.names.entry(v).or_insert_with(fresh).clone()
    }

    /// Notes that the adjoint is there already, under a given name.
    pub fn give(&mut self, v: Var, name: Ident) {
        self.names.insert(v, name);
        self.declare(v);
    }

    /// Opens a block that owns the adjoints of `vars`.
    pub fn enter(&mut self, vars: impl IntoIterator<Item = Var>) {
        self.scopes.enter(vars);
    }

    /// Gives the innermost block more to own.
    pub fn own(&mut self, vars: impl IntoIterator<Item = Var>) {
        self.scopes.own(vars);
    }

    /// Closes it.
    pub fn leave(&mut self) {
        self.scopes.leave();
    }

    /// Notes that the adjoint is declared by other means.
    pub fn declare(&mut self, v: Var) {
        self.scopes.declare(v);
    }

    /// Whether an open block owns the adjoint.
    pub fn is_owned(&self, v: Var) -> bool {
        self.scopes.is_owned(v)
    }

    /// Whether anything was contributed.
    pub fn is_declared(&self, v: Var) -> bool {
        self.scopes.is_declared(v)
    }

    /// Adds to a scalar adjoint, or takes from it.
    pub fn add(&mut self, v: Var, name: &Ident, minus: bool, amount: &TokenStream) -> TokenStream {
        if self.scopes.add(v) == First::Here {
            self.flags.remove(&v);
            let changed = self.changed.contains(&v);
            if !changed
                && !minus
                && let Some(same) = self.final_name(amount)
            {
                self.names.insert(v, same);
                return TokenStream::new();
            }
            if !changed {
                self.final_names.insert(name.to_string());
            }
            let (mutable, sign) = (changed.then(|| quote!(mut)), minus.then(|| quote!(-)));
            let amount = if minus { quote!((#amount)) } else { amount.clone() };
            let amount = if minus { quote!(#sign #amount) } else { amount };
            return quote!(let #mutable #name = #amount;);
        }
        self.found.insert(v);
        let raised = self.raised(v);
        if minus { quote!(#name -= #amount; #raised) } else { quote!(#name += #amount; #raised) }
    }

    /// Notes that what bears a name is never changed.
    pub fn is_final(&mut self, name: &Ident) {
        self.final_names.insert(name.to_string());
    }

    /// The name that an amount consists of, if it is the name of something that is never changed.
    fn final_name(&self, amount: &TokenStream) -> Option<Ident> {
        amount.as_ident().filter(|name| self.final_names.contains(&name.to_string())).cloned()
    }

    /// Makes sure that a scalar adjoint is declared here.
    pub fn ensure(&mut self, v: Var, name: &Ident) -> TokenStream {
        self.found.insert(v);
        if self.scopes.add(v) == First::Here {
            self.flags.remove(&v);
            let zero = &self.zeros[v.0];
            return quote!(let mut #name = #zero;);
        }
        self.raised(v).unwrap_or_default()
    }

    /// Puts the declarations that a nested block demanded of this one in front of it.
    pub fn before(&mut self, nested: &TokenStream) -> TokenStream {
        let demanded = self.scopes.demanded();
        let names = demanded.iter().map(|v| &self.names[v]);
        let zeros = demanded.iter().map(|v| &self.zeros[v.0]);
        let flags = demanded.iter().filter_map(|v| self.flag(*v));
        quote!(#(let mut #names = #zeros;)* #(let mut #flags = false;)* #nested)
    }
}
