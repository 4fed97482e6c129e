//! Rust syntax to IR. The only code that knows Rust syntax; it rejects what it does not understand, and every error
//! of a user ends here.
//!
//! Scalars are versioned on the fly: `Binding::Value` holds the newest version of a local, a branch compares the
//! bindings of its arms, and a loop carries the locals that its body assigns.
mod assign;
mod branch;
mod call;
mod chains;
mod checkpoints;
mod choose;
mod closures;
mod compound;
mod conditions;
mod consume;
mod convert;
mod doubles;
mod effects;
mod emitted;
mod expr;
mod forms;
mod jumps;
mod lent;
mod listed;
mod lists;
mod loops;
mod matches;
mod memory;
mod mentions;
mod methods;
mod mutations;
mod named;
mod operators;
mod optional;
mod options;
mod overlap;
mod pattern;
mod place;
mod plain;
mod precision;
mod readers;
mod rearrange;
mod receivers;
mod repeated;
mod scope;
mod shown;
mod slots;
mod spans;
mod stmt;
mod streams;
mod subject;
mod turbofish;
mod verbatim;
mod views;

use crate::errors::Errors;
use crate::hash::{HashMap, HashSet};
use crate::ir::{Exit, LoopId, NamedType, Operand, Place, Program, Region, Rvalue, Stmt, Var, VarInfo};
use crate::kinds::{Kind, Kinds};
use crate::names::Names;
use crate::parse::{Input, Mode, Param};
pub use doubles::find_doubles;
use mutations::Mutations;
use proc_macro2::{Ident, Span};
use quote::ToTokens;
use scope::{Binding, Local, Scopes};
use syn::ReturnType;

/// Lowers the function; `None` if a mistake was reported.
pub fn lower(input: &Input, errors: &mut Errors) -> Option<Program> {
    let mut lower = Lower::new(input, errors);
    let (params, mut body) = lower.lower_function();
    lower.settle_reals();
    lower.settle_operators(&mut body);
    if lower.errors.is_empty() {
        lower.check_carried(&body);
    }
    if !lower.errors.is_empty() {
        return None;
    }
    let program = lower.finish(params, body);
    keeps_the_laws(&program, input, errors).then_some(program)
}

/// Whether a program is one, where that is looked at; what it breaks is our own mistake.
pub fn keeps_the_laws(program: &Program, input: &Input, errors: &mut Errors) -> bool {
    if cfg!(any(test, feature = "laws"))
        && let Err(law) = crate::ir::verify(program)
    {
        let name = input.name();
        errors.at(name, format!("internal error of `#[differentiable]`: {law}"), "please report this function");
        return false;
    }
    true
}

/// The state of lowering one function.
pub(crate) struct Lower<'a> {
    input: &'a Input,
    errors: &'a mut Errors,
    kinds: Kinds,
    /// The kind of the function's result.
    result: Kind,
    names: Names,
    user_names: HashSet<String>,
    vars: Vec<VarInfo>,
    scopes: Scopes,
    mutations: Mutations,
    /// The statements of the region being lowered.
    stmts: Vec<Stmt>,
    /// How the region being lowered has ended; what follows is dead code and dropped.
    exit: Option<Exit>,
    loops: Vec<jumps::Target>,
    loop_count: usize,
    /// The places that references to numbers refer to: their locals hold the numbers.
    referents: HashMap<Local, (Place, Binding)>,
    temps: HashSet<Var>,
    temp_count: usize,
    fields: HashMap<(Var, String), Kind>,
    types: Vec<NamedType>,
    /// The variants of enums that are seen nowhere else, which variables hold as they are written.
    variants: HashMap<Var, syn::Path>,
    operators: Vec<Ident>,
    items: Vec<syn::Item>,
    /// Whether a float was found that is an `f64` though nothing names it.
    doubles: bool,
    trait_methods: Vec<Ident>,
    trait_names: Vec<Ident>,
    options: Vec<(syn::Path, bool)>,
    mentions: mentions::Mentions,
    /// Whether the result of the operator that is lowered next looks like a struct.
    gives_struct: bool,
    /// What is in the locals that are a `Box`.
    boxes: HashMap<Var, Kind>,
}

impl<'a> Lower<'a> {
    fn new(input: &'a Input, errors: &'a mut Errors) -> Self {
        let names = input.names.clone();
        let mut kinds = Kinds::default();
        let result = input.result.kind(&mut || kinds.own_type());
        Lower {
            input,
            errors,
            kinds,
            result,
            names,
            user_names: HashSet::default(),
            vars: Vec::new(),
            scopes: Scopes::default(),
            mutations: Mutations::of(&input.function.block),
            stmts: Vec::new(),
            exit: None,
            loops: Vec::new(),
            loop_count: 0,
            referents: HashMap::default(),
            temps: HashSet::default(),
            temp_count: 0,
            fields: HashMap::default(),
            types: Vec::new(),
            variants: HashMap::default(),
            operators: Vec::new(),
            items: Vec::new(),
            doubles: false,
            trait_methods: Vec::new(),
            trait_names: Vec::new(),
            options: Vec::new(),
            mentions: mentions::Mentions::of(&input.function),
            gives_struct: false,
            boxes: HashMap::default(),
        }
    }

