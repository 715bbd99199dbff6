//! Names that other people chose.
