//! The picture in the language of Graphviz.
use super::Entry;
use alloc::{string::String, vec::Vec};
use core::fmt::{self, Write};

pub(super) fn write(entries: &[Entry]) -> String {
    let mut dot = String::from("digraph {\n  rankdir=LR;\n");
    entries.iter().try_for_each(|entry| node(&mut dot, entry)).expect("a string takes whatever is written");
    dot + "}\n"
}

fn node(dot: &mut String, entry: &Entry) -> fmt::Result {
    let id = entry.id;
    let fields: Vec<_> = entry.fields.iter().map(|field| escape(field)).collect();
    writeln!(dot, r#"  v{id} [shape=record, label="{{ {} }}"];"#, fields.join(" | "))?;
    if let Some(operation) = &entry.operation {
        writeln!(dot, r#"  op{id} [label="{}"];"#, escape(operation))?;
        for operand in &entry.operands {
            writeln!(dot, "  v{operand} -> op{id};")?;
        }
        writeln!(dot, "  op{id} -> v{id};")?;
    }
    Ok(())
}

/// Text as it stands in a record: there braces, bars and angle brackets have a meaning, in any string the others.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped += "\\n",
            '"' | '\\' | '{' | '}' | '|' | '<' | '>' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}
