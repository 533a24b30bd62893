//! The map as a drawing, with a table of the same places.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use regesta::dossier::Dossier;

use super::Site;
use super::html::{attribute, link, words};
use crate::dossiers;
use crate::error::ApiResult;
use crate::models::ListQuery;
use crate::outlines::{Bounds, cut};
use crate::routes::map;
use crate::wire::MapPlace;

const WIDTH: f64 = 1180.0;
const HIGHEST: f64 = 900.0;

/// Mercator's projection onto the drawing: it keeps shapes, and straight lines of the box stay straight.
struct Plane {
    west: f64,
    top: f64,
    scale: f64,
}

impl Plane {
    fn of(lon: f64, lat: f64) -> (f64, f64) {
        let lat = lat.clamp(-84.0, 84.0).to_radians();
        (lon, -(std::f64::consts::FRAC_PI_4 + lat / 2.0).tan().ln().to_degrees())
    }

    fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        let (x, y) = Self::of(lon, lat);
        ((x - self.west) * self.scale, (y - self.top) * self.scale)
    }
}

impl Site {
    pub(super) fn map(&self) -> ApiResult<()> {
        let atlas = self.snapshot.atlas(&self.engine)?;
        let page = map::page(&self.snapshot, &atlas, &ListQuery::default().all_rows(), &BTreeSet::new())?;
        let mut body = String::new();
        if let Some(within) = around(&page.places) {
            let _ = write!(
                body,
                "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{0}: {3}\">{1}</div><p class=\"quiet\">{2}</p>",
                attribute(&self.say.say("view-map-long")),
                self.map_drawing(&page.places, within),
                attribute(&self.say.say("map-credit")),
                attribute(&self.say.say("view-places"))
            );
        }
        let heads = [
            "map-col-place",
            "map-col-printed",
            "map-col-kind",
            "map-col-mentions",
            "map-col-entries",
            "map-col-lies",
            "map-col-words",
        ];
        let row = |id: &str, label: &str, rest: &str| {
            format!("<tr><td class=\"words\">{}</td>{rest}</tr>", self.party(id, label, ""))
        };
        let mut rows: Vec<String> = Vec::new();
        for place in &page.places {
            let variants: Vec<String> = place.variants.iter().map(|v| words(v)).collect();
            let rest = format!(
                "<td class=\"words\">{}</td><td>{}</td><td>{}</td><td>{}</td><td>{:.2}, {:.2}</td><td class=\"words\">{}</td>",
                variants.join(" · "),
                attribute(&self.say.if_known("place", &place.kind)),
                place.mentions,
                place.entries,
                place.lat,
                place.lon,
                self.passage(&place.first, "")
            );
            rows.push(row(&place.id, &place.label, &rest));
        }
        for place in &page.nowhere {
            let rest = format!(
                "<td></td><td></td><td>{}</td><td>{}</td><td>{}</td><td class=\"words\">{}</td>",
                place.mentions,
                place.entries,
                attribute(&self.say.say("map-unknown")),
                self.passage(&place.first, "")
            );
            rows.push(row(&place.id, &place.label, &rest));
        }
        let lead = body + &self.status_list(&atlas)?;
        self.table("map", &self.say.say("view-map-long"), &lead, &self.heads(&heads), &rows);
        Ok(())
    }

