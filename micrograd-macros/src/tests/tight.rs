//! Which of the corpus's loops over sequences are undone as they run, and which several iterations at a time.
use super::pretty;
use quote::ToTokens;
use syn::Item;

#[test]
fn what_is_done_about_loops() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/corpus/tight_loops.rs");
    let Ok(text) = std::fs::read_to_string(path) else {
        return;
    };
    let mut lines = Vec::new();
    for item in syn::parse_file(&text).expect("the file is valid code").items {
        let Item::Mod(module) = item else { continue };
        let Some((_, items)) = &module.content else { continue };
        let f = items.iter().filter_map(|item| match item {
            Item::Fn(f) if f.sig.ident == "f" => Some(f.to_token_stream().to_string()),
            _ => None,
        });
        let code = f.map(|f| pretty(&f.replace("# [micrograd :: differentiable]", ""))).collect::<String>();
        let count = |text: &str| code.matches(text).count();
        let at_once = count("fn joint_at") - count("= Self::fwd_at");
        let (several, collected) = (count("rt::groups"), count(".extend("));
        lines.push(format!("{}: at once {at_once}, lanes {several}, collected {collected}", module.ident));
    }
    insta::assert_snapshot!(lines.join("\n"));
}
