//! Which of several numbers is the answer.

/// Place of the largest number, of equal ones the first; `None` where there is no number. What is not a number is no
/// answer.
pub fn argmax(numbers: &[f32]) -> Option<usize> {
    let mut best = None;
    for (place, number) in numbers.iter().enumerate() {
        if !number.is_nan() && best.is_none_or(|best: usize| *number > numbers[best]) {
            best = Some(place);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::argmax;

    #[test]
    fn the_largest_wins_of_equals_the_first_and_never_what_is_no_number() {
        assert_eq!(argmax(&[0.1, 0.7, 0.2]), Some(1));
        assert_eq!(argmax(&[0.2, 0.4, 0.4]), Some(1));
        assert_eq!(argmax(&[0.0, -0.0]), Some(0));
        assert_eq!(argmax(&[f32::NAN, 0.4, f32::NAN]), Some(1));
        assert_eq!(argmax(&[f32::NEG_INFINITY]), Some(0));
        assert_eq!((argmax(&[f32::NAN]), argmax(&[])), (None, None));
    }
}
