//! Response figures of a round: 配布数, 回収数, 有効回答数 and their rates.

use serde::Serialize;

use super::share::percent;

/// How many were asked, how many came back, how many of those count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ResponseFigures {
    /// 配布数: agencies or persons the questionnaire was sent to.
    pub sent: u64,
    /// 回収数: answers that came back, those set aside too.
    pub returned: u64,
    /// 有効回答数: answers that came back and are counted.
    pub valid: u64,
}

impl ResponseFigures {
    /// 回収率: returned of sent, in percent with one decimal, half-up; `-` where none was sent.
    pub fn return_rate(&self) -> String {
        percent(self.returned, self.sent)
    }

    /// 有効回答率: valid of sent (not of returned), in percent with one decimal, half-up; `-` where
    /// none was sent.
    pub fn valid_rate(&self) -> String {
        percent(self.valid, self.sent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn returned_and_valid_are_not_the_same() {
        let check = |sent, returned, valid, rates: [&str; 2]| {
            let figures = ResponseFigures { sent, returned, valid };
            assert_eq!([figures.return_rate(), figures.valid_rate()], rates, "{figures:?}");
        };
        check(127, 41, 38, ["32.3", "29.9"]); // the health centres: 41 returned, three of them set aside
        check(3701, 2349, 2343, ["63.5", "63.3"]); // published: 63.5
        check(664, 319, 319, ["48.0", "48.0"]); // published: 48.0 of valid ones
        check(2214, 1931, 1931, ["87.2", "87.2"]); // published: 87.2
        check(0, 0, 0, ["-", "-"]);
    }
}
