//! Codebooks as one network knows them: the shipped ones, with its own codes, labels and pairs.

use crate::analysis::table::Heading;
use crate::app::Definitions;
use crate::definition::{Codebook, MirroredPair};
use crate::store::codebooks::{self, Mirroring, NetworkCode, NetworkPair};
use crate::store::{Connection, NetworkId, StoreError};

/// The codebook of factors of good cases.
pub const GOOD: &str = "good-factors";
/// The codebook of factors of difficult cases, which holds the pairs.
pub const DIFFICULT: &str = "difficult-factors";

/// The codebooks of a network.
#[derive(Debug, Clone, Default)]
pub struct Books {
    /// The codebooks in the order in which readers use them.
    pub books: Vec<Book>,
    /// Factors of good and difficult cases that mirror each other.
    pub pairs: Vec<MirroredPair>,
}

/// A codebook.
#[derive(Debug, Clone)]
pub struct Book {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: String,
    /// Its codes; those of the network's own come last.
    pub codes: Vec<BookCode>,
}

/// A code of a codebook.
#[derive(Debug, Clone)]
pub struct BookCode {
    /// Its key, for ever.
    pub key: String,
    /// What people read.
    pub label: String,
    /// What it means, for readers; empty where nothing is said.
    pub about: String,
    /// The heading it stands under; empty where it has none.
    pub group: String,
    /// Words that often stand for it.
    pub examples: Vec<String>,
    /// Whether the network added it.
    pub is_own: bool,
    /// Whether it is offered no longer. Codings with it stay.
    pub is_retired: bool,
    /// Counts the changes of its words; 0 where they are as shipped.
    pub edition: i32,
}

impl Books {
    /// The codebooks of a network.
    ///
    /// # Errors
    /// Those of the database.
    pub fn of_network(
        connection: &mut Connection,
        definitions: &Definitions,
        network: NetworkId,
    ) -> Result<Self, StoreError> {
        let changed = codebooks::of_network(connection, network)?;
        let pairs = codebooks::pairs_of(connection, network)?;
        Ok(Self::new(definitions.shipped_codebooks(), &changed, &pairs))
    }

    /// The shipped codebooks with what a network changed.
    pub fn new(shipped: &[Codebook], changed: &[NetworkCode], pairs: &[NetworkPair]) -> Self {
        let books = shipped.iter().map(|book| Book::new(book, changed)).collect();
        let overruled = |pair: &MirroredPair| {
            pairs.iter().any(|other| other.good == pair.good && other.difficult == pair.difficult)
        };
        let mut mirrored: Vec<MirroredPair> =
            shipped.iter().flat_map(|book| &book.pairs).filter(|pair| !overruled(pair)).cloned().collect();
        mirrored.extend(pairs.iter().filter(|pair| pair.strength != Mirroring::None).map(|pair| MirroredPair {
            good: pair.good.clone(),
            difficult: pair.difficult.clone(),
            is_close: pair.strength == Mirroring::Close,
        }));
        Self { books, pairs: mirrored }
    }

    /// The codebook of this key.
    pub fn book(&self, key: &str) -> Option<&Book> {
        self.books.iter().find(|book| book.key == key)
    }

    /// A code of a codebook, retired or not.
    pub fn code(&self, book: &str, code: &str) -> Option<&BookCode> {
        self.book(book)?.codes.iter().find(|known| known.key == code)
    }

    /// The codes of a codebook as headings of tables, retired ones too.
    pub fn headings(&self, book: &str) -> Vec<Heading> {
        let codes = self.book(book).map_or(&[][..], |book| &book.codes);
        codes.iter().map(|code| Heading { key: code.key.clone(), label: code.label.clone() }).collect()
    }

    /// What people read for a code; `None` where no codebook here has it.
    pub fn label(&self, book: &str, code: &str) -> Option<&str> {
        self.code(book, code).map(|code| code.label.as_str())
    }
}

impl Book {
    fn new(shipped: &Codebook, changed: &[NetworkCode]) -> Self {
        let of_book = |code: &&NetworkCode| code.codebook == shipped.key;
        let mut codes: Vec<BookCode> = shipped
            .codes
            .iter()
            .map(|code| BookCode {
                key: code.code.key.clone(),
                label: code.code.label.clone(),
                about: code.about.clone().unwrap_or_default(),
                group: code.code.group.clone().unwrap_or_default(),
                examples: code.examples.clone(),
                is_own: false,
                is_retired: false,
                edition: 0,
            })
            .collect();
        for change in changed.iter().filter(of_book) {
            match codes.iter_mut().find(|code| code.key == change.code) {
                Some(code) => {
                    if !change.label.is_empty() {
                        code.label.clone_from(&change.label);
                    }
                    if !change.about.is_empty() {
                        code.about.clone_from(&change.about);
                    }
                    code.is_retired = change.retired_at.is_some();
                    code.edition = change.edition;
                }
                None => codes.push(BookCode {
                    key: change.code.clone(),
                    label: change.label.clone(),
                    about: change.about.clone(),
                    group: "このネットワークで加えたもの".to_owned(),
                    examples: Vec::new(),
                    is_own: true,
                    is_retired: change.retired_at.is_some(),
                    edition: change.edition,
                }),
            }
        }
        Self { key: shipped.key.clone(), title: shipped.title.clone(), codes }
    }
}
