//! Names of sheets: short, each once, without the signs that Excel refuses.

/// The names that were given.
#[derive(Debug, Default)]
pub(super) struct SheetNames {
    given: Vec<String>,
    sections: usize,
}

/// What a sheet may be called at most, in UTF-16 units.
const MOST: usize = 31;

impl SheetNames {
    /// The name of a section's sheet: its number and the last part of its heading, which tells it from the others.
    pub(super) fn of_section(&mut self, title: &str) -> String {
        self.sections += 1;
        let last = title.split('　').rfind(|part| part.chars().count() > 2).unwrap_or(title);
        let name = format!("{} {last}", self.sections);
        self.give(&name)
    }

    /// The name of a table's sheet: what stands before its title, such as 表12.
    pub(super) fn of_table(&mut self, title: &str) -> String {
        self.give(title.split('　').next().unwrap_or(title))
    }

    /// A name that no other sheet has.
    pub(super) fn give(&mut self, wanted: &str) -> String {
        let kept = |sign: &char| !matches!(sign, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'') && !sign.is_control();
        let wanted: String = wanted.chars().filter(kept).collect();
        let mut name = cut(&wanted, MOST);
        let mut again = 2;
        while self.given.iter().any(|given| given.to_lowercase() == name.to_lowercase()) || name.is_empty() {
            name = format!("{}~{again}", cut(&wanted, MOST - 4));
            again += 1;
        }
        self.given.push(name.clone());
        name
    }
}

fn cut(name: &str, most: usize) -> String {
    let mut length = 0;
    let fits = |sign: &char| {
        length += sign.len_utf16();
        length <= most
    };
    name.chars().take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_bear_the_end_of_their_sections_heading() {
        let mut names = SheetNames::default();
        assert_eq!(names.of_section("Ⅰ　ひきこもり支援の概況　1　職員の体制"), "1 職員の体制");
        assert_eq!(names.of_section("[対象者]: 情報/状況?"), "2 対象者 情報状況");
        assert_eq!(names.of_table("表12　対応方法"), "表12");
        assert_eq!(names.give("表12"), "表12~2");
        let long = names.of_section(&"𠮷".repeat(40));
        assert!(long.encode_utf16().count() <= MOST && long.starts_with("3 𠮷"), "{long}");
    }
}
