//! `snorq` links a business's Facebook Pages, the Instagram accounts behind them and its WhatsApp numbers to SNORQ's
//! Meta app, from the command line.
//!
//! # Floor plan
//!
//! | floor | rooms | may use |
//! |---|---|---|
//! | 0 | [`domain`]: the words of the field, plain values | nothing of ours |
//! | 1 | [`clock`], [`http`] (the wire, both directions), [`files`] (for one user alone, whole or not at all); `settings` (what was wished for), [`prompts`] (what a person can be asked: a port) | 0; `settings` also `files` |
//! | 2 | [`store`] (records), [`secrets`] (the vault), [`login`] (browser and back), `terminal` (screen and keyboard, which answers `prompts`), [`graph`] (Meta's API) | 0, 1, never each other |
//! | 3 | [`platforms`]: what the verbs mean on each platform | 0, 1, `graph` |
//! | 4 | `error` (everything that can fail, with hint and exit code), [`flows`] (the stories) | below, but neither `terminal` nor `graph` |
//! | 5 | `context`: opens what a command needs, when it needs it | everything below, and the sandbox, which it embeds |
//! | 6 | `commands`: reception; `run`: from arguments to exit code | below, but neither `graph` nor `secrets` |
//! | annex | [`sandbox`]: a small Meta of its own | `http` and `files` only |
//!
//! `tests/it/layers.rs` holds the code to this table.

pub mod clock;
mod commands;
pub mod context;
pub mod domain;
pub mod error;
pub mod files;
pub mod flows;
pub mod graph;
pub mod http;
pub mod login;
pub mod platforms;
pub mod prompts;
mod run;
pub mod sandbox;
pub mod secrets;
pub mod settings;
pub mod store;
pub mod terminal;

pub use commands::{Cli, completion_script};
pub use run::run;
