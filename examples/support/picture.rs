//! What the pictures of the examples have in common: where they go and how they look.
use plotters::{
    coord::{Shift, types::RangedCoordf64},
    prelude::*,
};
use std::{error::Error, fs, ops::Range, path::PathBuf};

/// An area to draw on.
pub type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
/// A pair of axes to draw in.
pub type Chart<'a> = ChartContext<'a, SVGBackend<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
/// Nothing, or what went wrong with a picture.
pub type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// Text and axes.
pub const INK: RGBColor = RGBColor(0x33, 0x3a, 0x45);
/// The grid.
const PALE: RGBColor = RGBColor(0xe4, 0xe7, 0xec);
/// Colours that stay apart in print and for colour-blind readers.
pub const PALETTE: [RGBColor; 4] =
    [RGBColor(0x2b, 0x6c, 0xb0), RGBColor(0xd9, 0x6b, 0x1f), RGBColor(0x2f, 0x8f, 0x6b), RGBColor(0x8a, 0x4f, 0x9e)];

/// The path of a picture under the workspace's `target` folder, which is made if it is missing.
pub fn path(name: &str) -> Result<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    fs::create_dir_all(&folder)?;
    Ok(folder.join(name))
}

/// A blank picture that `path` will hold.
pub fn canvas(path: &PathBuf, size: (u32, u32)) -> Result<Area<'_>> {
    let area = SVGBackend::new(path, size).into_drawing_area();
    area.fill(&WHITE)?;
    Ok(area)
}

/// One pair of axes with its texts.
pub struct Panel<'a> {
    /// What the panel shows.
    pub title: &'a str,
    /// What the horizontal axis means, and its range.
    pub x: (&'a str, Range<f64>),
    /// What the vertical axis means, and its range.
    pub y: (&'a str, Range<f64>),
    /// How a number on the vertical axis is written.
    pub tick: &'a dyn Fn(&f64) -> String,
    /// Lines of the grid on the vertical axis, at most.
    pub ticks: usize,
}

impl Panel<'_> {
    /// Draws title, grid and axes.
    pub fn draw<'a>(self, area: &Area<'a>) -> Result<Chart<'a>> {
        let mut chart = ChartBuilder::on(area)
            .caption(self.title, ("sans-serif", 17).into_font().color(&INK))
            .margin(14)
            .x_label_area_size(42)
            .y_label_area_size(58)
            .build_cartesian_2d(self.x.1, self.y.1)?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .bold_line_style(PALE)
            .light_line_style(TRANSPARENT)
            .axis_style(INK)
            .label_style(("sans-serif", 13).into_font().color(&INK))
            .axis_desc_style(("sans-serif", 14).into_font().color(&INK))
            .x_desc(self.x.0)
            .y_desc(self.y.0)
            .x_labels(8)
            .y_labels(self.ticks)
            .x_label_formatter(&|v| short(*v))
            .y_label_formatter(self.tick)
            .draw()?;
        Ok(chart)
    }
}

/// A curve through the points, with an entry in the legend.
pub fn curve(chart: &mut Chart<'_>, points: &[(f64, f64)], color: RGBColor, label: &str) -> Result {
    let line = color.stroke_width(2);
    chart
        .draw_series(LineSeries::new(points.iter().copied(), line))?
        .label(label)
        .legend(move |(x, y)| PathElement::new([(x, y), (x + 22, y)], line));
    Ok(())
}

/// The legend of all labelled series so far.
pub fn legend(chart: &mut Chart<'_>, position: SeriesLabelPosition) -> Result {
    chart
        .configure_series_labels()
        .position(position)
        .margin(12)
        .legend_area_size(30)
        .background_style(WHITE.mix(0.85))
        .border_style(PALE)
        .label_font(("sans-serif", 13).into_font().color(&INK))
        .draw()?;
    Ok(())
}

/// A number without needless digits.
pub fn short(v: f64) -> String {
    let text = format!("{v:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
