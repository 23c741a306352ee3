//! Definition files: the shipped ones are sound, and mistakes are found all in one run.

mod check_command;
mod shipped;
