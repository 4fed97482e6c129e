//! Strings, maps and sets between the reals: what is inactive is copied as it is.

mod characters {
    #[micrograd::differentiable]
    fn f(x: f64, s: &str) -> f64 {
        let mut t = x;
        for c in s.chars() {
            if c == 'a' {
                t *= x;
            } else if c.is_ascii_digit() {
                t += c as u32 as f64 * 0.01 * x;
            }
        }
        for (i, b) in s.bytes().rev().enumerate() {
            t += (b as usize * i) as f64 * 0.001 * t.sin();
        }
        for (i, c) in s.char_indices() {
            if c == 'b' {
                t -= x * i as f64;
            }
        }
        t
    }
    case!(val, int => (0.7, "ab4a"), (0.7, ""));
}

mod chains {
    #[micrograd::differentiable]
    fn f(x: f64, s: &str) -> f64 {
        let total: f64 = s.chars().map(|c| x * c as u32 as f64 * 0.01).sum();
        let marked =
            s.char_indices().filter(|(_, c)| *c == 'b').map(|(i, _)| x.powi(i as i32 + 2)).fold(1.0, |a, b| a + b);
        total * marked
    }
    case!(val, int => (0.7, "abcb"), (0.7, ""));
}

mod words {
    #[micrograd::differentiable]
    fn f(x: &[f64], program: &str) -> f64 {
        let mut s = 1.0;
        for word in program.split_whitespace() {
            match word {
                "add" => s += x[0],
                "mul" => s *= x[1],
                _ if word.len() > 3 => s = s.sin(),
                _ => {}
            }
        }
        s
    }
    case!(ref, int => (vec![0.7, 1.3], "add mul  what add x mul"));
}

mod maps {
    use std::collections::HashMap;
    #[micrograd::differentiable]
    fn f(x: &[f64], ix: &[usize]) -> f64 {
        let mut seen: HashMap<usize, usize> = HashMap::new();
        let mut s = 0.0;
        for (u, &v) in ix.iter().enumerate() {
            seen.insert(v, u);
            s += x[0] * seen.len() as f64 * (s + x[1]);
        }
        for &v in ix {
            s += x[seen[&v]] * x[0];
            if !seen.contains_key(&(v + 1)) {
                s *= 0.5;
            }
        }
        s * seen.len() as f64
    }
    case!(ref, intref => (vec![0.7, 1.3, -0.2], vec![4, 7, 4]));
}

mod sets_and_counts {
    use std::collections::{BTreeMap, HashSet};
    #[micrograd::differentiable]
    fn f(x: &[f64], ix: &[usize]) -> f64 {
        let mut odd = HashSet::new();
        let mut counts = BTreeMap::new();
        let mut s = x[0];
        for &v in ix {
            if odd.insert(v % 2) {
                s *= x[v];
            }
            *counts.entry(v).or_insert(0) += 1;
        }
        for k in counts.keys() {
            let n: usize = counts[k];
            s += x[*k] * n as f64;
        }
        for n in counts.values() {
            s *= x[*n];
        }
        s
    }
    case!(ref, intref => (vec![0.7, 1.3, -0.2], vec![1, 2, 1, 0]));
}

mod strings {
    #[micrograd::differentiable]
    fn f(x: f64, n: usize) -> f64 {
        let mut name = String::new();
        let mut t = x;
        for i in 0..n {
            name.push('a');
            name.push_str("bc");
            if name.ends_with("bc") && i > 0 {
                t *= x;
            }
        }
        t * name.len() as f64
    }
    case!(val, int => (0.7, 3), (0.7, 0));
}

mod queues {
    use std::collections::VecDeque;
    #[micrograd::differentiable]
    fn f(x: &[f64], next: &[usize], known: &VecDeque<usize>) -> f64 {
        let mut queue: VecDeque<usize> = VecDeque::new();
        queue.push_back(0);
        let mut s = 1.0;
        let mut turns = 0;
        while let Some(k) = queue.pop_front() {
            s = s * x[k] + x[known[0]];
            turns += 1;
            if turns < 5 {
                queue.push_back(next[k]);
            }
        }
        s
    }
    case!(ref, intref, intref => (vec![0.7, 1.3, -0.2], vec![1, 2, 1], VecDeque::from([2])));
}

mod looked_up {
    use std::collections::HashMap;
    #[micrograd::differentiable]
    fn f(x: &[f64], m: &HashMap<usize, Vec<usize>>, names: &[&str]) -> f64 {
        let mut place = HashMap::new();
        place.insert("a", 0);
        place.insert("b", 1);
        let mut s = 1.0;
        for i in 0..3 {
            if let Some(v) = m.get(&i) {
                for &k in v {
                    s = s * x[k] + x[0];
                }
            }
        }
        for w in names {
            match place.get(w) {
                Some(&k) => s += x[k] * s,
                None => s *= 0.5,
            }
        }
        s
    }
    case!(ref, intref, intref => (vec![0.7, 1.3], HashMap::from([(0, vec![1, 0]), (2, vec![1])]), ["b", "c", "a"]));
}

mod iterated {
    use std::collections::{BTreeMap, BTreeSet};
    #[micrograd::differentiable]
    fn f(x: &[f64], m: &BTreeMap<usize, usize>) -> f64 {
        let mut odd = BTreeSet::new();
        let mut s = 1.0;
        for (k, v) in m {
            s = s * x[*k] + x[*v];
            odd.insert(v % 2);
        }
        for &k in &odd {
            s *= x[k] + s;
        }
        s + m.iter().map(|(k, v)| x[*k] * (k + v) as f64).sum::<f64>()
    }
    case!(ref, intref => (vec![0.7, 1.3, -0.2], BTreeMap::from([(0, 1), (2, 2)])), (vec![0.7, 1.3, -0.2], BTreeMap::new()));
}

/// What a plain function, an assignment or a swap changes, the backward sweep does not look at again.
mod changed_elsewhere {
    use std::collections::HashMap;
    fn bump(m: &mut HashMap<usize, usize>, k: usize) {
        *m.entry(k).or_insert(0) += 1;
    }
    #[micrograd::differentiable]
    fn f(x: &[f64], n: usize) -> f64 {
        let mut m: HashMap<usize, usize> = HashMap::new();
        let (mut name, mut other) = (String::from("a"), String::new());
        let mut s = 1.0;
        for i in 0..n {
            bump(&mut m, i % 2);
            s = s * x[m.get(&i).copied().unwrap_or(1)] + x[0];
            std::mem::swap(&mut name, &mut other);
            name.push('b');
            other = name.clone();
            if other.len() > 2 {
                name.clear();
            }
            s += x[1] * name.len() as f64;
        }
        s
    }
    case!(ref, int => (vec![0.7, 1.3], 5));
}

mod methods_of_a_new_text {
    #[micrograd::differentiable]
    fn f(x: &[f64], k: usize) -> f64 {
        let name = format!("v{k}");
        let long = if format!("{k}{k}").is_empty() || name.ends_with('7') { 2.0 } else { 1.0 };
        x[0] * format!("{k}").len() as f64 * x[1] + long * x[name.len() % 2]
    }
    case!(ref, int => (vec![0.3, 0.4], 12), (vec![0.3, 0.4], 7));
}
