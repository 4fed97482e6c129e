//! The pictures: how the loss fell, and where the network draws the line.
use crate::{
    data::Moons,
    field::Field,
    picture::{Area, Chart, INK, PALETTE, Panel, Result, canvas, curve, legend, path, short},
    train::{History, STEPS},
};
use plotters::prelude::*;
use std::{ops::Range, path::PathBuf};

/// The part of the plane that is drawn.
const ACROSS: Range<f64> = -1.5..2.5;
/// Likewise, upwards.
const UPWARDS: Range<f64> = -1.1..1.6;
/// The colours of the moons, upper first.
const MOONS: [RGBColor; 2] = [PALETTE[0], PALETTE[1]];

/// Loss and accuracy over the steps, one above the other.
pub fn history(history: &History) -> Result<PathBuf> {
    let path = path("moons_loss.svg")?;
    let area = canvas(&path, (760, 500))?;
    let (above, below) = area.split_vertically(290);
    losses(&above, &history.loss)?;
    accuracies(&below, &history.accuracy)?;
    area.present()?;
    drop((area, above, below));
    Ok(path)
}

/// The loss, on a logarithmic axis.
fn losses(area: &Area<'_>, loss: &[f64]) -> Result {
    let points = steps(loss.iter().map(|l| l.log10()));
    let panel = Panel {
        title: "Max-margin loss during training",
        x: ("", 0.0..STEPS as f64),
        y: ("loss (logarithmic)", -2.2..0.6),
        tick: &|v| format!("{}", 10f64.powf(*v)),
        ticks: 5,
    };
    curve(&mut panel.draw(area)?, &points, PALETTE[0], "loss")
}

/// The share of points on their side, in percent.
fn accuracies(area: &Area<'_>, accuracy: &[f64]) -> Result {
    let points = steps(accuracy.iter().map(|share| 100.0 * share));
    let panel = Panel {
        title: "Points on the right side",
        x: ("step", 0.0..STEPS as f64),
        y: ("percent", 0.0..105.0),
        tick: &|v| format!("{v}"),
        ticks: 5,
    };
    curve(&mut panel.draw(area)?, &points, PALETTE[2], "accuracy")
}

/// Numbers against the step at which they were seen.
fn steps(values: impl Iterator<Item = f64>) -> Vec<(f64, f64)> {
    values.enumerate().map(|(k, v)| (k as f64, v)).collect()
}

/// The points over the field of scores, with the decision boundary.
pub fn boundary(p: &[f64], moons: &Moons) -> Result<PathBuf> {
    let path = path("moons_boundary.svg")?;
    let area = canvas(&path, (760, 560))?;
    let panel = Panel {
        title: "Two moons and the line that the network draws between them",
        x: ("x₁", ACROSS),
        y: ("x₂", UPWARDS),
        tick: &|v| short(*v),
        ticks: 6,
    };
    let mut chart = panel.draw(&area)?;
    shade(&mut chart, &Field::new(p, (ACROSS, UPWARDS), (168, 116)))?;
    // SVG pixels are whole numbers here, so that lines of many short pieces would look ragged
    contours(&mut chart, &Field::new(p, (ACROSS, UPWARDS), (48, 33)))?;
    points(&mut chart, moons)?;
    legend(&mut chart, SeriesLabelPosition::UpperLeft)?;
    area.present()?;
    drop((chart, area));
    Ok(path)
}

/// A tint of the moon that the network would say, stronger where it is surer.
fn shade(chart: &mut Chart<'_>, field: &Field) -> Result {
    let tints = field.strips().map(|(corners, sureness)| {
        let tint = MOONS[usize::from(sureness > 0.0)].mix(0.38 * sureness.abs());
        Rectangle::new(corners, tint.filled())
    });
    chart.draw_series(tints)?;
    Ok(())
}

/// Where the score is 0, and where it is -1 or 1, beyond which a point costs nothing.
fn contours(chart: &mut Chart<'_>, field: &Field) -> Result {
    for (levels, width, label) in [(&[0.0][..], 3, "score 0: the boundary"), (&[-1.0, 1.0], 1, "score -1 and 1")] {
        let line = INK.stroke_width(width);
        let pieces = levels.iter().flat_map(|&level| field.contour(level));
        chart
            .draw_series(pieces.map(|piece| PathElement::new(piece, line)))?
            .label(label)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 22, y)], line));
    }
    Ok(())
}

/// The data, as dots with a light rim.
fn points(chart: &mut Chart<'_>, moons: &Moons) -> Result {
    for (label, sign, color) in [("upper moon: -1", -1.0, MOONS[0]), ("lower moon: +1", 1.0, MOONS[1])] {
        let own = moons.x.iter().zip(&moons.y).filter(|(_, y)| **y * sign > 0.0);
        let dots = own.flat_map(|(x, _)| {
            let at = (x[0], x[1]);
            [Circle::new(at, 6, WHITE.filled()), Circle::new(at, 5, color.filled())]
        });
        chart.draw_series(dots)?.label(label).legend(move |(x, y)| Circle::new((x + 11, y), 5, color.filled()));
    }
    Ok(())
}
