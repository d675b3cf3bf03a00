//! The two directions in which many vectors differ most: principal components (Pearson 1901), by subspace iteration.
//!
//! Neither the covariance matrix nor the one of all pairs of images is ever made: each turn multiplies a block of eight
//! directions by the centred vectors and back, `XᵀXV`, which costs 16 multiplications for each number of `X`, whatever the
//! vectors' length. The block is then turned to its own best directions (Rayleigh–Ritz; Saad 2011, "Numerical Methods for
//! Large Eigenvalue Problems", section 5.2). What is outside it fades by λ₉ / λ₂ a turn: about ten turns are
//! enough for layers of networks.

use images::seed::{Purpose, rng, uniform};

/// Directions that are sought together; more than two, so that the two converge fast.
const BLOCK: usize = 8;

/// It is enough when `‖Aw − λw‖` of both directions is at most this share of the greatest λ.
const TOLERANCE: f64 = 1e-6;

/// Where λ₂ to λ₉ are alike, the plane is chance, and after so many turns good enough.
const MOST_TURNS: usize = 60;

/// Numbers of a step, each multiplied with the whole block twice.
const PIECE: usize = 1 << 16;

/// A block of directions: of each number of a vector its part in each direction.
type Block = Vec<[f64; BLOCK]>;

/// What a direction's eigenvalue belongs to: symmetric, of the block's own directions.
type Small = [[f64; BLOCK]; BLOCK];

/// A search under way.
pub(super) struct Pca {
    /// The vectors less their mean, one after the other.
    rows: Vec<f32>,
    mean: Vec<f32>,
    /// The sum of all their squares.
    total: f64,
    /// Directions in use: no more than the vectors have numbers.
    width: usize,
    directions: Block,
    /// `XᵀX` times the directions, of the rows before `next`.
    product: Block,
    /// Numbers of `rows` done in this turn.
    next: usize,
    turns: usize,
    /// The eigenvalues of the first two directions, once they are good enough.
    found: Option<[f64; 2]>,
}

/// The plane that was found.
pub(super) struct Plane {
    /// Of the vectors.
    pub mean: Vec<f32>,
    /// `[2, numbers]`, of length 1; the greatest component of each, without its sign, is positive. Of vectors of one
    /// number the second is 0.
    pub axes: Vec<f32>,
    /// `[vectors, 2]`
    pub points: Vec<f32>,
    /// The share of the variance along each axis; 0 where all vectors are equal.
    pub explained: [f64; 2],
}

impl Pca {
    /// Begins a search for the components of `count` vectors, at least one, of one number or more.
    pub fn new(mut rows: Vec<f32>, count: usize) -> Self {
        let length = rows.len() / count;
        let mut sums = vec![0.0_f64; length];
        for row in rows.chunks_exact(length) {
            sums.iter_mut().zip(row).for_each(|(sum, &number)| *sum += f64::from(number));
        }
        let means: Vec<f64> = sums.iter().map(|sum| sum / count as f64).collect();
        let mut total = 0.0;
        for row in rows.chunks_exact_mut(length) {
            for (number, mean) in row.iter_mut().zip(&means) {
                let centred = f64::from(*number) - mean;
                total += centred * centred;
                *number = centred as f32;
            }
        }
        let width = BLOCK.min(length);
        let mut directions = vec![[0.0; BLOCK]; length];
        // The product of nothing is nothing: all columns are filled anew.
        orthonormalize(&mut directions, width);
        Self {
            rows,
            mean: means.iter().map(|&mean| mean as f32).collect(),
            total,
            width,
            directions,
            product: vec![[0.0; BLOCK]; length],
            next: 0,
            turns: 0,
            // Equal vectors differ in no direction.
            found: (total == 0.0).then_some([0.0; 2]),
        }
    }

    /// Works for a moment; whether there is more to do.
    pub fn step(&mut self) -> bool {
        if self.found.is_some() || !self.total.is_finite() {
            return false;
        }
        let length = self.mean.len();
        let end = (self.next + (PIECE / length).max(1) * length).min(self.rows.len());
        for row in self.rows[self.next..end].chunks_exact(length) {
            let mut along = [0.0; BLOCK];
            for (&number, parts) in row.iter().zip(&self.directions) {
                for (sum, part) in along.iter_mut().zip(parts) {
                    *sum += f64::from(number) * part;
                }
            }
            for (&number, products) in row.iter().zip(&mut self.product) {
                for (product, along) in products.iter_mut().zip(along) {
                    *product += f64::from(number) * along;
                }
            }
        }
        self.next = end;
        if self.next == self.rows.len() {
            self.turn();
        }
        self.found.is_none()
    }

    /// All rows are multiplied: turns the block to its best directions, and begins anew from the product where these are
    /// not good enough.
    fn turn(&mut self) {
        let (values, vectors) = eigen(inner(&self.directions, &self.product), self.width);
        rotate(&mut self.directions, &vectors);
        rotate(&mut self.product, &vectors);
        let squares = inner(&self.product, &self.product);
        // As the directions have length 1, ‖Aw − λw‖² = ‖Aw‖² − λ².
        let off = |place: usize| (squares[place][place] - values[place] * values[place]).max(0.0).sqrt();
        self.turns += 1;
        if off(0).max(off(1)) <= TOLERANCE * values[0] || self.turns >= MOST_TURNS {
            self.found = Some([values[0], values[1]]);
            return;
        }
        std::mem::swap(&mut self.directions, &mut self.product);
        orthonormalize(&mut self.directions, self.width);
        self.product.fill([0.0; BLOCK]);
        self.next = 0;
    }

