//! A small town: a network with an open round and invited agencies.

use jiff::Timestamp;
use jiff::civil::date;
use norishiro::app::{ServerKey, links};
use norishiro::store::agencies::{self, Agency};
use norishiro::store::audit::Act;
use norishiro::store::drafts::{self, Save, Saved};
use norishiro::store::invitations::{self, Invitation};
use norishiro::store::masked_cases::{self, MaskedState, NewVersion};
use norishiro::store::networks::{self, Network};
use norishiro::store::responses;
use norishiro::store::revisions::Channel;
use norishiro::store::rounds::{self, Round, RoundState};
use norishiro::store::sheets;
use norishiro::store::submissions::{self, Receipt, Submission, Submitted};
use norishiro::store::versions::{self, Version};
use norishiro::store::{AgencyId, InvitationId, NetworkId, ResponseId, RoundId, SheetId, Store, StoreError, TokenHash};

/// What the links of the harness's towns are made from.
pub(crate) fn server_key() -> ServerKey {
    ServerKey::from_hex(&"5a".repeat(32), "test").unwrap()
}

/// A moment, as `2026-11-20T09:00:00+09:00`.
pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A network with a questionnaire that is being asked.
pub(crate) struct Town {
    pub(crate) store: Store,
    pub(crate) network: Network,
    pub(crate) version: Version,
    pub(crate) round: Round,
    pub(crate) act: Act,
}

/// An agency that was invited, and its first sheet.
#[derive(Clone)]
pub(crate) struct Guest {
    pub(crate) agency: Agency,
    pub(crate) invitation: Invitation,
    pub(crate) token: String,
    pub(crate) sheet: SheetId,
}

impl Town {
    /// B市, asking its agencies about the fiscal year 2025.
    pub(crate) fn new(store: &Store) -> Self {
        Self::called(store, "B市")
    }

    /// The same in a municipality of another name.
    pub(crate) fn called(store: &Store, municipality: &str) -> Self {
        let act = Act::by_program(at("2026-11-20T09:00:00+09:00"));
        let network = Network {
            id: NetworkId::new(act.at),
            name: format!("{municipality}ひきこもり支援ネットワーク"),
            municipality: municipality.to_owned(),
            department: "健康福祉課".to_owned(),
            officer_name: "佐藤".to_owned(),
            telephone: "0000-00-0000".to_owned(),
            mail: "kenko@city.example".to_owned(),
            office_hours: "平日8時30分～17時15分".to_owned(),
            time_zone: "Asia/Tokyo".to_owned(),
            disclosure_k_inside: 5,
            disclosure_k_public: 10,
        };
        let added = network.clone();
        let (version, round) = store
            .write_blocking(move |connection| {
                networks::add(connection, &added, &act)?;
                let title = "ひきこもり支援に関するアンケート";
                let version = versions::publish(connection, added.id, "agency-survey", title, "{}", &act)?;
                let round = Round {
                    id: RoundId::new(act.at),
                    version_id: version.id,
                    title: "令和7年度 関係機関アンケート".to_owned(),
                    period_text: "令和7年4月～令和8年3月".to_owned(),
                    period_start: Some(date(2025, 4, 1)),
                    period_end: Some(date(2026, 3, 31)),
                    fiscal_year: Some(2025),
                    opens_on: None,
                    due_on: date(2026, 12, 18),
                    state: RoundState::Open,
                    officer_name: None,
                    officer_telephone: None,
                    officer_mail: None,
                    late_due_on: None,
                    paused_at: None,
                    archived_at: None,
                    edition: 0,
                };
                rounds::add(connection, added.id, &round, &act)?;
                Ok::<_, StoreError>((version, round))
            })
            .unwrap();
        Self { store: store.clone(), network, version, round, act }
    }

    /// The same town, asking another questionnaire in a round of its own.
    pub(crate) fn asking(&self, key: &str, title: &str, definition: &str) -> Self {
        let (network, act) = (self.network.id, self.act);
        let mut round = self.round.clone();
        let (key, title, definition) = (key.to_owned(), title.to_owned(), definition.to_owned());
        let (version, round) = self
            .store
            .write_blocking(move |connection| {
                let version = versions::publish(connection, network, &key, &title, &definition, &act)?;
                round.id = RoundId::new(act.at);
                round.version_id = version.id;
                round.title = title;
                rounds::add(connection, network, &round, &act)?;
                Ok::<_, StoreError>((version, round))
            })
            .unwrap();
        Self { store: self.store.clone(), network: self.network.clone(), version, round, act }
    }

