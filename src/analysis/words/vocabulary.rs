//! Which words are counted, and as what.

use std::collections::{HashMap, HashSet};

use super::{ListProblem, OwnWords, parse_synonyms, parse_words};

/// Lists as people write them: the shipped ones or a network's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lists {
    /// Words that are always cut out and counted, even where a list of stop words has them.
    pub words: String,
    /// What is counted as the same.
    pub synonyms: String,
    /// What is not counted.
    pub stop_words: String,
}

/// The lists, read.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    own: OwnWords,
    words: HashSet<String>,
    synonyms: HashMap<String, String>,
    stop_words: HashSet<String>,
}

impl Vocabulary {
    /// Of the shipped lists and a network's own; where they differ, the network's hold.
    ///
    /// # Errors
    /// What is wrong with a list. Lists are checked before they are kept, so that this is a fault of ours.
    pub fn new(shipped: &Lists, own: &Lists) -> Result<Self, Vec<ListProblem>> {
        let words = parse_words(&own.words)?;
        let mut synonyms = HashMap::new();
        for (head, others) in parse_synonyms(&shipped.synonyms)?.into_iter().chain(parse_synonyms(&own.synonyms)?) {
            // A head that was another's synonym is a word of its own now.
            synonyms.remove(&head);
            for other in others {
                synonyms.insert(other, head.clone());
            }
        }
        let mut stop_words: HashSet<String> = parse_words(&shipped.stop_words)?.into_iter().collect();
        stop_words.extend(parse_words(&own.stop_words)?);
        for word in &words {
            stop_words.remove(word);
        }
        Ok(Self {
            own: OwnWords::new(words.iter().map(String::as_str)),
            words: words.into_iter().collect(),
            synonyms,
            stop_words,
        })
    }

    /// The words to cut out.
    pub fn own(&self) -> &OwnWords {
        &self.own
    }

    /// What a word is counted as; `None` where it is not counted.
    pub fn counted<'a>(&'a self, word: &'a str) -> Option<&'a str> {
        let mut counted = word;
        // The network's synonym of a shipped one; more than a few steps would be a circle.
        for _ in 0..4 {
            match self.synonyms.get(counted) {
                Some(head) => counted = head,
                None => break,
            }
        }
        (!self.stop_words.contains(counted) || self.words.contains(counted)).then_some(counted)
    }
}
