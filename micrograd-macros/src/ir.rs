//! The program between lowering and emission: structured SSA.
//!
//! Scalars are values that are defined once; what a branch or a loop changes leaves it through `out`. Arrays that the
//! user stores into are memory. Every exit of a region is explicit, so that the backward sweep can take the same way.
mod copy;
mod display;
mod mentions;
mod same;
mod segments;
mod verify;
mod walk;

pub use copy::Copier;
pub use display::Printer;
pub use mentions::changes;
pub use segments::{Segment, segments};
pub use verify::verify;

use crate::kinds::Kind;
use crate::tokens;
use micrograd_core::rules::Rule;
use proc_macro2::{Ident, Span, TokenStream};
use syn::{BinOp, Member, Path, Type};

/// A variable: defined once, or a memory variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Var(pub usize);

/// A loop, as the target of exits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LoopId(pub usize);

/// What is known of a variable.
pub struct VarInfo {
    /// Its unique name in emitted code.
    pub name: Ident,
    /// What it holds.
    pub kind: Kind,
    /// Whether it is stored into after its definition.
    pub memory: bool,
    /// Whether it is a reference.
    pub is_ref: bool,
    /// The type that the user gave it, as it is written in emitted code.
    pub ty: Option<Type>,
    /// Whether its kind was guessed from its use, so that emitted code must assert that it carries no derivative.
    pub guessed: bool,
    /// The user's token it comes from.
    pub span: Span,
}

/// Something that is read.
#[derive(Clone, Debug)]
pub enum Operand {
    /// A variable.
    Var(Var),
    /// A real literal, as written, maybe with a sign.
    Real(tokens::TokenStream),
    /// An integer, a flag or another literal without a derivative, as written.
    Plain(tokens::TokenStream, Kind),
    /// `()`.
    Unit,
    /// The result of an erroneous expression; never emitted.
    Poison,
}

/// Part of a variable.
#[derive(Clone, Debug)]
pub struct Place {
    /// The variable.
    pub base: Var,
    /// The way from there.
    pub projections: Vec<Projection>,
}

/// One step into a place.
#[derive(Clone, Debug)]
pub enum Projection {
    /// `[i]`.
    Index(Operand),
    /// `.0`, `.name`.
    Field(Member),
    /// `*`.
    Deref,
    /// `[a..b]`.
    Range(Bounds),
    /// An accessor that the tangent has too.
    View(View),
    /// A field of an enum's variant, which the value is known to have.
    Payload(Variant, Member),
}

/// A variant of an enum.
#[derive(Clone, Debug)]
pub enum Variant {
    /// `Some`.
    Some,
    /// One of the user's: the number of the enum among the program's named types, and the variant.
    Named(usize, Ident),
}

/// The bounds of a part of a sequence.
#[derive(Clone, Debug, Default)]
pub struct Bounds {
    /// The first element.
    pub from: Option<Operand>,
    /// Behind the last element.
    pub to: Option<Operand>,
    /// Whether `to` is the last element itself.
    pub inclusive: bool,
}

/// How what an accessor shows is arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As the whole is.
    Same,
    /// In sequences of the whole's items.
    Chunks,
    /// As the items of the whole's items.
    Flat,
    /// As a sequence of items, of a whole that may be no sequence.
    Items,
}

/// An accessor that a value and its tangent share; `place.accessor` is a reference to what it shows.
#[derive(Clone, Debug)]
pub struct View {
    /// Reads through it.
    pub shared: TokenStream,
    /// Writes through it.
    pub mutable: TokenStream,
    /// How what it shows is arranged.
    pub shape: Shape,
    /// Whether it shows a slice, which has no size of its own.
    pub slice: bool,
}

/// Code in which nothing is active, as written by the user, with the emitted names in it.
#[derive(Clone, Debug)]
pub struct Verbatim {
    /// The code.
    pub tokens: TokenStream,
    /// The variables it mentions.
    pub reads: Vec<Var>,
    /// Whether it may be evaluated again in the backward sweep with the same result and at no great cost.
    pub repeatable: bool,
}

