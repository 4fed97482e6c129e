//! Which of the corpus's loops over sequences are undone as they run, and which several iterations at a time; and which
//! calls are given their adjoints.
use super::pretty_with;
use quote::ToTokens;
use syn::{Item, ItemFn, Meta};

#[test]
fn what_is_done_about_loops() {
    if let Some(lines) = of_each("tight_loops") {
        insta::assert_snapshot!(lines);
    }
}

#[test]
fn what_is_done_about_calls() {
    if let Some(lines) = of_each("given_calls") {
        insta::assert_snapshot!(lines);
    }
}

#[test]
fn what_is_done_about_searches() {
    if let Some(lines) = of_each("searches") {
        insta::assert_snapshot!(lines);
    }
}

/// A line for each function of a file of the corpus, if that is there.
fn of_each(name: &str) -> Option<String> {
    let path = format!("{}/../tests/corpus/{name}.rs", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).ok()?;
    let mut lines = Vec::new();
    for item in syn::parse_file(&text).expect("the file is valid code").items {
        let Item::Mod(module) = item else { continue };
        let Some((_, items)) = &module.content else { continue };
        let f = items.iter().filter_map(|item| match item {
            Item::Fn(f) if f.sig.ident == "f" => Some(expanded(f)),
            _ => None,
        });
        let code = f.collect::<String>();
        let count = |text: &str| code.matches(text).count();
        let at_once = count("fn joint_at") - count("= Self::fwd_at");
        let given = count("joint_at(") + count("joint_at::<") - count("f::joint_at");
        let searches = code.split("fn fwd_at").next().unwrap_or_default().matches("let mut found").count();
        let (several, collected) = (count("rt::groups"), count(".extend("));
        lines.push(format!(
            "{}: at once {at_once}, calls given {given}, lanes {several}, collected {collected}, searches {searches}",
            module.ident
        ));
    }
    Some(lines.join("\n"))
}

/// Expanded with the options of its attribute.
fn expanded(f: &ItemFn) -> String {
    let mut f = f.clone();
    let attribute = f.attrs.remove(0);
    let options = match attribute.meta {
        Meta::List(list) => list.tokens.to_string(),
        _ => String::new(),
    };
    pretty_with(&options, &f.to_token_stream().to_string())
}