    fn param(&mut self, param: &Param) -> Var {
        let kind = param.ty.kind(&mut || self.kinds.own_type());
        let this = Ident::new("this", param.ident.span());
        let name = if param.receiver.is_some() { &this } else { &param.ident };
        let var = self.user_var(name, kind.clone());
        let (is_ref, is_mut) = (param.ty.is_ref(), param.ty.is_mut());
        let memory = !is_ref && param.mutable && self.is_memory(&param.ident, &kind);
        let binding = match () {
            () if memory => Binding::Memory(var),
            () if is_ref => Binding::Alias(Place::deref(var, !param.ty.is_slice_ref()), is_mut),
            () => Binding::Value(Operand::Var(var)),
        };
        self.vars[var.0].memory = memory || is_mut;
        self.vars[var.0].is_ref = is_ref;
        self.scopes.declare(&param.ident, binding, kind);
        var
    }

    /// `self` by value comes as a reference: the method has a copy.
    fn own_receiver(&mut self) {
        let Some(param) = self.input.params.iter().find(|p| p.is_owned_self()) else { return };
        let Some(local) = self.scopes.find(&param.ident) else { return };
        if let Binding::Alias(place, _) = self.scopes.binding(local).clone() {
            let kind = self.place_kind(&place);
            let value = Binding::Value(self.load(place, &param.ident));
            self.scopes.enter();
            self.declare(&param.ident, param.mutable, value, &kind, None);
        }
    }

    /// The function's parameters and its body.
    fn lower_function(&mut self) -> (Vec<Var>, Region) {
        let input = self.input;
        let mut block = (*input.function.block).clone();
        turbofish::write(&mut block, &input.function.sig.output);
        let params = input.params.iter().map(|p| self.param(p)).collect();
        let (stmts, exit, value) = self.region(|l| {
            l.own_receiver();
            l.input.function.sig.inputs.iter().for_each(|param| {
                if let syn::FnArg::Typed(param) = param {
                    l.check_collections(&param.ty);
                }
            });
            let value = l.block(&block);
            let result = l.result.clone();
            match &input.function.sig.output {
                // there is no type to point at
                ReturnType::Default => l.expect(&value, &result, &input.function.block.stmts.last()),
                output @ ReturnType::Type(..) => l.expect(&value, &result, output),
            };
            value
        });
        (params, Region { index: None, args: Vec::new(), stmts, exit: exit.unwrap_or(Exit::Return(value)) })
    }

    /// What a loop carries from iteration to iteration must be a scalar: an array is kept in memory instead, which
    /// it can only be if it is declared with a value.
    fn check_carried(&mut self, region: &Region) {
        for stmt in &region.stmts {
            if let Stmt::Loop { body, .. } = stmt {
                for arg in &body.args {
                    let info = &self.vars[arg.0];
                    if !self.kinds.resolve(&info.kind).is_scalar() {
                        let (name, help) = (info.name.clone(), "give it its first value where it is declared");
                        self.reject(&name, "a variable that is no number is assigned in a loop", help);
                    }
                }
            }
            stmt.regions(&mut |r| self.check_carried(r));
        }
    }

    /// The parameters that `wrt` leaves out.
    fn constants(&self, params: &[Var]) -> Vec<Var> {
        self.input.params.iter().zip(params).filter(|(p, _)| p.constant).map(|(_, v)| *v).collect()
    }

    /// Replaces every kind by what is known of it at the end.
    fn finish(mut self, params: Vec<Var>, body: Region) -> Program {
        for info in &mut self.vars {
            info.kind = self.kinds.resolve(&info.kind);
        }
        let constants = self.constants(&params);
        Program {
            vars: self.vars,
            constants,
            params,
            body,
            types: self.types,
            operators: self.operators,
            items: self.items,
            trait_methods: self.trait_methods,
            trait_names: self.trait_names,
            options: self.options,
        }
    }

    /// Whether a local is kept in memory: it is stored into, or assigned and more than a scalar.
    fn is_memory(&self, ident: &Ident, kind: &Kind) -> bool {
        let known_scalar = self.is_scalar(kind);
        self.mutations.is_stored(ident) || (self.mutations.is_assigned(ident) && !known_scalar)
    }

