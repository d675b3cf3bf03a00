//! The reader: a person's files in, labelled images of one size out.
//!
//! A worker of its own, started for one set of files and ended afterwards. Whatever a hostile file does, it does to this
//! worker alone, and neither the page nor the learning worker carry the readers. It links no Burn.

mod decode;
mod page;
mod file;

use images::import::{Import, ImportError, Importer, Opened, Pictures, open};
use spec::reader_protocol::{Message, NotRead, VERSION};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use decode::Decoder;
use file::{FileReader, Tally};

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        page::send(&Message::Failed(NotRead::Broken(panic.to_string())));
    }));
    page::listen(|files| spawn_local(read(files)));
    page::send(&Message::Ready { version: VERSION });
}

/// Reads the files and sends what comes of it.
async fn read(files: Vec<(String, File)>) {
    let tally = Tally::new(&files);
    let files = files.into_iter().map(|file| file::open(file, &tally)).collect::<Result<Vec<_>, _>>();
    let brought = match files.and_then(open) {
        Ok(Opened::Images(brought)) => Ok(*brought),
        Ok(Opened::Pictures(pictures)) => decoded(pictures, &tally).await,
        Err(error) => Err(error),
    };
    match brought {
        Ok(brought) => send(&brought),
        Err(error) => page::send(&Message::Failed(NotRead::Refused(error))),
    }
}

async fn decoded(mut pictures: Pictures<FileReader>, tally: &Tally) -> Result<Import, ImportError> {
    let mut gatherer = Importer::new(pictures.target);
    let mut decoder = Decoder::default();
    for index in 0..pictures.places().len() {
        let place = pictures.places()[index];
        let bytes = pictures.bytes(&place)?;
        let sizes = decoder.decode(&bytes, &gatherer.wanted()).await;
        let sizes = sizes.map_err(|_| images::import::FileError::Undecodable.of(pictures.path(&place)))?;
        gatherer.add(&place, &sizes);
        tally.decoded();
    }
    gatherer.finish(pictures.names().to_vec(), pictures.has_test(), pictures.notes())
}

fn send(brought: &Import) {
    let done = Message::Done {
        images: brought.describe(),
        names: brought.names.clone(),
        notes: brought.notes.clone(),
        samples: brought.samples(),
    };
    page::send_with_blob(&done, &brought.parts());
}
