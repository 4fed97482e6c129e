//! The conversation with the driver: a JSON object in each line, and for each an answer with the same `id`.
use crate::evals;
use crate::measure::Answer;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{self, BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the driver says, as far as it asks for something; fields that are not known are passed over.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Request {
    Start {},
    Define {
        module: String,
    },
    Evaluate {
        module: String,
        function: String,
        input: Value,
    },
    #[serde(other)]
    Other,
}

/// Answers line by line until the input ends.
///
/// # Errors
/// If reading or writing fails.
pub fn serve(input: impl BufRead, mut output: impl Write) -> io::Result<()> {
    for line in input.lines() {
        let line = line?;
        if !line.trim().is_empty() {
            serde_json::to_writer(&mut output, &answer(&line))?;
            output.write_all(b"\n")?;
            output.flush()?;
        }
    }
    Ok(())
}

/// The answer to one line.
pub fn answer(line: &str) -> Value {
    let message: Value = match serde_json::from_str(line) {
        Ok(message) => message,
        Err(error) => return json!({ "id": null, "success": false, "error": format!("no JSON: {error}") }),
    };
    let mut answer = match Request::deserialize(&message) {
        Ok(request) => reply(request),
        Err(error) => failure(&format!("message not understood: {error}")),
    };
    answer["id"] = message["id"].clone();
    answer
}

fn reply(request: Request) -> Value {
    match request {
        Request::Start {} => json!({ "tool": "micrograd" }),
        Request::Define { module } => match evals::find(&module) {
            Some(_) => json!({ "success": true }),
            None => failure(&format!("there is no eval `{module}` here")),
        },
        Request::Evaluate { module, function, input } => match evaluate(&module, &function, &input) {
            Ok(Answer { output, timings }) => json!({ "success": true, "output": output, "timings": timings }),
            Err(error) => failure(&error),
        },
        Request::Other => json!({}),
    }
}

fn failure(error: &str) -> Value {
    json!({ "success": false, "error": error })
}

/// Runs a function of an eval. A panic is an error of this evaluation alone.
fn evaluate(module: &str, function: &str, input: &Value) -> Result<Answer, String> {
    let eval = evals::find(module).ok_or_else(|| format!("there is no eval `{module}` here"))?;
    let run = eval.function(function).ok_or_else(|| format!("`{module}` has no function `{function}`"))?;
    catch_unwind(AssertUnwindSafe(|| run(input))).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
        Err(format!("the evaluation panicked: {}", text.unwrap_or("no message")))
    })
}
