//! The pipeline from a folder of papers to its evidence
