//! The summary of a network as Keras prints it, so that page and notebook can be laid side by side.

use model::spec::{Layer, PoolKind, Shape, Spec};

/// Least widths of the columns' contents, letters: those of Keras' own table.
const WIDTHS: [usize; 3] = [31, 22, 13];
/// Bytes of a weight.
const BYTES: usize = 4;

/// A row: a layer by the name that Keras would give it.
struct Row {
    kind: &'static str,
    /// The kind as part of a name.
    stem: &'static str,
    output: Shape,
    parameters: usize,
    /// Those that no gradient reaches.
    fixed: usize,
}

/// Names, output shapes and numbers of parameters: a row a layer, without headings.
pub fn summary_rows(spec: &Spec) -> Vec<Vec<String>> {
    let rows = rows(spec);
    let named = rows.iter().enumerate().map(|(place, row)| {
        let before = rows[..place].iter().filter(|other| other.kind == row.kind).count();
        let number = if before == 0 { String::new() } else { format!("_{before}") };
        vec![format!("{}{number} ({})", row.stem, row.kind), shape(row.output), grouped(row.parameters)]
    });
    named.collect()
}

/// All, trainable and other parameters, each with the memory that it takes: `101,770 (397.54 KB)`.
pub fn totals(spec: &Spec) -> [String; 3] {
    let rows = rows(spec);
    let all: usize = rows.iter().map(|row| row.parameters).sum();
    let fixed: usize = rows.iter().map(|row| row.fixed).sum();
    [all, all - fixed, fixed].map(|count| format!("{} ({})", grouped(count), memory(count * BYTES)))
}

/// The summary as text, for a fixed-width font.
pub fn summary_text(spec: &Spec) -> String {
    let headings = ["Layer (type)", "Output Shape", "Param #"].map(str::to_owned).to_vec();
    let rows = summary_rows(spec);
    let widths: Vec<usize> = (0..3)
        .map(|column| rows.iter().map(|row| row[column].chars().count()).fold(WIDTHS[column], usize::max))
        .collect();
    let rule = |[left, line, cross, right]: [&str; 4]| {
        let lines: Vec<String> = widths.iter().map(|width| line.repeat(width + 2)).collect();
        format!("{left}{}{right}\n", lines.join(cross))
    };
    let line = |bar: &str, row: &[String]| {
        let [a, b, c] = [widths[0], widths[1], widths[2]];
        format!("{bar} {:<a$} {bar} {:<b$} {bar} {:>c$} {bar}\n", row[0], row[1], row[2])
    };
    let body: Vec<String> = rows.iter().map(|row| line("│", row)).collect();
    let [all, trainable, fixed] = totals(spec);
    [
        "Model: \"sequential\"\n".to_owned(),
        rule(["┏", "━", "┳", "┓"]),
        line("┃", &headings),
        rule(["┡", "━", "╇", "┩"]),
        body.join(&rule(["├", "─", "┼", "┤"])),
        rule(["└", "─", "┴", "┘"]),
        format!(" Total params: {all}\n Trainable params: {trainable}\n Non-trainable params: {fixed}\n"),
    ]
    .concat()
}

/// The layers of the same network in Keras: a dense layer there does not flatten an image by itself.
fn rows(spec: &Spec) -> Vec<Row> {
    let summary = spec.summary();
    let mut rows = Vec::new();
    let layers = spec.layers.iter().map(Some).chain([None]);
    for (layer, pair) in layers.zip(summary.windows(2)) {
        let [input, output] = [pair[0].output, pair[1].output];
        let mut fixed = 0;
        let (kind, stem) = match layer {
            Some(Layer::Dense(_)) | None => {
                if let Shape::Image(..) = input {
                    let output = Shape::Vector(input.len());
                    rows.push(Row { kind: "Flatten", stem: "flatten", output, parameters: 0, fixed: 0 });
                }
                ("Dense", "dense")
            }
            Some(Layer::Conv(_)) => ("Conv2D", "conv2d"),
            Some(Layer::Pool(pool)) => match pool.kind {
                PoolKind::Max => ("MaxPooling2D", "max_pooling2d"),
                PoolKind::Average => ("AveragePooling2D", "average_pooling2d"),
            },
            Some(Layer::Flatten) => ("Flatten", "flatten"),
            Some(Layer::Dropout(_)) => ("Dropout", "dropout"),
            Some(Layer::BatchNorm(_)) => {
                // Keras counts the moving mean and variance too.
                fixed = 2 * input.channels();
                ("BatchNormalization", "batch_normalization")
            }
        };
        rows.push(Row { kind, stem, output, parameters: pair[1].parameters + fixed, fixed });
    }
    rows
}

