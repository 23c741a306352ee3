//! のりしろ: for each agency, who could overlap where, from group work, hearings and surveys.

mod read;

use read::{Read, Said};

use super::coding::books::{Books, DIFFICULT, GOOD};
use super::definitions::{Definitions, NEEDS};
use super::desk::DeskError;
use super::masking::Masker;
use super::reader::Reader;
use super::words::WordDictionary;
use crate::analysis::norishiro::{Ground, Mirroring, Overlap, Saying, Theme, ThemeBy, overlaps};
use crate::store::{AgencyId, Connection, NetworkId};
use crate::view::figures;
use crate::view::norishiro::{AgencyLink, AgencyPart, GroundLine, NorishiroPage, PartnerPart, SaidLine};

/// Which agencies a page shows beside the list of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// None.
    List,
    /// One, with what was said.
    One(AgencyId),
    /// All, to be printed.
    All,
}

/// The page: the agencies that said something, or that others could overlap with, and of those that are shown the
/// overlaps.
///
/// # Errors
/// [`DeskError::NotFound`] where the agency that is to be shown has nothing; where the database fails, an answer does
/// not fit its definition, or there is no dictionary in the program.
pub fn page(
    connection: &mut Connection,
    definitions: &Definitions,
    (dictionary, masker): (&WordDictionary, &Masker),
    network: NetworkId,
    (reader, shown): (Reader, Shown),
) -> Result<NorishiroPage, DeskError> {
    let read = Read::new(connection, definitions, (dictionary, masker), network, reader)?;
    let statements: Vec<_> = read.said.iter().map(|said| said.statement.clone()).collect();
    let found = overlaps(&statements, &read.functions, &mirrorings(&read.books));
    let quotes = shown != Shown::All;
    let drawing = Drawing { read: &read, quotes };
    let (mut links, mut parts) = (Vec::new(), Vec::new());
    let has_something = |at: usize| {
        read.said.iter().any(|said| said.statement.agency == at)
            || found.iter().any(|one| one.to == at || one.from == at)
    };
    for (at, agency) in read.agencies.iter().enumerate().filter(|(at, _)| has_something(*at)) {
        let is_here = shown == Shown::One(agency.id);
        links.push(AgencyLink { agency: agency.id.to_string(), name: agency.name.clone(), is_here });
        if !is_here && shown != Shown::All {
            continue;
        }
        let said: Vec<SaidLine> =
            read.said.iter().filter(|said| said.statement.agency == at).map(|said| drawing.said(said)).collect();
        let to_it: Vec<PartnerPart> =
            found.iter().filter(|one| one.to == at).map(|one| drawing.partner(one, one.from)).collect();
        let from_it: Vec<PartnerPart> =
            found.iter().filter(|one| one.from == at).map(|one| drawing.partner(one, one.to)).collect();
        parts.push(AgencyPart {
            id: format!("agency-{}", agency.id),
            name: agency.name.clone(),
            kind: read.kind_of(at).to_owned(),
            strengths: said.iter().filter(|line| line.is_of_strength).cloned().collect(),
            weaknesses: said.into_iter().filter(|line| !line.is_of_strength).collect(),
            functions: drawing.functions(at),
            to_it,
            from_it,
        });
    }
    if parts.is_empty() && matches!(shown, Shown::One(_)) {
        return Err(DeskError::NotFound);
    }
    let silent = read.agencies.iter().enumerate();
    let silent = silent.filter(|(at, _)| !read.said.iter().any(|said| said.statement.agency == *at));
    let silent = silent.map(|(_, agency)| agency.name.clone()).collect();
    let speaking = (0..read.agencies.len()).filter(|at| read.said.iter().any(|said| said.statement.agency == *at));
    Ok(NorishiroPage {
        speaking: figures::count(speaking.count() as u64),
        links,
        agencies: parts,
        silent,
        rounds: read.rounds.clone(),
        sees_answers: reader.sees_answers(),
        is_all: shown == Shown::All,
    })
}

/// Turns what was found into words.
struct Drawing<'a> {
    read: &'a Read,
    /// Whether what was said stands below each ground: for all agencies at once that would be too much to read.
    quotes: bool,
}

