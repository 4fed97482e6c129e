//! Compiles generated crates with `rustc`, against a harness that cargo builds once.
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A compiler may take so long for a batch; the macro might not come to an end.
const COMPILE_LIMIT: Duration = Duration::from_secs(300);

/// The harness and all that it depends on, built.
#[derive(Clone, Debug)]
pub struct Toolchain {
    dependencies: PathBuf,
    externs: Vec<(String, PathBuf)>,
    /// A deliberate fault of the macro.
    fault: Option<String>,
}

/// An error of the compiler, and the file in which it is if that is known.
#[derive(Clone, Debug)]
pub struct CompileError {
    /// The name of the file without its extension.
    pub file: Option<String>,
    /// The message, as the compiler shows it.
    pub message: String,
}

/// How a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// With success.
    Well,
    /// With an error.
    Failed,
    /// It took too long.
    Killed,
}

impl Toolchain {
    /// Builds the harness. The macro is optimized, but checks its own invariants as in a debug build.
    ///
    /// # Errors
    /// If cargo cannot be run, or the harness does not build.
    pub fn prepare(root: &Path, fault: Option<String>) -> io::Result<Self> {
        let target = root.join("target/micrograd-fuzz").join(if fault.is_some() { "sabotage" } else { "harness" });
        let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(root).args([
            "build",
            "--release",
            "--quiet",
            "-p",
            "micrograd-fuzz-harness",
            "-p",
            "micrograd",
        ]);
        cargo.args(["--message-format", "json-render-diagnostics", "--target-dir"]).arg(&target);
        if fault.is_some() {
            cargo.args(["--features", "micrograd-fuzz-harness/sabotage"]);
        }
        for (key, value) in [("OPT_LEVEL", "1"), ("DEBUG_ASSERTIONS", "true"), ("OVERFLOW_CHECKS", "true")] {
            cargo.env(format!("CARGO_PROFILE_RELEASE_BUILD_OVERRIDE_{key}"), value);
        }
        let output = cargo.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            return Err(io::Error::other("the harness does not build"));
        }
        let messages = String::from_utf8_lossy(&output.stdout);
        let found = |name: &str| artifact(&messages, name).ok_or_else(|| io::Error::other(format!("no {name}")));
        let externs =
            ["micrograd", "micrograd_fuzz_harness"].map(|name| found(name).map(|path| (name.to_owned(), path)));
        let externs = externs.into_iter().collect::<io::Result<_>>()?;
        Ok(Toolchain { dependencies: target.join("release/deps"), externs, fault })
    }

    /// Compiles the main file of a folder to `batch`, or only checks it. No errors mean success.
    ///
    /// # Errors
    /// If the compiler cannot be run.
    pub fn compile(&self, folder: &Path, main: &str, check: bool) -> io::Result<Vec<CompileError>> {
        let messages = folder.join("messages");
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.current_dir(folder).args(["--edition", "2024", "--error-format", "json", "--crate-name", "batch"]);
        rustc.args(["-C", "opt-level=0", "-C", "debuginfo=0", "-C", "codegen-units=4"]);
        rustc.arg("-L").arg(format!("dependency={}", self.dependencies.display()));
        for (name, path) in &self.externs {
            rustc.arg("--extern").arg(format!("{name}={}", path.display()));
        }
        let output = if check { ["--emit=metadata=batch.rmeta"].as_slice() } else { &["-o", "batch"] };
        rustc.args(output).arg(main).stdout(Stdio::null()).stderr(File::create(&messages)?);
        if let Some(fault) = &self.fault {
            rustc.env("MICROGRAD_SABOTAGE", fault);
        }
        let ended = wait(&mut rustc, COMPILE_LIMIT)?;
        let mut errors = read_errors(&fs::read_to_string(messages)?);
        if ended != Ended::Well && errors.is_empty() {
            let what = if ended == Ended::Killed { "the compiler took too long" } else { "the compiler failed" };
            errors.push(CompileError { file: None, message: what.to_owned() });
        }
        Ok(errors)
    }
}

/// The library of a package among cargo's messages.
fn artifact(messages: &str, name: &str) -> Option<PathBuf> {
    let lines = messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut own = lines.filter(|m| m["reason"] == "compiler-artifact" && m["target"]["name"] == name);
    let files = own.next()?["filenames"].as_array()?.clone();
    files
        .iter()
        .filter_map(|f| f.as_str())
        .find(|f| Path::new(f).extension().is_some_and(|end| end == "rlib"))
        .map(PathBuf::from)
}

/// The errors among the compiler's messages, each with the file that it is in.
fn read_errors(messages: &str) -> Vec<CompileError> {
    let lines = messages.lines();
    let parsed = lines.map(|line| serde_json::from_str::<serde_json::Value>(line).map_err(|_| line));
    let mut errors = Vec::new();
    for message in parsed {
        match message {
            Ok(m) if m["level"].as_str().is_some_and(|l| l.starts_with("error")) && m["spans"].is_array() => {
                let spans = m["spans"].as_array().cloned().unwrap_or_default();
                let file = spans.iter().find_map(|s| program_of(s["file_name"].as_str()?));
                let text = m["rendered"].as_str().unwrap_or_default().to_owned();
                let closing = file.is_none() && text.starts_with("error: aborting due to");
                if !closing {
                    errors.push(CompileError { file, message: text });
                }
            }
            // a panic of the macro or the compiler is not in JSON
            Err(line) if line.contains("panicked at") => {
                errors.push(CompileError { file: None, message: line.to_owned() });
            }
            _ => {}
        }
    }
    errors
}

/// `p12.rs` is the file of the program `p12`.
fn program_of(file: &str) -> Option<String> {
    let name = Path::new(file).file_stem()?.to_str()?;
    let number = name.strip_prefix('p')?;
    number.chars().all(|c| c.is_ascii_digit()).then(|| name.to_owned())
}

/// Runs a process, and ends it when it takes too long.
///
/// # Errors
/// If it cannot be started.
fn wait(command: &mut Command, limit: Duration) -> io::Result<Ended> {
    watch(command, limit, || 0)
}

/// Runs a process, and ends it when it makes no progress for too long: when the number stays the same.
///
/// # Errors
/// If it cannot be started.
pub fn watch(command: &mut Command, limit: Duration, progress: impl Fn() -> u64) -> io::Result<Ended> {
    let (mut start, mut last) = (Instant::now(), 0);
    let mut child = command.spawn()?;
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ended::Well } else { Ended::Failed });
        }
        let now = progress();
        if now != last {
            (start, last) = (Instant::now(), now);
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(Ended::Killed);
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(30));
    }
}
