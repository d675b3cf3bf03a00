//! Which images are picked where any will do.

/// A small generator of random numbers (SplitMix64: fair enough to pick images).
#[derive(Debug)]
pub struct Dice(pub u64);

impl Dice {
    /// A random place below `end`.
    pub fn roll(&mut self, end: usize) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end.max(1) as u64) as u32
    }
}
