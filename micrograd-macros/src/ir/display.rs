//! The IR as text, for snapshots and for people.
use super::{
    Arg, Callee, Checkpoint, Exit, Iter, Literal, Operand, Order, Place, Program, Projection, Region, Rvalue, Stmt,
    Var, Variant,
};
use quote::ToTokens;
use std::fmt::{Display, Formatter, Result};

impl Display for Program {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let typed = |v: &Var| format!("{}: {}", self.info(*v).name, self.info(*v).kind);
        let params: Vec<_> = self.params.iter().map(typed).collect();
        writeln!(f, "({})", params.join(", "))?;
        let name = |v| self.info(v).name.to_string();
        Printer { program: self, depth: 1, name: &name }.region(&self.body, f)
    }
}

/// What a call goes to; a method with its dot.
impl Display for Callee {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Callee::Function(path) => f.write_str(&path.to_token_stream().to_string().replace(' ', "")),
            Callee::Method(name) | Callee::Operator(name) => write!(f, ".{name}"),
        }
    }
}

/// Prints parts of a program.
pub struct Printer<'a> {
    program: &'a Program,
    depth: usize,
    /// What stands for a variable.
    name: &'a dyn Fn(Var) -> String,
}

impl<'a> Printer<'a> {
    /// One that writes variables as it is told.
    pub fn new(program: &'a Program, name: &'a dyn Fn(Var) -> String) -> Self {
        Printer { program, depth: 0, name }
    }
}

