use super::*;

fn sender() -> Sender {
    let text = str::to_owned;
    Sender {
        network: text("B市ひきこもり支援ネットワーク"),
        municipality: text("B市"),
        department: text("福祉部 地域福祉課"),
        officer: text("野辺"),
        telephone: text("0XX-200-0001"),
        hours: text("平日 午前8時30分～午後5時15分"),
        mail: text("jimukyoku@b-city.example.jp"),
    }
}

fn heading(sender: &Sender) -> Heading<'_> {
    Heading { sender, agency: "つむぎ", contact: "相談係", title: "アンケート", link: LINK }
}

fn templates() -> Templates {
    Templates::parse().unwrap()
}

#[test]
fn invitation() {
    let sender = sender();
    let mut invitation = Invitation {
        heading: Heading {
            agency: "相談支援事業所つむぎ & つなぐ",
            link: "http://127.0.0.1:8080/a/abc",
            ..heading(&sender)
        },
        document_number: None,
        due: "令和8年11月20日（金）",
        due_short: "11月20日",
        period: "令和7年度",
        minutes: 40,
        emergency: "119番又は110番",
    };
    let letter = invitation.letter(&templates()).unwrap();
    assert!(letter.contains("実施します。各機関"), "no empty brackets: {letter}");
    insta::assert_snapshot!("invitation", letter);
    invitation.document_number = Some("地福第123号");
    assert!(invitation.letter(&templates()).unwrap().contains("実施します（依頼文書：地福第123号）。各機関"));
}

#[test]
fn receipt() {
    let sender = sender();
    let mut receipt = Receipt {
        heading: heading(&sender),
        sheet: None,
        due: "令和8年11月20日（金）",
        may_change: true,
        submitted_at: "令和8年11月1日 10時05分",
        receipt_number: "12-3456",
        revision: 1,
        meeting: Some("第1回ネットワーク会議"),
    };
    insta::assert_snapshot!("receipt", receipt.letter(&templates()).unwrap());
    receipt.may_change = false;
    (receipt.sheet, receipt.revision) = (Some("事例シート 2"), 2);
    insta::assert_snapshot!("receipt_of_a_late_correction", receipt.letter(&templates()).unwrap());
}

fn reminder(sender: &Sender) -> Reminder<'_> {
    Reminder {
        heading: heading(sender),
        is_past_due: false,
        due: Some("令和8年11月20日（金）"),
        due_short: Some("11月20日"),
        minutes: 40,
        saved_at: None,
    }
}

#[test]
fn reminder_to_those_who_have_not_opened_the_link() {
    let sender = sender();
    insta::assert_snapshot!("reminder_unopened", reminder(&sender).letter(&templates()).unwrap());
    let mut late = Reminder { is_past_due: true, due: Some("令和8年11月30日（月）"), ..reminder(&sender) };
    late.due_short = Some("11月30日");
    insta::assert_snapshot!("reminder_unopened_late", late.letter(&templates()).unwrap());
    (late.due, late.due_short) = (None, None);
    let open = late.letter(&templates()).unwrap();
    assert!(open.starts_with("【再度の御案内】「アンケート」への御回答について\n"), "{open}");
    assert!(open.contains("回答期限を過ぎておりますが、引き続きお受けしております。行き違いで"), "{open}");
}

#[test]
fn reminder_to_those_who_have_begun() {
    let sender = sender();
    let begun = Reminder { saved_at: Some("令和8年11月10日 15時20分"), ..reminder(&sender) };
    insta::assert_snapshot!("reminder_half_done", begun.letter(&templates()).unwrap());
    let late = Reminder {
        is_past_due: true, due: Some("令和8年11月30日（月）"), due_short: Some("11月30日"), ..begun
    };
    insta::assert_snapshot!("reminder_half_done_late", late.letter(&templates()).unwrap());
}

#[test]
fn an_answer_that_comes_back() {
    let sender = sender();
    let letter = SentBack {
        heading: heading(&sender),
        questions: "問3、問7",
        recheck_due: "令和8年11月27日（金）",
        recheck_due_short: "11月27日",
    };
    insta::assert_snapshot!("sent_back", letter.letter(&templates()).unwrap());
}

#[test]
fn a_free_message() {
    let sender = sender();
    let text = "ネットワーク会議の日程が決まりました。\n\n日時：令和8年12月1日（火）";
    let letter =
        FreeMessage { sender: &sender, agency: "つむぎ", contact: "相談係", subject: "会議の日程", text };
    insta::assert_snapshot!("message", letter.letter(&templates()).unwrap());
}

#[test]
fn a_trial() {
    let letter = Trial { sent_at: "令和8年11月20日 9時00分", site: "https://norishiro.b-city.example.jp" };
    insta::assert_snapshot!("trial", letter.letter(&templates()).unwrap());
}

#[test]
fn a_persons_code() {
    let sender = sender();
    let letter = CodeLetter {
        sender: &sender,
        person: "鈴木 一郎",
        role: "進行役",
        link: LINK,
        expires: "令和8年12月4日（金）9時00分",
        expires_short: "12月4日",
    };
    let invited = letter.letter(&templates(), CodeFor::Invitation).unwrap();
    insta::assert_snapshot!("user_invitation", invited);
    insta::assert_snapshot!("password_reset", letter.letter(&templates(), CodeFor::Password).unwrap());
    insta::assert_snapshot!("second_factor_reset", letter.letter(&templates(), CodeFor::SecondFactor).unwrap());
}

#[test]
fn masking_check() {
    let sender = sender();
    let letter = MaskingCheck { heading: heading(&sender), cases: 2 };
    insta::assert_snapshot!("masking_check", letter.letter(&templates()).unwrap());
}
