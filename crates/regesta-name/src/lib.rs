//! Finds persons, places and bodies and joins them across scripts
