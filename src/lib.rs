//! `snorq` links a business's Facebook Pages, the Instagram accounts behind them and its WhatsApp numbers to SNORQ's
//! Meta app, from the command line.
//!
//! # Floor plan
//!
//! | floor | rooms | may use |
//! |---|---|---|
//! | 0 | `domain`: the words of the field, plain values | nothing of ours |
//! | 1 | `clock`, `http` (the wire, both directions), `files` (for one user alone, whole or not at all); `settings` (what was wished for), `prompts` (what a person can be asked: a port) | 0; `settings` also `files` |
//! | 2 | `store` (records), `spool` (deliveries), `secrets` (seals and opens them), `login` (browser and back), `terminal` (screen and keyboard, which answers `prompts`), `graph` (Meta's API), `webhook` (what Meta sends: pure) | 0, 1, never each other |
//! | 3 | `platforms`: what the verbs mean on each platform | 0, 1, `graph` |
//! | 4 | `error` (everything that can fail, with hint and exit code), `flows` (the stories) | below, but neither `terminal` nor `graph` |
//! | 5 | `context`: opens what a command needs, when it needs it | everything below, and the sandbox, which it embeds |
//! | 6 | `commands`: reception; `run`: from arguments to exit code | below, but neither `graph` nor `secrets` |
//! | annex | [`sandbox`]: a small Meta of its own | `http` only |
//!
//! `tests/it/layers.rs` holds the code to this table. Rooms are private; what is public is [`run()`], [`Cli`] and
//! [`sandbox`].
//!
//! # Glossary
//!
//! One word for one thing, in code, tables, JSON and help.
//!
//! | word | what it is |
//! |---|---|
//! | profile | a Meta app and the place that it talks to |
//! | connection, ref | the record of a Page, Instagram account or WhatsApp number that is linked; how it is named |
//! | grant | what a person or system user allowed at a login: scopes and targets, with the token that proves it |
//! | account | a WhatsApp Business account (WABA); a Page's Instagram account is always called that |
//! | subscription, field | what makes Meta send webhooks of a Page or account to the app; one kind of event |
//! | webhook coverage | how many connections both layers, the app's and the connection's, send webhooks for |
//! | discovery | everything that a login reaches, with what cannot be connected and why |
//! | change | a connect or revoke that was begun and is not proven; recovery finishes or undoes it |
//! | exclusive | the right to change the world: the lock is held, and what killed runs left is settled |
//! | secret, sealed, owner | a token, PIN or app secret; how it lies in a row; the row, as which alone it opens |
//! | data key, keeper, custody | what opens all secrets of a database; who keeps it; both, at work for the flows |
//! | trouble | what the platform answered in place of a yes, with its cause and Meta's own code |
//! | failure | anything that ends a command, with its kind (exit code), cause and hints |
//! | hint, step | what to do next, as a value; what of it snorq can do. Only the reception makes it a command |
//! | delivery, event | one signed request of Meta's; one thing that it tells |
//! | finding | what `verify` or `doctor` found wrong, by a stable code |
//! | listener, page server, handler | of a login: takes bytes, limits and TLS; parses HTTP; judges the request |
//! | world, seed, fault | the sandbox's state; a named beginning of it; what it is told to get wrong |

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
mod spool;
mod store;
mod terminal;
mod webhook;

pub use commands::Cli;
pub use run::run;
