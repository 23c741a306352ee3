//! What an import would do, without a database.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::app::register::entry::{tidy_agency, tidy_contact, with_contact_fields, with_fields};
use crate::app::register::export::lines;
use crate::store::ContactId;
use crate::workbook::register::{csv, workbook};

fn kinds() -> Kinds {
    Kinds::new(&crate::app::shipped::library().unwrap().code_list("agency-kinds").unwrap().codes, Vec::new())
}

type Listed = Vec<(Agency, Vec<Contact>)>;

/// Works a file out against a register, and hands the plan to a test.
fn planned(listed: &Listed, bytes: &[u8], look: impl FnOnce(&Plan<'_>)) {
    let agencies: Vec<Agency> = listed.iter().map(|(agency, _)| agency.clone()).collect();
    let contacts: Vec<Contact> = listed.iter().flat_map(|(_, contacts)| contacts.clone()).collect();
    let register = Register { agencies: &agencies, contacts: &contacts, kinds: &kinds(), municipality: "B市" };
    look(&Plan::of(&RegisterFile::read(bytes).unwrap(), &register));
}

fn agency(name: &str, municipality: &str) -> Agency {
    Agency::named(AgencyId::new(Timestamp::UNIX_EPOCH), name, "", "npo", municipality)
}

fn contact(agency: &Agency, fields: [&str; 5]) -> Contact {
    with_contact_fields(
        Contact::named(ContactId::new(Timestamp::UNIX_EPOCH), agency.id, ""),
        &fields.map(str::to_owned),
    )
}

/// The faults as `row column words`.
fn faults(plan: &Plan<'_>) -> Vec<String> {
    plan.faults.iter().map(|fault| format!("{} {} {}", fault.row, fault.column.label(), fault.words)).collect()
}

#[test]
fn an_agency_is_known_by_its_id_else_by_name_and_municipality() {
    let listed: Listed = vec![
        (agency("社会福祉協議会", "B市"), vec![]),
        (agency("社会福祉協議会", "C市"), vec![]),
        (agency("よりみち", "B市"), vec![]),
    ];
    let id = listed[2].0.id;
    let file = format!(
        "機関ID,機関名,市区町村,住所\n{id},よりみち改め,,x\n,社会福祉協議会,C市,y\n,社会福祉協議会,,z\n,社会福祉協議会,D市,w\n"
    );
    planned(&listed, file.as_bytes(), |plan| {
        let kept: Vec<_> = plan.agencies.iter().map(|one| one.kept.map(|kept| kept.municipality.as_str())).collect();
        assert_eq!(kept, [Some("B市"), Some("C市"), None, None]);
        assert_eq!(plan.agencies[0].fields[0], "よりみち改め");
        assert_eq!(plan.agencies[3].namesake.map(|other| other.municipality.as_str()), Some("B市"));
        let faults = faults(plan);
        assert!(faults.iter().any(|fault| fault.starts_with("4 機関名 同じ名称の機関が複数")), "{faults:?}");
        assert!(faults.iter().any(|fault| fault.starts_with("5 機関種別 新しい機関には")), "{faults:?}");
        assert_eq!(plan.missing.iter().map(|one| one.municipality.as_str()).collect::<Vec<_>>(), ["B市"]);
    });
}

#[test]
fn a_contact_is_known_by_mail_else_by_name_else_by_place() {
    let own = agency("よりみち", "B市");
    let one = contact(&own, ["", "柏木", "k@b.example.jp", "0123-45-6789", ""]);
    let two = contact(&own, ["", "早瀬", "h@b.example.jp", "", ""]);
    let listed: Listed = vec![(own, vec![one, two])];
    let check = |file: &str, expect: &[&str], kept: usize| {
        planned(&listed, file.as_bytes(), |plan| {
            assert_eq!(faults(plan), Vec::<String>::new());
            let changes: Vec<_> = plan.agencies[0]
                .changes()
                .into_iter()
                .map(|change| format!("{} {} {}→{}", change.contact, change.column.label(), change.old, change.new))
                .collect();
            assert_eq!(changes, expect, "{file}");
            assert_eq!(plan.agencies[0].contacts.iter().filter(|one| one.kept.is_some()).count(), kept);
        });
    };
    check(
        "機関名,担当者,メール\nよりみち,柏木 一,K@b.example.jp\n",
        &["柏木 担当者名 柏木→柏木 一", "柏木 メールアドレス k@b.example.jp→K@b.example.jp"],
        1,
    );
    check(
        "機関名,担当者,メール\nよりみち,早瀬,new@b.example.jp\n",
        &["早瀬 メールアドレス h@b.example.jp→new@b.example.jp"],
        1,
    );
    check("機関名,電話\nよりみち,0123-45-0000\n", &["柏木 電話番号 0123-45-6789→0123-45-0000"], 1);
    check(
        "機関名,担当者,メール\nよりみち,新田,n@b.example.jp\n",
        &["新田 担当者名 →新田", "新田 メールアドレス →n@b.example.jp"],
        0,
    );
    check("機関名,住所\nヨリミチ,B市新町\n", &[" 住所 →B市新町"], 0);
}

#[test]
fn rows_that_contradict_or_repeat_each_other_are_told() {
    let file = "機関名,種別,住所,担当者\n会,NPO,一丁目,柏木\n会,NPO,二丁目,早瀬\n会,NPO,,柏木\n会,,,\n";
    planned(&Vec::new(), file.as_bytes(), |plan| {
        let faults = faults(plan);
        for expect in [
            "3 住所 同じ機関の2行目と内容が違います",
            "4 機関名 2行目と同じ内容です",
            "5 機関名 同じ機関が2行目にもあります",
        ] {
            assert!(faults.iter().any(|fault| fault.starts_with(expect)), "{expect}: {faults:?}");
        }
        assert_eq!(faults.len(), 3, "{faults:?}");
    });
}

#[test]
fn an_agency_renamed_to_another_one_is_told() {
    let listed: Listed = vec![(agency("よりみち", "B市"), vec![]), (agency("ひだまり", "B市"), vec![])];
    let file = format!("機関ID,機関名\n{},ヒダマリ\n", listed[0].0.id);
    planned(&listed, file.as_bytes(), |plan| {
        assert!(faults(plan)[0].starts_with("2 機関名 同じ名称と市区町村の機関"), "{:?}", faults(plan));
    });
}

/// A register as its pages and imports may have made it.
fn a_register() -> impl Strategy<Value = Listed> {
    let words = || "[ -~あ-んア-ン一-龠髙𠮷'=+@-]{0,10}";
    let contact =
        ([words(), words()], proptest::option::of("[a-z]{1,8}"), proptest::option::of("0[0-9]{2}-[0-9]{3}-[0-9]{4}"));
    let one = ([words(), words()], 0_usize..25, proptest::collection::vec(contact, 0..4));
    proptest::collection::vec(one, 1..8).prop_map(|all| {
        let kinds = kinds();
        let mut listed = Listed::new();
        for (number, ([name, address], kind, people)) in all.into_iter().enumerate() {
            let kind = kinds.offered[kind].key.clone();
            let fields =
                [format!("{name}{number}号"), String::new(), kind, "B市".to_owned(), "0123456".to_owned(), address];
            let (fields, _) = tidy_agency(&fields, &kinds);
            let agency = with_fields(agency("", ""), &fields);
            let mut contacts: Vec<Contact> = Vec::new();
            for (number, ([post, name], mail, telephone)) in people.into_iter().enumerate() {
                let mail = mail.map(|mail| format!("{mail}{number}@b.example.jp")).unwrap_or_default();
                let fields = [post, format!("{name}{number}"), mail, telephone.unwrap_or_default(), String::new()];
                let (fields, _) = tidy_contact(&fields, &kinds);
                contacts.push(with_contact_fields(
                    Contact::named(ContactId::new(Timestamp::UNIX_EPOCH), agency.id, ""),
                    &fields,
                ));
            }
            listed.push((agency, contacts));
        }
        listed
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn an_export_changes_nothing_and_one_edit_changes_one_cell(listed in a_register(), at in any::<prop::sample::Index>()) {
        let kinds = kinds();
        let mut all: Vec<Vec<String>> = listed.iter().flat_map(|(agency, contacts)| lines(agency, contacts, &kinds)).collect();
        let check = |all: &[Vec<String>], changes: usize| {
            for bytes in [csv(all).unwrap(), workbook(all, &[]).unwrap()] {
                planned(&listed, &bytes, |plan| {
                    assert_eq!(faults(plan), Vec::<String>::new());
                    assert!(plan.missing.is_empty() && plan.agencies.iter().all(|one| one.kept.is_some()));
                    assert_eq!(plan.agencies.iter().map(|one| one.changes().len()).sum::<usize>(), changes);
                });
            }
        };
        check(&all, 0);
        let id = all[at.index(all.len())][0].clone();
        for line in all.iter_mut().filter(|line| line[0] == id) {
            line[6] = "B市新町九丁目".to_owned();
        }
        check(&all, 1);
    }
}
