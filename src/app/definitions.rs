//! Published definitions, parsed once and shared: a version never changes.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::definition::{Code, Codebook, Library, Questionnaire, bundle};
use crate::store::{self, Connection, NetworkId, StoreError, VersionId};

/// The code list of kinds of agencies.
const AGENCY_KINDS: &str = "agency-kinds";
/// The codebook of needs, which shares its codes with the functions of support that answer them.
pub const NEEDS: &str = "needs";

/// The codebooks in the order in which readers use them; any other comes after these.
const BOOKS: [&str; 5] = ["good-factors", "difficult-factors", "needs", "conditions", "handbook-points"];

/// Questionnaires by version, and the lists that every form needs.
pub struct Definitions {
    kinds: Vec<Code>,
    codebooks: Vec<Codebook>,
    versions: RwLock<HashMap<VersionId, Arc<Questionnaire>>>,
}

/// Why a definition cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum DefinitionError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The network has no such version.
    #[error("no questionnaire version {0}")]
    Unknown(VersionId),
    /// What was published does not pass the checks of this program.
    #[error("questionnaire version {version}: {problem}")]
    Unreadable {
        /// The version.
        version: VersionId,
        /// The first problem.
        problem: String,
    },
}

impl Definitions {
    /// An empty shelf, with the lists of the shipped library.
    pub fn new(shipped: &Library) -> Self {
        let kinds = shipped.code_list(AGENCY_KINDS).map(|list| list.codes.clone()).unwrap_or_default();
        let mut codebooks: Vec<Codebook> = shipped.codebooks().cloned().collect();
        codebooks.sort_by_key(|book| BOOKS.iter().position(|key| *key == book.key).unwrap_or(BOOKS.len()));
        Self { kinds, codebooks, versions: RwLock::default() }
    }

    /// The shipped codebooks: [`crate::app::coding::books`] adds what a network changed.
    pub fn shipped_codebooks(&self) -> &[Codebook] {
        &self.codebooks
    }

    /// The shipped kinds of agencies: [`crate::app::register::kinds`] adds a network's own.
    pub fn shipped_agency_kinds(&self) -> &[Code] {
        &self.kinds
    }

    /// The questionnaire of a version.
    ///
    /// # Errors
    /// See [`DefinitionError`].
    pub fn of_version(
        &self,
        connection: &mut Connection,
        network: NetworkId,
        version: VersionId,
    ) -> Result<Arc<Questionnaire>, DefinitionError> {
        // A lock is poisoned only by a panic between two map operations; the map is whole then too.
        let known = |lock: &RwLock<HashMap<_, Arc<_>>>| match lock.read() {
            Ok(versions) => versions.get(&version).cloned(),
            Err(poisoned) => poisoned.into_inner().get(&version).cloned(),
        };
        if let Some(questionnaire) = known(&self.versions) {
            return Ok(questionnaire);
        }
        let text =
            store::versions::definition(connection, network, version)?.ok_or(DefinitionError::Unknown(version))?;
        let questionnaire = bundle::read(&text).map(Arc::new).map_err(|problems| DefinitionError::Unreadable {
            version,
            problem: problems.first().map(|problem| problem.words.en.clone()).unwrap_or_default(),
        })?;
        let mut versions = self.versions.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        versions.insert(version, Arc::clone(&questionnaire));
        Ok(questionnaire)
    }
}
