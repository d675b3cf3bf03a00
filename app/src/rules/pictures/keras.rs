//! The summary of a network as Keras prints it, so that page and notebook can be laid side by side.

use spec::{Layer, PoolKind, Shape, Spec};

/// Least widths of the columns' contents, letters: those of Keras' own table.
const WIDTHS: [usize; 3] = [31, 22, 13];
/// Bytes of a weight.
const BYTES: usize = 4;

/// A row of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    /// The layer by the name that Keras would give it, and its kind.
    pub name: String,
    /// Its output's shape, as Keras writes it.
    pub output: String,
    /// Numbers that it has.
    pub parameters: usize,
}

/// All parameters of a network, those that are trained and the others.
pub fn totals(spec: &Spec) -> [usize; 3] {
    let rows = rows(spec);
    let all: usize = rows.iter().map(|row| row.parameters).sum();
    let fixed: usize = rows.iter().map(|row| row.fixed).sum();
    [all, all - fixed, fixed]
}

/// The memory that so many parameters take, in the unit that Keras would choose.
pub fn memory(parameters: usize) -> (f64, &'static str) {
    let mut size = (parameters * BYTES) as f64;
    for unit in ["B", "KB", "MB"] {
        if size < 1024.0 {
            return (size, unit);
        }
        size /= 1024.0;
    }
    (size, "GB")
}

/// A layer.
struct Row {
    kind: &'static str,
    /// The kind as part of a name.
    stem: &'static str,
    output: Shape,
    parameters: usize,
    /// Those that no gradient reaches.
    fixed: usize,
}

/// A row a layer.
pub fn summary_rows(spec: &Spec) -> Vec<SummaryRow> {
    let rows = rows(spec);
    let named = rows.iter().enumerate().map(|(place, row)| {
        let before = rows[..place].iter().filter(|other| other.kind == row.kind).count();
        let number = if before == 0 { String::new() } else { format!("_{before}") };
        let name = format!("{}{number} ({})", row.stem, row.kind);
        SummaryRow { name, output: shape(row.output), parameters: row.parameters }
    });
    named.collect()
}

/// The summary as text, for a fixed-width font.
pub fn summary_text(spec: &Spec) -> String {
    let headings = ["Layer (type)", "Output Shape", "Param #"].map(str::to_owned);
    let written = |row: SummaryRow| [row.name, row.output, grouped(row.parameters)];
    let rows: Vec<[String; 3]> = summary_rows(spec).into_iter().map(written).collect();
    let widths: Vec<usize> = (0..3)
        .map(|column| rows.iter().map(|row| row[column].chars().count()).fold(WIDTHS[column], usize::max))
        .collect();
    let rule = |[left, line, cross, right]: [&str; 4]| {
        let lines: Vec<String> = widths.iter().map(|width| line.repeat(width + 2)).collect();
        format!("{left}{}{right}\n", lines.join(cross))
    };
    let line = |bar: &str, row: &[String; 3]| {
        let [a, b, c] = [widths[0], widths[1], widths[2]];
        format!("{bar} {:<a$} {bar} {:<b$} {bar} {:>c$} {bar}\n", row[0], row[1], row[2])
    };
    let body: Vec<String> = rows.iter().map(|row| line("│", row)).collect();
    let [all, trainable, fixed] = totals(spec).map(|count| {
        let (size, unit) = memory(count);
        format!("{} ({size:.2} {unit})", grouped(count))
    });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::architecture::ReadyNetwork;
    use spec::{BatchNorm, Dropout};

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
        let names: Vec<&str> = rows.iter().map(|row| &row.name[..]).collect();
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
        assert_eq!((&rows[1].output[..], rows[1].parameters), ("(None, 26, 26, 16)", 64));
        assert_eq!(totals(&spec)[1..], [56_746, 32]);
        let text = summary_text(&spec);
        for line in [" Trainable params: 56,746 (221.66 KB)\n", " Non-trainable params: 32 (128.00 B)\n"] {
            assert!(text.contains(line), "{text}");
        }
        let widths: Vec<usize> =
            summary_text(&spec).lines().filter(|line| line.starts_with('│')).map(|line| line.chars().count()).collect();
        assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "a long name widens its column: {widths:?}");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 20_000_000].map(grouped), ["0", "999", "1,000", "20,000,000"]);
        assert_eq!([0, 255, 256, 262_144].map(memory), [(0.0, "B"), (1_020.0, "B"), (1.0, "KB"), (1.0, "MB")]);
    }
}
