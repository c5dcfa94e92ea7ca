//! The lines of a diagram, each with the head that says what it is.

use wiretap::Direction;

use super::arrow::{Arrow, Kind};
use super::canvas::{Canvas, number};

type Point = (f64, f64);

/// Draws an arrow from its sender to where it ends.
pub(super) fn stroke(
    canvas: &mut Canvas,
    arrow: &Arrow,
    from: Point,
    to: Point,
) {
    let side = match arrow.direction {
        Direction::ToServer => "client",
        Direction::ToClient => "server",
    };
    let (kind, length, half) = match arrow.kind {
        Kind::Data => ("data", 11.0, 4.6),
        Kind::Beside => ("beside", 12.0, 6.2),
        Kind::Control => ("control", 8.0, 3.4),
        Kind::Fin => ("fin", 9.0, 5.2),
        Kind::Rst => ("rst", 14.0, 7.0),
        Kind::More => ("more", 0.0, 0.0),
    };
    canvas.open(&format!("{side} {kind}"));
    let along = unit(from, to);
    let base = match (arrow.kind, arrow.received) {
        (Kind::Fin | Kind::More, _) | (_, None) => to,
        _ => shifted(to, along, -length + 1.0, 0.0),
    };
    // A double line, half of it on each side.
    let apart: &[f64] = match arrow.kind {
        Kind::Beside => &[-2.2, 2.2],
        _ => &[0.0],
    };
    for &aside in apart {
        let moved = |at| shifted(at, along, 0.0, aside);
        canvas.line("line", moved(from), moved(base));
    }
    if arrow.received.is_none() {
        canvas.path("cross", &cross(to));
    } else if length > 0.0 {
        let one = point(shifted(to, along, -length, half));
        let other = point(shifted(to, along, -length, -half));
        let (tip, close) = match arrow.kind {
            Kind::Fin => (point(to), ""),
            _ => (point(to), "Z"),
        };
        canvas.path("head", &format!("M{one}L{tip}L{other}{close}"));
    }
    canvas.close();
}

fn cross((x, y): Point) -> String {
    let arm = 6.0;
    let corner = |dx: f64, dy: f64| point((x + dx * arm, y + dy * arm));
    format!(
        "M{}L{}M{}L{}",
        corner(-1.0, -1.0),
        corner(1.0, 1.0),
        corner(-1.0, 1.0),
        corner(1.0, -1.0)
    )
}

fn unit(from: Point, to: Point) -> Point {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy);
    (dx / length, dy / length)
}

/// A point moved along a direction, and aside of it.
fn shifted(at: Point, along: Point, ahead: f64, aside: f64) -> Point {
    let (ux, uy) = along;
    (at.0 + ux * ahead - uy * aside, at.1 + uy * ahead + ux * aside)
}

fn point((x, y): Point) -> String {
    format!("{} {}", number(x), number(y))
}
