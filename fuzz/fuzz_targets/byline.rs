#![no_main]
// The macro can write what it prints to a file.
#![allow(clippy::disallowed_methods)]

libfuzzer_sys::fuzz_target!(|data: &[u8]| morgue_fuzz::byline(data));
