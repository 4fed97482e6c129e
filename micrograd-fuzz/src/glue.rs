//! The text of a generated crate: each program in a file of its own, once for every strategy, with its modes.
use crate::generate::CHECKPOINTS;
use crate::modes::{MODES, Mode, STRATEGIES, Signature, named};
use crate::program::{ENTRY, Program};

/// Lints that the random code itself triggers: names and dead stores as nobody writes them. All others are denied, so
/// that the code which the macro adds must not warn. (Unused things are among them, but what is added is used.)
const ALLOWED: &str = "#![deny(warnings)] #![allow(unused, dead_code, non_snake_case, non_upper_case_globals, \
    unreachable_code, unused_parens, break_with_label_and_loop, unconditional_recursion, unused_comparisons, clippy::all, clippy::pedantic)]\n";

/// The main file of a batch of programs.
pub fn main_file(names: &[&str]) -> String {
    let modules: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    let subjects: String = names.iter().map(|name| format!("{name}::subject, ")).collect();
    format!("{ALLOWED}{modules}fn main() {{ micrograd_fuzz_harness::run(&[{subjects}]); }}\n")
}

/// The file of a program: compared in all modes.
pub fn program_file(program: &Program) -> String {
    let (first, _) = STRATEGIES[0];
    let strategies: String = STRATEGIES.iter().enumerate().map(|(k, _)| strategy(program, k)).collect();
    let modes: String = STRATEGIES.iter().map(|(name, _)| format!("modes.extend_from_slice({name}::MODES);")).collect();
    format!(
        "{strategies}\npub fn subject() -> micrograd_fuzz_harness::Subject {{\n    let mut modes = Vec::new(); {modes}\n    \
         micrograd_fuzz_harness::Subject {{ name: {:?}, inputs: {}, single: {}, reals: {first}::reals, plain: {first}::plain, modes }}\n}}\n",
        program.name,
        program.inputs(),
        program.single(),
    )
}

/// The file of a program without the macro: it must compile, or the program is none.
pub fn plain_file(program: &Program) -> String {
    let marks = [(", Differentiable)]", ")]"), ("#[differentiable]", ""), ("#[differentiable(recursive)]", "")];
    let marks = marks.into_iter().chain(CHECKPOINTS.iter().map(|mark| (*mark, "")));
    let source = marks.fold(program.source(), |source, (mark, without)| source.replace(mark, without));
    format!("use micrograd::prelude::*;\n{source}\n")
}

fn strategy(program: &Program, number: usize) -> String {
    let (name, option) = STRATEGIES[number];
    let mut source = program.source();
    if let Some(modes) = named(program) {
        // on lines of its own, or inside `macro_rules!`
        for between in ["\n", " "] {
            source = source.replace(&of_entry("", between), &of_entry(&format!("({modes})"), between));
        }
    }
    if let Some(option) = option {
        let options = [option, compared(&source)].join(", ");
        source = source
            .replace("#[differentiable]", &format!("#[differentiable({options})]"))
            .replace("#[differentiable(recursive)]", &format!("#[differentiable(recursive, {options})]"))
            .replace("#[differentiable(modes(", &format!("#[differentiable({option}, modes("));
    }
    let modes: Vec<&Mode> = MODES.iter().filter(|m| (number == 0 || m.every_strategy) && (m.exists)(program)).collect();
    let signature = Signature::new(program);
    let functions: String = modes.iter().map(|m| function(m, &signature)).collect();
    let list: String = modes.iter().map(|m| entry(m, name, number, program)).collect();
    format!(
        "mod {name} {{\nuse micrograd::prelude::*;\nuse micrograd::{{Parts, Scalar}};\nuse micrograd_fuzz_harness::*;\n{source}\n{}\n\
         {functions}pub const MODES: &[Mode] = &[{list}];\n}}\n",
        common(program, &signature),
    )
}

/// The modes of a further strategy: what the first has beside them is the same text around the sweeps.
fn compared(source: &str) -> &'static str {
    if calls_derivatives(source) { "modes(backward, vjp, grad, value_and_grad, jvp)" } else { "modes(backward, vjp)" }
}

/// Whether the derivatives of functions are called in a program.
pub fn calls_derivatives(source: &str) -> bool {
    ["grad_", "jvp_"].iter().any(|prefix| source.contains(prefix))
}

/// The head of `f`.
fn of_entry(options: &str, between: &str) -> String {
    format!("#[differentiable{options}]{between}fn {ENTRY}(")
}

fn function(mode: &Mode, signature: &Signature<'_>) -> String {
    format!("fn mode_{}(input: &Input, asked: &[Vec<f64>]) -> Outcome {{ {} }}\n", mode.name, (mode.body)(signature))
}

fn entry(mode: &Mode, strategy: &str, number: usize, program: &Program) -> String {
    let Mode { name, kind, .. } = mode;
    let shown = if number == 0 { (*name).to_owned() } else { format!("{name} {strategy}") };
    format!(
        "Mode {{ name: {shown:?}, kind: Kind::{kind}, rounds: {}, run: mode_{name} }}, ",
        program.single() && *name == "value"
    )
}

/// What all modes share: the inputs, their reals, the plain call and zero cotangents.
fn common(program: &Program, signature: &Signature<'_>) -> String {
    let types: String = program.params.iter().map(|p| format!("{}, ", p.ty)).collect();
    let input = |k: usize| program.params.iter().map(|p| format!("{}, ", p.inputs[k])).collect::<String>();
    let arms: String = (1..program.inputs()).map(|k| format!("{k} => ({}), ", input(k))).collect();
    format!(
        "type Inputs = ({types});\n\
         fn inputs(number: usize) -> Inputs {{ match number {{ {arms} _ => ({}) }} }}\n\
         fn filled(input: &Input) -> Inputs {{ given(inputs(input.number), &mut input.reals.iter().copied()) }}\n\
         pub fn reals(number: usize) -> Vec<f64> {{ flat(&inputs(number)) }}\n\
         pub fn plain(input: &Input) -> Vec<f64> {{ {} }}\n",
        input(0),
        signature.plain(),
    )
}
