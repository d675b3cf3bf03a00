//! What the reader says, in Spanish, and its notes in both languages.

use super::error::{FileError, NpyError, OwnError, list, mb, size, tuple};
use crate::dataset::{CifarError, GzipError, IdxError};
use crate::reader_protocol::Words;

impl OwnError {
    /// In both languages, as sentences.
    pub fn words(&self) -> Words {
        Words { english: sentence(&self.to_string()), spanish: sentence(&self.in_spanish()) }
    }

    /// In Spanish.
    pub fn in_spanish(&self) -> String {
        match self {
            Self::Nothing => "no hay ninguna imagen: elige archivos con imágenes, o una carpeta".to_owned(),
            Self::TooMuch { bytes, max } => {
                format!("los archivos ocupan {} MB: elige como mucho {} MB", mb(*bytes), mb(*max))
            }
            Self::TooManyFiles { files, max } => format!("hay {files} archivos: elige como mucho {max}"),
            Self::Empty { file } => format!("{file} está vacío: elige otro archivo"),
            Self::Unknown { file } => format!(
                "{file} no es de los archivos que se pueden leer: elige archivos idx, un .npz, los .bin o el .tar.gz de \
                 CIFAR-10, o imágenes en una carpeta por clase"
            ),
            Self::Mixed { first, second } => {
                format!("{first} y {second} son de tipos distintos: elige archivos de un solo tipo")
            }
            Self::OneAtATime { file } => format!("{file} es un archivo comprimido de más: elige uno solo"),
            Self::LoneArray { file } => format!(
                "{file} es un solo arreglo: guarda imágenes y etiquetas juntas con numpy.savez(\"imagenes.npz\", \
                 x_train=…, y_train=…)"
            ),
            Self::Pair { images, labels } => format!(
                "hay {images} archivos con imágenes y {labels} con etiquetas: elige uno de cada, y para la prueba uno \
                 de cada con «t10k» o «test» en el nombre"
            ),
            Self::Counts { file, images, labels } => {
                format!("{file} tiene {labels} etiquetas para {images} imágenes: cada imagen necesita una")
            }
            Self::Shapes { train, test } => format!(
                "las imágenes de entrenamiento son de {} y las de prueba de {}: deben ser de un solo tamaño",
                size(train),
                size(test)
            ),
            Self::NoArray { name, found } => format!(
                "el .npz no tiene el arreglo {name}, solo {}: guárdalo con x_train=… e y_train=…",
                list(found, "ninguno")
            ),
            Self::OneClass => {
                "todas las imágenes son de una sola clase: una red necesita al menos dos para distinguir".to_owned()
            }
            Self::TooManyClasses { classes, max } => {
                format!("hay {classes} clases: aquí se distinguen como mucho {max}")
            }
            Self::LoneImage { class } => {
                format!("la clase {class} tiene una sola imagen: añade más, una se aparta para la prueba")
            }
            Self::NoTraining { class } => {
                format!("la clase {class} tiene imágenes de prueba y ninguna de entrenamiento: añade algunas")
            }
            Self::NoPicture { file } => format!(
                "{file} no tiene ninguna imagen: pon archivos PNG, JPEG, WebP, GIF o BMP en una carpeta por clase"
            ),
            Self::NoFolder { file } => format!("{file} no está en ninguna carpeta: haz una carpeta por clase"),
            Self::TooDeep { file } => format!(
                "{file} está en demasiadas carpetas: haz una por clase, como mucho con «train» y «test» alrededor"
            ),
            Self::TooLargeImages { height, width, max } => {
                format!("las imágenes son de {height}×{width} píxeles: redúcelas a {max}×{max} como mucho")
            }
            Self::TooManyPixels { bytes, max } => {
                format!("las imágenes ocupan {} MB: usa menos o más pequeñas, caben {} MB", mb(*bytes), mb(*max))
            }
            Self::File { file, error } => format!("{file}: {}", error.in_spanish()),
        }
    }
}

impl FileError {
    fn in_spanish(&self) -> String {
        match self {
            Self::Idx(error) => idx(error),
            Self::Gzip(GzipError::Damaged(detail)) => format!("el archivo comprimido está dañado: {detail}"),
            Self::Gzip(GzipError::TooLarge { max }) => format!("el archivo pasa de los {max} bytes que puede tener"),
            Self::Cifar(error) => cifar(error),
            Self::Npy(error) => npy(error),
            Self::Zip(detail) => format!("el archivo zip está dañado: {detail}"),
            Self::Tar(detail) => format!("el archivo tar está dañado: {detail}"),
            Self::Read(detail) => format!("el archivo no se puede leer: {detail}"),
            Self::Encrypted => "está protegido con contraseña: crea el archivo sin ella".to_owned(),
            Self::Entries { max } => format!("el archivo tiene más de {max} entradas: usa menos imágenes"),
            Self::NoBatch => "no contiene data_batch_1.bin ni parecidos: no es el de CIFAR-10".to_owned(),
            Self::Bomb { packed, unpacked } => {
                format!("sus {packed} bytes se convertirían en {} MB, y ninguna imagen hace eso", mb(*unpacked))
            }
            Self::Large { max } => format!("pasa de los {} MB que puede tener un archivo así", mb(*max)),
            Self::NoPicture => "no es una imagen PNG, JPEG, WebP, GIF ni BMP".to_owned(),
            Self::Pixels { width, height, max } => {
                format!("es de {width}×{height} píxeles: redúcela a {max}×{max} como mucho")
            }
            Self::Undecodable => "el navegador no puede mostrar esta imagen: quizá esté dañada".to_owned(),
        }
    }
}

