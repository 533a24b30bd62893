//! Documents, quotations and events out of the findings
