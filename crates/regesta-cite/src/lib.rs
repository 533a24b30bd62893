//! Finds citations of archives and of literature
