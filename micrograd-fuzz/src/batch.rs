//! Compiles and runs a batch of programs, and gives a verdict on each.
use crate::glue::{calls_derivatives, main_file, plain_file, program_file};
use crate::program::Program;
use crate::toolchain::{CompileError, Ended, Toolchain, watch};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Duration;

/// What came of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Everything agreed.
    Passed {
        /// Slopes that no difference could confirm.
        unsure: usize,
    },
    /// Nothing could be said about it.
    Discarded(String),
    /// Something is wrong with the macro or the engines.
    Failed(Failure),
    /// The program is not valid Rust, or panics: a mistake of the generator.
    Invalid(String),
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The mode that disagrees, `differences`, `compile` where the macro's output (or its refusal) does not compile, or
    /// `crash`.
    pub mode: String,
    /// The message.
    pub message: String,
}

impl Failure {
    /// Whether a mode gave a number that disagrees: not where it does not compile, or panics.
    pub fn is_wrong_number(&self) -> bool {
        self.mode != "compile" && self.mode != "crash" && !self.message.contains("panic: ")
    }
}

/// A place to compile in.
#[derive(Debug)]
pub struct Workshop<'t> {
    toolchain: &'t Toolchain,
    folder: PathBuf,
}

type Verdicts = HashMap<String, Verdict>;

impl<'t> Workshop<'t> {
    /// A workshop in a folder of its own.
    ///
    /// # Errors
    /// If the folder cannot be made.
    pub fn new(toolchain: &'t Toolchain, folder: PathBuf) -> io::Result<Self> {
        fs::create_dir_all(&folder)?;
        Ok(Workshop { toolchain, folder })
    }

    /// The verdicts on programs, in their order. One that runs for longer than the patience does not end.
    ///
    /// # Errors
    /// If files or processes fail.
    pub fn judge(&self, programs: &[Program], patience: Duration) -> io::Result<Vec<Verdict>> {
        let mut verdicts = Verdicts::new();
        let refused = self.compile(programs, false, &program_file)?;
        let suspects: Vec<Program> = programs.iter().filter(|p| refused.contains_key(&p.name)).cloned().collect();
        // what does not compile without the macro either says nothing about the macro
        let invalid = self.invalid(&suspects)?;
        for (name, message) in refused {
            let verdict = match invalid.get(&name) {
                Some(message) => Verdict::Invalid(message.clone()),
                None => Verdict::Failed(Failure { mode: "compile".to_owned(), message }),
            };
            verdicts.insert(name, verdict);
        }
        self.execute(programs, patience, &mut verdicts)?;
        let verdict = |p: &Program| verdicts.remove(&p.name);
        Ok(programs.iter().map(verdict).map(|v| v.unwrap_or(Verdict::Discarded("no report".into()))).collect())
    }

    /// The programs that are not valid Rust even without the macro, with the first message on each. One that calls the
    /// derivatives of others needs the macro for it.
    ///
    /// # Errors
    /// If files or processes fail.
    pub fn invalid(&self, programs: &[Program]) -> io::Result<HashMap<String, String>> {
        let plain: Vec<Program> = programs.iter().filter(|p| !calls_derivatives(&p.source())).cloned().collect();
        self.compile(&plain, true, &plain_file)
    }

    /// Compiles until the rest has no errors; gives what was left out, with the first message on each.
    fn compile(
        &self,
        programs: &[Program],
        check: bool,
        text: &dyn Fn(&Program) -> String,
    ) -> io::Result<HashMap<String, String>> {
        let mut refused = HashMap::new();
        for program in programs {
            fs::write(self.folder.join(format!("{}.rs", program.name)), text(program))?;
        }
        loop {
            let left: Vec<&str> =
                programs.iter().map(|p| &*p.name).filter(|name| !refused.contains_key(*name)).collect();
            if left.is_empty() {
                return Ok(refused);
            }
            let main = if check { format!("#![allow(warnings)]\n{}", modules(&left)) } else { main_file(&left) };
            fs::write(self.folder.join("main.rs"), main)?;
            let errors = self.toolchain.compile(&self.folder, "main.rs", check)?;
            if errors.is_empty() {
                return Ok(refused);
            }
            let before = refused.len();
            for CompileError { file, message } in &errors {
                if let Some(name) = file.as_ref().filter(|name| left.contains(&name.as_str())) {
                    refused.entry(name.clone()).or_insert_with(|| message.clone());
                }
            }
            if refused.len() == before {
                self.alone(&left, check, &errors, &mut refused)?;
            }
        }
    }

    /// Errors that tell no file: each program is compiled alone.
    fn alone(
        &self,
        names: &[&str],
        check: bool,
        errors: &[CompileError],
        refused: &mut HashMap<String, String>,
    ) -> io::Result<()> {
        let before = refused.len();
        for name in names {
            let main = if check { modules(&[name]) } else { main_file(&[name]) };
            fs::write(self.folder.join("main.rs"), main)?;
            if let Some(error) = self.toolchain.compile(&self.folder, "main.rs", check)?.first() {
                refused.insert((*name).to_owned(), error.message.clone());
            }
        }
        if refused.len() == before {
            let text = errors.iter().map(|e| e.message.as_str()).collect::<Vec<_>>().join("\n");
            return Err(io::Error::other(format!("the batch does not compile, but each program does: {text}")));
        }
        Ok(())
    }

    /// Runs what has no verdict yet. A program that crashes or hangs ends the process; the others run again without it.
    fn execute(&self, programs: &[Program], patience: Duration, verdicts: &mut Verdicts) -> io::Result<()> {
        loop {
            let left: Vec<&str> =
                programs.iter().map(|p| &*p.name).filter(|name| !verdicts.contains_key(*name)).collect();
            if left.is_empty() {
                return Ok(());
            }
            let report = self.folder.join("report");
            let mut command = Command::new(self.folder.join("batch"));
            command.arg(&report).args(&left);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            // every program begins and ends with a line
            let progress = || fs::metadata(&report).map_or(0, |file| file.len());
            let ended = watch(&mut command, patience, progress)?;
            let last = read_report(&fs::read_to_string(&report)?, verdicts);
            match last.filter(|name| !verdicts.contains_key(name)) {
                Some(name) => {
                    let what = if ended == Ended::Killed { "it does not end" } else { "it crashed" };
                    verdicts.insert(name, Verdict::Failed(Failure { mode: "crash".into(), message: what.into() }));
                }
                None => return Ok(()),
            }
        }
    }
}

fn modules(names: &[&str]) -> String {
    let modules: String = names.iter().map(|name| format!("mod {name};\n")).collect();
    format!("{modules}fn main() {{}}\n")
}

/// Takes the verdicts of a report; gives the program that was started last.
fn read_report(report: &str, verdicts: &mut Verdicts) -> Option<String> {
    let mut last = None;
    for line in report.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let verdict = match parts[..] {
            ["start", name] => {
                last = Some(name.to_owned());
                continue;
            }
            ["passed", _, unsure] => Verdict::Passed { unsure: unsure.parse().unwrap_or(0) },
            ["discarded", _, reason] => Verdict::Discarded(reason.to_owned()),
            ["failed", _, "plain", message] => Verdict::Invalid(message.to_owned()),
            ["failed", _, mode, message] => Verdict::Failed(Failure { mode: mode.into(), message: message.into() }),
            _ => continue,
        };
        verdicts.insert(parts[1].to_owned(), verdict);
    }
    last
}
