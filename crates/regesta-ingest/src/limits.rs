//! What reading may cost.

use std::time::Duration;

use serde::{Deserialize, Serialize};

const MEGABYTE: u64 = 1 << 20;

/// Bounds on one walk or one reading. The defaults are far above any paper or book and stop what is neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Largest file that is read, in bytes (2 GB).
    pub max_file_bytes: u64,
    /// Most files in one folder tree (1 000 000).
    pub max_files: usize,
    /// Deepest nesting of folders (64).
    pub max_depth: usize,
    /// Most pages of one document (20 000).
    pub max_pages: u32,
    /// Most glyphs of one page (500 000).
    pub max_page_glyphs: u32,
    /// Most files in an archive that is an office document (10 000).
    pub max_archive_entries: usize,
    /// Most bytes that all parts of an office document unpack to (1 GB).
    pub max_unpacked_bytes: u64,
    /// Most bytes that one part of an office document unpacks to (256 MB).
    pub max_part_bytes: u64,
    /// How many times its packed size a part of an office document of some size may have (200).
    pub max_archive_ratio: u64,
    /// Largest text file that [`read_file`](crate::read_file) decodes without a child process, in bytes (64 MB).
    pub max_in_process_bytes: u64,
    /// Address space of the child, apart from what the size of the file adds, in bytes (1 GB).
    pub child_memory_bytes: u64,
    /// Bytes of address space that each byte of the file adds (8).
    pub child_memory_per_byte: u64,
    /// Processor seconds of the child, apart from what the size of the file adds (30).
    pub child_cpu_seconds: u64,
    /// Clock seconds after which the child is stopped, apart from what the size of the file adds (120). Longer than the
    /// processor time because other work may run on the machine.
    pub child_wall_seconds: u64,
    /// Processor seconds that each megabyte of the file adds (1); four times that in clock seconds.
    pub child_seconds_per_megabyte: u64,
    /// When a page is the death of the child, the file is read again without it, this many times (3).
    pub max_lost_pages: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_file_bytes: 2 << 30,
            max_files: 1_000_000,
            max_depth: 64,
            max_pages: 20_000,
            max_page_glyphs: 500_000,
            max_archive_entries: 10_000,
            max_unpacked_bytes: 1 << 30,
            max_part_bytes: 256 * MEGABYTE,
            max_archive_ratio: 200,
            max_in_process_bytes: 64 * MEGABYTE,
            child_memory_bytes: 1 << 30,
            child_memory_per_byte: 8,
            child_cpu_seconds: 30,
            child_wall_seconds: 120,
            child_seconds_per_megabyte: 1,
            max_lost_pages: 3,
        }
    }
}

impl Limits {
    /// Address space, in bytes, for a file of `file_bytes`.
    pub fn memory_for(&self, file_bytes: u64) -> u64 {
        self.child_memory_bytes.saturating_add(self.child_memory_per_byte.saturating_mul(file_bytes))
    }

    /// Processor seconds for a file of `file_bytes`.
    pub fn cpu_seconds_for(&self, file_bytes: u64) -> u64 {
        self.child_cpu_seconds.saturating_add(self.child_seconds_per_megabyte.saturating_mul(file_bytes / MEGABYTE))
    }

    /// Clock time for a file of `file_bytes`.
    pub fn wall_time_for(&self, file_bytes: u64) -> Duration {
        let added = self.child_seconds_per_megabyte.saturating_mul(4).saturating_mul(file_bytes / MEGABYTE);
        Duration::from_secs(self.child_wall_seconds.saturating_add(added))
    }
}

/// How one file is read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadOptions {
    /// Encoding to use instead of finding it out: any label of the WHATWG Encoding Standard (`windows-1251`, `cp1251`,
    /// `koi8-r`, `ibm866`, `utf-16le`...). Of no effect on PDF.
    pub encoding: Option<String>,
    /// Indexes (from 0) of pages to leave out, because reading them failed before. The pages are marked and empty, and
    /// the result is partial.
    pub skip_pages: Vec<u32>,
    /// What it may cost.
    pub limits: Limits,
}
