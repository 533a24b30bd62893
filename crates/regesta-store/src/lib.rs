//! The project file: SQLite tables, decisions, search index
