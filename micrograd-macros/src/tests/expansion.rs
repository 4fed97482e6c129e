//! The README shows a real expansion: this test compares it, and `UPDATE_README=1` writes it.
use super::pretty_with;

const START: &str = "<!-- expansion -->\n```rust,ignore\n";
const END: &str = "```\n<!-- end of expansion -->";

const FUNCTION: &str = "
    fn wave(a: f64, x: f64) -> f64 {
        a * x.sin() + x
    }
";

#[test]
fn the_readme_shows_the_real_expansion() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let Ok(readme) = std::fs::read_to_string(path) else {
        return;
    };
    let (head, rest) = readme.split_once(START).expect("the README has the block");
    let (shown, tail) = rest.split_once(END).expect("the block has an end");
    let real = pretty_with("modes(backward, vjp)", FUNCTION).replace("::micrograd::__private::", "");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, format!("{head}{START}{real}{END}{tail}")).expect("the README can be written");
        return;
    }
    assert_eq!(shown, real, "run with UPDATE_README=1, and read what changed");
}

/// Prints the expansion of the file named by `SHOW`, with the options `ARGS`:
/// `SHOW=f.rs ARGS=recursive cargo test -p micrograd-macros show -- --nocapture`.
#[test]
fn show() {
    if let Ok(path) = std::env::var("SHOW") {
        let args = std::env::var("ARGS").unwrap_or_default();
        println!("{}", pretty_with(&args, &std::fs::read_to_string(path).expect("the file can be read")));
    }
}

/// Prints the listings of the functions in the file named by `LIST`.
#[test]
fn list() {
    if let Ok(path) = std::env::var("LIST") {
        let file = syn::parse_file(&std::fs::read_to_string(path).expect("the file can be read"));
        for item in file.expect("the file is valid code").items {
            println!("{}", super::listed(&quote::ToTokens::to_token_stream(&item).to_string()));
        }
    }
}