    /// A new variable with the name of a user's local.
    fn user_var(&mut self, ident: &Ident, kind: Kind) -> Var {
        let name = self.names.of_user(&mut self.user_names, ident);
        self.new_var(name, kind, ident.span())
    }

    /// A new variable without a name of its own.
    fn temp_var(&mut self, kind: Kind, span: Span) -> Var {
        let name = self.names.fresh(&format!("v{}", self.temp_count), span);
        self.temp_count += 1;
        let var = self.new_var(name, kind, span);
        self.temps.insert(var);
        var
    }

    fn new_var(&mut self, name: Ident, kind: Kind, span: Span) -> Var {
        let guessed = matches!(self.kinds.resolve(&kind), Kind::Unknown(_));
        self.vars.push(VarInfo { name, kind, memory: false, is_ref: false, ty: None, guessed, span });
        Var(self.vars.len() - 1)
    }

    /// Defines a temporary.
    fn define(&mut self, kind: Kind, value: Rvalue, span: Span) -> Operand {
        let var = self.temp_var(kind, span);
        self.push(Stmt::Let(var, value));
        Operand::Var(var)
    }

    /// Gives the newest temporary the name of the local that it becomes the value of.
    fn name_after(&mut self, operand: &Operand, ident: &Ident) {
        let Some(var) = operand.var().filter(|var| self.is_newest_temp(*var)) else {
            return;
        };
        self.temps.remove(&var);
        self.vars[var.0].name = self.names.of_user(&mut self.user_names, ident);
    }

    /// Whether a variable is a temporary that nothing mentions yet.
    fn is_newest_temp(&self, var: Var) -> bool {
        let newest = self.stmts.last().is_some_and(|s| s.defines().first() == Some(&var));
        newest && self.temps.contains(&var) && !self.scopes.mentions(var)
    }

    fn push(&mut self, stmt: Stmt) {
        if self.exit.is_none() {
            self.stmts.push(stmt);
        }
    }

    /// Lowers into a region of its own.
    fn region<T>(&mut self, body: impl FnOnce(&mut Self) -> T) -> (Vec<Stmt>, Option<Exit>, T) {
        let outer = (std::mem::take(&mut self.stmts), self.exit.take());
        let result = body(self);
        let stmts = std::mem::replace(&mut self.stmts, outer.0);
        let exit = std::mem::replace(&mut self.exit, outer.1);
        (stmts, exit, result)
    }

    fn kind_of(&self, operand: &Operand) -> Kind {
        let kind = match operand {
            Operand::Var(v) => self.vars[v.0].kind.clone(),
            Operand::Real(_) => Kind::Real,
            Operand::Plain(_, kind) => kind.clone(),
            Operand::Unit => Kind::Unit,
            Operand::Poison => Kind::Poison,
        };
        self.kinds.resolve(&kind)
    }

    /// Makes the kind of `operand` that of `kind`, or reports the two at `at`.
    fn expect(&mut self, operand: &Operand, kind: &Kind, at: &impl ToTokens) -> bool {
        let own = self.kind_of(operand);
        self.exit.is_some() || self.unify(&own, kind, at)
    }

    /// Makes two kinds one, or reports them; tells whether it could.
    fn unify(&mut self, a: &Kind, b: &Kind, at: &impl ToTokens) -> bool {
        let clash = self.kinds.unify(a, b);
        if let Err((a, b)) = &clash {
            let help = match self.input.mode {
                Mode::Generic(ref s) => format!("a constant of the scalar is `{s}::from_f64(..)`"),
                Mode::Plain(_) => {
                    "Rust converts nothing by itself: write the conversion, for example `n as f64`".to_owned()
                }
            };
            let [a, b] = [a, b].map(|kind| self.kind_name(kind));
            self.errors.at(at, format!("`#[differentiable]` takes this for two things at once: {a} and {b}"), help);
        }
        clash.is_ok()
    }

    /// Reports a construct that is not supported.
    fn reject(&mut self, at: &impl ToTokens, message: impl AsRef<str>, help: impl AsRef<str>) -> Operand {
        self.errors.at(at, message, help);
        Operand::Poison
    }

    fn next_loop(&mut self) -> LoopId {
        self.loop_count += 1;
        LoopId(self.loop_count - 1)
    }

    fn is_plain_mode(&self) -> bool {
        self.input.is_plain()
    }
}

impl Place {
    /// The whole of a variable, through the reference if it is one to a scalar.
    fn deref(base: Var, through: bool) -> Place {
        let projections = if through { vec![crate::ir::Projection::Deref] } else { Vec::new() };
        Place { base, projections }
    }

    /// The whole of a variable.
    fn whole(base: Var) -> Place {
        Place { base, projections: Vec::new() }
    }
}
