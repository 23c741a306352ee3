//! The one list of all settings: what may be set, what holds where nothing is, and what it means.

use std::fmt::Write;

/// A setting.
#[derive(Debug)]
pub struct Setting {
    /// Its name in `norishiro.toml`, such as `database.url`.
    pub key: &'static str,
    /// Its value where nothing is set, as TOML. One in angle brackets is worked out from others.
    pub default: &'static str,
    /// What it means, in Japanese.
    pub about: &'static str,
}

/// All settings, in the order of the example file.
pub const SETTINGS: &[Setting] = &[
    Setting {
        key: "data_folder",
        default: "\"norishiro-data\"",
        about: "データを置くフォルダ。無ければ本人だけが読めるフォルダを作る。",
    },
    Setting {
        key: "database.url",
        default: "<sqlite:data_folder/norishiro.sqlite3>",
        about: "データベース。sqlite:ファイル、又は postgres://ユーザー:パスワード@ホスト/データベース。",
    },
    Setting { key: "database.connections", default: "8", about: "データベースへの接続の数の上限。" },
    Setting { key: "web.listen", default: "\"127.0.0.1:8080\"", about: "待ち受けるアドレスとポート。" },
    Setting {
        key: "web.public_url",
        default: "<http://web.listen>",
        about: "利用者から見たアドレス。依頼のリンクとメールに使う。https:// なら Cookie は https だけに送る。",
    },
    Setting {
        key: "web.workers", default: "0", about: "要求をさばくスレッドの数。0 なら機械のコアの数。"
    },
    Setting {
        key: "web.trusted_proxies",
        default: "\"\"",
        about: "前に置くプロキシのアドレス（10.0.0.5, 10.1.0.0/16 のようにコンマで区切る）。ここから来た要求だけ、\
                X-Forwarded-For に書かれたアドレスを利用者のアドレスとみなす。空なら、つないできた相手をそのまま利用者とみなす。",
    },
    Setting {
        key: "limits.unknown_links_per_minute",
        default: "300",
        about: "一つのアドレスから、起動してからまだ使われていないリンクを1分間に何回試せるか。リンクの当てずっぽうを防ぐ。\
                一度開けたリンクは数えないので、同じ出口から多くの機関が回答しても妨げにならない。",
    },
    Setting {
        key: "limits.sign_ins_per_minute",
        default: "20",
        about: "一つのアドレスから1分間に何回サインインを試せるか。パスワードの当てずっぽうを防ぐ。",
    },
    Setting {
        key: "limits.posts_per_second",
        default: "10",
        about: "一つのリンクから1秒間に何回送信できるか。続けざまには、この5倍まで受け付ける。",
    },
    Setting {
        key: "limits.request_seconds",
        default: "30",
        about: "要求が届き終わるまで待つ秒数（見出しと本文のそれぞれ）。過ぎたら接続を切る。",
    },
    Setting {
        key: "mail.transport",
        default: "<file:data_folder/mail>",
        about: "メールの出し方。file:フォルダ（出さずにファイルに書く）、smtp://ホスト:ポート?tls=required（STARTTLS）、\
                smtps://ユーザー:パスワード@ホスト（TLS）、none（メールを出さない）。norishiro mail test で確かめられる。",
    },
    Setting {
        key: "mail.user", default: "\"\"", about: "メールサーバーの利用者名。アドレスに書いたときは要らない。"
    },
    Setting {
        key: "mail.password",
        default: "\"\"",
        about: "メールサーバーのパスワード。設定ファイルに置きたくないときは、環境変数で渡す。",
    },
    Setting {
        key: "mail.ca_file",
        default: "\"\"",
        about: "メールサーバーの証明書を確かめるための認証局の証明書（PEM）。庁内の認証局のときに書く。書くと、その認証局だけを信じる。",
    },
    Setting {
        key: "mail.bounce_address",
        default: "\"\"",
        about: "届かなかったメールの知らせを受け取るメールアドレス。知らせには、どのメールのことかが分かる印が名前の後に付く\
                （bounce+印@ドメイン）ので、+ の後を無視して受け取れる名前にする。届いた知らせは norishiro mail bounces で読み込む。",
    },
    Setting {
        key: "mail.per_minute",
        default: "60",
        about: "1分間に送るメールの数の上限。複数のサーバーで動かすときは、全体での数。0なら制限しない。",
    },
    Setting {
        key: "mail.connections",
        default: "1",
        about: "同時に送るメールの数。プログラムが突然止まると、送っている途中だったメール（最大でこの数）は、もう一度届くことがある。",
    },
    Setting {
        key: "security.server_key_file",
        default: "<data_folder/server.key>",
        about: "依頼のリンクを作るための秘密鍵のファイル。無ければ最初の起動で作る。失うと、出したリンクがすべて使えなくなる。",
    },
    Setting {
        key: "security.server_key",
        default: "\"\"",
        about: "秘密鍵そのもの（64桁の16進数）。ファイルに置けないときだけ、環境変数で渡す。",
    },
];

impl Setting {
    /// The environment variable that sets it, such as `NORISHIRO_DATABASE_URL`.
    pub fn variable(&self) -> String {
        format!("NORISHIRO_{}", self.key.replace('.', "_").to_uppercase())
    }

    /// The default as TOML, where it does not depend on other settings.
    pub(super) fn fixed_default(&self) -> Option<&'static str> {
        (!self.default.starts_with('<')).then_some(self.default)
    }
}

/// A `norishiro.toml` with every setting at its default, commented out and explained.
pub fn example() -> String {
    let mut text = String::from(
        "# norishiro.toml：のりしろの設定。書かなかったものは既定の値になる。\n\
         # どの設定も環境変数で上書きできる（かっこの中の名前）。\n",
    );
    let mut section = "";
    for setting in SETTINGS {
        let (here, name) = setting.key.split_once('.').unwrap_or(("", setting.key));
        if here != section {
            section = here;
            // Writing to a String cannot fail.
            let _ = write!(text, "\n[{section}]");
        }
        let default = match setting.fixed_default() {
            Some(default) => default.to_owned(),
            None => format!("\"{}\"", setting.default.trim_matches(['<', '>'])),
        };
        let _ = write!(text, "\n# {}（{}）\n# {name} = {default}\n", setting.about, setting.variable());
    }
    text
}
