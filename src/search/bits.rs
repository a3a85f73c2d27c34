//! Numbers as few bits as they need: what posting lists are written in, and read from again.

/// Writes bits, the highest of each byte first.
#[derive(Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
    /// Bits of `last` that are not written yet, fewer than 8.
    last: u64,
    held: u32,
}

impl Writer {
    /// The lowest `count` bits of `value`; at most 32.
    pub(super) fn bits(&mut self, value: u32, count: u32) {
        self.last = (self.last << count) | u64::from(value & mask(count));
        self.held += count;
        while self.held >= 8 {
            self.held -= 8;
            self.bytes.push((self.last >> self.held) as u8);
        }
        self.last &= (1 << self.held) - 1;
    }

    /// So many ones, and a zero.
    pub(super) fn unary(&mut self, mut value: u32) {
        while value >= 16 {
            self.bits(0xffff, 16);
            value -= 16;
        }
        self.bits((1 << (value + 1)) - 2, value + 1);
    }

    /// Rice's code: what exceeds `k` bits in unary, then the `k` bits.
    pub(super) fn rice(&mut self, value: u32, k: u32) {
        self.unary(value >> k);
        self.bits(value, k);
    }

    /// A whole number of bytes, seven bits each, lowest first; only between bits that fill bytes.
    pub(super) fn varint(&mut self, value: u32) {
        varint(&mut self.bytes, value);
    }

    /// Whole bytes as they are; only between bits that fill bytes.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Fills the last byte.
    pub(super) fn align(&mut self) {
        if self.held > 0 {
            self.bits(0, 8 - self.held);
        }
    }

    /// What was written from a byte on; only between bits that fill bytes.
    pub(super) fn since(&self, from: usize) -> &[u8] {
        self.bytes.get(from..).unwrap_or_default()
    }

    /// Bytes so far.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// All bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}

/// Adds a number, seven bits a byte, lowest first.
pub(super) fn varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn mask(count: u32) -> u32 {
    if count >= 32 {
        u32::MAX
    } else {
        (1 << count) - 1
    }
}

/// Reads what [`Writer`] wrote. Past the end everything is zero, so that damaged bytes end a reading
/// and never the program.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    /// Reads from the beginning.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes, at: 0 }
    }

    /// The next bits, the first one highest; at least 57 of them count.
    fn next(&self) -> u64 {
        let rest = self.bytes.get(self.at >> 3..).unwrap_or_default();
        let word = match rest.first_chunk() {
            Some(eight) => u64::from_be_bytes(*eight),
            None => {
                let mut eight = [0; 8];
                eight[..rest.len()].copy_from_slice(rest);
                u64::from_be_bytes(eight)
            }
        };
        word << (self.at & 7)
    }

    /// So many bits; at most 32.
    pub(super) fn bits(&mut self, count: u32) -> u32 {
        let value = self.next() >> 32 >> (32 - count.min(32));
        self.at += count as usize;
        value as u32
    }

    /// The number of ones before a zero.
    pub(super) fn unary(&mut self) -> u32 {
        let mut value = 0;
        loop {
            let ones = self.next().leading_ones();
            if ones < 57 {
                self.at += ones as usize + 1;
                return value + ones;
            }
            self.at += 56;
            value += 56;
        }
    }

    /// Rice's code.
    pub(super) fn rice(&mut self, k: u32) -> u32 {
        let high = self.unary();
        high << k | self.bits(k)
    }

    /// A number of whole bytes.
    pub(super) fn varint(&mut self) -> u32 {
        let mut value = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.bits(8);
            value |= (byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(values in prop::collection::vec((0u32..100_000, 8u32..20), 0..50), n in any::<u32>()) {
            let mut writer = Writer::default();
            writer.varint(n);
            for (value, k) in &values {
                writer.rice(*value, *k);
                writer.bits(*value, *k);
            }
            writer.align();
            writer.varint(n);
            let bytes = writer.finish();
            let mut reader = Reader::new(&bytes);
            prop_assert_eq!(reader.varint(), n);
            for (value, k) in &values {
                prop_assert_eq!(reader.rice(*k), *value);
                prop_assert_eq!(reader.bits(*k), *value & mask(*k));
            }
            reader.at = reader.at.next_multiple_of(8);
            prop_assert_eq!(reader.varint(), n);
            prop_assert_eq!(reader.at, bytes.len() * 8);
        }
    }
}
