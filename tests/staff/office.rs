//! LibreOffice, as a stranger to our workbooks.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The text of every page that LibreOffice prints of a workbook; `None` where this run was asked to
/// leave LibreOffice out.
pub(super) fn printed(workbook: &[u8]) -> Option<String> {
    if std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "libreoffice")) {
        eprintln!("left out, as NORISHIRO_TEST_SKIP asks: LibreOffice");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("workbook.xlsx");
    std::fs::write(&file, workbook).unwrap();
    let pdf = to_pdf(folder.path(), &file);
    let words = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
    let words = words.expect("pdftotext is missing: run tests/run, which installs it");
    Some(String::from_utf8(words.stdout).unwrap())
}

fn to_pdf(folder: &Path, file: &Path) -> PathBuf {
    // A profile of its own: a LibreOffice that runs already would take the job and not wait.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .arg(file)
        .output()
        .expect("soffice is missing: run tests/run, which installs it, or set NORISHIRO_TEST_SKIP=libreoffice");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let pdf = file.with_extension("pdf");
    assert!(pdf.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    pdf
}
