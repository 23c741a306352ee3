//! The coordinator keeps the register, without JavaScript, on a wide and a narrow screen.

use super::chromium::Chromium;
use super::desk::{follow, sign_in};
use super::story;

#[test]
fn the_coordinator_edits_an_agency_and_imports_a_list() {
    story(false, async |chromium, demo| {
        sign_in(chromium, demo).await;
        follow(chromium, "機関").await;
        chromium.look("register").await;
        chromium.fill("words", "ﾎｹﾝ").await;
        chromium.press("探す").await;
        assert!(chromium.text().await.contains("3機関が見つかりました"), "{}", chromium.text().await);
        follow(chromium, "B市保健センター").await;
        chromium.look("register-agency").await;
        follow(chromium, "変更する").await;
        chromium.look("register-edit").await;
        chromium.fill("postal-code", "12").await;
        chromium.press("保存する").await;
        assert!(chromium.page.title().await.unwrap().starts_with("エラー"), "{}", chromium.text().await);
        chromium.look("register-edit-error").await;

        follow(chromium, "機関").await;
        follow(chromium, "機関種別を追加・変更する").await;
        chromium.look("register-kinds").await;
        let list = "機関名,種別,市町村,ＴＥＬ,備考\nＢ市保健センター,保健所,B市,0XX-200-0199,x\n縁側の会,NPO,B市,,\n";
        import(chromium, list).await;
        let preview = chromium.text().await;
        assert!(preview.contains("ファイルにない機関（変更しません）（25機関）"), "{preview}");
        chromium.look("register-preview").await;
        chromium.press("この内容で取り込む").await;
        assert!(chromium.text().await.contains("追加：1機関、変更：1機関"), "{}", chromium.text().await);
        import(chromium, "機関名,種別,メール\n縁側の会,喫茶店,engawa\n").await;
        chromium.look("register-preview-error").await;
    });
}

/// Chooses a list and goes on to its preview.
async fn import(chromium: &Chromium, list: &str) {
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    std::fs::write(file.path(), list).unwrap();
    follow(chromium, "機関").await;
    follow(chromium, "名簿のファイル（エクセル又はCSV）を取り込む").await;
    chromium.look("register-import").await;
    chromium.find("#file").await.send_keys(file.path().to_str().unwrap()).await.unwrap();
    chromium.press("内容の確認へ進む").await;
}
