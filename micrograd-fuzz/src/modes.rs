//! The modes that are compared: one line each in [`MODES`]. A mode writes a function from an input, and several
//! directions or seeds, to the values and as many derivatives; the harness knows what to expect of its kind.
use crate::program::{Param, Passing, Program};

/// A mode.
pub struct Mode {
    /// Its name, which is that of the function it is written as.
    pub name: &'static str,
    /// Its kind in the harness.
    pub kind: &'static str,
    /// Whether it is compared for every strategy, or once: what does not depend on what is saved.
    pub every_strategy: bool,
    /// Whether there is such a mode for a program.
    pub exists: fn(&Program) -> bool,
    /// Writes the body of the function, with `input: &Input` and `asked: &[Vec<f64>]`.
    pub body: fn(&Signature<'_>) -> String,
}

/// Every mode; the first is the reference.
#[rustfmt::skip]
pub const MODES: &[Mode] = &[
    Mode { name: "dual",           kind: "Forward",  every_strategy: false, exists: |_| true,   body: dual },
    Mode { name: "jvp",            kind: "Forward",  every_strategy: false, exists: |_| true,   body: jvp },
    Mode { name: "vjp",            kind: "Reverse",  every_strategy: true,  exists: |_| true,   body: vjp },
    Mode { name: "backward",       kind: "Reverse",  every_strategy: true,  exists: |_| true,   body: backward },
    Mode { name: "value",          kind: "Reverse",  every_strategy: false, exists: |_| true,   body: value },
    Mode { name: "jacobian",       kind: "Matrix",   every_strategy: true,  exists: has_jacobian, body: jacobian },
    Mode { name: "jacobian_rows",  kind: "Matrix",   every_strategy: false, exists: has_jacobian, body: jacobian_rows },
    Mode { name: "hvp",            kind: "Second",   every_strategy: true,  exists: has_hvp,    body: hvp },
    Mode { name: "hessian",        kind: "Second",   every_strategy: false, exists: has_hessian, body: hessian },
    Mode { name: "hessian_diagonal", kind: "Second", every_strategy: false, exists: has_hessian, body: hessian_diagonal },
    Mode { name: "grad",           kind: "Gradient", every_strategy: false, exists: has_grad,   body: grad },
    Mode { name: "value_and_grad", kind: "Gradient", every_strategy: false, exists: has_grad,   body: value_and_grad },
];

/// The strategies that every program is compiled with: a name, and the option of the attribute. The first has all modes.
pub const STRATEGIES: &[(&str, Option<&str>)] = &[("planned", None), ("always", Some("always"))];

/// What the attribute of `f` says beside the strategy. Where second derivatives are compared, also those are named that
/// are made only for who names them.
pub fn named(program: &Program) -> Option<&'static str> {
    has_second(program).then_some(
        "modes(grad, value_and_grad, backward, vjp, jvp, generic, hvp, hessian, hessian_diagonal, jacobian, jacobian_rows)",
    )
}

fn has_grad(program: &Program) -> bool {
    program.real && program.params.iter().any(|p| p.real && p.passing != Passing::Mutable)
}

/// Second order takes the compiler longer than all the rest: one program in sixteen has it.
fn has_second(program: &Program) -> bool {
    let source = program.source();
    // what has a VJP by hand has no second derivatives
    source.len().is_multiple_of(16) && !source.contains("vjp = ")
}

fn has_hvp(program: &Program) -> bool {
    has_second(program) && has_grad(program)
}

fn has_jacobian(program: &Program) -> bool {
    has_second(program) && has_matrix(program)
}

fn has_matrix(program: &Program) -> bool {
    !program.real || program.params.iter().any(|p| p.real && p.passing == Passing::Mutable)
}

fn has_hessian(program: &Program) -> bool {
    has_hvp(program) && program.params.iter().all(|p| !p.real || p.passing != Passing::Mutable)
}

/// The names that the parameters of a program have in the functions of its modes: `a0, a1, ..`, their tangents or
/// adjoints `d0, d1, ..`.
pub struct Signature<'p> {
    params: &'p [Param],
    float: &'static str,
}

impl<'p> Signature<'p> {
    /// The signature of a program.
    pub fn new(program: &'p Program) -> Self {
        Signature { params: &program.params, float: program.float }
    }

