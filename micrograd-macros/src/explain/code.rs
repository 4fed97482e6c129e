//! The user's code as text.
use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Tokens as a person spaces them; `name` may write something else for an identifier.
pub fn code(tokens: &TokenStream, name: &dyn Fn(&str) -> Option<String>) -> String {
    let mut text = String::new();
    write(tokens.clone(), name, &mut text);
    without_paths(&text)
}

/// Leaves out the paths that the macro writes to what everyone knows by its last name.
pub fn without_paths(text: &str) -> String {
    let mut shown = text.to_owned();
    for root in ["::core::", "__private::"] {
        while let Some(at) = shown.find(root) {
            let before = shown[..at].char_indices().rfind(|(_, c)| *c != ':' && *c != '_' && !c.is_alphanumeric());
            let start = before.map_or(0, |(k, c)| k + c.len_utf8());
            let mut end = at + root.len();
            while let Some(length) = shown[end..].find(|c: char| c != '_' && !c.is_alphanumeric()) {
                if !shown[end + length..].starts_with("::") || shown[end + length..].starts_with("::<") {
                    break;
                }
                end += length + 2;
            }
            shown.replace_range(start..end, "");
            let name =
                shown[start..].find(|c: char| c != '_' && !c.is_alphanumeric()).map_or(shown.len(), |k| start + k);
            // what the compiler infers in the user's code
            if let Some(close) = shown[name..].find('>').filter(|_| shown[name..].starts_with("::<")) {
                shown.replace_range(name..=name + close, "");
            }
        }
    }
    shown
}

/// A pattern as the user would write it.
pub fn pattern(tokens: &TokenStream) -> String {
    let text = code(tokens, &|_| None).replace("ref ", "");
    let Some((path, fields)) = text.split_once(" { ") else { return text };
    let Some(fields) = fields.strip_suffix(" }") else { return text };
    if fields.contains(['{', '}']) {
        return text;
    }
    let fields: Vec<&str> = fields.split(", ").filter(|field| *field != "..").collect();
    let numbered = fields.iter().enumerate().map(|(k, field)| field.strip_prefix(&format!("{k}: ")));
    match numbered.collect::<Option<Vec<_>>>() {
        Some(items) if items.is_empty() => path.to_owned(),
        Some(items) => format!("{path}({})", items.join(", ")),
        None => {
            let short = |field: &&str| field.split_once(": ").is_some_and(|(name, binding)| name == binding);
            let named =
                fields.iter().map(|field| if short(field) { field.split(':').next().unwrap_or(field) } else { field });
            format!("{path} {{ {}, .. }}", named.collect::<Vec<_>>().join(", "))
        }
    }
}

fn write(tokens: TokenStream, name: &dyn Fn(&str) -> Option<String>, text: &mut String) {
    let mut before = Before::Nothing;
    for token in tokens {
        let next = match &token {
            TokenTree::Group(group) => {
                let closed = matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Bracket);
                space(text, before, if closed { Next::Open } else { Next::Word });
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(group.stream(), name, text);
                text.push_str(close);
                Before::Word
            }
            TokenTree::Ident(ident) => {
                space(text, before, Next::Word);
                let own = ident.to_string();
                let is_member = text.ends_with('.') && !text.ends_with("..");
                let shown = if is_member { None } else { name(&own) };
                text.push_str(&shown.unwrap_or_else(|| own.clone()));
                let keyword = matches!(&own[..], "in" | "match" | "if" | "return" | "as" | "ref" | "mut" | "else");
                if keyword { Before::Keyword } else { Before::Word }
            }
            TokenTree::Literal(literal) => {
                space(text, before, Next::Word);
                // a string may have lines
                text.push_str(&literal.to_string().replace(['\n', '\r'], " "));
                Before::Word
            }
            TokenTree::Punct(punct) => {
                let c = punct.as_char();
                punctuation(text, before, c);
                text.push(c);
                if text.ends_with("..=") {
                    before = Before::Glue;
                    continue;
                }
                behind(before, c, punct.spacing() == Spacing::Joint)
            }
        };
        before = next;
    }
}

/// What stands in front.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Word,
    Keyword,
    /// Something that the next token belongs to.
    Glue,
    /// The first part of an operator of several characters.
    Joint,
    Operator,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    Word,
    Open,
}

fn space(text: &mut String, before: Before, next: Next) {
    let wanted = match before {
        Before::Nothing | Before::Glue => false,
        Before::Word => next == Next::Word,
        Before::Keyword | Before::Operator | Before::Joint => true,
    };
    if wanted {
        text.push(' ');
    }
}

fn punctuation(text: &mut String, before: Before, c: char) {
    let close = matches!(c, '.' | ',' | ';' | '?' | ':');
    let unary = matches!(c, '&' | '*' | '-' | '!' | '|' | '#');
    let wanted = match before {
        Before::Nothing | Before::Glue | Before::Joint => false,
        Before::Keyword | Before::Operator => true,
        Before::Word => !close && c != '!' && c != '<' && c != '>' || (unary && c != '!' && c != '#'),
    };
    if wanted {
        text.push(' ');
    }
}

fn behind(before: Before, c: char, joint: bool) -> Before {
    match c {
        _ if joint => Before::Joint,
        '.' | ':' if before == Before::Joint => Before::Glue,
        '.' | '!' | '\'' | '#' => Before::Glue,
        '?' | '>' => Before::Word,
        '&' | '*' | '-' if !matches!(before, Before::Word) => Before::Glue,
        '<' if before == Before::Word => Before::Operator,
        _ => Before::Operator,
    }
}
