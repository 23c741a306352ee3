//! The first page of ties.

use std::collections::BTreeSet;

use serde::Serialize;

use super::agencies::{self, AgencyLine, OtherLine};
use super::asked::{Asked, By, Select};
use super::data::TieData;
use super::kinds::{self, KindsView};
use super::picture;
use crate::analysis::share::percent;
use crate::analysis::ties::{Mention, Party, Standing, TiePairs, kind_table, measures, ties};
use crate::view::table::Fact;

/// The first page of ties.
#[derive(Debug, Serialize)]
pub struct TiesPage {
    /// Whether agencies may be shown at all.
    pub sees_agencies: bool,
    /// Whether they are shown.
    pub by_agency: bool,
    /// What the form keeps of how agencies are put together.
    pub kept_by: &'static str,
    /// The query of the same page by agency, and by kind.
    pub switches: [String; 2],
    /// The query of this page.
    pub query: String,
    /// What the page is filtered by.
    pub selects: Vec<Select>,
    /// Whether it is filtered at all.
    pub is_filtered: bool,
    /// Who was asked and how much was named.
    pub facts: Vec<Fact>,
    /// What the reader should know, a sentence each.
    pub notes: Vec<String>,
    /// The picture, as SVG.
    pub picture: Option<String>,
    /// Agencies, in the order of the register.
    pub agencies: Vec<AgencyLine>,
    /// Names of agencies that nobody names: those that named somebody.
    pub unnamed: Vec<String>,
    /// The others of them.
    pub unnamed_unheard: Vec<String>,
    /// Names of agencies that lie between others.
    pub between: Vec<String>,
    /// Kinds and words that were named.
    pub others: Vec<OtherLine>,
    /// Kind × kind.
    pub kinds: KindsView,
    /// Whether anything was named.
    pub has_ties: bool,
    /// How many agencies a question has room for, in words.
    pub limit: String,
    /// What the page of pairs is called.
    pub pairs_title: String,
}

/// What the figures may claim.
const CLAIMS: &[&str] = &[
    "機関は名簿の順に並べています。数の多い少ないは、機関の評価ではありません。",
    "同じ相手を複数の設問で挙げた場合も、機関どうしの組としては一つに数えています。",
];

/// Whose answers these are.
const PERIOD: &str = "調査を選ばないときは、調査票ごとに、締め切った調査、又は依頼した機関の半数以上が回答した調査のうち、最も新しいものを使います。";

/// How betweenness is worked out.
const BETWEEN: &str = "「間にいる度合い（媒介中心性）」は、名簿の機関どうしを矢印に沿って結ぶ最短の道筋のうち、その機関を通るものの割合です。二つの機関の間に最短の道筋がいくつもあるときは、合わせて1と数えます。機関の数をnとして、（n－1）×（n－2）で割った値で、0から1までになります。回答していない機関からの矢印は分からないため、その機関の値は「…」としています。";

/// How density is worked out.
const DENSITY: &str = "「○／○組」は、回答して相手を挙げた機関と相手の種別の機関との、考えられる組（自機関を除く）のうち、実際に挙がった組の数と割合（密度）です。種別だけで挙げた回答は、組には数えず、別に示しています。";

impl TiesPage {
    /// The page that an address asks for.
    pub fn new(data: &TieData, asked: &Asked) -> Self {
        let taken: Vec<&Mention> =
            data.mentions.iter().filter(|mention| asked.filter.takes(&data.register, mention)).collect();
        let by_agency = asked.by == By::Agency;
        let mentions = if by_agency { data.by_name(&taken) } else { taken.clone() };
        let found = ties(mentions.iter().copied());
        let measures = measures(data.register.agencies().len(), &data.nodes, &found);
        // What is shared in totals only counts here: a tie that is returned there is not one-sided.
        let pairs = TiePairs::of(&data.known_standings(), &ties(taken.iter().copied()));
        let order: Vec<String> = data.kinds.iter().map(|kind| kind.key.clone()).collect();
        let table = kind_table(&data.register, (&data.known_standings(), &data.nodes), &taken, &order);
        let named: BTreeSet<usize> = ties(taken.iter().copied()).into_iter().map(|(_, to)| to).collect();
        let agencies =
            if by_agency { agencies::lines(data, (&mentions, &named), &measures, asked) } else { Vec::new() };
        let names = |wanted: fn(&AgencyLine) -> bool| {
            agencies.iter().filter(|line| wanted(line)).map(|line| line.name.clone()).collect()
        };
        let to = |by: By| Asked { by, ..asked.clone() }.with(&[]);
        Self {
            sees_agencies: data.sees_agencies,
            by_agency,
            kept_by: if by_agency || !data.sees_agencies { "" } else { "kind" },
            switches: [to(By::Agency), to(By::Kind)],
            query: asked.with(&[]),
            selects: asked.selects(data),
            is_filtered: asked.pairs().iter().any(|(name, _)| *name != "by"),
            facts: facts(data, &mentions, pairs),
            notes: notes(data, taken.len() - mentions.len(), by_agency),
            picture: if by_agency { picture::of_agencies(data, &mentions) } else { picture::of_kinds(data, &table) },
            unnamed: names(|line| line.is_unnamed && !line.is_unheard),
            unnamed_unheard: names(|line| line.is_unnamed && line.is_unheard),
            between: names(|line| line.is_between),
            agencies,
            others: if by_agency { agencies::others(&mentions, data, asked) } else { Vec::new() },
            kinds: kinds::shown(data, &table, asked),
            has_ties: !mentions.is_empty(),
            limit: data.limit(),
            pairs_title: data.pairs_title(),
        }
    }
}

