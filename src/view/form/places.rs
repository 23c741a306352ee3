//! `{period}`, `{fiscal_year}` and `{agency}` in the texts of a questionnaire.

/// What stands in the places.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// Such as 「令和7年4月から令和8年3月まで」.
    pub period: String,
    /// Such as 「令和7年度」.
    pub fiscal_year: String,
    /// Name of the agency.
    pub agency: String,
}

impl Places {
    /// The text with its places filled.
    pub fn fill(&self, text: &str) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        // In one pass, so that a name that itself holds 「{period}」 stays as it is.
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            filled.push_str(&rest[..start]);
            let end = rest[start..].find('}').map(|length| start + length);
            let value = end.and_then(|end| match &rest[start + 1..end] {
                "period" => Some(&self.period),
                "fiscal_year" => Some(&self.fiscal_year),
                "agency" => Some(&self.agency),
                _ => None,
            });
            match (value, end) {
                (Some(value), Some(end)) => {
                    filled.push_str(value);
                    rest = &rest[end + 1..];
                }
                _ => {
                    filled.push('{');
                    rest = &rest[start + 1..];
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once() {
        let places = Places {
            period: "令和7年度中".to_owned(),
            fiscal_year: "令和7年度".to_owned(),
            agency: "{period}の会".to_owned(),
        };
        assert_eq!(places.fill("{agency}が{period}に行った{こと}"), "{period}の会が令和7年度中に行った{こと}");
        assert_eq!(places.fill("まとめ {fiscal_year}"), "まとめ 令和7年度");
    }
}
