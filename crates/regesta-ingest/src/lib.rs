//! Reads files of many formats and encodings into text with a way back to the page