fn idx(error: &IdxError) -> String {
    match error {
        IdxError::Magic { wanted, found } => {
            format!("el archivo empieza con {found:08x} y no con {wanted:08x}: es de otro tipo")
        }
        IdxError::Header { bytes } => format!("el archivo solo tiene {bytes} bytes: su cabecera está cortada"),
        IdxError::Size { wanted: [h, w], found: [fh, fw] } => {
            format!("las imágenes son de {fh}×{fw} píxeles y no de {h}×{w}")
        }
        IdxError::Length { announced, found } if found < announced => {
            format!("el archivo está cortado: hay {found} de {announced} bytes")
        }
        IdxError::Length { announced, found } => {
            format!("el archivo es demasiado largo: {found} bytes donde su cabecera anuncia {announced}")
        }
        IdxError::Label { index, label, classes } => {
            format!("la etiqueta {index} es {label}, pero solo hay {classes} clases")
        }
        IdxError::Empty => "el archivo no tiene ninguna imagen".to_owned(),
    }
}

fn cifar(error: &CifarError) -> String {
    match error {
        CifarError::Empty => "el archivo está vacío".to_owned(),
        CifarError::Length { bytes } => format!(
            "{bytes} bytes no son un número entero de imágenes de CIFAR-10 de 3073 bytes: está cortado o es de otro tipo"
        ),
        CifarError::Label { index, label } => {
            format!("la imagen {index} tiene la clase {label}, pero CIFAR-10 solo tiene las clases 0 a 9")
        }
    }
}

fn npy(error: &NpyError) -> String {
    match error {
        NpyError::Magic => "no empieza como un arreglo de NumPy".to_owned(),
        NpyError::Header => "no se puede leer la cabecera del arreglo de NumPy".to_owned(),
        NpyError::Type { descr } => format!("sus números son de tipo {descr}: conviértelos con .astype(\"uint8\")"),
        NpyError::Objects => {
            "contiene objetos de Python y no números: conviértelo con numpy.array(…, \"uint8\")".to_owned()
        }
        NpyError::Fortran => "está guardado por columnas: conviértelo con numpy.ascontiguousarray(…)".to_owned(),
        NpyError::Shape { shape, images: true } => {
            format!("su forma es {}: debería ser (imágenes, alto, ancho), o con 1 o 3 canales al final", tuple(shape))
        }
        NpyError::Shape { shape, images: false } => {
            format!("su forma es {}: debería ser (imágenes,) o (imágenes, 1)", tuple(shape))
        }
        NpyError::Short { announced } => format!("está cortado: su cabecera anuncia {announced} bytes"),
        NpyError::Long { announced } => format!("es más largo que los {announced} bytes que su cabecera anuncia"),
        NpyError::Range { least, greatest } => {
            format!("sus números van de {least} a {greatest}: los píxeles van de 0 a 255, o de 0 a 1")
        }
        NpyError::Label { index, label, max } => {
            format!("la etiqueta {index} es {label}: las etiquetas son números enteros de 0 a {max}")
        }
    }
}

/// With a capital at its beginning, unless a file's name is there, and a full stop at its end.
fn sentence(text: &str) -> String {
    let name = text.split([' ', ':']).next().is_some_and(|word| word.contains(['.', '/', '_']));
    let mut chars = text.chars();
    let first = chars.next().map(|c| if name { c.to_string() } else { c.to_uppercase().to_string() });
    first.unwrap_or_default() + chars.as_str() + "."
}

/// That some images were put aside for the test.
pub fn put_aside() -> Words {
    Words {
        english: "No test images came with these: every fifth image of each class was put aside for the test."
            .to_owned(),
        spanish: "No venían imágenes de prueba: se apartó para la prueba una de cada cinco de cada clase.".to_owned(),
    }
}

/// That validation images became test images, or went to the training ones.
pub fn validation_folder(tests: bool) -> Words {
    if tests {
        Words {
            english: "The folder of validation images is used for the test.".to_owned(),
            spanish: "La carpeta de imágenes de validación se usa para la prueba.".to_owned(),
        }
    } else {
        Words {
            english: "The validation images train as well: choose in the page how many to hold back.".to_owned(),
            spanish: "Las imágenes de validación también entrenan: elige en la página cuántas apartar.".to_owned(),
        }
    }
}

/// Files that are no pictures.
pub fn left_out(files: usize) -> Words {
    Words {
        english: format!("Files that are no pictures were left out: {files}."),
        spanish: format!("Archivos que no son imágenes y no se usan: {files}."),
    }
}

/// Which size the pictures have now.
pub fn sized([height, width, channels]: [usize; 3], kept: bool) -> Words {
    let (colour, color) = if channels == 1 { ("grey", "gris") } else { ("colour", "color") };
    if kept {
        Words {
            english: format!("All pictures are {height}×{width}, in {colour}; they stay as they are."),
            spanish: format!("Todas las imágenes son de {height}×{width}, en {color}; se quedan como están."),
        }
    } else {
        Words {
            english: format!("The pictures were brought to one size: {height}×{width}, in {colour}."),
            spanish: format!("Las imágenes se llevaron a un solo tamaño: {height}×{width}, en {color}."),
        }
    }
}

/// Numbers from 0 to 1 became bytes.
pub fn unit_scale() -> Words {
    Words {
        english: "The pixels went from 0 to 1; they are now 0 to 255, as in files of images.".to_owned(),
        spanish: "Los píxeles iban de 0 a 1; ahora van de 0 a 255, como en los archivos de imágenes.".to_owned(),
    }
}
