//! The program itself, run as people run it.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run of the program left behind.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    /// Standard output: data.
    pub(crate) out: String,
    /// Standard error: words.
    pub(crate) words: String,
}

/// A way of running the program: its folder, its variables, what is typed into it.
pub(crate) struct Program {
    command: Command,
    input: String,
}

impl Program {
    /// The program in a folder of its own, without any settings, speaking English.
    pub(crate) fn within(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_norishiro"));
        command.current_dir(folder).env_clear().env("LANG", "C.UTF-8");
        Self { command, input: String::new() }
    }

    /// With a variable of the environment.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// With something on standard input.
    pub(crate) fn typing(mut self, input: &str) -> Self {
        self.input = input.to_owned();
        self
    }

    /// Runs it to its end.
    pub(crate) fn run(mut self, arguments: &[&str]) -> Run {
        let command = self.command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A program that does not read its input may have closed it: that is no fault.
        drop(child.stdin.take().unwrap().write_all(self.input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            words: String::from_utf8(output.stderr).unwrap(),
        }
    }
}
