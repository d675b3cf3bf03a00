//! How many numbers an instruction takes at a time: four in WebAssembly and on any 64-bit processor, eight where an x86 has
//! AVX2, which is asked when the program runs.
//!
//! Results do not depend on it. Each sum is added up in an order that is written down here and in the kernels, and a
//! product is rounded before it is added: never a fused multiply-add, which WebAssembly does not have. More lanes take more
//! sums side by side, and no sum in another order.

use wide::f32x4;

/// Sums that are computed side by side, and multiples of which stretches of an image are: two vectors of them.
pub(super) const WIDTH: usize = if cfg!(target_arch = "x86_64") { 16 } else { 8 };

/// Vectors of some number of lanes.
pub(super) trait Lanes: Copy {
    /// [`WIDTH`] sums.
    type Line: Copy;
    /// Two sums in four parts each.
    type Pair: Copy;

    /// Sums that begin.
    fn zeros(self) -> Self::Line;
    /// Adds `factor · numbers`.
    fn add_product(self, sums: &mut Self::Line, factor: f32, numbers: &[f32; WIDTH]);
    /// The sums as they stand.
    fn numbers(self, sums: Self::Line) -> [f32; WIDTH];
    /// Adds the sums to others in memory.
    fn add_to(self, numbers: &mut [f32; WIDTH], sums: Self::Line);

    /// Two times four numbers.
    fn pair(self, fours: [[f32; 4]; 2]) -> Self::Pair;
    /// Adds products number by number.
    fn add_products(self, sums: &mut Self::Pair, left: Self::Pair, right: Self::Pair);
    /// The parts of both sums.
    fn fours(self, sums: Self::Pair) -> [[f32; 4]; 2];
}

/// What can be computed with any number of lanes. [`Work::run`] and all that it calls with the lanes must be
/// `#[inline(always)]`: only what is compiled into one piece with [`widest`] may use the processor's wider instructions.
pub(super) trait Work {
    /// Computes.
    fn run(self, lanes: impl Lanes);
}

/// Computes with as many lanes as there are.
#[inline]
pub(super) fn widest(work: impl Work) {
    #[cfg(target_arch = "x86_64")]
    if let Some(simd) = pulp::x86::V3::try_new() {
        return simd.vectorize(eight::Call(work, simd));
    }
    work.run(Four);
}

/// Four lanes.
#[derive(Clone, Copy)]
pub(super) struct Four;

impl Lanes for Four {
    type Line = [f32x4; WIDTH / 4];
    type Pair = [f32x4; 2];

    #[inline(always)]
    fn zeros(self) -> Self::Line {
        Self::Line::default()
    }

    #[inline(always)]
    fn add_product(self, sums: &mut Self::Line, factor: f32, numbers: &[f32; WIDTH]) {
        let factor = f32x4::splat(factor);
        for (sum, &numbers) in sums.iter_mut().zip(numbers.as_chunks::<4>().0) {
            *sum += factor * f32x4::new(numbers);
        }
    }

    #[inline(always)]
    fn numbers(self, sums: Self::Line) -> [f32; WIDTH] {
        let mut numbers = [0.0; WIDTH];
        for (numbers, sum) in numbers.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
            *numbers = sum.to_array();
        }
        numbers
    }

    #[inline(always)]
    fn add_to(self, numbers: &mut [f32; WIDTH], sums: Self::Line) {
        for (numbers, sum) in numbers.as_chunks_mut::<4>().0.iter_mut().zip(sums) {
            *numbers = (f32x4::new(*numbers) + sum).to_array();
        }
    }

    #[inline(always)]
    fn pair(self, fours: [[f32; 4]; 2]) -> Self::Pair {
        fours.map(f32x4::new)
    }

    #[inline(always)]
    fn add_products(self, sums: &mut Self::Pair, left: Self::Pair, right: Self::Pair) {
        sums[0] += left[0] * right[0];
        sums[1] += left[1] * right[1];
    }

    #[inline(always)]
    fn fours(self, sums: Self::Pair) -> [[f32; 4]; 2] {
        sums.map(f32x4::to_array)
    }
}

/// Eight lanes, with AVX2.
#[cfg(target_arch = "x86_64")]
mod eight {
    use pulp::bytemuck::cast;
    use pulp::x86::V3;
    use pulp::{NullaryFnOnce, Simd, f32x8};

    use super::{Lanes, WIDTH, Work};

    /// Work that is called where AVX2 may be used.
    pub struct Call<W>(pub W, pub V3);

    impl<W: Work> NullaryFnOnce for Call<W> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            self.0.run(Eight(self.1));
        }
    }

    #[derive(Clone, Copy)]
    struct Eight(V3);

    impl Eight {
        /// `sum + left · right`, each rounded.
        #[inline(always)]
        fn add(self, sum: &mut f32x8, left: f32x8, right: f32x8) {
            *sum = self.0.add_f32s(*sum, self.0.mul_f32s(left, right));
        }
    }

    impl Lanes for Eight {
        type Line = [f32x8; WIDTH / 8];
        type Pair = f32x8;

        #[inline(always)]
        fn zeros(self) -> Self::Line {
            [self.0.splat_f32s(0.0); WIDTH / 8]
        }

        #[inline(always)]
        fn add_product(self, sums: &mut Self::Line, factor: f32, numbers: &[f32; WIDTH]) {
            let factor = self.0.splat_f32s(factor);
            for (sum, &numbers) in sums.iter_mut().zip(numbers.as_chunks::<8>().0) {
                self.add(sum, factor, cast(numbers));
            }
        }

        #[inline(always)]
        fn numbers(self, sums: Self::Line) -> [f32; WIDTH] {
            cast(sums)
        }

        #[inline(always)]
        fn add_to(self, numbers: &mut [f32; WIDTH], sums: Self::Line) {
            for (numbers, sum) in numbers.as_chunks_mut::<8>().0.iter_mut().zip(sums) {
                *numbers = cast(self.0.add_f32s(cast(*numbers), sum));
            }
        }

        #[inline(always)]
        fn pair(self, fours: [[f32; 4]; 2]) -> Self::Pair {
            cast(fours)
        }

        #[inline(always)]
        fn add_products(self, sums: &mut Self::Pair, left: Self::Pair, right: Self::Pair) {
            self.add(sums, left, right);
        }

        #[inline(always)]
        fn fours(self, sums: Self::Pair) -> [[f32; 4]; 2] {
            cast(sums)
        }
    }
}
