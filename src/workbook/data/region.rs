//! 全国地方公共団体コード: five digits and a check digit.

/// The code of a municipality or prefecture, its check digit right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionCode(String);

/// Why what was typed is no such code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegionProblem {
    /// Not six digits.
    Digits,
    /// The last digit does not follow from the others: something was mistyped.
    CheckDigit,
}

impl RegionProblem {
    /// What to do, as a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Digits => "全国地方公共団体コードは、検査数字を含む6桁の数字で入力してください（例：131016）。",
            Self::CheckDigit => {
                "全国地方公共団体コードの最後の数字（検査数字）が合いません。打ち間違いがないかお確かめください。"
            }
        }
    }
}

impl RegionCode {
    /// The code in what was typed; `None` where nothing was.
    ///
    /// The check digit is the last digit of 11 less the remainder of 6a + 5b + 4c + 3d + 2e by 11
    /// (総務省「全国地方公共団体コード仕様」).
    ///
    /// # Errors
    /// See [`RegionProblem`].
    pub fn read(typed: &str) -> Result<Option<Self>, RegionProblem> {
        use unicode_normalization::UnicodeNormalization;
        let digits: String = typed.trim().nfkc().filter(|sign| *sign != '-' && *sign != ' ').collect();
        if digits.is_empty() {
            return Ok(None);
        }
        let values: Vec<u32> = digits.chars().filter_map(|digit| digit.to_digit(10)).collect();
        let [first @ .., check] = values.as_slice() else { return Err(RegionProblem::Digits) };
        if first.len() != 5 || digits.len() != 6 {
            return Err(RegionProblem::Digits);
        }
        let sum: u32 = first.iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| digit * weight).sum();
        if (11 - sum % 11) % 10 == *check { Ok(Some(Self(digits))) } else { Err(RegionProblem::CheckDigit) }
    }

    /// The six digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_the_published_codes() {
        // 札幌市, 千代田区, 大阪市, 高知市, 那覇市, 北海道.
        for code in ["011002", "131016", "271004", "392014", "472018", "010006"] {
            assert_eq!(RegionCode::read(code), Ok(Some(RegionCode(code.to_owned()))));
        }
        assert_eq!(RegionCode::read("１３１０１－６"), Ok(Some(RegionCode("131016".to_owned()))));
        assert_eq!(RegionCode::read(" "), Ok(None));
        assert_eq!(RegionCode::read("131017"), Err(RegionProblem::CheckDigit));
        assert_eq!(RegionCode::read("131061"), Err(RegionProblem::CheckDigit));
        for wrong in ["13101", "1310160", "B市", "13101６7", "13101x"] {
            assert_eq!(RegionCode::read(wrong), Err(RegionProblem::Digits), "{wrong}");
        }
    }
}
