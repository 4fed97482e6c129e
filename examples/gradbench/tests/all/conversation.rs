//! What the driver may say, and what comes back.
use gradbench::evals::EVALS;
use gradbench::protocol::{answer, serve};
use serde_json::{Value, json};

fn ask(message: &Value) -> Value {
    answer(&message.to_string())
}

fn evaluate(module: &str, function: &str, input: &Value) -> Value {
    ask(&json!({ "id": 7, "kind": "evaluate", "module": module, "function": function, "input": input }))
}

/// The error of an answer that tells of one.
fn error(answer: &Value) -> String {
    assert_eq!((&answer["success"], answer.get("output")), (&json!(false), None), "{answer}");
    answer["error"].as_str().expect("a text").to_owned()
}

#[test]
fn a_line_for_each_line() {
    let input =
        b"{\"id\":0,\"kind\":\"start\",\"eval\":\"hello\",\"config\":{}}\n\n{\"id\":1,\"kind\":\"hum\"}\n" as &[u8];
    let mut output = Vec::new();
    serve(input, &mut output).expect("nothing fails");
    let text = String::from_utf8(output).expect("text");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines, [json!({ "id": 0, "tool": "micrograd" }), json!({ "id": 1 })]);
}

#[test]
fn modules() {
    for eval in &EVALS {
        let defined = ask(&json!({ "id": 3, "kind": "define", "module": eval.name }));
        assert_eq!(defined, json!({ "id": 3, "success": true }));
    }
    assert_eq!(error(&ask(&json!({ "id": 3, "kind": "define", "module": "x" }))), "there is no eval `x` here");
    assert_eq!(ask(&json!({ "id": 4, "kind": "analysis", "of": 3, "valid": true })), json!({ "id": 4 }));
}

#[test]
fn an_evaluation() {
    let done = evaluate("hello", "double", &json!(4));
    assert_eq!((&done["id"], &done["success"], &done["output"]), (&json!(7), &json!(true), &json!(8.0)));
    let evaluated = |answer: &Value| {
        let timings = answer["timings"].as_array().expect("a list").clone();
        timings.into_iter().filter(|t| t["name"] == "evaluate" && t["nanoseconds"].is_u64()).collect::<Vec<_>>()
    };
    assert_eq!(evaluated(&done).len(), 1);
    // integers where reals are meant, and fields that nobody knows
    let input = json!({ "x": [1, 2], "n": 3, "min_runs": 4, "min_seconds": 0, "more": {} });
    assert_eq!(evaluated(&evaluate("llsq", "gradient", &input)).len(), 4);
    let input = json!({ "x": [1, 2], "n": 3, "min_runs": 1, "min_seconds": 0.01 });
    let times = evaluated(&evaluate("llsq", "primal", &input));
    let total: u64 = times.iter().filter_map(|t| t["nanoseconds"].as_u64()).sum();
    assert!(total >= 10_000_000, "{total}");
}

#[test]
fn what_is_not_understood() {
    let told = answer("{\"id\": 1,");
    assert!(error(&told).starts_with("no JSON: "), "{told}");
    assert_eq!(told["id"], Value::Null);
    let told = ask(&json!({ "id": 5, "kind": "evaluate", "module": "hello" }));
    assert_eq!((&told["id"], error(&told)), (&json!(5), "message not understood: missing field `function`".to_owned()));
    assert_eq!(error(&evaluate("hello", "cube", &json!(1))), "`hello` has no function `cube`");
    assert_eq!(error(&evaluate("goodbye", "cube", &json!(1))), "there is no eval `goodbye` here");
    assert!(error(&evaluate("hello", "square", &json!("2"))).starts_with("input not understood: "));
}

/// Inputs that have the form of an eval's, and shapes that do not fit.
#[test]
fn shapes_that_do_not_fit() {
    let gmm = json!({ "d": 2, "k": 1, "n": 1, "m": 0, "gamma": 1, "x": [[1, 2]], "alpha": [1], "mu": [[1, 2]],
        "q": [[1, 2]], "l": [[1, 2]] });
    let lstm = json!({ "main_params": [[1, 2, 3, 4], [1, 2, 3, 4]], "extra_params": [[1], [1], [1]], "state": [[1], [1]],
        "sequence": [[1]] });
    let ba = json!({ "n": 0, "m": 1, "p": 1, "cam": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "x": [0, 0, 1], "w": 1, "feat": [0, 0] });
    let ht = json!({ "theta": vec![0; 26], "us": [], "data": { "correspondences": [0], "points": [[0, 0, 0]],
        "model": { "parents": [], "base_relatives": [], "inverse_base_absolutes": [], "base_positions": [],
        "weights": [], "triangles": [], "is_mirrored": false } } });
    let cases = [
        ("llsq", "primal", json!({ "x": [1], "n": 1 }), "`n` must be at least 2"),
        ("lse", "gradient", json!({ "x": [] }), "`x` must not be empty"),
        ("det", "primal", json!({ "A": [1, 2, 3], "ell": 2 }), "`A` must have ell² numbers"),
        ("ode", "gradient", json!({ "x": [1], "s": 0 }), "`s` must be at least 1"),
        (
            "kmeans",
            "dir",
            json!({ "points": [[1]], "centroids": [[1, 2]] }),
            "each row of `points` must have 2 numbers",
        ),
        ("gmm", "jacobian", gmm, "each row of `l` must have 1 numbers"),
        ("lstm", "jacobian", lstm, "`sequence` must have at least two rows"),
        ("ba", "jacobian", ba, "`n`, `m` and `p` must not be 0"),
        ("ht", "jacobian", ht, "`correspondences` must be of vertices that there are"),
    ];
    for (module, function, input, expected) in cases {
        assert_eq!(error(&evaluate(module, function, &input)), expected, "{module}");
    }
}
