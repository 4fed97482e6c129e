//! The picture as SVG.
use super::Entry;
use alloc::{string::String, vec::Vec};
use core::fmt::{self, Write};
use place::{At, Layout, Path};
use std::collections::BTreeMap;

mod place;

// All in pixels; a letter of a monospaced font is 0.6 times as wide as the font is high.
const FONT: f64 = 13.0;
const LETTER: f64 = 0.6 * FONT;
const HEIGHT: f64 = 26.0;
/// Left and right of a text in its field.
const PADDING: f64 = 8.0;
/// Around each box or oval, and around the picture.
const MARGIN: f64 = 20.0;

/// What is drawn where a node was placed.
enum Shape<'e> {
    /// A number, field by field.
    Box(&'e [String]),
    /// An operation.
    Oval(&'e str),
}

pub(super) fn write(entries: &[Entry]) -> String {
    let mut layout = Layout::new();
    let mut boxes = BTreeMap::new();
    let mut shapes = Vec::new();
    for entry in entries {
        let fields = entry.fields.iter().map(|field| width(field)).sum();
        let number = layout.add((fields, HEIGHT), MARGIN);
        shapes.push((number, Shape::Box(&entry.fields)));
        boxes.insert(entry.id, number);
        if let Some(operation) = &entry.operation {
            let oval = layout.add((width(operation).max(1.4 * HEIGHT), HEIGHT), MARGIN);
            shapes.push((oval, Shape::Oval(operation)));
            for operand in &entry.operands {
                layout.connect(boxes[operand], oval);
            }
            layout.connect(oval, number);
        }
    }
    let paths = layout.run();
    let shapes: Vec<_> = shapes.into_iter().map(|(handle, shape)| (layout.corners(handle), shape)).collect();
    let mut svg = String::new();
    document(&mut svg, &paths, &shapes).expect("a string takes whatever is written");
    svg
}

#[allow(clippy::cast_precision_loss, reason = "no text has 2^52 letters")]
fn width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER + 2.0 * PADDING
}

/// The whole file.
fn document(svg: &mut String, paths: &[Path], shapes: &[((At, At), Shape<'_>)]) -> fmt::Result {
    let right = shapes.iter().map(|&((_, to), _)| to.0).fold(0.0, f64::max);
    let bottom = shapes.iter().map(|&((_, to), _)| to.1).fold(0.0, f64::max);
    let (w, h) = (right + MARGIN, bottom + MARGIN);
    write!(
        svg,
        r##"<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="{w:.0}" height="{h:.0}" viewBox="0 0 {w:.0} {h:.0}">
<style>
text {{ font: {FONT}px monospace; text-anchor: middle }}
.number {{ fill: #fffbe6; stroke: #333a45 }}
.operation {{ fill: #dcebfa; stroke: #333a45 }}
.arrow {{ fill: none; stroke: #667; marker-end: url(#head) }}
</style>
<defs><marker id="head" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto">
<path d="M 0 0 L 9 4 L 0 8 z" fill="#667"/></marker></defs>
<rect width="100%" height="100%" fill="white"/>
"##
    )?;
    paths.iter().try_for_each(|path| arrow(svg, path))?;
    for (corners, shape) in shapes {
        match shape {
            Shape::Box(fields) => number(svg, *corners, fields)?,
            Shape::Oval(name) => operation(svg, *corners, name)?,
        }
    }
    svg.write_str("</svg>\n")
}

fn arrow(svg: &mut String, path: &Path) -> fmt::Result {
    let Some(((start, control), rest)) = path.split_first() else { return Ok(()) };
    write!(svg, r#"<path class="arrow" d="M {:.1} {:.1} C {:.1} {:.1}"#, start.0, start.1, control.0, control.1)?;
    for (k, (control, end)) in rest.iter().enumerate() {
        let smooth = if k == 0 { "" } else { " S" };
        write!(svg, "{smooth} {:.1} {:.1} {:.1} {:.1}", control.0, control.1, end.0, end.1)?;
    }
    writeln!(svg, r#""/>"#)
}

fn operation(svg: &mut String, (from, to): (At, At), name: &str) -> fmt::Result {
    let (x, y) = (from.0.midpoint(to.0), from.1.midpoint(to.1));
    let (rx, ry) = ((to.0 - from.0) / 2.0, (to.1 - from.1) / 2.0);
    writeln!(svg, r#"<ellipse class="operation" cx="{x:.1}" cy="{y:.1}" rx="{rx:.1}" ry="{ry:.1}"/>"#)?;
    text(svg, (x, y), name)
}

fn number(svg: &mut String, (from, to): (At, At), fields: &[String]) -> fmt::Result {
    let ((x, y), w, h) = (from, to.0 - from.0, to.1 - from.1);
    writeln!(svg, r#"<rect class="number" x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="3"/>"#)?;
    let mut left = x;
    for (k, field) in fields.iter().enumerate() {
        if k > 0 {
            writeln!(svg, r#"<path class="number" d="M {left:.1} {y:.1} V {:.1}"/>"#, to.1)?;
        }
        text(svg, (left + width(field) / 2.0, y + h / 2.0), field)?;
        left += width(field);
    }
    Ok(())
}

/// A text around that point.
fn text(svg: &mut String, (x, y): At, text: &str) -> fmt::Result {
    // the letters of a line stand a third of their height above its middle
    let (baseline, text) = (y + 0.35 * FONT, escape(text));
    writeln!(svg, r#"<text x="{x:.1}" y="{baseline:.1}">{text}</text>"#)
}

/// Text as it stands in XML, where control characters have no place at all.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