    /// Something for each parameter that fits, in order, each followed by a comma.
    fn each(&self, fits: impl Fn(&Param) -> bool, text: impl Fn(usize, &Param) -> String) -> String {
        let fitting = self.params.iter().enumerate().filter(|(_, p)| fits(p));
        fitting.map(|(k, p)| text(k, p) + ", ").collect()
    }

    /// `a0, &a1, &mut a2, `
    fn args(&self) -> String {
        self.each(|_| true, |k, p| format!("{}a{k}", sign(p)))
    }

    /// `let (mut a0, a1, ..) = ..;` with the reals of the input.
    fn inputs(&self) -> String {
        format!("let ({}) = filled(input);", self.each(|_| true, |k, p| format!("{}a{k}", word(p))))
    }

    /// The reals of the result `y` and of what was left behind every `&mut`.
    fn values(&self, prefix: &str) -> String {
        format!("(y, {})", self.mutable(|k| format!("{prefix}{k}")))
    }

    fn mutable(&self, text: impl Fn(usize) -> String) -> String {
        self.each(|p| p.real && p.passing == Passing::Mutable, |k, _| text(k))
    }

    fn reals(&self, text: impl Fn(usize, &Param) -> String) -> String {
        self.each(|p| p.real, text)
    }

    /// The pattern of what is returned for several parameters: one alone is not in a tuple.
    fn pattern(&self, fits: impl Fn(&Param) -> bool) -> String {
        let names: Vec<String> =
            self.params.iter().enumerate().filter(|(_, p)| p.real && fits(p)).map(|(k, _)| format!("d{k}")).collect();
        if names.len() == 1 { names[0].clone() } else { format!("({})", names.join(", ")) }
    }

    /// The plain call.
    pub fn plain(&self) -> String {
        format!("{} let y = f({}); flat(&{})", self.inputs(), self.args(), self.values("a"))
    }
}

fn sign(param: &Param) -> &'static str {
    match param.passing {
        Passing::Value => "",
        Passing::Shared => "&",
        Passing::Mutable => "&mut ",
    }
}

fn word(param: &Param) -> &'static str {
    if param.passing == Passing::Mutable { "mut " } else { "" }
}

/// One run for each direction, or for each seed.
fn each_asked(body: &str) -> String {
    format!(
        "let mut values = Vec::new(); let rows = asked.iter().map(|asked| {{ let from = &mut asked.iter().copied(); {body} }}).collect(); (values, rows)"
    )
}

fn dual(s: &Signature<'_>) -> String {
    let seeded = s.reals(|k, _| format!("d{k}"));
    let seeds = s.reals(|k, _| format!("a{k}.seed(&d{k})"));
    let names = s.reals(|k, p| format!("{}a{k}", word(p)));
    let parts = s.mutable(|k| format!("Parts::into_parts(a{k})"));
    let (values, tangents) = (s.mutable(|k| format!("m{k}.0")), s.mutable(|k| format!("m{k}.1")));
    let pattern = s.mutable(|k| format!("m{k}"));
    each_asked(&format!(
        "{} let ({seeded}) = given(({}), from); let ({names}) = ({seeds}); \
         let y = Parts::into_parts(generic_f({})); let ({pattern}) = ({parts}); \
         values = flat(&(y.0, {values})); flat(&(y.1, {tangents}))",
        s.inputs(),
        s.reals(|k, _| format!("a{k}.zero_tangent()")),
        s.args(),
    ))
}

fn jvp(s: &Signature<'_>) -> String {
    let names = s.reals(|k, p| format!("{}d{k}", word(p)));
    let zeros = s.reals(|k, _| format!("a{k}.zero_tangent()"));
    let tangents = s.reals(|k, p| format!("{}d{k}", sign(p)));
    each_asked(&format!(
        "{} let ({names}) = given(({zeros}), from); let (y, d) = jvp_f({}{tangents}); \
         values = flat(&{}); flat(&(d, {}))",
        s.inputs(),
        s.args(),
        s.values("a"),
        s.mutable(|k| format!("d{k}")),
    ))
}

