//! Keys to facts.
