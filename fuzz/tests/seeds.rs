//! The bodies of the targets over their seeds and over a fixed number of mutations of each, for
//! machines without the fuzzer.

// The seeds are files.
#![allow(clippy::disallowed_methods)]

use morgue_fuzz::TARGETS;
use std::fs;
use std::path::Path;

/// Mutations of each seed.
const ROUNDS: u64 = 60;

/// Marsaglia's xorshift: small, and the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or_default()
    }
}

fn mutated(seed: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(4) {
        let (at, other) = (random.below(bytes.len()), random.below(bytes.len()));
        let (from, to) = (at.min(other), at.max(other));
        match random.below(5) {
            0 => bytes.truncate(to),
            1 => drop(bytes.drain(from..to.min(from + 20))),
            2 => bytes.insert(at, b"\n\0<>\"'-:#[&\xff\xc3"[random.below(13)]),
            3 => {
                let again = bytes[from..to.min(from + 40)].to_vec();
                bytes.splice(from..from, again);
            }
            _ => {
                if let Some(b) = bytes.get_mut(at) {
                    *b ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

#[test]
fn every_target_holds_over_its_seeds() {
    for (name, body) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("seeds")
            .join(name);
        let entries = fs::read_dir(&folder).expect("a folder of seeds");
        let mut files: Vec<_> = entries.map(|e| e.expect("an entry").path()).collect();
        files.sort();
        assert!(!files.is_empty(), "seeds of {name}");
        for file in files {
            let seed = fs::read(&file).expect("a seed");
            body(&seed);
            let mut random = Random(0x9e37_79b9_7f4a_7c15);
            for _ in 0..ROUNDS {
                body(&mutated(&seed, &mut random));
            }
        }
    }
}