/// The right side of a definition.
#[derive(Debug)]
pub enum Rvalue {
    /// The same value.
    Use(Operand),
    /// A row of the rule table; on integers the operator or method of that name.
    Prim(&'static Rule, Vec<Operand>),
    /// A comparison or a bit operation: no derivative.
    Native(BinOp, Operand, Operand),
    /// `!b`.
    Not(Operand),
    /// A method on the primal that gives a flag, such as `is_nan`.
    Query(Ident, Operand),
    /// A cast to a type without derivatives.
    Cut(Operand, Type),
    /// The same value, as a constant: `stop_gradient(a)`.
    Stop(Operand),
    /// A cast of something that is no real to a real type.
    ToReal(Operand, Type),
    /// A cast to a real type, where `f32` and `f64` are mixed: the derivative of a real passes.
    Convert(Operand, Type),
    /// Inactive code; a result that may be real is lifted to the scalar.
    Verbatim(Verbatim),
    /// A read of memory, or of part of a variable.
    Load(Place),
    /// `[a, b, c]`.
    Array(Vec<Operand>),
    /// `[a; N]`.
    Repeat(Operand, Verbatim),
    /// `(a, b)`.
    Tuple(Vec<Operand>),
    /// `vec![a, b, c]`.
    VecOf(Vec<Operand>),
    /// A `Vec` without items yet, with room for so many.
    VecWithRoom(Operand),
    /// `vec![a; n]`.
    VecRepeat(Operand, Verbatim),
    /// A struct or a variant of an enum, by the number of its type among the program's named types.
    Struct(Literal),
    /// `Some(a)`.
    Some(Operand),
    /// `None`.
    None,
    /// A variant without fields of a type that only the compiler sees.
    Unit(Path),
}

/// The literal of a struct or of an enum's variant.
#[derive(Clone, Debug)]
pub struct Literal {
    /// The number of its type among the program's named types.
    pub ty: usize,
    /// The variant of an enum.
    pub variant: Option<Ident>,
    /// The fields.
    pub fields: Vec<(Member, Operand)>,
    /// `..rest`.
    pub rest: Option<Operand>,
}

/// How control leaves a region at its end.
#[derive(Debug)]
pub enum Exit {
    /// To what follows, with the values of the enclosing statement's `out`.
    Fall(Vec<Operand>),
    /// Behind a loop, with the values of its carried variables, and then of what only a `break` gives.
    Break(LoopId, Vec<Operand>),
    /// To the next iteration of a loop, with the values of its carried variables.
    Continue(LoopId, Vec<Operand>),
    /// Out of the function.
    Return(Operand),
    /// Not at all: the last statement never falls through.
    Never,
}

/// A sequence of statements.
#[derive(Debug)]
pub struct Region {
    /// The variable of a loop over a range.
    pub index: Option<Var>,
    /// Values that enter: a loop's carried variables.
    pub args: Vec<Var>,
    /// The statements.
    pub stmts: Vec<Stmt>,
    /// How it ends.
    pub exit: Exit,
}

/// What a branch is taken on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// A flag: the first arm is that of `true`.
    Flag,
    /// The number of the arm.
    Number,
}

/// The way through a range.
#[derive(Clone, Debug)]
pub enum Order {
    /// From the first value.
    Up,
    /// From the last.
    Down,
    /// Every so many values.
    Steps {
        /// Whether from the last.
        down: bool,
        /// How many.
        step: Operand,
    },
}

/// What drives a loop.
#[derive(Debug)]
pub enum Iter {
    /// `for index in from..to`; the body knows the index.
    Range {
        /// The first value.
        from: Operand,
        /// The bound.
        to: Operand,
        /// Whether the bound is taken too.
        inclusive: bool,
        /// The way through it.
        order: Order,
    },
    /// `while`: the region yields the flag and reads the loop's carried variables.
    While(Region),
    /// `loop`.
    Forever,
    /// A block: its body runs once and ends in a `break`. It carries nothing.
    Once,
}

/// How a loop is undone from snapshots of its state instead of a tape; the numbers are constants, as written.
#[derive(Clone, Debug)]
pub enum Checkpoint {
    /// About as many snapshots as there are steps from one to the next.
    Root,
    /// One every so many steps.
    Every(TokenStream),
    /// So many at most, by the binomial schedule.
    Revolve(TokenStream),
}

