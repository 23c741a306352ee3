//! Every action of the audit log in words. A test fails where the program notes one that is missing here.

/// Actions on one kind of thing.
#[derive(Debug)]
pub struct Group {
    /// What they are done to.
    pub label: &'static str,
    /// The actions with their words.
    pub actions: &'static [(&'static str, &'static str)],
}

/// All actions, in the order in which pages list them.
pub const ACTIONS: &[Group] = &[
    Group {
        label: "回答を見る・取り出す",
        actions: &[
            ("answer.viewed", "回答を表示した"),
            ("results.viewed", "集計を表示した"),
            ("results.viewed_unhidden", "公表用の集計の、秘匿した数値を表示した"),
            ("crosstabs.viewed", "クロス集計を表示した"),
            ("crosstabs.viewed_unhidden", "公表用のクロス集計の、秘匿した数値を表示した"),
            ("trends.viewed", "期間ごとの推移を表示した"),
            ("trends.viewed_unhidden", "公表用の推移の、秘匿した数値を表示した"),
            ("before_after.viewed", "前後の変化を表示した"),
            ("before_after.viewed_unhidden", "公表用の前後の変化の、秘匿した数値を表示した"),
            ("cases.viewed", "事例を表示した"),
            ("gaps.viewed", "支援のはざまを表示した"),
            ("profiles.viewed", "事例の特徴を表示した"),
            ("themes.viewed", "聞き取りの声を表示した"),
            ("resources.viewed", "地域の資源一覧を表示した"),
            ("norishiro.viewed", "のりしろを表示した"),
            ("words.viewed", "語の集計を表示した"),
            ("words.contexts_viewed", "語の前後の文を表示した"),
            ("resources.exported", "地域の資源一覧をファイルで取り出した"),
            ("proposals.viewed", "規則による分類の候補を表示した"),
            ("disagreements.viewed", "読み手の分類の違いを表示した"),
            ("ties.viewed", "連携を表示した"),
            ("ties.exported", "連携をファイルで取り出した"),
            ("results.exported", "集計をファイルで取り出した"),
            ("answers.exported", "回答をファイルで取り出した"),
            ("data.exported", "集計データを取り出した"),
            ("board.exported", "回答の状況をファイルで取り出した"),
            ("letters.exported", "依頼状の差込用の一覧を取り出した"),
            ("log.exported", "操作の記録をファイルで取り出した"),
        ],
    },
    Group {
        label: "回答",
        actions: &[
            ("draft.saved", "入力を保存した"),
            ("draft.put_back", "提出済みの内容に戻した"),
            ("response.submitted", "回答を提出した"),
            ("response.state_changed", "回答の扱いを変えた"),
            ("response.confirmed", "回答の内容を確認した"),
            ("sheet.added", "シートを加えた"),
            ("sheet.removed", "シートを削除した"),
            ("sheet.restored", "シートを元に戻した"),
            ("comment.added", "確認事項を書いた"),
            ("theme_summary.written", "聞き取りの声の要約を書いた"),
            ("coding.added", "分類を付けた"),
            ("coding.removed", "分類を外した"),
            ("coding.settled", "読み手の違いについて、付けるかどうかを決めた"),
            ("coding_rules.written", "分類の規則を保存した"),
            ("coding.suggested", "規則による分類の候補を挙げた"),
            ("suggestion.accepted", "分類の候補を採用した"),
            ("suggestion.rejected", "分類の候補を採用しないことにした"),
            ("reading.begun", "事例や聞き取りの分類を始めた"),
            ("reading.finished", "事例や聞き取りの分類を終えた"),
            ("reading.reopened", "事例や聞き取りの分類を再開した"),
            ("codebook.changed", "コード表を変えた"),
            ("codebook.paired", "向かい合う要因の組を変えた"),
            ("masking.viewed", "伏せ字にする前後の事例を表示した"),
            ("masking.prepared", "事例の伏せ字を用意した"),
            ("masking.asked", "事例の伏せ字の確認を機関にお願いした"),
            ("masking.approved", "事例の伏せ字を承認した"),
            ("masking.withheld", "事例を共有しないとした"),
        ],
    },
    Group {
        label: "代わりの入力",
        actions: &[
            ("entry.begun", "紙・電話などの回答の入力を始めた"),
            ("entry.saved", "紙・電話などの回答の入力を保存した"),
            ("entry.compared", "二人の入力を比べた"),
            ("entry.handed_in", "紙・電話などの回答を提出した"),
            ("entry.given_up", "紙・電話などの回答の入力をやめた"),
            ("hearing.assigned", "聞き取りをお願いした"),
            ("hearing.unassigned", "聞き取りのお願いを取りやめた"),
            ("hearing.link_issued", "聞き取り用のリンクを出した"),
            ("hearing.link_revoked", "聞き取り用のリンクを止めた"),
            ("case.assigned", "事例の分類をお願いした"),
            ("case.unassigned", "事例の分類のお願いを取りやめた"),
        ],
    },
    Group {
        label: "調査と依頼",
        actions: &[
            ("version.published", "調査票の版を公開した"),
            ("round.added", "調査を作った"),
            ("round.changed", "調査の設定を変えた"),
            ("round.deleted", "準備中の調査を削除した"),
            ("round.opened", "調査を始めた"),
            ("round.closed", "調査の受付を終えた"),
            ("round.reopened", "調査の受付を再開した"),
            ("round.paused", "調査のメールを止めた"),
            ("round.resumed", "調査のメールを再開した"),
            ("round.due_date_changed", "回答期限を変えた"),
            ("round.agencies_added", "調査に機関を加えた"),
            ("round.archived", "調査をしまった"),
            ("round.restored", "しまった調査を戻した"),
            ("invitation.added", "機関に依頼した"),
            ("invitation.opened", "回答用ページを使い始めた"),
            ("invitation.reissued", "回答用ページのリンクを出し直した"),
            ("invitation.state_changed", "依頼への返事を変えた"),
            ("letters.made", "依頼状を作った"),
            ("call.noted", "電話の記録を書いた"),
            ("call.mended", "電話の記録を直した"),
        ],
    },
    Group {
        label: "メール",
        actions: &[
            ("network.mail_hours_changed", "メールを送る時間を変えた"),
            ("reminder.step", "回答のお願いの時期になった"),
            ("mail.queued", "メールを用意した"),
            ("mail.sent", "メールを送った"),
            ("mail.repeated", "メールを重ねて送ったおそれがある"),
            ("mail.delayed", "メールが遅れている"),
            ("mail.refused", "メールが受け取られなかった"),
            ("mail.given_up", "メールを送るのをやめた"),
            ("mail.bounced", "メールが戻ってきた"),
            ("mail.cancelled", "送る前のメールを取り消した"),
        ],
    },
    Group {
        label: "機関の名簿",
        actions: &[
            ("agency.added", "機関を登録した"),
            ("agency.changed", "機関の登録を変えた"),
            ("agency.archived", "機関をしまった"),
            ("agency.restored", "しまった機関を戻した"),
            ("contact.added", "担当者を登録した"),
            ("contact.changed", "担当者の登録を変えた"),
            ("contact.removed", "担当者を外した"),
            ("contact.undeliverable", "担当者にメールが届かない"),
            ("contact.deliverable", "担当者にメールが届くようになった"),
            ("register.imported", "名簿を取り込んだ"),
            ("register.exported", "名簿を取り出した"),
            ("agency_kind.added", "機関種別を加えた"),
            ("agency_kind.renamed", "機関種別の名称を変えた"),
            ("agency_kind.retired", "機関種別を選べなくした"),
            ("agency_kind.offered_again", "機関種別をまた選べるようにした"),
        ],
    },
    Group {
        label: "利用者とネットワーク",
        actions: &[
            ("user_invitation.added", "利用者を招待した"),
            ("user_invitation.accepted", "招待された方が利用を始めた"),
            ("user_invitation.taken_back", "招待を取り消した"),
            ("membership.granted", "役割を付けた"),
            ("membership.revoked", "役割を外した"),
            ("membership.deactivated", "利用を止めた"),
            ("membership.activated", "利用を再開した"),
            ("user.code_issued", "設定のコードを作った"),
            ("network.added", "ネットワークを作った"),
            ("network.changed", "ネットワークの設定を変えた"),
            ("network.disclosure_changed", "秘匿の設定を変えた"),
            ("network.region_changed", "団体コードを変えた"),
            ("words.lists_changed", "数える語の設定を変えた"),
            ("resources.shared", "地域の資源一覧を機関にも公開した"),
            ("resources.kept_back", "地域の資源一覧の機関への公開をやめた"),
        ],
    },
    Group {
        label: "アカウント（システム全体の記録）",
        actions: &[
            ("user.added", "アカウントを作った"),
            ("user.signed_in", "サインインした"),
            ("user.sign_in_failed", "サインインに失敗した"),
            ("user.locked", "続けて間違えたため、サインインを止めた"),
            ("user.signed_out_elsewhere", "端末をサインアウトした"),
            ("user.password_changed", "パスワードを変えた"),
            ("user.totp_begun", "二段階認証の設定を始めた"),
            ("user.totp_on", "二段階認証を始めた"),
            ("user.totp_off", "二段階認証をやめた"),
            ("user.recovery_codes_made", "回復コードを作った"),
            ("user.recovery_code_used", "回復コードを使った"),
            ("user.activated", "アカウントを使えるようにした"),
            ("user.deactivated", "アカウントを止めた"),
        ],
    },
];

/// What an action is called; its code where it has no words.
pub fn action_words(action: &str) -> &str {
    let all = ACTIONS.iter().flat_map(|group| group.actions);
    all.clone().find(|(code, _)| *code == action).map_or(action, |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_stands_once() {
        let mut codes: Vec<_> = ACTIONS.iter().flat_map(|group| group.actions).map(|(code, _)| *code).collect();
        codes.sort_unstable();
        let all = codes.len();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert_eq!(action_words("agency.added"), "機関を登録した");
        assert_eq!(action_words("moon.landed"), "moon.landed");
    }
}