fn facts(data: &TieData, mentions: &[&Mention], pairs: TiePairs) -> Vec<Fact> {
    let (named, blank) = (data.standing(Standing::Named), data.standing(Standing::Blank));
    let (silent, not_asked) = (data.standing(Standing::Silent), data.standing(Standing::NotAsked));
    let titles: Vec<&str> = data.rounds.iter().map(|round| round.title.as_str()).collect();
    let asked = named + blank + silent;
    let count = |wanted: fn(&Party) -> bool| mentions.iter().filter(|mention| wanted(&mention.to)).count();
    let itself = mentions.iter().filter(|mention| mention.to == Party::Agency(mention.from)).count();
    let ties = pairs.heard_ties();
    let reciprocity = match ties {
        0 => "-".to_owned(),
        ties => format!("{}％", percent(pairs.mutual as u64 * 2, ties as u64)),
    };
    let unheard = if data.left_out > 0 {
        "挙げられた側の回答が分からない"
    } else {
        "挙げられた側の回答がない"
    };
    let mut facts = vec![
        Fact::new("調査", if titles.is_empty() { "-".to_owned() } else { titles.join("、") }),
        Fact::new(
            "回答",
            format!(
                "依頼した{asked}機関のうち、相手を挙げた機関{named}、無回答{blank}、未回答{silent}（依頼していない機関{not_asked}）"
            ),
        ),
        Fact::new(
            "挙がった相手",
            format!(
                "延べ{}件（名簿の機関{}件、種別のみ{}件、名簿にない機関{}件）",
                mentions.len() - itself,
                count(|party| matches!(party, Party::Agency(_))) - itself,
                count(|party| matches!(party, Party::Kind(_))),
                count(|party| matches!(party, Party::Unregistered(_))),
            ),
        ),
        Fact::new(
            "名簿の機関どうしの組",
            format!(
                "互いに挙げている{}組、一方だけが挙げている{}組、{unheard}{}組",
                pairs.mutual, pairs.one_way, pairs.unanswered
            ),
        ),
        Fact::new(
            "相互性",
            format!(
                "{reciprocity}（どちらも相手を挙げて回答した機関どうしの矢印{ties}本のうち、相手からの矢印もあるもの）"
            ),
        ),
    ];
    if itself > 0 {
        facts.push(Fact::new("自機関を挙げた回答", format!("{itself}件（数に含みません）")));
    }
    facts
}

fn notes(data: &TieData, unnamed: usize, by_agency: bool) -> Vec<String> {
    let mut notes = vec![format!("{}挙がっていないことは、連携がないことを意味しません。", data.limit())];
    notes.extend(CLAIMS.iter().map(|claim| (*claim).to_owned()));
    notes.push(PERIOD.to_owned());
    notes.extend(data.waiting.iter().cloned());
    if unnamed > 0 {
        notes.push(format!(
            "集計した結果だけを共有するとお伝えした設問の{unnamed}件は、種別ごとの図と表、組の数及び相互性だけに含めています。"
        ));
    }
    if data.left_out > 0 {
        notes.push(format!(
            "集計した結果だけを共有するとお伝えした設問の{}件は、回答した機関が少ない種別のため、含めていません。",
            data.left_out
        ));
    }
    if by_agency {
        notes.push(BETWEEN.to_owned());
    }
    notes.push(DENSITY.to_owned());
    notes
}
