//! The table as data: what the macro relies on when it copies a partial's text into generated code.
use micrograd_core::rules::{RULES, Rule, eval, find};

/// The words of a text: identifiers and numbers, each with the punctuation before it.
fn words(text: &str) -> Vec<(&str, String)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let before = rest[..start].chars().filter(|c| !c.is_whitespace()).collect();
        let length = rest[start..].find(|c| !is_word(c)).unwrap_or(rest.len() - start);
        words.push((&rest[start..start + length], before));
        rest = &rest[start + length..];
    }
    words
}

/// Whether a word may stand there. That a function of `kinks` exists, the compiler has checked.
fn is_allowed(rule: &Rule, qualifier: &str, word: &str, before: &str) -> bool {
    let mut names = rule.operands.iter().chain(rule.integers).chain([&rule.result, &"S", &"kinks"]);
    if word.chars().all(|c| c.is_ascii_digit()) {
        true
    } else if before.ends_with("::") {
        qualifier == "kinks" || ["ONE", "ZERO", "from_f64"].contains(&word)
    } else if before.ends_with('.') {
        find(word).is_some_and(|method| method.trait_name.is_none())
    } else {
        names.any(|name| *name == word)
    }
}

#[test]
fn partials_use_the_language_of_the_table() {
    for rule in RULES {
        for text in rule.partials {
            let mut qualifier = "";
            for (word, before) in words(text) {
                assert!(is_allowed(rule, qualifier, word, &before), "`{word}` in `{text}` of {}", rule.name);
                qualifier = word;
            }
        }
    }
}

#[test]
fn rows_are_complete_and_have_one_name_each() {
    for (i, rule) in RULES.iter().enumerate() {
        assert_eq!(rule.operands, &["a", "b", "c"][..rule.operands.len()], "{}", rule.name);
        assert_eq!((rule.partials.len(), rule.domain.len()), (rule.operands.len(), rule.operands.len()));
        assert!(rule.domain.iter().all(|(lo, hi)| lo < hi) && rule.result == "y", "{}", rule.name);
        assert!(RULES[..i].iter().all(|other| other.name != rule.name), "{} twice", rule.name);
    }
}

#[test]
fn rows_are_found_by_name() {
    assert_eq!(RULES.len(), 51);
    assert_eq!(find("mul").unwrap().trait_name, Some("Mul"));
    assert_eq!(find("powi").unwrap().integers, ["n"]);
    assert_eq!((find("exp").unwrap().partials, find("exp").unwrap().trait_name), (&["y"][..], None));
    assert!(find("gamma").is_none());
    assert_eq!(eval("mul", &[2.0, 3.0], 0), Some((6.0, vec![3.0, 2.0])));
    assert_eq!((eval("mul", &[2.0], 0), eval("gamma", &[2.0], 0)), (None, None));
}
