//! Spans, offset maps and the repair of text that came out of a PDF
