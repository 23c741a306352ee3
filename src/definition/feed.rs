//! `feeds`: the closed vocabulary by which the analysis knows a question.

use super::question::QuestionType;

macro_rules! feeds {
    ($($variant:ident $name:literal $shape:literal [$($kind:literal)+];)+) => {
        /// What the analysis may read from a question.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Feed {
            $(#[doc = $shape] $variant,)+
        }

        impl Feed {
            /// Every feed, in the order of the vocabulary.
            pub const ALL: &'static [Feed] = &[$(Feed::$variant,)+];

            /// The name in definition files.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The names of the question types that can feed it.
            pub fn types(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($kind,)+],)+ }
            }
        }
    };
}

feeds! {
    SupplyServed "supply.served" "Persons or cases served, by age band where it is a grid." ["grid" "counts" "number"];
    SupplyMethods "supply.methods" "Ways of support the agency uses." ["choices"];
    SupplyTargets "supply.targets" "Whom the agency supports." ["choices"];
    SupplyStaff "supply.staff" "Staff numbers." ["counts" "number"];
    SupplyFunction "supply.function" "Functions of support the agency says it offers." ["choice" "choices" "repeat"];
    SupplyAgeEligible "supply.age_eligible" "Ages that may use the agency." ["choice" "choices"];
    SupplyPlace "supply.place" "Places and services, each with function and ages." ["repeat"];
    ResourceName "resource.name" "Inside `supply.place`: what a place or service is called." ["text"];
    ResourceFunction "resource.function" "Inside `supply.place`: its functions of support." ["choice" "choices"];
    ResourceAges "resource.ages" "Inside `supply.place`: the ages that may use it." ["choice" "choices"];
    ResourceFor "resource.for" "Inside `supply.place`: whom it is for." ["choice" "choices"];
    ResourceArea "resource.area" "Inside `supply.place`: where it is." ["text" "paragraph"];
    ResourceAccess "resource.access" "Inside `supply.place`: what makes it easy to use." ["choice" "choices"];
    ResourceEntry "resource.entry" "Inside `supply.place`: how one begins to use it." ["choice" "choices" "text"];
    ResourceContact "resource.contact" "Whom other agencies ask or refer to." ["text" "paragraph"];
    DemandAge "demand.age" "Age band of a person." ["choice" "grid" "counts"];
    DemandSex "demand.sex" "Sex of a person." ["choice" "counts"];
    DemandCondition "demand.condition" "Conditions of body and mind." ["choice" "choices" "ranking"];
    DemandNeed "demand.need" "Needs of a person." ["choice" "choices" "ranking"];
    DemandUnmet "demand.unmet" "Support that was looked for and not found." ["choice" "choices" "repeat" "number"];
    DemandDoubtfulEnd "demand.doubtful_end" "Endings that left a worry." ["choice" "choices" "number" "paragraph"];
    DemandHardToReach "demand.hard_to_reach" "Situations that support hardly reaches." ["choice" "choices" "ranking"];
    CaseOutcome "case.outcome" "Whether support goes on or has ended." ["choice"];
    CaseValence "case.valence" "Good or difficult case." ["choice"];
    RatingPerson "rating.person" "An agency's own number of a person, by which ratings at several times are joined." ["text"];
    RatingOccasion "rating.occasion" "At which time a person was rated, in the order of the options." ["choice"];
    RatingDay "rating.day" "The day of a rating." ["date"];
    RatingMissing "rating.missing" "Why the scale or checklist before this question was not filled in." ["choice"];
    TiePartner "tie.partner" "Agencies worked with." ["agency" "agencies" "repeat"];
    TiePurpose "tie.purpose" "What two agencies work together on." ["choices" "repeat"];
    TieReferredFrom "tie.referred_from" "Agencies that refer people here." ["agency" "agencies"];
    TieReferredTo "tie.referred_to" "Agencies that people are referred to." ["agency" "agencies"];
    FlowInRoute "flow.in_route" "Kinds of agencies that people came through." ["choice" "choices" "counts" "ranking"];
    FlowInRouteText "flow.in_route_text" "The same in words." ["text" "paragraph"];
    TextCase "text.case" "Free text of a case." ["text" "paragraph"];
    TextFree "text.free" "Free remarks." ["text" "paragraph"];
    Difficulty "difficulty" "What is hard in support and cooperation." ["choice" "choices" "ranking" "paragraph"];
    Strength "strength" "Strengths." ["text" "paragraph"];
    Weakness "weakness" "Weaknesses." ["text" "paragraph"];
    Wanted "wanted" "What the area should have." ["choice" "choices" "ranking" "paragraph"];
    MeetingAttended "meeting.attended" "Meetings the agency takes part in." ["choices"];
    MeetingTopic "meeting.topic" "What to talk about at the meeting." ["choices" "ranking"];
    PracticeValue "practice.value" "What matters in support." ["text" "paragraph"];
    NorishiroOffer "norishiro.offer" "Where the agency could reach a little further." ["text" "paragraph" "repeat"];
    NorishiroAsk "norishiro.ask" "What other agencies could do." ["text" "paragraph" "repeat"];
    RecordSharing "record.sharing" "Whether the words of an answer may be shared: `summary_only`, `no_share` or a blank keep them with the office." ["choice"];
    NorishiroStep "norishiro.step" "The first step." ["text" "paragraph" "repeat"];
}

impl Feed {
    /// The feed with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|feed| feed.name() == name)
    }

    /// Whether a question of this type has the shape the feed needs.
    pub fn takes(self, kind: &QuestionType) -> bool {
        self.types().contains(&kind.name())
    }
}
