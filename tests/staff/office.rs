//! LibreOffice, as a stranger to our workbooks.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The text of every page that LibreOffice prints of a workbook; `None` where this run was asked to
/// leave LibreOffice out.
pub(super) fn printed(workbook: &[u8]) -> Option<String> {
    if is_left_out() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("workbook.xlsx");
    std::fs::write(&file, workbook).unwrap();
    let pdf = convert(folder.path(), &file, "pdf");
    let words = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output();
    let words = words.expect("pdftotext is missing: run tests/run, which installs it");
    Some(String::from_utf8(words.stdout).unwrap())
}

/// The workbook as LibreOffice writes it in other formats; `None` where this run was asked to leave
/// LibreOffice out.
pub(super) fn converted<'f>(workbook: &[u8], formats: &[&'f str]) -> Option<Vec<(&'f str, Vec<u8>)>> {
    if is_left_out() {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("workbook.xlsx");
    std::fs::write(&file, workbook).unwrap();
    let read = |format: &'f str| (format, std::fs::read(convert(folder.path(), &file, format)).unwrap());
    Some(formats.iter().map(|format| read(format)).collect())
}

fn is_left_out() -> bool {
    let left_out =
        std::env::var("NORISHIRO_TEST_SKIP").is_ok_and(|what| what.split(',').any(|what| what == "libreoffice"));
    if left_out {
        eprintln!("left out, as NORISHIRO_TEST_SKIP asks: LibreOffice");
    }
    left_out
}

fn convert(folder: &Path, file: &Path, format: &str) -> PathBuf {
    // A profile of its own: a LibreOffice that runs already would take the job and not wait.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", format, "--outdir"])
        .arg(folder)
        .arg(file)
        .output()
        .expect("soffice is missing: run tests/run, which installs it, or set NORISHIRO_TEST_SKIP=libreoffice");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let converted = file.with_extension(format);
    assert!(converted.exists(), "{}", String::from_utf8_lossy(&run.stderr));
    converted
}
