//! A program in WGSL and how it is launched.

use burn::tensor::{DType, Shape};
use burn_cubecl::cubecl::ir::attributes::BufferIOAttr;
use burn_cubecl::cubecl::prelude::{CubeCount, KernelId};
use burn_cubecl::cubecl::server::{KernelArguments, MetadataBindingInfo};
use burn_wgpu::CubeDim;

use burn_cubecl::ops::numeric::empty_device_contiguous_dtype;
use burn_wgpu::CubeTensor;
use burn_wgpu::{KernelSource, SourceKernel, SourceTemplate};

/// A compute shader: its entry point is `main`, its buffers are bindings 0, 1, … with those that are read first, and its
/// numbers a uniform behind them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Program {
    /// Names the pipeline together with `parts`: one is compiled for each pair.
    pub name: &'static str,
    /// Which of its variants.
    pub variant: u32,
    /// Threads of a workgroup.
    pub threads: [u32; 2],
}

/// A program with its text, which is asked for once.
struct Source {
    program: Program,
    text: Box<dyn Fn(u32) -> String + Send + Sync>,
}

impl KernelSource for Source {
    fn source(&self) -> SourceTemplate {
        let text = (self.text)(self.program.variant);
        // In the browser each tensor has a buffer to itself. In a terminal several share one, which wgpu forbids to be
        // read and written in the same dispatch unless it is declared as written each time.
        let text =
            if cfg!(target_family = "wasm") { text } else { text.replace("<storage, read>", "<storage, read_write>") };
        SourceTemplate::new(text)
    }

    fn id(&self) -> KernelId {
        let [x, y] = self.program.threads;
        KernelId::new::<Self>().info(self.program.clone()).cube_dim(CubeDim::new_2d(x, y).0)
    }

    fn lang(&self) -> &'static str {
        "wgsl"
    }
}

impl Program {
    /// Queues the program on `workgroups`, with the text that `text` gives for the variant.
    pub fn launch(
        self,
        text: impl Fn(u32) -> String + Send + Sync + 'static,
        workgroups: [usize; 3],
        read: &[&CubeTensor],
        written: &[&CubeTensor],
        numbers: &[u32],
    ) {
        let [x, y] = self.threads;
        let client = written[0].client.clone();
        let kernel = SourceKernel::new(Source { program: self, text: Box::new(text) }, CubeDim::new_2d(x, y));
        let mut arguments = KernelArguments::new().with_info(MetadataBindingInfo::custom(words(numbers)));
        for tensor in read {
            arguments = arguments.with_buffer_io(tensor.handle.clone().binding(), BufferIOAttr::ReadOnly);
        }
        for tensor in written {
            arguments = arguments.with_buffer_io(tensor.handle.clone().binding(), BufferIOAttr::WriteOnly);
        }
        let [x, y, z] = workgroups.map(|count| count as u32);
        client.launch(Box::new(kernel), CubeCount::Static(x, y, z), arguments);
    }
}

/// Numbers as a uniform is filled: two to a word, to whole rows of 16 bytes.
fn words(numbers: &[u32]) -> Vec<u64> {
    let mut words: Vec<u64> = numbers
        .chunks(2)
        .map(|pair| u64::from(pair[0]) | pair.get(1).map_or(0, |&high| u64::from(high) << 32))
        .collect();
    words.resize(words.len().next_multiple_of(2), 0);
    words
}

/// A tensor of 32-bit floats beside another, its numbers not yet written.
pub(super) fn empty(beside: &CubeTensor, shape: impl Into<Shape>) -> CubeTensor {
    empty_device_contiguous_dtype(beside.client.clone(), beside.device.clone(), shape.into(), DType::F32)
}

/// Workgroups of 64 threads in a row for `count` numbers, in rows of which there may be several: no more than 65,535 may
/// lie beside each other. The program counts with [`ROW`].
pub(super) fn spread(count: usize) -> [usize; 3] {
    let groups = count.div_ceil(64);
    [groups.min(ROW / 64), groups.div_ceil(ROW / 64), 1]
}

/// Threads in a row of [`spread`].
pub(super) const ROW: usize = 64 * 32_768;