fn vjp(s: &Signature<'_>) -> String {
    let zeros = s.mutable(|k| format!("a{k}.zero_tangent()"));
    let names = s.mutable(|k| format!("mut d{k}"));
    let slots = s.mutable(|k| format!("&mut d{k}"));
    let own = s.pattern(|p| p.passing != Passing::Mutable);
    format!(
        "{} let (y, pullback) = vjp_f({}); let zero = (y.zero_tangent(), {zeros}); \
         let rows = asked.iter().map(|seed| {{ \
         let (seed, {names}) = given(zero.clone(), &mut seed.iter().copied()); \
         let {own} = pullback(seed, {slots}); flat(&({})) }}).collect(); (flat(&{}), rows)",
        s.inputs(),
        s.args(),
        s.reals(|k, _| format!("d{k}")),
        s.values("a"),
    )
}

fn backward(s: &Signature<'_>) -> String {
    let is = |p: &Param, passing| p.real && p.passing == passing;
    let shared = s.each(|p| is(p, Passing::Shared), |k, _| format!("let mut d{k} = prefilled(a{k}.zero_tangent());"));
    let shared = shared.replace(";, ", "; ");
    let names = s.mutable(|k| format!("mut d{k}"));
    let zeros = s.mutable(|k| format!("a{k}.zero_tangent()"));
    let slots = s.each(|p| p.real && p.passing != Passing::Value, |k, _| format!("&mut d{k}"));
    let own = s.pattern(|p| p.passing == Passing::Value);
    let rows = s.reals(|k, p| {
        let function = if p.passing == Passing::Shared { "added" } else { "flat::<f64, _>" };
        format!("{function}(&d{k})")
    });
    each_asked(&format!(
        "let zero = {{ {0} let y = f({1}); (y.zero_tangent(), {zeros}) }}; \
         let (seed, {names}) = given(zero, from); {0} {shared} let (y, {own}) = backward_f({1}seed, {slots}); values = flat(&{2}); [{rows}].concat()",
        s.inputs(),
        s.args(),
        s.values("a"),
    ))
}

fn value(s: &Signature<'_>) -> String {
    let names = s.reals(|k, p| format!("{}a{k}", word(p)));
    let float = s.float;
    let lifted = s.reals(|k, _| format!("a{k}.lift::<Value<'_, {float}>>()"));
    each_asked(&format!(
        "{} let graph = Graph::<{float}>::with_capacity(64); \
         let leaves: Vec<Value<'_, {float}>> = input.reals.iter().map(|v| graph.value(*v as {float})).collect(); \
         let ({names}) = given(({lifted}), &mut leaves.iter().copied()); let y = generic_f({}); \
         let results: Vec<Value<'_, {float}>> = flat(&{}); \
         for (result, seed) in results.iter().zip(from).filter(|(result, _)| result.graph().is_some()) {{ result.backward_with(seed as {float}); }} \
         values = results.iter().map(|v| f64::from(v.data())).collect(); leaves.iter().map(|v| f64::from(v.grad())).collect()",
        s.inputs(),
        s.args(),
        s.values("a"),
    ))
}

fn gradient(s: &Signature<'_>, call: &str, values: &str) -> String {
    let pattern = s.pattern(|p| p.passing != Passing::Mutable);
    let rows =
        s.reals(|k, p| if p.passing == Passing::Mutable { format!("d{k}") } else { format!("flat::<f64, _>(&d{k})") });
    // the call may change how many there are
    let (names, missing) = (s.mutable(|k| format!("d{k}")), s.mutable(|k| format!("missing(&a{k})")));
    let call = call.replace("PATTERN", &pattern).replace("ARGS", &s.args());
    format!(
        "let _ = asked; {} let ({names}) = ({missing}); {call} let row = [{rows}].concat(); ({values}, vec![row])",
        s.inputs()
    )
}

fn grad(s: &Signature<'_>) -> String {
    gradient(s, "let PATTERN = grad_f(ARGS);", "Vec::new()")
}

fn value_and_grad(s: &Signature<'_>) -> String {
    let values = format!("flat(&{})", s.values("a"));
    gradient(s, "let (y, PATTERN) = value_and_grad_f(ARGS);", &values)
}

fn jacobian(s: &Signature<'_>) -> String {
    seeded(s, &format!("{} let rows = jacobian_f({});", s.inputs(), s.args()))
}