    /// Changes the round, as a coordinator does.
    pub(crate) fn change_round(&self, change: impl FnOnce(&mut Round)) {
        let (network, act) = (self.network.id, self.act);
        let mut round = self.round.clone();
        round.edition = self.read(|connection| rounds::find(connection, network, round.id)).unwrap().edition;
        change(&mut round);
        let changed =
            self.store.write_blocking(move |connection| rounds::update(connection, network, &round, &act)).unwrap();
        assert!(changed, "the round is there");
    }

    /// Registers an agency and invites it.
    pub(crate) fn invite(&self, name: &str, kana: &str, kind: &str) -> Guest {
        let agency = Agency::named(AgencyId::new(self.act.at), name, kana, kind, &self.network.municipality);
        let (network, act) = (self.network.id, self.act);
        let added = agency.clone();
        self.store.write_blocking(move |connection| agencies::add(connection, network, &added, &act)).unwrap();
        self.invite_again(&agency)
    }

    /// Invites an agency of the register to this round.
    pub(crate) fn invite_again(&self, agency: &Agency) -> Guest {
        let (network, round, act) = (self.network.id, self.round.id, self.act);
        let agency = agency.clone();
        let agency_id = agency.id;
        let id = InvitationId::new(act.at);
        let token = links::token(&server_key(), id, 1);
        let hash = TokenHash::of(&token);
        let (invitation, sheet) = self
            .store
            .write_blocking(move |connection| {
                let invitation = invitations::invite(connection, network, id, round, agency_id, hash, &act)?;
                let sheets = sheets::of_invitation(connection, network, id)?;
                let first = sheets.into_iter().next().ok_or(StoreError::Unreadable { what: "sheet" })?;
                Ok::<_, StoreError>((invitation, first.sheet.id))
            })
            .unwrap();
        Guest { agency, invitation, token, sheet }
    }

    /// Saves fields on a sheet, expecting the draft to be at `expected_version`.
    pub(crate) fn save(&self, sheet: SheetId, fields: &str, expected_version: i32, key: &str) -> Saved {
        let (network, act) = (self.network.id, self.act);
        let (fields, key) = (fields.to_owned(), key.to_owned());
        self.store
            .write_blocking(move |connection| {
                let save = Save { fields: &fields, expected_version, base_version: expected_version, save_key: &key };
                drafts::save(connection, network, sheet, &save, &act)
            })
            .unwrap()
    }

    /// Hands a sheet's draft in.
    pub(crate) fn submit(&self, sheet: SheetId, document: &str, draft_version: i32, key: &str) -> Submitted {
        let (network, version, act) = (self.network.id, self.version.id, self.act);
        let (document, key) = (document.to_owned(), key.to_owned());
        self.store
            .write_blocking(move |connection| {
                let submission = Submission {
                    sheet,
                    draft_version,
                    submit_key: &key,
                    version,
                    document: &document,
                    channel: Channel::Web,
                    reason: None,
                };
                submissions::submit(connection, network, &submission, &act)
            })
            .unwrap()
    }

    /// Fills a sheet in for the first time and hands it in.
    pub(crate) fn answer(&self, guest: &Guest, document: &str) -> Receipt {
        assert!(matches!(self.save(guest.sheet, "{}", 0, "save"), Saved::Stored { version: 1, .. }));
        match self.submit(guest.sheet, document, 1, "submit") {
            Submitted::Received(receipt) => receipt,
            Submitted::DraftChanged { .. } => panic!("nobody else saved"),
        }
    }

    /// The agency agrees that others read its case as it was written: nothing in it tells a person.
    pub(crate) fn release(&self, case: ResponseId) {
        let (network, act) = (self.network.id, self.act);
        let kept = self.store.write_blocking(move |connection| {
            let revision = responses::find(connection, network, case)?.unwrap().latest_revision;
            let seen = masked_cases::find(connection, network, case)?.map_or(0, |kept| kept.version);
            let new = NewVersion { response: case, revision, state: MaskedState::Approved, decisions: &[], note: "" };
            masked_cases::save(connection, network, seen, new, &act)
        });
        assert!(kept.unwrap());
    }

    /// Reads something by the tables' functions.
    pub(crate) fn read<T>(
        &self,
        look_up: impl FnOnce(&mut norishiro::store::Connection) -> Result<T, StoreError>,
    ) -> T {
        self.store.read_blocking(look_up).unwrap()
    }
}
