//! No room is left on the disk, and then there is again.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use norishiro::answer::RawFields;
use norishiro::config::DatabaseConfig;
use norishiro::store::{Store, drafts};
use tempfile::TempDir;

use crate::harness::{Browser, Form, Site, Town, at};
use crate::respond::asked;

/// A small disk of its own; it goes away with this value.
struct Disk(TempDir);

impl Disk {
    /// A disk of 8 MB; nothing where this run was asked to leave such tests out.
    fn small() -> Option<Self> {
        if std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "tmpfs")) {
            eprintln!("left out, as NORISHIRO_TEST_SKIP asks: tmpfs");
            return None;
        }
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(folder.path()).output();
        let mounted = mounted.unwrap();
        assert!(
            mounted.status.success(),
            "a small disk cannot be mounted: run as root, or set NORISHIRO_TEST_SKIP=tmpfs to leave this test out ({})",
            String::from_utf8_lossy(&mounted.stderr)
        );
        Some(Self(folder))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes until nothing more fits.
    fn fill(&self) {
        let mut filler = std::fs::File::create(self.path().join("filler")).unwrap();
        for size in [64 * 1024, 4096, 1] {
            while filler.write_all(&vec![0; size]).is_ok() {}
        }
    }

    fn free(&self) {
        std::fs::remove_file(self.path().join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(self.path()).status());
    }
}

#[test]
fn a_full_disk_leaves_what_was_typed_in_the_form_and_passes() {
    let Some(disk) = Disk::small() else { return };
    let store = Store::open(&DatabaseConfig::at(format!("sqlite:{}/n.sqlite3", disk.path().display()))).unwrap();
    store.migrate().unwrap();
    let (town, guest) = asked(&Town::new(&store), "group-work");
    let site = Site::start(&store, at("2026-11-20T09:00:00+09:00"));
    let browser = Browser::new(&site);
    let address = format!("/a/{}/sheets/1/sections/our_support", guest.token);
    let stored = || {
        let draft = town.read(|connection| drafts::find(connection, town.network.id, guest.sheet)).unwrap();
        serde_json::from_str::<RawFields>(&draft.fields).unwrap().first("strengths").to_owned()
    };
    Form::of(&browser.get(&address), "#answers").with("strengths", "相談しやすいことです。").post(&browser);
    assert_eq!(stored(), "相談しやすいことです。");

    disk.fill();
    let long = "家族の話を長く聴けることです。\r\n".repeat(3_000);
    let form = Form::of(&browser.get(&address), "#answers").with("strengths", &long).with("_go", "our_support");
    let page = form.post(&browser);
    assert_eq!(page.status, 507, "{}", page.text());
    assert!(page.texts(".notice.error h2").contains(&"保存できませんでした".to_owned()), "{}", page.text());
    assert!(page.texts("title").concat().starts_with("エラー："));
    let again = Form::of(&page, "#answers").with("_go", "our_support");
    assert_eq!(again.value("strengths"), Some(long.as_str()), "the text is still in the form");
    assert_eq!(stored(), "相談しやすいことです。", "and what was saved before is kept");
    assert_eq!(browser.get(&address).status, 200, "pages can be read meanwhile");
    assert_eq!(again.post(&browser).status, 507, "as long as the disk is full");

    disk.free();
    let page = again.post(&browser);
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.texts(".notice.success").concat().contains("保存しました"));
    assert!(page.attributes(".choose", "class").is_empty(), "no conflict with itself");
    assert_eq!(stored(), long.replace("\r\n", "\n"));
}
