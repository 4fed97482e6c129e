//! Runs batches side by side, each with a seed of its own, until as many programs or as much time as wanted.
use crate::batch::{Failure, Verdict, Workshop};
use crate::constructs::constructs;
use crate::options::{Batch, Options};
use crate::program::Program;
use crate::statistics::Statistics;
use crate::toolchain::Toolchain;
use crate::{generate, report, shrink};
use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// So long a program may run, on a machine that has other work.
const PATIENCE: Duration = Duration::from_secs(15);

/// So many of them are one crate: the compiler takes longer for twice as many than twice.
const AT_ONCE: usize = 25;

/// What a batch came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// All agreed.
    pub passed: usize,
    /// Something is wrong.
    pub failed: usize,
    /// Nothing can be said, by reason.
    pub discarded: BTreeMap<String, usize>,
    /// Slopes that no difference could confirm.
    pub unsure: usize,
    /// What was covered.
    pub statistics: Statistics,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.unsure += other.unsure;
        for (reason, count) in other.discarded {
            *self.discarded.entry(reason).or_default() += count;
        }
        self.statistics.merge(other.statistics);
    }

    /// All programs.
    pub fn programs(&self) -> usize {
        self.passed + self.failed + self.discarded.values().sum::<usize>()
    }
}

/// What a worker tells.
#[derive(Debug)]
pub enum Event {
    /// A batch is done.
    Done(Box<Tally>),
    /// A failure, as a text to print.
    Failed(String),
    /// The worker cannot go on.
    Broken(String),
}

/// What the workers share.
pub struct Session<'o> {
    options: &'o Options,
    toolchain: &'o Toolchain,
    folder: PathBuf,
    start: Instant,
    next: AtomicU64,
    stopped: AtomicBool,
    known: Mutex<HashSet<String>>,
}

impl<'o> Session<'o> {
    /// A session that works below a folder.
    pub fn new(options: &'o Options, toolchain: &'o Toolchain, folder: &Path) -> Self {
        Session {
            options,
            toolchain,
            folder: folder.to_owned(),
            start: Instant::now(),
            next: AtomicU64::new(0),
            stopped: AtomicBool::new(false),
            known: Mutex::default(),
        }
    }

    /// The seed that a later session goes on with, if this one was not given its programs.
    pub fn next_seed(&self) -> Option<u64> {
        self.options.only.is_none().then(|| self.options.seed + self.next.load(Ordering::SeqCst))
    }

    /// Takes batches until there are none left.
    pub fn work(&self, number: usize, events: &Sender<Event>) {
        if let Err(error) = self.batches(number, events) {
            self.stopped.store(true, Ordering::SeqCst);
            // nobody listens any more if the session ended with the first failure
            let _ = events.send(Event::Broken(error.to_string()));
        }
    }

    fn batches(&self, number: usize, events: &Sender<Event>) -> io::Result<()> {
        let shop = Workshop::new(self.toolchain, self.folder.join(format!("batch-{number}")))?;
        while let Some((seed, numbers)) = self.take() {
            let programs: Vec<Program> =
                numbers.iter().map(|k| generate::program(seed, *k, self.options.knobs)).collect();
            let mut verdicts = Vec::with_capacity(programs.len());
            for some in programs.chunks(AT_ONCE) {
                verdicts.extend(shop.judge(some, PATIENCE)?);
            }
            let mut tally = Tally::default();
            for ((program, verdict), number) in programs.iter().zip(verdicts).zip(&numbers) {
                tally.statistics.add(&constructs(&program.items));
                self.count(&mut tally, &shop, program, verdict, (seed, *number), events)?;
            }
            let _ = events.send(Event::Done(Box::new(tally)));
        }
        Ok(())
    }

    /// The next batch: its seed and the numbers of its programs.
    fn take(&self) -> Option<Batch> {
        if self.stopped.load(Ordering::SeqCst) || self.options.time.is_some_and(|limit| self.start.elapsed() >= limit) {
            return None;
        }
        let batch = self.options.batch(self.next.fetch_add(1, Ordering::SeqCst));
        if batch.is_none() {
            self.next.fetch_sub(1, Ordering::SeqCst);
        }
        batch
    }

    fn count(
        &self,
        tally: &mut Tally,
        shop: &Workshop<'_>,
        program: &Program,
        verdict: Verdict,
        at: (u64, usize),
        events: &Sender<Event>,
    ) -> io::Result<()> {
        match verdict {
            Verdict::Failed(failure) if self.options.fault.is_some() && !failure.is_wrong_number() => {
                *tally.discarded.entry("the fault shows, but not as a wrong number".to_owned()).or_default() += 1;
            }
            Verdict::Passed { unsure } => {
                tally.passed += 1;
                tally.unsure += unsure;
            }
            Verdict::Discarded(reason) => *tally.discarded.entry(reason).or_default() += 1,
            Verdict::Invalid(message) => {
                tally.failed += 1;
                let failure = Failure { mode: "invalid program".to_owned(), message };
                let _ = events.send(Event::Failed(report::report(program, &failure, at.0, at.1)));
            }
            Verdict::Failed(failure) => {
                tally.failed += 1;
                self.failed(shop, program, failure, at, events)?;
            }
        }
        Ok(())
    }

    /// Shrinks a failure, if it is the first of its kind.
    fn failed(
        &self,
        shop: &Workshop<'_>,
        program: &Program,
        failure: Failure,
        at: (u64, usize),
        events: &Sender<Event>,
    ) -> io::Result<()> {
        let new = self.known.lock().is_ok_and(|mut known| known.insert(shrink::signature(&failure)));
        if self.options.first && self.stopped.swap(true, Ordering::SeqCst) {
            return Ok(());
        }
        if !new {
            let line = failure.message.lines().next().unwrap_or_default();
            let _ = events.send(Event::Failed(format!("seed {} number {}: {}: {line}", at.0, at.1, failure.mode)));
            return Ok(());
        }
        let (smallest, failure) =
            if self.options.shrink { shrink::shrink(shop, program, &failure)? } else { (program.clone(), failure) };
        let text = report::report(&smallest, &failure, at.0, at.1);
        let found = self.folder.join("found");
        std::fs::create_dir_all(&found)?;
        std::fs::write(found.join(format!("seed_{}_{}.rs", at.0, at.1)), &text)?;
        let _ = events.send(Event::Failed(text));
        Ok(())
    }
}
