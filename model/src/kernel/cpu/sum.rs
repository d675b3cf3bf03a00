//! Sums, in the order in which Burn's flex backend adds up in WebAssembly. Elsewhere it takes as many lanes as the processor
//! has, and so another order.

use wide::f32x4;

/// The sum of all: thirty-two at a time in eight vectors of four lanes, which are added up in pairs; then the rest.
pub(super) fn sum(numbers: &[f32]) -> f32 {
    let (stretches, rest) = numbers.as_chunks::<32>();
    let mut parts = [f32x4::ZERO; 8];
    for stretch in stretches {
        for (part, &four) in parts.iter_mut().zip(stretch.as_chunks::<4>().0) {
            *part += f32x4::new(four);
        }
    }
    let [a, b, c, d, e, f, g, h] = parts;
    let all = ((a + b) + (c + d)) + ((e + f) + (g + h));
    let (fours, rest) = rest.as_chunks::<4>();
    let [a, b, c, d] = fours.iter().fold(all, |sum, &four| sum + f32x4::new(four)).to_array();
    ((a + c) + (b + d)) + rest.iter().sum::<f32>()
}

/// The sum of the squares of all.
pub(super) fn sum_of_squares(numbers: &[f32]) -> f32 {
    sum(&numbers.iter().map(|number| number * number).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_counts_once() {
        for count in [0, 1, 3, 4, 31, 32, 37, 100, 1_027] {
            let numbers: Vec<f32> = (0..count).map(|place| place as f32).collect();
            let wanted: f32 = numbers.iter().sum();
            assert_eq!(sum(&numbers), wanted, "{count}");
        }
        assert_eq!(sum_of_squares(&[1.0, 2.0, 3.0]), 14.0);
    }

    #[test]
    fn lanes_are_added_up_in_pairs() {
        // (1e8 + −1e8) + (1 + 1), and in no other order.
        assert_eq!(sum(&[1e8, 1.0, -1e8, 1.0]), 2.0);
        assert_eq!(sum(&[1e8, -1e8, 1.0, 1.0]), 0.0);
    }
}
