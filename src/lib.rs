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
//! | annex | [`sandbox`]: a small Meta of its own | `http` only |
//!
//! `tests/it/layers.rs` holds the code to this table.

mod clock;
mod commands;
mod context;
mod domain;
mod error;
mod files;
mod flows;
mod graph;
mod http;
mod login;
mod platforms;
mod prompts;
mod run;
pub mod sandbox;
mod secrets;
mod settings;
mod store;
mod terminal;

pub use commands::Cli;
pub use run::run;
