//! A listing and a graph as text, beside each other.
use micrograd::{Graph, graph::Node};

/// The longest line of a listing beside which there is room for a graph.
const WIDE: usize = 76;

/// The listing on the left and the nodes of the graph on the right; lines that are too long stand alone.
pub fn beside(listing: &str, graph: &Graph) -> String {
    let left: Vec<&str> = listing.lines().collect();
    let right = picture(graph);
    let widths = left.iter().map(|line| line.chars().count());
    let width = widths.filter(|width| *width <= WIDE).max().unwrap_or(0);
    let (mut lines, mut nodes) = (Vec::new(), right.into_iter());
    for line in left {
        let room = line.chars().count() <= width;
        match nodes.next_if_room(room) {
            Some(node) => lines.push(format!("{line:width$} | {node}")),
            None => lines.push(line.to_owned()),
        }
    }
    lines.extend(nodes.map(|node| format!("{:width$} | {node}", "")));
    lines.join("\n")
}

/// The next item, where there is room for one.
trait NextIfRoom: Iterator {
    fn next_if_room(&mut self, room: bool) -> Option<Self::Item> {
        if room { self.next() } else { None }
    }
}

impl<I: Iterator> NextIfRoom for I {}

/// One line for each node: how it came about, its value and its gradient.
fn picture(graph: &Graph) -> Vec<String> {
    let nodes: Vec<Node> = graph.nodes().collect();
    let mut lines = vec![format!("{:<24} {:>9} {:>9}", format!("graph of {} nodes", nodes.len()), "data", "grad")];
    for node in &nodes {
        let origin = origin(node, &nodes);
        lines.push(format!("{origin:<24} {:>9.4} {:>9.4}", node.data, node.grad));
    }
    lines
}

fn origin(node: &Node, nodes: &[Node]) -> String {
    let operands: Vec<String> = node.operands.iter().map(|(id, _)| name(&nodes[*id])).collect();
    if node.op.is_empty() { name(node) } else { format!("{} = {}({})", name(node), node.op, operands.join(", ")) }
}

fn name(node: &Node) -> String {
    node.label.clone().unwrap_or_else(|| format!("#{}", node.id))
}
