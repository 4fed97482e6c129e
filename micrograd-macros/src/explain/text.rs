//! Lines as text: the code on the left, what is said of it on the right.
use super::expr::{Expr, Name};
use super::script::{Frame, Line, What};

/// The longest line, in characters.
const WIDTH: usize = 116;
/// The column of the notes is at most this.
const COLUMN: usize = 44;

/// One line: its depth, its code and its notes.
struct Row {
    depth: usize,
    code: String,
    notes: Vec<String>,
}

/// Writes lines under a heading.
pub fn section(heading: &str, lines: &[Line], name: &dyn Fn(Name) -> String) -> String {
    let mut rows = Vec::new();
    all(lines, 1, name, &mut rows);
    let widest = rows.iter().filter(|row| !row.notes.is_empty()).map(|row| 2 * row.depth + row.code.chars().count());
    let column = (widest.filter(|width| *width + 3 <= COLUMN).max().unwrap_or(0) + 3).max(24);
    let mut text = format!("{heading}\n");
    for row in rows {
        write(&row, column, &mut text);
    }
    text
}

fn all(lines: &[Line], depth: usize, name: &dyn Fn(Name) -> String, rows: &mut Vec<Row>) {
    for line in lines {
        self::line(line, depth, name, rows);
    }
}

fn line(line: &Line, depth: usize, name: &dyn Fn(Name) -> String, rows: &mut Vec<Row>) {
    let show = |e: &Expr| e.show(name);
    let list = |of: &[Expr]| of.iter().map(show).collect::<Vec<_>>().join(", ");
    let notes: Vec<String> = line.notes.iter().map(show).collect();
    let code = match &line.what {
        What::Set { to, op, by } => format!("{} {op} {}", list(to), list(by)),
        What::Do(code, _) | What::Jump(_, code) => show(code),
        What::Block { parts, of } => return block(parts, *of, depth, notes, name, rows),
    };
    if !code.is_empty() || !notes.is_empty() {
        rows.push(Row { depth, code, notes });
    }
}

fn block(
    parts: &[(Expr, Vec<Line>)],
    of: Frame,
    depth: usize,
    mut notes: Vec<String>,
    name: &dyn Fn(Name) -> String,
    rows: &mut Vec<Row>,
) {
    let is_match = of == Frame::Match;
    for (k, (head, lines)) in parts.iter().enumerate() {
        let is_head = is_match && k == 0;
        if lines.is_empty() && k > 0 && of == Frame::Branch {
            continue;
        }
        let (mut head, lines) = turn(head, lines, name);
        let nothing = k == 0 && of == Frame::Branch && lines.is_empty() && parts.len() == 2;
        if nothing && !parts[1].1.is_empty() {
            // only what is done otherwise
            head = head.replacen("if ", "unless ", 1);
            rows.push(Row { depth, code: head + ":", notes: std::mem::take(&mut notes) });
            return all(&parts[1].1, depth + 1, name, rows);
        }
        let own = std::mem::take(&mut notes);
        let depth = if is_match && !is_head { depth + 1 } else { depth };
        rows.push(Row { depth, code: head + ":", notes: own });
        if lines.is_empty() && !is_head {
            rows.push(Row { depth: depth + 1, code: "nothing to do".to_owned(), notes: Vec::new() });
        }
        all(lines, depth + 1, name, rows);
    }
}

/// The head of a `while` says its condition, if that is one expression.
fn turn<'a>(head: &Expr, lines: &'a [Line], name: &dyn Fn(Name) -> String) -> (String, &'a [Line]) {
    let own = head.show(name);
    match lines.first() {
        Some(Line { what: What::Do(code, _), notes }) if own == "loop" && notes.is_empty() => {
            let text = code.show(name);
            if text.starts_with("while ") { (text, &lines[1..]) } else { (own, lines) }
        }
        _ => (own, lines),
    }
}

fn write(row: &Row, column: usize, text: &mut String) {
    let indent = 2 * row.depth;
    let mut code = wrapped(&row.code, WIDTH.saturating_sub(indent + 4).max(20)).into_iter();
    let mut current = format!("{:indent$}{}", "", code.next().unwrap_or_default());
    for rest in code {
        end(&mut current, text);
        current = format!("{:indent$}    {rest}", "");
    }
    let notes = row.notes.iter().flat_map(|note| {
        let mut parts = wrapped(note, WIDTH - column - 2).into_iter();
        let first = parts.next();
        first.into_iter().chain(parts.map(|part| format!("  {part}")))
    });
    for (k, note) in notes.enumerate() {
        let used = current.chars().count();
        let beside = k == 0 && used + 2 > column && used + 2 + note.chars().count() <= WIDTH;
        if beside {
            current += "  ";
        } else {
            if k > 0 || used + 2 > column {
                end(&mut current, text);
            }
            let used = current.chars().count();
            current.extend(std::iter::repeat_n(' ', column - used));
        }
        current += &note;
    }
    end(&mut current, text);
}

fn end(current: &mut String, text: &mut String) {
    text.push_str(std::mem::take(current).trim_end());
    text.push('\n');
}

/// Pieces of at most so many characters, cut at spaces where there are any.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for word in text.split(' ') {
        let mut word: Vec<char> = word.chars().collect();
        while let Some(last) = pieces.last_mut() {
            let used = last.chars().count();
            let space = usize::from(used > 0);
            if used + space + word.len() <= width {
                last.extend(std::iter::repeat_n(' ', space).chain(word));
                break;
            }
            if used > 0 {
                pieces.push(String::new());
                continue;
            }
            // one word that is longer than a line
            last.extend(word.drain(..width));
            pieces.push(String::new());
        }
    }
    pieces
}
