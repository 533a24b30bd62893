//! Finds dates in historical prose and gives them EDTF values