impl Printer<'_> {
    fn line(&self, text: &str, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "{:indent$}{text}", "", indent = 2 * self.depth)
    }

    fn region(&self, region: &Region, f: &mut Formatter<'_>) -> Result {
        for stmt in &region.stmts {
            self.stmt(stmt, f)?;
        }
        let values = self.list(region.exit.operands());
        let exit = match &region.exit {
            Exit::Fall(_) => format!("-> {values}"),
            Exit::Break(l, _) => format!("break {} {values}", l.0),
            Exit::Continue(l, _) => format!("continue {} {values}", l.0),
            Exit::Return(_) => format!("return {values}"),
            Exit::Never => "never".to_owned(),
        };
        self.line(exit.trim_end(), f)
    }

    fn nested(&self, region: &Region, f: &mut Formatter<'_>) -> Result {
        Printer { depth: self.depth + 1, ..*self }.region(region, f)
    }

    fn stmt(&self, stmt: &Stmt, f: &mut Formatter<'_>) -> Result {
        match stmt {
            Stmt::Let(v, value) => {
                let info = self.program.info(*v);
                let mutable = if info.memory { "mem " } else { "" };
                self.line(&format!("{mutable}{}: {} = {}", info.name, info.kind, self.rvalue(value)), f)
            }
            Stmt::Store(place, value) => self.line(&format!("{} := {}", self.place(place), self.operand(value)), f),
            Stmt::Swap(a, b) => self.line(&format!("swap {}, {}", self.place(a), self.place(b)), f),
            Stmt::Push(place, value) => self.line(&format!("push {}, {}", self.place(place), self.operand(value)), f),
            Stmt::Pop(v, place) => {
                let info = self.program.info(*v);
                self.line(&format!("{}: {} = pop {}", info.name, info.kind, self.place(place)), f)
            }
            Stmt::Effect(code) => self.line(&format!("effect {}", code.tokens), f),
            Stmt::Call { out, callee, args, .. } => {
                let args: Vec<_> = args.iter().map(|a| self.arg(a)).collect();
                let info = self.program.info(*out);
                self.line(&format!("{}: {} = call {callee}({})", info.name, info.kind, args.join(", ")), f)
            }
            Stmt::Branch { on, arms, out, .. } => {
                self.line(&format!("{} = branch {}", self.vars(out), self.operand(on)), f)?;
                for (k, arm) in arms.iter().enumerate() {
                    self.line(&format!("arm {k}:"), f)?;
                    self.nested(arm, f)?;
                }
                Ok(())
            }
            Stmt::Loop { id, iter, inits, body, out, checkpoint } => {
                let carried = format!("{} from {}", self.vars(&body.args), self.list(inits));
                let head = match iter {
                    Iter::Range { from, to, inclusive, order } => {
                        let dots = if *inclusive { "..=" } else { ".." };
                        let (from, to) = (self.operand(from), self.operand(to));
                        let order = match order {
                            Order::Up => String::new(),
                            Order::Down => " down".to_owned(),
                            Order::Steps { down, step } => {
                                format!("{} by {}", if *down { " down" } else { "" }, self.operand(step))
                            }
                        };
                        format!("for {} in {from}{dots}{to}{order}", self.vars(body.index.as_slice()))
                    }
                    Iter::While(_) => "while".to_owned(),
                    Iter::Forever => "loop".to_owned(),
                    Iter::Once => {
                        self.line(&format!("{} = block {}:", self.vars(out), id.0), f)?;
                        return self.nested(body, f);
                    }
                };
                let how = match checkpoint {
                    None => String::new(),
                    Some(Checkpoint::Root) => ", checkpoint".to_owned(),
                    Some(Checkpoint::Every(k)) => format!(", checkpoint every `{k}`"),
                    Some(Checkpoint::Revolve(s)) => format!(", checkpoint of `{s}`"),
                };
                self.line(&format!("{} = loop {} {head}, {carried}{how}:", self.vars(out), id.0), f)?;
                if let Iter::While(cond) = iter {
                    self.line("while:", f)?;
                    self.nested(cond, f)?;
                    self.line("do:", f)?;
                }
                self.nested(body, f)
            }
        }
    }

    fn vars(&self, vars: &[Var]) -> String {
        let names: Vec<_> = vars.iter().map(|v| self.program.info(*v).name.to_string()).collect();
        format!("({})", names.join(", "))
    }

    fn list(&self, ops: &[Operand]) -> String {
        ops.iter().map(|op| self.operand(op)).collect::<Vec<_>>().join(", ")
    }

    fn operand(&self, op: &Operand) -> String {
        match op {
            Operand::Var(v) => (self.name)(*v),
            Operand::Real(tokens) | Operand::Plain(tokens, _) => tokens.to_string().replace(' ', ""),
            Operand::Unit => "()".to_owned(),
            Operand::Poison => "error".to_owned(),
        }
    }

    /// A part of a variable.
    pub fn place(&self, place: &Place) -> String {
        let steps = place.projections.iter().map(|p| match p {
            Projection::Index(op) => format!("[{}]", self.operand(op)),
            Projection::Field(member) => format!(".{}", member.to_token_stream()),
            Projection::Deref => ".*".to_owned(),
            Projection::Range(bounds) => {
                let bound = |op: &Option<Operand>| op.as_ref().map(|op| self.operand(op)).unwrap_or_default();
                let dots = if bounds.inclusive { "..=" } else { ".." };
                format!("[{}{dots}{}]", bound(&bounds.from), bound(&bounds.to))
            }
            Projection::View(view) => format!(".{}", view.shared.to_string().replace(' ', "")),
            Projection::Payload(variant, member) => format!(".{}.{}", self.variant(variant), member.to_token_stream()),
        });
        format!("{}{}", (self.name)(place.base), steps.collect::<String>())
    }

    /// An argument of a call.
    pub fn arg(&self, arg: &Arg) -> String {
        match arg {
            Arg::Value(op) => self.operand(op),
            Arg::Ref(place) => format!("&{}", self.place(place)),
            Arg::Mut(place) => format!("&mut {}", self.place(place)),
        }
    }

    /// A variant of an enum.
    pub fn variant(&self, variant: &Variant) -> String {
        match variant {
            Variant::Some => "Some".to_owned(),
            Variant::Named(ty, name) => format!("{}::{name}", self.type_name(*ty)),
        }
    }

    fn type_name(&self, ty: usize) -> String {
        self.program.types[ty].path.to_token_stream().to_string().replace(' ', "")
    }

    fn literal(&self, literal: &Literal) -> String {
        let variant = literal.variant.as_ref().map(|v| format!("::{v}")).unwrap_or_default();
        let fields = literal.fields.iter();
        let mut fields: Vec<_> =
            fields.map(|(m, op)| format!("{}: {}", m.to_token_stream(), self.operand(op))).collect();
        fields.extend(literal.rest.as_ref().map(|op| format!("..{}", self.operand(op))));
        format!("{}{variant} {{ {} }}", self.type_name(literal.ty), fields.join(", "))
    }

    /// The right side of a definition.
    pub fn rvalue(&self, value: &Rvalue) -> String {
        match value {
            Rvalue::Use(a) => self.operand(a),
            Rvalue::Prim(rule, ops) => format!("{}({})", rule.name, self.list(ops)),
            Rvalue::Native(op, a, b) => {
                format!("{} {} {}", self.operand(a), op.to_token_stream(), self.operand(b))
            }
            Rvalue::Not(a) => format!("!{}", self.operand(a)),
            Rvalue::Query(method, a) => format!("{method}({})", self.operand(a)),
            Rvalue::Stop(a) => format!("stop {}", self.operand(a)),
            Rvalue::Cut(a, ty) => format!("cut {} as {}", self.operand(a), ty.to_token_stream()),
            Rvalue::ToReal(a, ty) => format!("real {} as {}", self.operand(a), ty.to_token_stream()),
            Rvalue::Convert(a, ty) => format!("{} as {}", self.operand(a), ty.to_token_stream()),
            Rvalue::Verbatim(code) => format!("`{}`", code.tokens),
            Rvalue::Load(place) => format!("load {}", self.place(place)),
            Rvalue::Array(ops) => format!("[{}]", self.list(ops)),
            Rvalue::Repeat(a, len) => format!("[{}; `{}`]", self.operand(a), len.tokens),
            Rvalue::VecWithRoom(room) => format!("vec [] with room for {}", self.operand(room)),
            Rvalue::VecOf(ops) => format!("vec [{}]", self.list(ops)),
            Rvalue::VecRepeat(a, len) => format!("vec [{}; `{}`]", self.operand(a), len.tokens),
            Rvalue::None => "None".to_owned(),
            Rvalue::Unit(path) => path.to_token_stream().to_string(),
            Rvalue::Some(a) => format!("Some({})", self.operand(a)),
            Rvalue::Struct(literal) => self.literal(literal),
            Rvalue::Tuple(ops) => format!("({})", self.list(ops)),
        }
    }
}
