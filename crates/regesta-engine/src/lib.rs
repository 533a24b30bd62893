//! Shared passages of very many texts.
