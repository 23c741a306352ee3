//! Good and difficult cases side by side, as pages show them.

mod evidence;
pub mod json;
mod line;
mod pairs;
pub mod text;

pub use evidence::{CaseEntry, EvidencePage, evidence};
pub use line::{Figure, LineView, conditions_from, figure, query};
pub use pairs::{PairsPart, pairs_part};

use serde::Serialize;

use crate::analysis::profile::{Cases, Line, Profile, VALENCE, profile, test};
use crate::view::figures;

/// What figures of cases may claim.
pub const CLAIMS: &[&str] = &[
    "事例は、各機関が選んで寄せたものです。地域にいる方の人数や割合を表すものではありません。",
    "好事例と困難事例の別は、記入した機関の見方です。人や家族を分けるものではありません。",
    "挙がっていないことは、必要がないことを意味しません。機関の順位や評価を表すものではありません。",
];

/// What is said beside tests.
pub const TEST_NOTES: &[&str] = &[
    "事例は機関が選んだもので、無作為に抜き出したものではありません。次の値は、寄せられた事例の中での違いの目安で、地域全体のことは言えません。",
    "オッズ比は、困難事例での「該当する／しない」の比を、好事例での比で割ったものです。1より大きいと、困難事例に多く挙がっています。",
    "区間は、対数オッズ比の標準誤差によるもの（Woolfの方法）で、95％です。0件の欄がある組では、全ての欄に0.5を加えて計算し、「＊」を付けます。",
    "p値は、フィッシャーの正確確率検定（両側）です。調整後のp値は、このページの全ての検定の数について、ホルムの方法で調整したものです。",
    "同じ機関の事例は互いに似やすいため、区間は狭く、p値は小さく出ることがあります。",
    "検定では、尋ねて回答があった事例だけを数えます。「まだ分からない」などと答えた事例も含みます。",
];

/// A table of one attribute.
#[derive(Debug, Clone, Serialize)]
pub struct ProfileTable {
    /// Unique on the page.
    pub id: String,
    /// The attribute.
    pub title: String,
    /// n and what it counts.
    pub base: String,
    /// Its values, without those that no case has.
    pub lines: Vec<LineView>,
    /// What the reader should know, a sentence each.
    pub notes: Vec<String>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ProfilesPage {
    /// Which page of the gaps it is.
    pub here: &'static str,
    /// Whose cases these are, a sentence each.
    pub sources: Vec<String>,
    /// One table an attribute.
    pub tables: Vec<ProfileTable>,
    /// Two attributes together.
    pub pairs: PairsPart,
    /// Whether tests were asked for.
    pub is_tested: bool,
    /// The address of the same page with or without tests.
    pub switch: String,
    /// What is said of tests; empty where none were asked for.
    pub test_notes: &'static [&'static str],
    /// What figures may claim.
    pub claims: &'static [&'static str],
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Two attributes to be put together, by their keys.
    pub pair: Option<(String, String)>,
    /// Whether to test.
    pub tests: bool,
}

/// The page of all cases.
pub fn page(cases: &Cases, sources: Vec<String>, asked: &Asked) -> ProfilesPage {
    let shown = cases.attributes.iter().enumerate().filter(|(_, attribute)| attribute.key != VALENCE);
    let mut profiles: Vec<Profile> = shown.map(|(place, _)| profile(cases, place)).collect();
    let mut pair = pairs::lines(cases, asked);
    if asked.tests {
        let mut all: Vec<&mut Line> = profiles.iter_mut().flat_map(|profile| &mut profile.lines).collect();
        all.extend(pair.iter_mut());
        test(&mut all);
    }
    let tables = profiles.iter().filter_map(|profile| table(cases, profile));
    ProfilesPage {
        here: "profiles",
        sources,
        tables: tables.collect(),
        pairs: pairs_part(cases, asked, &pair),
        is_tested: asked.tests,
        switch: switch(asked),
        test_notes: if asked.tests { TEST_NOTES } else { &[] },
        claims: CLAIMS,
    }
}

fn switch(asked: &Asked) -> String {
    let pair = asked.pair.as_ref().map(|(one, other)| format!("one={one}&other={other}"));
    let test = (!asked.tests).then(|| "tests=yes".to_owned());
    let parts: Vec<String> = pair.into_iter().chain(test).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

fn table(cases: &Cases, profile: &Profile) -> Option<ProfileTable> {
    let attribute = cases.attributes.get(profile.attribute)?;
    let answered = profile.lines.first()?.answered;
    let present: Vec<&Line> =
        profile.lines.iter().filter(|line| line.counts.difficult.cases + line.counts.good.cases > 0).collect();
    let mut notes = Vec::new();
    if present.len() < profile.lines.len() {
        let left = profile.lines.len() - present.len();
        notes.push(format!("どの事例にも挙がっていない選択肢{left}個は、省いています。"));
    }
    for (counts, words) in [(profile.blank, "無回答"), (profile.not_asked, "尋ねていない")] {
        let (difficult, good) = (counts.difficult.cases, counts.good.cases);
        if difficult + good > 0 {
            notes.push(format!("{words}：困難事例{}件、好事例{}件", figures::count(difficult), figures::count(good)));
        }
    }
    let many = if attribute.is_multiple { "複数回答（MA）" } else { "単一回答（SA）" };
    Some(ProfileTable {
        id: attribute.key.clone(),
        title: attribute.label.clone(),
        base: format!(
            "{many}　回答のあった事例：困難事例 n＝{}、好事例 n＝{}",
            figures::count(answered.difficult.cases),
            figures::count(answered.good.cases)
        ),
        lines: present.into_iter().map(|one| line::line(cases, one)).collect(),
        notes,
    })
}

/// Whose cases stand behind the page.
pub fn sources(rounds: &[String], cases: &Cases) -> Vec<String> {
    if cases.cases.is_empty() {
        return Vec::new();
    }
    let titles: Vec<String> = rounds.iter().map(|title| format!("「{title}」")).collect();
    let all = cases.count(&[]);
    let of = |code: &str| cases.condition(VALENCE, code).map_or(0, |condition| cases.count(&[condition]).cases);
    let (difficult, good) = (of(crate::analysis::profile::DIFFICULT), of(crate::analysis::profile::GOOD));
    let mut sources = vec![format!(
        "全ての調査（{}）に{}機関から寄せられた{}件（困難事例{}件、好事例{}件）",
        titles.concat(),
        figures::count(all.agencies),
        figures::count(all.cases),
        figures::count(difficult),
        figures::count(good)
    )];
    let neither = all.cases.saturating_sub(difficult + good);
    if neither > 0 {
        sources.push(format!("好事例・困難事例の別が分からない{}件は、比べていません。", figures::count(neither)));
    }
    sources
}