impl Checkpoint {
    /// When there are snapshots, for a reader.
    pub fn described(&self) -> String {
        match self {
            Checkpoint::Root => "about every square root of their number".to_owned(),
            Checkpoint::Every(count) => format!("every {count} iterations"),
            Checkpoint::Revolve(count) => format!("{count} at most, by the binomial schedule"),
        }
    }
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub enum Arg {
    /// By value.
    Value(Operand),
    /// By shared reference.
    Ref(Place),
    /// By `&mut` reference.
    Mut(Place),
}

/// What a call goes to.
#[derive(Clone, Debug)]
pub enum Callee {
    /// A function, by the user's path to it.
    Function(Path),
    /// A method of the first argument.
    Method(Ident),
    /// An operator on a type of the user's, by the name of its method.
    Operator(Ident),
}

/// One statement.
#[derive(Debug)]
pub enum Stmt {
    /// The definition of a variable.
    Let(Var, Rvalue),
    /// An assignment to memory.
    Store(Place, Operand),
    /// What stands in two places of memory is exchanged.
    Swap(Place, Place),
    /// A value is put behind the last element of a `Vec`.
    Push(Place, Operand),
    /// The last element of a `Vec` is taken off it, if there is one.
    Pop(Var, Place),
    /// Code that is run for its effect in the forward sweep only: assertions, printing.
    Effect(Verbatim),
    /// `if` and `match`.
    Branch {
        /// What it is taken on.
        on: Operand,
        /// How `on` selects an arm.
        selector: Selector,
        /// The arms.
        arms: Vec<Region>,
        /// What leaves them.
        out: Vec<Var>,
    },
    /// A loop.
    Loop {
        /// Its identity.
        id: LoopId,
        /// What drives it.
        iter: Iter,
        /// The carried variables before the first iteration.
        inits: Vec<Operand>,
        /// The body; its arguments are the carried variables.
        body: Region,
        /// The carried variables after the loop, and behind them what only a `break` gives.
        out: Vec<Var>,
        /// Whether it is undone from snapshots. Nothing leaves such a loop early.
        checkpoint: Option<Checkpoint>,
    },
    /// A call of a differentiable function; of a plain one where no argument is active.
    Call {
        /// The result.
        out: Var,
        /// The pullback.
        pullback: Var,
        /// What it goes to.
        callee: Callee,
        /// The arguments.
        args: Vec<Arg>,
    },
}

/// A struct or an enum that a body names.
pub struct NamedType {
    /// As the user names it.
    pub path: Path,
    /// The same as a type, with the arguments that the function gives it elsewhere.
    pub ty: Path,
    /// The emitted name of its image.
    pub image: Ident,
    /// The emitted name of the image's tangent.
    pub tangent: Ident,
    /// Whether the body names variants of it.
    pub variants: bool,
}

/// A lowered function.
pub struct Program {
    /// The variables.
    pub vars: Vec<VarInfo>,
    /// The parameters.
    pub params: Vec<Var>,
    /// Those of them that no derivative is taken by though they have reals.
    pub constants: Vec<Var>,
    /// The body; its exits are `Return`s.
    pub body: Region,
    /// The structs and enums that the body names, each with an emitted name for it and one for its tangent.
    pub types: Vec<NamedType>,
    /// The traits of the operators on types of the user's.
    pub operators: Vec<Ident>,
    /// Items of the body (`const`, `use`), to stand in front of every emitted body.
    pub items: Vec<syn::Item>,
    /// Methods on `f64` that must be those of the trait `Scalar`.
    pub trait_methods: Vec<Ident>,
    /// Where the body says `Scalar::`, which must mean that trait.
    pub trait_names: Vec<Ident>,
    /// Where the body says `Some`, with the flag set, or `None`: they must be those of `Option`.
    pub options: Vec<(Path, bool)>,
}

impl Program {
    /// What is known of `v`.
    pub fn info(&self, v: Var) -> &VarInfo {
        &self.vars[v.0]
    }

    /// Whether it is a `&mut` parameter.
    pub fn is_mut_param(&self, v: Var) -> bool {
        let info = self.info(v);
        info.is_ref && info.memory
    }

    /// Whether the function's end is reached by more than one way.
    pub fn has_early_exit(&self) -> bool {
        self.body.stmts.iter().any(Stmt::may_exit)
    }
}

impl Operand {
    /// A real literal.
    pub fn real(code: impl Into<tokens::TokenStream>) -> Self {
        Operand::Real(code.into())
    }

    /// Something without a derivative.
    pub fn plain(code: impl Into<tokens::TokenStream>, kind: Kind) -> Self {
        Operand::Plain(code.into(), kind)
    }

    /// The variable, if it is one.
    pub fn var(&self) -> Option<Var> {
        match self {
            Operand::Var(v) => Some(*v),
            _ => None,
        }
    }
}