impl Drawing<'_> {
    fn said(&self, said: &Said) -> SaidLine {
        SaidLine {
            is_of_strength: said.statement.saying.is_of_strength(),
            what: what(said.statement.saying),
            text: said.text.clone(),
            partner: said.partner.clone(),
            source: said.source.clone(),
            evidence: said.evidence.clone(),
            coding: said.coding.clone(),
        }
    }

    fn functions(&self, agency: usize) -> Vec<String> {
        self.read
            .functions
            .get(agency)
            .map_or_else(Vec::new, |codes| codes.iter().map(|code| self.theme(code)).collect())
    }

    /// A function by the name that agencies know it by, other codes by the codebook's.
    fn theme(&self, Theme { book, code }: &Theme) -> String {
        let function = self.read.function_labels.get(code).filter(|_| book == NEEDS).map(String::as_str);
        function.or_else(|| self.read.books.label(book, code)).unwrap_or(code).to_owned()
    }

    fn partner(&self, overlap: &Overlap, other: usize) -> PartnerPart {
        let agency = &self.read.agencies[other];
        let mut grounds: Vec<GroundLine> = Vec::new();
        for line in overlap.grounds.iter().map(|ground| self.ground(ground)) {
            // The same reason for several statements is read once, with all of them.
            match grounds.iter_mut().find(|known| known.reason == line.reason) {
                Some(known) => known.said.extend(line.said),
                None => grounds.push(line),
            }
        }
        PartnerPart { agency: agency.id.to_string(), name: agency.name.clone(), grounds }
    }

    fn ground(&self, ground: &Ground) -> GroundLine {
        let quoted = |place: usize| self.read.said.get(place).map(|said| self.said(said));
        let lines = |places: &[usize]| {
            places.iter().filter(|_| self.quotes).filter_map(|place| quoted(*place)).collect::<Vec<_>>()
        };
        match ground {
            Ground::Asked { ask } => GroundLine::new("相手として挙げられています", lines(&[*ask])),
            Ground::Offered { offer } => GroundLine::new("重ねたい相手として挙げています", lines(&[*offer])),
            Ground::Function { code, need } => {
                let by = self.by(*need, code);
                GroundLine::new(format!("「{}」を行っていると回答しています{by}", self.theme(code)), lines(&[*need]))
            }
            Ground::Theme { code, strength, need } => {
                let by = self.by(*need, code);
                GroundLine::new(format!("同じ内容：{}{by}", self.theme(code)), lines(&[*strength, *need]))
            }
            Ground::Mirror { lacking, there, strength, need } => {
                let words = format!("向かい合う分類：{} ⇔ {}", self.theme(lacking), self.theme(there));
                GroundLine::new(format!("{words}{}", self.by(*need, lacking)), lines(&[*strength, *need]))
            }
            Ground::Words { words, strength, need } => {
                GroundLine::new(format!("共通する語：{}", words.join("、")), lines(&[*strength, *need]))
            }
        }
    }

    /// How a statement came by its theme: a word in it is a hint, and is said to be one.
    fn by(&self, place: usize, code: &Theme) -> String {
        match self.read.said.get(place).and_then(|said| said.statement.themes.get(code)) {
            Some(ThemeBy::Reader) => "（読み手が付けた分類による）".to_owned(),
            Some(ThemeBy::Words(word)) => format!("（語「{word}」による目安）"),
            None => String::new(),
        }
    }
}

/// Factors that mirror each other truly.
fn mirrorings(books: &Books) -> Vec<Mirroring> {
    let theme = |book: &str, code: &str| Theme { book: book.to_owned(), code: code.to_owned() };
    let close = books.pairs.iter().filter(|pair| pair.is_close);
    close.map(|pair| Mirroring { lacking: theme(DIFFICULT, &pair.difficult), there: theme(GOOD, &pair.good) }).collect()
}

fn what(saying: Saying) -> &'static str {
    match saying {
        Saying::Strength => "強み",
        Saying::Offer => "手を伸ばせること",
        Saying::Weakness => "弱み",
        Saying::Ask => "ほかの機関にあるとよいこと",
    }
}
