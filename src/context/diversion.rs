//! The sandbox's callbacks while a receiver of this machine stands in their place: written down first, put back at the
//! end, and after a kill by the next command.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use url::Url;

use super::{Context, open_sandbox};
use crate::domain::{Secret, WebhookObject};
use crate::error::{Failure, Kind};
use crate::files::{self, FileError, Folder, Lock};
use crate::flows::webhooks;
use crate::sandbox::{Callbacks, SandboxError};
use crate::settings::SANDBOX;

/// What stood, and what stands there now.
#[derive(Serialize, Deserialize)]
struct Diversion {
    url: String,
    before: Callbacks,
}

/// The one receiver of a profile; the right to be it ends when this is dropped.
pub struct Receiving(#[expect(dead_code, reason = "dropping it is what lets the lock go")] Lock);

impl Context {
    /// Becomes the receiver of the profile; nothing if another process is it.
    pub async fn receive(&self) -> Result<Option<Receiving>, Failure> {
        let (folder, lock) = (self.spool_folder()?, format!("{}.lock", self.profile().await?.name));
        Ok(folder.try_lock(&lock).map_err(refused)?.map(Receiving))
    }

    /// Has everything that the sandbox delivers come to `url`, whose handshake must answer by now.
    pub async fn divert(&self, _: &Receiving, url: &Url, verify_token: &Secret) -> Result<(), Failure> {
        let before = self.embedded().await?.sandbox.callbacks().map_err(|error| broken(&error))?;
        let note = Diversion { url: url.to_string(), before };
        let text = serde_json::to_vec(&note).map_err(|error| Failure::new(Kind::Failed, error.to_string()))?;
        files::write(&self.diversion_note(), &text).map_err(refused)?;
        let meta = self.meta().await?;
        for object in WebhookObject::ALL {
            let before = webhooks::standing(meta, object).await?;
            let wish = webhooks::wish(object, url.as_str(), None, before.as_ref());
            meta.subscribe_app(&wish, verify_token).await?;
        }
        Ok(())
    }

    /// Puts the sandbox's callbacks back, if they lead to a receiver that is this one.
    pub fn end_diversion(&self, _: &Receiving) -> Result<(), Failure> {
        self.put_back()
    }

    /// Puts the sandbox's callbacks back if they lead to a receiver that was killed.
    pub fn settle_diversion(&self) -> Result<(), Failure> {
        if !self.diversion_note().exists() {
            return Ok(());
        }
        match self.spool_folder()?.try_lock(&format!("{SANDBOX}.lock")).map_err(refused)? {
            Some(_lock) => self.put_back(),
            None => Ok(()),
        }
    }

    fn put_back(&self) -> Result<(), Failure> {
        let note = self.diversion_note();
        let (folder, name) = Folder::around(&note, false).map_err(refused)?;
        let Some(text) = folder.read(&name).map_err(refused)? else { return Ok(()) };
        if let Ok(Diversion { url, before }) = serde_json::from_slice(&text) {
            let put_back = open_sandbox(&self.paths)?.put_back(&before, &url);
            put_back.map_err(|error| broken(&error))?;
        }
        folder.remove(&name).map(drop).map_err(refused)
    }

    fn spool_folder(&self) -> Result<Folder, Failure> {
        let path = self.paths.spool(SANDBOX);
        Folder::create(path.parent().unwrap_or(&path)).map_err(refused)
    }

    fn diversion_note(&self) -> PathBuf {
        self.paths.spool(SANDBOX).with_extension("callbacks")
    }
}

fn broken(error: &SandboxError) -> Failure {
    Failure::new(Kind::Database, error.to_string())
}

fn refused(FileError { path, reason, .. }: FileError) -> Failure {
    Failure::new(Kind::Database, format!("{}: {reason}", path.display()))
}
