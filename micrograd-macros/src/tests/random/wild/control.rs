//! Expressions with blocks: branches, loops, closures and what leaves them.
use super::Wild;

const LABELS: [&str; 6] = ["", "", "", "", "'a: ", "'outer: "];

impl Wild<'_> {
    /// A block or what goes with one, with parts that are nested as deep as `depth`.
    pub fn control(&mut self, depth: usize) -> String {
        match self.rng.below(20) {
            0..=3 => self.branch(depth),
            4..=6 => self.choice(depth),
            7..=9 => self.looped(depth),
            10 => format!("{}{}", self.rng.pick(&LABELS), self.block(depth)),
            11..=13 => self.exit(depth),
            14..=16 => self.closure(depth),
            17 => format!("unsafe {}", self.block(depth)),
            18 => format!("{} {}", self.rng.pick(&["async", "async move", "try"]), self.block(depth)),
            _ => match self.rng.below(4) {
                0 => format!("const {}", self.block(depth)),
                1 => format!("yield {}", self.operand(depth)),
                2 => format!("become {}", self.operand(depth)),
                _ => "builtin # offset_of(P, x)".to_owned(),
            },
        }
    }

    /// The head of an `if` or a `while`: a condition, a pattern, or a chain of both.
    fn condition(&mut self, depth: usize) -> String {
        let link = |w: &mut Self| match w.rng.below(3) {
            0 => format!("let {} = {}", w.pattern(2), w.operand(depth)),
            _ => w.operand(depth),
        };
        let links: Vec<_> = (0..=self.rng.below(3)).map(|_| link(self)).collect();
        links.join(" && ")
    }

    fn branch(&mut self, depth: usize) -> String {
        let first = format!("if {} {}", self.condition(depth), self.block(depth));
        let second = self.maybe(50, |w| format!(" else if {} {}", w.condition(depth), w.block(depth)));
        let last = self.maybe(60, |w| format!(" else {}", w.block(depth)));
        first + &second + &last
    }

    fn choice(&mut self, depth: usize) -> String {
        let arm = |w: &mut Self| {
            let guard = w.maybe(30, |w| format!(" if {}", w.condition(depth)));
            let value = if w.rng.percent(50) { w.operand(depth) } else { w.block(depth) };
            format!("{}{guard} => {value}", w.pattern(3))
        };
        let arms = self.list(3, arm);
        format!("match {} {{ {arms} }}", self.operand(depth))
    }

    fn looped(&mut self, depth: usize) -> String {
        let label = self.rng.pick(&LABELS);
        match self.rng.below(4) {
            0 | 1 => {
                let head = if self.rng.percent(50) { self.range_in_head(depth) } else { self.operand(depth) };
                let on_value = self.rng.maybe(5, "#[checkpoint] ");
                format!("{on_value}{label}for {} in {head} {}", self.closed(2), self.block(depth))
            }
            2 => format!("{label}while {} {}", self.condition(depth), self.block(depth)),
            _ => format!("{label}loop {}", self.block(depth)),
        }
    }

    fn range_in_head(&mut self, depth: usize) -> String {
        let range = format!("({})", self.range(depth));
        let rest = ["", "", ".rev()", ".step_by(2)", ".enumerate()", ".zip(a)", ".skip(1).take(n)", ".map(|i| i)"];
        format!("{range}{}", self.rng.pick(&rest))
    }

    fn exit(&mut self, depth: usize) -> String {
        let label = self.rng.pick(&["", "", " 'a", " 'outer"]);
        match self.rng.below(6) {
            0 => format!("break{label}"),
            1 => format!("break{label} {}", self.operand(depth)),
            2 => format!("continue{label}"),
            3 => "return".to_owned(),
            _ => format!("return {}", self.operand(depth)),
        }
    }

    fn closure(&mut self, depth: usize) -> String {
        let kind = self.rng.pick(&["", "", "", "move ", "async ", "async move ", "for<'a> "]);
        let parameter = |w: &mut Self| match w.rng.below(3) {
            0 => w.name().to_owned(),
            1 => w.closed(1),
            _ => format!("{}: {}", w.closed(1), w.ty(1)),
        };
        let parameters = self.list(2, parameter);
        if self.rng.percent(70) {
            format!("{kind}|{parameters}| {}", self.operand(depth))
        } else {
            format!("{kind}|{parameters}| -> {} {}", self.ty(1), self.block(depth))
        }
    }
}