    fn map_drawing(&self, places: &[MapPlace], within: Bounds) -> String {
        let (left, bottom) = Plane::of(within.west, within.south);
        let (right, top) = Plane::of(within.east, within.north);
        let scale = (WIDTH / (right - left)).min(HIGHEST / (bottom - top));
        let (width, height) = ((right - left) * scale, (bottom - top) * scale);
        let plane = Plane { west: left, top, scale };
        let path = |shapes: &[Vec<f64>], close: &str| {
            let mut out = String::new();
            for shape in shapes {
                for (n, point) in shape.chunks_exact(2).enumerate() {
                    let (x, y) = plane.at(point[0], point[1]);
                    let _ = write!(out, "{}{x:.1} {y:.1}", if n == 0 { "M" } else { "L" });
                }
                out.push_str(close);
            }
            out
        };
        let outlines = cut(within);
        let mut out = format!(
            "<svg viewBox=\"0 0 {width:.0} {height:.0}\" width=\"{width:.0}\" height=\"{height:.0}\" role=\"group\" aria-label=\"{}\"><rect width=\"100%\" height=\"100%\" fill=\"var(--sunken)\"/><path d=\"{}\" fill=\"var(--surface)\" fill-rule=\"evenodd\" stroke=\"var(--line-strong)\" stroke-width=\".8\"/><path d=\"{}\" fill=\"none\" stroke=\"var(--line)\" stroke-width=\".8\"/><path d=\"{}\" fill=\"var(--sunken)\" stroke=\"var(--line-strong)\" stroke-width=\".6\"/>",
            attribute(&self.say.say("view-map-long")),
            path(&outlines.land, "Z"),
            path(&outlines.rivers, ""),
            path(&outlines.lakes, "Z"),
        );
        let most = places.iter().map(|p| p.mentions).max().unwrap_or(1).max(12) as f64;
        let size_of = |place: &MapPlace| 3.5 + 11.0 * (place.mentions as f64 / most).sqrt();
        let inside = |place: &&MapPlace| {
            let (x, y) = plane.at(place.lon, place.lat);
            (0.0..width).contains(&x) && (0.0..height).contains(&y)
        };
        // No name covers a mark.
        let mark = |place: &MapPlace| {
            let ((x, y), size) = (plane.at(place.lon, place.lat), size_of(place));
            [x - size, y - size, x + size, y + size]
        };
        let mut taken: Vec<[f64; 4]> = places.iter().filter(inside).map(mark).collect();
        for place in places.iter().filter(inside) {
            let (x, y) = plane.at(place.lon, place.lat);
            let size = size_of(place);
            let is_point = matches!(place.kind.as_str(), "city" | "village" | "station");
            let look = if is_point {
                "fill=\"var(--place)\" stroke=\"var(--paper)\""
            } else {
                "fill=\"none\" stroke=\"var(--place)\" stroke-width=\"1.5\" stroke-dasharray=\"4 2\""
            };
            let long = place.label.chars().count() as f64 * 6.8;
            let box_at = [x + size + 3.0, y - 9.0, x + size + 4.0 + long, y + 6.0];
            let free =
                taken.iter().all(|t| box_at[2] <= t[0] || box_at[0] >= t[2] || box_at[3] <= t[1] || box_at[1] >= t[3]);
            let text = if free && box_at[2] < width {
                taken.push(box_at);
                format!(
                    "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"13\" fill=\"var(--ink)\" stroke=\"var(--paper)\" stroke-width=\"3\" paint-order=\"stroke\">{}</text>",
                    x + size + 4.0,
                    y + 4.0,
                    attribute(&place.label)
                )
            } else {
                String::new()
            };
            let told = format!("{} ({})", place.label, place.mentions);
            let _ = write!(
                out,
                "<a href=\"{}\" aria-label=\"{t}\"><title>{t}</title><circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\" {look}/>{text}</a>",
                self.thing(&place.id, ""),
                t = attribute(&told)
            );
        }
        out.push_str("</svg>");
        out
    }

    /// What the texts say of the status of a dossier's territories: a list, for nobody drew their borders.
    fn status_list(&self, atlas: &crate::models::Atlas) -> ApiResult<String> {
        if !self.dossier {
            return Ok(String::new());
        }
        let entry = self.app.registry.get(&self.key)?;
        let Some(folder) = dossiers::folder(&entry, &self.snapshot)? else { return Ok(String::new()) };
        let dossier = Dossier::load(&folder)?;
        let statuses = self.snapshot.read(|stored| map::statuses(&self.engine, stored, &dossier, atlas))?;
        let mut by_territory: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for status in &statuses {
            let claimants = if status.claimants.is_empty() {
                String::new()
            } else {
                format!(" ({})", words(&status.claimants.join(", ")))
            };
            let date =
                status.date.as_deref().map(|d| format!(", {}", attribute(&self.say.date(d)))).unwrap_or_default();
            let said = format!(
                "<li><b>{}</b>: {}{claimants}{date} <span class=\"print\">{}</span></li>",
                words(&status.by),
                attribute(&self.say.if_known("status-word", &status.relation)),
                link(&self.at(&status.source, status.start, status.end, ""), &words(&status.words))
            );
            by_territory.entry(&status.territory).or_default().push(said);
        }
        if by_territory.is_empty() {
            return Ok(String::new());
        }
        let mut out = format!("<h2>{}</h2>", attribute(&self.say.say("site-status")));
        for (territory, said) in by_territory {
            let _ = write!(out, "<h3>{}</h3><ul class=\"plain\">{}</ul>", words(territory), said.concat());
        }
        Ok(out)
    }
}

/// The box in which most of the places lie, with air: a few far ones do not press the rest together.
fn around(places: &[MapPlace]) -> Option<Bounds> {
    let edge = |pick: fn(&MapPlace) -> f64, share: f64| {
        let mut all: Vec<f64> = places.iter().map(pick).collect();
        all.sort_by(f64::total_cmp);
        all.get((share * (all.len().checked_sub(1)?) as f64) as usize).copied()
    };
    let share = if places.len() < 8 { 0.0 } else { 0.12 };
    let (west, east) = (edge(|p| p.lon, share)?, edge(|p| p.lon, 1.0 - share)?);
    let (south, north) = (edge(|p| p.lat, share)?, edge(|p| p.lat, 1.0 - share)?);
    let (wide, high) = (((east - west) * 0.15).max(2.0), ((north - south) * 0.15).max(1.5));
    Some(Bounds {
        west: (west - wide).max(-180.0),
        south: (south - high).max(-84.0),
        east: (east + wide).min(180.0),
        north: (north + high).min(84.0),
    })
}
