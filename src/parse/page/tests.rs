//! Whole pages and what is read from them.
