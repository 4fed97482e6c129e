//! Where things go: the crate `layout-rs` finds the places and the paths of the arrows. It is asked for nothing more,
//! as the boxes that it draws are sized for letters as wide as high.
use alloc::{string::String, vec::Vec};
use layout::{
    adt::dag::NodeHandle,
    core::{
        base::Orientation,
        format::{ClipHandle, RenderBackend, Visible},
        geometry::{Point, Position},
        style::StyleAttr,
    },
    std_shapes::shapes::{Arrow, Element, ShapeKind},
    topo::layout::VisualGraph,
};

/// Horizontal and vertical position, in pixels from the upper left corner.
pub(super) type At = (f64, f64);
/// An arrow: pairs of the control points and ends of a Bezier curve; the first pair is the start and its control point.
pub(super) type Path = Vec<(At, At)>;

/// Boxes to be placed, and arrows between them.
pub(super) struct Layout(VisualGraph);

impl Layout {
    /// Arrows will go from left to right.
    pub(super) fn new() -> Self {
        Layout(VisualGraph::new(Orientation::LeftToRight))
    }

    /// A box of this size with a margin around it.
    pub(super) fn add(&mut self, size: (f64, f64), margin: f64) -> NodeHandle {
        let size = Point::new(size.0, size.1);
        let shape = ShapeKind::new_box("");
        let mut element = Element::create(shape, StyleAttr::simple(), Orientation::LeftToRight, size);
        *element.position_mut() = Position::new(Point::zero(), size, Point::zero(), Point::splat(margin));
        self.0.add_node(element)
    }

    /// An arrow.
    pub(super) fn connect(&mut self, from: NodeHandle, to: NodeHandle) {
        self.0.add_edge(Arrow::simple(""), from, to);
    }

    /// Places everything, and gives the paths of the arrows.
    pub(super) fn run(&mut self) -> Vec<Path> {
        let mut paths = Paths(Vec::new());
        self.0.do_it(false, false, false, &mut paths);
        paths.0
    }

    /// The upper left and the lower right corner of a box.
    pub(super) fn corners(&self, handle: NodeHandle) -> (At, At) {
        let (from, to) = self.0.pos(handle).bbox(false);
        (at(from), at(to))
    }
}

fn at(point: Point) -> At {
    (point.x, point.y)
}

/// Takes the arrows when the layout draws itself, and leaves out the rest.
struct Paths(Vec<Path>);

impl RenderBackend for Paths {
    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        _dashed: bool,
        _heads: (bool, bool),
        _look: &StyleAttr,
        _properties: Option<String>,
        _text: &str,
    ) {
        self.0.push(path.iter().map(|&(a, b)| (at(a), at(b))).collect());
    }

    fn draw_rect(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>, _: Option<ClipHandle>) {}
    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}
    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}
    fn draw_text(&mut self, _: Point, _: &str, _: &StyleAttr) {}
    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}