    /// The plane, once there is no more to do; `None` where the numbers are not finite.
    pub fn plane(&self) -> Option<Plane> {
        let values = self.found?;
        let axes = [0, 1].map(|axis| {
            let parts: Vec<f64> = self.directions.iter().map(|parts| parts[axis]).collect();
            // So that it does not turn round from epoch to epoch.
            let greatest = parts.iter().fold(0.0_f64, |most, &part| if part.abs() > most.abs() { part } else { most });
            parts.into_iter().map(|part| part * greatest.signum()).collect::<Vec<f64>>()
        });
        let along = |row: &[f32], axis: &[f64]| row.iter().zip(axis).map(|(&x, part)| f64::from(x) * part).sum::<f64>();
        let points = self.rows.chunks_exact(self.mean.len());
        let points = points.flat_map(|row| [0, 1].map(|axis| along(row, &axes[axis]) as f32)).collect();
        let share = |value: f64| if self.total > 0.0 { (value / self.total).clamp(0.0, 1.0) } else { 0.0 };
        Some(Plane {
            mean: self.mean.clone(),
            axes: axes.iter().flatten().map(|&part| part as f32).collect(),
            points,
            explained: values.map(share),
        })
    }
}

/// Makes the first `width` columns of length 1 and square to each other (modified Gram–Schmidt, twice). Of a column
/// that lies within those before it only rounding is left: numbers drawn by a fixed seed take its place.
fn orthonormalize(block: &mut Block, width: usize) {
    let mut rng = rng(0, Purpose::Projection, 0);
    for column in 0..width {
        while !straighten(block, column) {
            block.iter_mut().for_each(|parts| parts[column] = f64::from(uniform(&mut rng)) - 0.5);
        }
    }
}

/// Makes a column of length 1 and square to those before it; whether something was left of it.
fn straighten(block: &mut Block, column: usize) -> bool {
    let norm = |block: &Block| block.iter().map(|parts| parts[column] * parts[column]).sum::<f64>().sqrt();
    let before = norm(block);
    for other in (0..column).chain(0..column) {
        let along: f64 = block.iter().map(|parts| parts[column] * parts[other]).sum();
        block.iter_mut().for_each(|parts| parts[column] -= along * parts[other]);
    }
    let after = norm(block);
    let left = after > 1e-10 * before;
    if left {
        block.iter_mut().for_each(|parts| parts[column] /= after);
    }
    left
}

/// The products of each column of one with each of the other.
fn inner(one: &Block, other: &Block) -> Small {
    let mut products = [[0.0; BLOCK]; BLOCK];
    for (left, right) in one.iter().zip(other) {
        for (products, left) in products.iter_mut().zip(left) {
            products.iter_mut().zip(right).for_each(|(product, right)| *product += left * right);
        }
    }
    products
}

/// Each new column is the sum of the old ones by a column of `vectors`.
fn rotate(block: &mut Block, vectors: &Small) {
    for parts in block {
        let old = *parts;
        *parts = std::array::from_fn(|column| old.iter().zip(vectors).map(|(part, row)| part * row[column]).sum());
    }
}

/// The eigenvalues of a small symmetric matrix, the greatest first, and its eigenvectors as columns; only the first
/// `width` rows and columns count. Jacobi's method (Golub & Van Loan, "Matrix Computations", section 8.5).
fn eigen(mut matrix: Small, width: usize) -> ([f64; BLOCK], Small) {
    /// It converges quadratically: seven are enough for 64 bits.
    const SWEEPS: usize = 12;
    let mut vectors: Small = std::array::from_fn(|row| std::array::from_fn(|column| f64::from(row == column)));
    for _ in 0..SWEEPS {
        for p in 0..width {
            for q in p + 1..width {
                let off = (matrix[p][q] + matrix[q][p]) / 2.0;
                if off == 0.0 {
                    continue;
                }
                let tau = (matrix[q][q] - matrix[p][p]) / (2.0 * off);
                let tangent = if tau >= 0.0 { 1.0 } else { -1.0 } / (tau.abs() + (1.0 + tau * tau).sqrt());
                let cosine = 1.0 / (1.0 + tangent * tangent).sqrt();
                let sine = tangent * cosine;
                let turned = |a: f64, b: f64| (cosine * a - sine * b, sine * a + cosine * b);
                for row in &mut matrix {
                    (row[p], row[q]) = turned(row[p], row[q]);
                }
                let (above, below) = matrix.split_at_mut(q);
                for (a, b) in above[p].iter_mut().zip(&mut below[0]) {
                    (*a, *b) = turned(*a, *b);
                }
                for row in &mut vectors {
                    (row[p], row[q]) = turned(row[p], row[q]);
                }
            }
        }
    }
    let mut order: [usize; BLOCK] = std::array::from_fn(|place| place);
    order[..width].sort_by(|&a, &b| matrix[b][b].total_cmp(&matrix[a][a]));
    let values = order.map(|place| matrix[place][place]);
    (values, vectors.map(|row| order.map(|place| row[place])))
}

#[cfg(test)]
mod tests;
