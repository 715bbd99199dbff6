//! What was wished for: flags over environment over file over defaults, folded once into plain values.
//!
//! Every environment variable and every path of snorq is named in this room and nowhere else.

mod app;
mod env;
mod file;
#[cfg(test)]
mod look_alikes;
mod paths;
mod profile;
mod proxy;
mod redirect;
mod resolve;

use std::path::PathBuf;

pub use app::{check_app_id, check_app_secret};
pub use env::Env;
pub use file::File;
pub use paths::Paths;
pub use profile::{META_DIALOG, META_GRAPH, Profile, SANDBOX, Stored, VaultKind, is_loopback, is_meta};
pub use proxy::check_proxy;
pub use redirect::{FIXED_PORT, redirect_uri};
pub use resolve::{Meant, address, callback_address, graph_address, meant, profile};

/// Why the settings cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The named profile does not exist.
    #[error("there is no profile '{0}'")]
    NoProfile(String),
    /// No profile was chosen and the environment names no app.
    #[error("no Meta app is registered yet")]
    NoApp,
    /// The configuration file cannot be read.
    #[error("{} cannot be read: {reason}", path.display())]
    BadFile {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The configuration file cannot be written.
    #[error("{} cannot be written: {reason}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The machine does not say where a person's files go.
    #[error("there is no home folder")]
    NoHome,
    /// The configuration file has the layout of before the first release.
    #[error("{} was written by a snorq from before the first release, whose files are no longer read", .0.display())]
    EarlyLayout(PathBuf),
    /// An app id that is none.
    #[error("'{0}' is not an app id: that is a number")]
    NoAppId(String),
    /// An app secret that is none.
    #[error("that is not an app secret: letters and digits, 32 of them as a rule")]
    NoAppSecret,
    /// A value makes no sense.
    #[error("{0}")]
    Bad(String),
}
