//! A page as a picture, with words marked.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;
use hayro_syntax::Pdf;

use crate::{IngestError, PagePicture};

/// Smallest and largest width of a picture, in pixels.
const WIDTHS: std::ops::RangeInclusive<u32> = 50..=4000;
/// Most pixels of a picture, against pages of odd shapes.
const MOST_PIXELS: f32 = 40e6;
/// The wash over marked words: what is white under it gets this colour, what is black stays so.
const WASH: [u8; 3] = [255, 214, 102];
/// White around a marked word, in points.
const MARGIN: f32 = 1.0;

/// Draws page `index` (from 0) of a PDF `width` pixels wide (kept between 50 and 4,000). `marks` are boxes in points from
/// the upper left corner (left, top, right, bottom), as [`WordBox`](crate::WordBox) has them; a wash is laid over them.
///
/// The file is read in this process; a panic of the reader is caught. What comes from elsewhere is drawn by
/// [`draw_in_child`](crate::draw_in_child).
///
/// # Errors
/// [`IngestError::Damaged`] for what is no PDF, has no such page or cannot be drawn, [`IngestError::Encrypted`] for one that
/// wants a password.
pub fn page_picture(
    bytes: Vec<u8>,
    name: &str,
    index: u32,
    width: u32,
    marks: &[[f32; 4]],
) -> Result<PagePicture, IngestError> {
    let damaged = |reason: String| IngestError::Damaged {
        name: name.into(),
        format: "PDF".into(),
        reason,
        cure: super::NEW_PDF.into(),
    };
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let pdf = match Pdf::new(bytes) {
            Ok(pdf) => pdf,
            Err(hayro_syntax::LoadPdfError::Decryption(error)) => {
                return Err(IngestError::Encrypted { name: name.into(), reason: super::encryption(error).into() });
            }
            Err(_) => return Err(damaged("no pages could be found in it".into())),
        };
        let pages = pdf.pages();
        let Some(page) = pages.get(index as usize) else {
            return Err(damaged(format!("it has {} pages, and no page {}", pages.len(), index + 1)));
        };
        let (page_width, page_height) = page.render_dimensions();
        if !(page_width > 0.0 && page_height > 0.0 && page_width.is_finite() && page_height.is_finite()) {
            return Err(damaged(format!("page {} has no size", index + 1)));
        }
        let scale = width.clamp(*WIDTHS.start(), *WIDTHS.end()) as f32 / page_width;
        let most = (MOST_PIXELS / (page_width * page_height)).sqrt().min(60_000.0 / page_height);
        let scale = scale.min(most);
        let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let mut pixmap = hayro::render(
            page,
            &RenderCache::new(),
            &InterpreterSettings::default(),
            &RenderSettings::default(),
            &settings,
        );
        marks.iter().for_each(|mark| wash(&mut pixmap, mark, scale));
        let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
        let png = pixmap.into_png().map_err(|error| damaged(format!("page {} gave no picture: {error}", index + 1)))?;
        Ok(PagePicture { width, height, png })
    }));
    drawn.unwrap_or_else(|_| Err(damaged(format!("page {} could not be drawn", index + 1))))
}

/// Multiplies the pixels under a box with the colour of the wash.
fn wash(pixmap: &mut Pixmap, [x0, y0, x1, y1]: &[f32; 4], scale: f32) {
    let (width, height) = (usize::from(pixmap.width()), usize::from(pixmap.height()));
    let pixel = |points: f32, most: usize| ((points * scale).max(0.0) as usize).min(most);
    let (left, right) = (pixel(x0 - MARGIN, width), pixel(x1 + MARGIN, width));
    let (top, bottom) = (pixel(y0 - MARGIN, height), pixel(y1 + MARGIN, height));
    let data = pixmap.data_as_u8_slice_mut();
    for y in top..bottom {
        for pixel in data[(y * width + left) * 4..(y * width + right.max(left)) * 4].chunks_exact_mut(4) {
            for (channel, colour) in pixel.iter_mut().zip(WASH) {
                *channel = (u16::from(*channel) * u16::from(colour) / 255) as u8;
            }
        }
    }
}
