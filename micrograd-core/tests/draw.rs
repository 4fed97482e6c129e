//! Pictures of graphs: what is in them, and that any text can be.
use micrograd_core::{Dual, Graph, Value, nn::Mlp};

/// The labels of the operations in the order in which they were recorded.
fn operations(dot: &str) -> Vec<&str> {
    let ovals = dot.lines().filter_map(|line| line.trim().strip_prefix("op")?.split_once("[label=\""));
    ovals.map(|(_, label)| label.strip_suffix("\"];").unwrap()).collect()
}

/// The operation as it is drawn in `f(x)` at `x = 3`, or at another point.
fn drawn<'g>(g: &'g Graph, f: impl FnOnce(Value<'g>) -> Value<'g>) -> String {
    drawn_at(g, 3.0, f)
}

fn drawn_at<'g>(g: &'g Graph, x: f64, f: impl FnOnce(Value<'g>) -> Value<'g>) -> String {
    let dot = f(g.value(x)).to_dot();
    let operations = operations(&dot);
    assert_eq!(operations.len(), 1);
    operations[0].to_string()
}

#[test]
fn a_record_for_each_number_and_an_operation_between() {
    let g = Graph::new();
    let (a, b) = (g.value(2.0).label("a"), g.value(-3.0).label("b"));
    let y = ((a * b).label("e") + a).tanh().label("y");
    let dot = y.to_dot();
    assert!(dot.starts_with("digraph {\n  rankdir=LR;\n") && dot.ends_with("}\n"));
    assert_eq!(dot.matches("shape=record").count(), 5);
    assert_eq!(operations(&dot), ["*", "+", "tanh"]);
    for edge in ["v0 -> op2", "v1 -> op2", "op2 -> v2", "v2 -> op3", "v0 -> op3", "op3 -> v3", "v3 -> op4", "op4 -> v4"]
    {
        assert!(dot.contains(&format!("  {edge};\n")), "{edge} in {dot}");
    }
    assert_eq!(dot.matches("->").count(), 8);
    assert!(dot.contains(r#"v2 [shape=record, label="{ e | data -6.0000 | grad 0.0000 }"]"#), "{dot}");
    y.backward();
    assert!(y.to_dot().contains(r#"v4 [shape=record, label="{ y | data -0.9993 | grad 1.0000 }"]"#));
}

#[test]
fn only_what_the_value_depends_on() {
    let g = Graph::new();
    let (a, b) = (g.value(1.0).label("a"), g.value(2.0).label("b"));
    let unused = a * b;
    let y = a.exp();
    let later = y * unused;
    let dot = y.to_dot();
    assert_eq!(dot.matches("shape=record").count(), 2, "{dot}");
    assert!(!dot.contains("| b |") && !dot.contains("{ b") && later.to_dot().contains("{ b"));
}

#[test]
fn an_operand_twice_has_two_arrows() {
    let g = Graph::new();
    let x = g.value(3.0);
    assert_eq!((x * x).to_dot().matches("v0 -> op1;").count(), 2);
}

#[test]
fn the_order_of_operands_is_kept() {
    let g = Graph::new();
    let (a, b) = (g.value(3.0), g.value(4.0));
    let dot = (b - a).to_dot();
    assert!(dot.find("v1 -> op2").unwrap() < dot.find("v0 -> op2").unwrap(), "{dot}");
}

#[test]
fn a_constant_stands_with_its_operation() {
    let g = &Graph::new();
    assert_eq!(drawn(g, |x| x + 1), "+ 1");
    assert_eq!(drawn(g, |x| x - 0.5), "- 0.5");
    assert_eq!(drawn(g, |x| 1 - x), "1 -");
    assert_eq!(drawn(g, |x| -2.25 * x), "* -2.25");
    assert_eq!(drawn(g, |x| x / 4), "/ 4");
    assert_eq!(drawn(g, |x| 10.0 / x), "10 /");
    assert_eq!(drawn(g, |x| x.powi(3)), "powi(3)");
    assert_eq!(drawn(g, |x| x.powi(-1)), "powi(-1)");
    assert_eq!(drawn(g, |x| x.powf(0.5.into())), "powf(0.5)");
    assert_eq!(drawn(g, |x| x * (1.0 / 3.0)), "* 0.3333");
    assert_eq!(drawn(g, |x| x * 1e-9), "* 1.000e-9");
    assert_eq!(drawn(g, |x| x.max(1.0.into())), "max(const)");
    assert_eq!(drawn(g, |x| x % 2), "% const");
    assert_eq!(drawn(g, |x| -x), "neg");
    assert_eq!(drawn(g, Value::relu), "relu");
}

#[test]
fn a_constant_that_cannot_be_told_is_not_guessed() {
    let g = &Graph::new();
    assert_eq!(drawn_at(g, 0.0, |x| x * 7), "* 7", "the slope tells");
    assert_eq!(drawn_at(g, 0.0, |x| x.powi(3)), "powi(const)", "every power above the first has this value and slope");
    assert_eq!(drawn_at(g, 0.0, |x| x.powf(2.5.into())), "powf(const)");
    assert_eq!(drawn_at(g, 0.0, |x| 0.0 / x), "/ const");
    assert_eq!(drawn_at(g, f64::NAN, |x| x + 1), "+ const");
    assert_eq!(drawn_at(g, 2.0, |x| Value::constant(3.0).powf(x)), "powf(const)");
}

#[test]
fn a_constant_by_itself() {
    assert_eq!(
        Value::constant(2.5).to_dot(),
        "digraph {\n  rankdir=LR;\n  v0 [shape=record, label=\"{ data 2.5000 }\"];\n}\n"
    );
}

#[test]
fn any_text_is_a_label() {
    let g = Graph::new();
    let x = g.value(1.0).label("a|b {c} <d> \"e\" f\\g\nh");
    assert!(x.to_dot().contains(r#"label="{ a\|b \{c\} \<d\> \"e\" f\\g\nh | data 1.0000"#), "{}", x.to_dot());
}

#[test]
fn every_scalar_is_drawn_by_its_value() {
    let g = Graph::default();
    let x = g.value(Dual::variable(2.0));
    assert_eq!(operations(&(x * 3 + 1).to_dot()), ["* 3", "+ 1"]);
}

#[test]
fn a_network_is_drawn_with_its_names() {
    let g = Graph::new();
    let net = Mlp::new(2, &[2, 1], 1).on(&g).labelled();
    let dot = net.call(&[1.0, -2.0])[0].to_dot();
    for name in net.shape().names() {
        assert!(dot.contains(&format!("{{ {name} |")), "{name} in {dot}");
    }
}

#[cfg(feature = "svg")]
mod svg {
    use super::*;

    /// The names of the elements; panics where tags do not match or a character should have been escaped.
    fn elements(svg: &str) -> Vec<String> {
        let mut open = Vec::new();
        let mut names = Vec::new();
        let rest = svg.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("an XML file");
        for piece in rest.split('<').skip(1) {
            let (tag, text) = piece.split_once('>').expect("a tag ends");
            assert!(!text.contains('>') && !tag.contains('&'), "{piece}");
            for entity in text.split('&').skip(1) {
                assert!(["lt;", "gt;", "amp;"].iter().any(|e| entity.starts_with(e)), "{piece}");
            }
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{piece:?}");
            assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name));
                continue;
            }
            let name = tag.split_whitespace().next().unwrap().trim_end_matches('/').to_string();
            names.push(name.clone());
            if !tag.ends_with('/') {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?} is not closed");
        names
    }

    /// The attribute of every element that has that class.
    fn numbers(svg: &str, class: &str, attribute: &str) -> Vec<f64> {
        let marked = svg.lines().filter(|line| line.contains(&format!("class=\"{class}\"")));
        let found = marked.filter_map(|line| line.split_once(&format!(" {attribute}=\""))?.1.split_once('"'));
        found.map(|(number, _)| number.parse().unwrap()).collect()
    }

    #[test]
    fn every_number_and_operation_is_in_the_picture() {
        let g = Graph::new();
        let (a, b) = (g.value(2.0).label("a"), g.value(-3.0).label("b"));
        let y = ((a * b) + a.sin() - a).tanh().label("y");
        y.backward();
        let svg = y.to_svg();
        let names = elements(&svg);
        assert_eq!(names[0], "svg");
        assert_eq!(names.iter().filter(|n| *n == "ellipse").count(), 5, "operations");
        assert_eq!(svg.matches("<rect class=\"number\"").count(), 7, "numbers");
        assert_eq!(svg.matches("<path class=\"arrow\"").count(), 13, "operands and results");
        for node in g.nodes() {
            for text in [format!("data {:.4}", node.data), format!("grad {:.4}", node.grad)] {
                assert!(svg.contains(&format!(">{text}</text>")), "{text} in {svg}");
            }
        }
        for text in ["a", "b", "y", "*", "sin", "tanh"] {
            assert!(svg.contains(&format!(">{text}</text>")), "{text}");
        }
    }

    #[test]
    fn arrows_go_to_the_right_and_boxes_do_not_overlap() {
        let g = Graph::new();
        let a = g.value(2.0);
        let y = ((a * 3 + 1).exp() + a) * a;
        let svg = y.to_svg();
        let (x, top) = (numbers(&svg, "number", "x"), numbers(&svg, "number", "y"));
        let (width, height) = (numbers(&svg, "number", "width"), numbers(&svg, "number", "height"));
        for i in 0..x.len() {
            for j in 0..i {
                let apart = x[i] >= x[j] + width[j] || x[j] >= x[i] + width[i];
                assert!(apart || top[i] >= top[j] + height[j] || top[j] >= top[i] + height[i], "{i} and {j} in {svg}");
            }
        }
        assert!(x[0] < x[1] && x[1] < x[2] && x[2] < x[3], "a result is to the right of its operand: {x:?}");
    }

    #[test]
    fn any_text_is_a_label() {
        let g = Graph::new();
        let y = (g.value(1.0).label("a<b> & \"c\" 'd' \u{1}\n|e") + 1).label("]]>");
        let svg = y.to_svg();
        elements(&svg);
        assert!(svg.contains(">a&lt;b&gt; &amp; \"c\" 'd'   |e</text>"), "{svg}");
        elements(&Value::constant(1.0).to_svg());
    }

    #[test]
    fn an_operand_twice_and_a_network_can_be_placed() {
        let g = Graph::new();
        let x = g.value(3.0);
        assert_eq!((x * x).to_svg().matches("class=\"arrow\"").count(), 3);
        let net = Mlp::new(2, &[3, 1], 1).on(&g).labelled();
        elements(&net.call(&[x, x])[0].to_svg());
    }
}