fn shape(shape: Shape) -> String {
    match shape {
        Shape::Image(height, width, channels) => format!("(None, {height}, {width}, {channels})"),
        Shape::Vector(length) => format!("(None, {length})"),
    }
}

/// A whole number with commas, as Keras writes it whatever the reader's language.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let from_end = |place: usize| digits.len() - place;
    let comma = |(place, digit): (usize, char)| {
        let comma = place > 0 && from_end(place).is_multiple_of(3);
        if comma { format!(",{digit}") } else { digit.to_string() }
    };
    digits.chars().enumerate().map(comma).collect()
}

/// Bytes in the unit that Keras would choose.
fn memory(bytes: usize) -> String {
    let mut size = bytes as f64;
    for unit in ["B", "KB", "MB"] {
        if size < 1024.0 {
            return format!("{size:.2} {unit}");
        }
        size /= 1024.0;
    }
    format!("{size:.2} GB")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::architecture::ReadyNetwork;
    use model::spec::{BatchNorm, Dropout};

    #[test]
    fn a_summary_reads_as_keras_prints_it() {
        let expected = "\
Model: \"sequential\"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ flatten (Flatten)               │ (None, 784)            │             0 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense (Dense)                   │ (None, 128)            │       100,480 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense_1 (Dense)                 │ (None, 10)             │         1,290 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 101,770 (397.54 KB)
 Trainable params: 101,770 (397.54 KB)
 Non-trainable params: 0 (0.00 B)
";
        assert_eq!(summary_text(&Spec::default()), expected);
    }

    #[test]
    fn names_count_up_by_kind_and_a_normalisation_has_numbers_without_gradient() {
        let mut layers = ReadyNetwork::SmallCnn.layers();
        layers.insert(1, Layer::BatchNorm(BatchNorm::default()));
        layers.push(Layer::Dropout(Dropout { rate: 0.5 }));
        let spec = Spec { layers, ..Spec::default() };
        let rows = summary_rows(&spec);
        let names: Vec<&str> = rows.iter().map(|row| &row[0][..]).collect();
        assert_eq!(
            names,
            [
                "conv2d (Conv2D)",
                "batch_normalization (BatchNormalization)",
                "max_pooling2d (MaxPooling2D)",
                "conv2d_1 (Conv2D)",
                "max_pooling2d_1 (MaxPooling2D)",
                "flatten (Flatten)",
                "dense (Dense)",
                "dropout (Dropout)",
                "dense_1 (Dense)",
            ]
        );
        assert_eq!(rows[1][1..], ["(None, 26, 26, 16)".to_owned(), "64".to_owned()]);
        assert_eq!(totals(&spec)[1..], ["56,746 (221.66 KB)".to_owned(), "32 (128.00 B)".to_owned()]);
        let widths: Vec<usize> =
            summary_text(&spec).lines().filter(|line| line.starts_with('│')).map(|line| line.chars().count()).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "a long name widens its column: {widths:?}");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 20_000_000].map(grouped), ["0", "999", "1,000", "20,000,000"]);
        assert_eq!([0, 1_023, 1_024, 80_000_000].map(memory), ["0.00 B", "1023.00 B", "1.00 KB", "76.29 MB"]);
    }
}