/// In two blocks of rows.
fn jacobian_rows(s: &Signature<'_>) -> String {
    let (inputs, args) = (s.inputs(), s.args());
    seeded(
        s,
        &format!(
            "let m = plain(input).len(); {inputs} let mut rows = jacobian_rows_f({args}0..m / 2); {inputs} rows.extend(jacobian_rows_f({args}m / 2..m));"
        ),
    )
}

/// The seeds times the `rows` of a Jacobian.
fn seeded(s: &Signature<'_>, rows: &str) -> String {
    let slots = s.params.iter().any(|p| p.real && p.passing != Passing::Mutable);
    let column = |p: &Param| !slots || p.passing != Passing::Mutable;
    let row = s.reals(|k, p| {
        let taken = "all.by_ref().take(n).collect::<Vec<f64>>()";
        let entries = if column(p) { taken } else { "vec![MISSING; n]" };
        format!("{{ let n = flat::<f64, _>(&inputs.{k}).len(); {entries} }}")
    });
    format!(
        "{rows} let rows: Vec<Vec<f64>> = rows.into_iter().map(|row| row.into_iter().map(f64::from).collect()).collect(); \
         let inputs = filled(input); let rows = asked.iter().map(|seed| {{ let all = &mut combined(seed, &rows).into_iter(); [{row}].concat() }}).collect(); \
         (Vec::new(), rows)",
    )
}

/// The derivatives of the gradient along `asked` by a graph over dual numbers, after those of the mode.
fn with_graph(s: &Signature<'_>, own: &str) -> String {
    let names = s.reals(|k, p| format!("{}a{k}", word(p)));
    let float = s.float;
    let lifted = s.reals(|k, _| format!("a{k}.lift::<Value<'_, Dual<{float}>>>()"));
    let slots = s.reals(|k, p| {
        let has_slot = p.passing != Passing::Mutable;
        format!("{{ let n = flat::<f64, _>(&inputs.{k}).len(); let part: Vec<f64> = all.by_ref().take(n).collect(); if {has_slot} {{ part }} else {{ Vec::new() }} }}")
    });
    format!(
        "let rows = asked.iter().map(|asked| {{ let from = &mut asked.iter().copied(); let mut own: Vec<f64> = {{ {own} }}; \
         let graph = Graph::<Dual<{float}>>::with_capacity(64); {} \
         let leaves: Vec<Value<'_, Dual<{float}>>> = input.reals.iter().zip(asked).map(|(v, d)| graph.value(Dual::new(*v as {float}, *d as {float}))).collect(); \
         let ({names}) = given(({lifted}), &mut leaves.iter().copied()); let y: Vec<Value<'_, Dual<{float}>>> = flat(&generic_f({})); \
         for y in y.iter().filter(|y| y.graph().is_some()) {{ y.backward(); }} \
         let inputs = filled(input); let all = &mut leaves.iter().map(|v| f64::from(v.grad().tangent)); \
         own.extend([{slots}].concat()); own }}).collect(); (Vec::new(), rows)",
        s.inputs(),
        s.args(),
    )
}

fn hvp(s: &Signature<'_>) -> String {
    let names = s.reals(|k, p| format!("{}d{k}", word(p)));
    let zeros = s.reals(|k, _| format!("a{k}.zero_tangent()"));
    let tangents = s.reals(|k, p| format!("{}d{k}", sign(p)));
    let own = format!("{} let ({names}) = given(({zeros}), from); flat(&hvp_f({}{tangents}))", s.inputs(), s.args());
    with_graph(s, &own)
}

fn hessian(s: &Signature<'_>) -> String {
    let own = format!(
        "let _ = from; {} hessian_f({}).into_iter().map(|row| row.into_iter().zip(asked).map(|(h, d)| f64::from(h) * d).sum()).collect()",
        s.inputs(),
        s.args()
    );
    with_graph(s, &own)
}

/// Against the diagonal of the whole, which is compared with a graph itself.
fn hessian_diagonal(s: &Signature<'_>) -> String {
    format!(
        "let own = |v: Vec<_>| v.into_iter().map(f64::from).collect::<Vec<f64>>(); \
         {} let mut both = own(hessian_diagonal_f({})); {} \
         both.extend(own(hessian_f({}).iter().enumerate().map(|(k, row)| row[k]).collect())); \
         (Vec::new(), vec![both; asked.len()])",
        s.inputs(),
        s.args(),
        s.inputs(),
        s.args()
    )
}
