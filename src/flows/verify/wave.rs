//! One wave: records and tokens read, assets looked at, each asset once for each token.

use super::chosen::{Asset, asset_of};
use crate::domain::{Code, Connection, Finding, Secret, SecretName, Trouble};
use crate::error::Failure;
use crate::flows::Tools;
use crate::platforms::health::{Examiner, Seen};
use crate::secrets::VaultError;

/// What a look brought.
pub(super) type Sight = Result<Seen, Trouble>;

/// A connection that is examined.
pub(super) struct Patient {
    pub(super) connection: Connection,
    /// The place of its look in the wave, or why it cannot be looked at.
    pub(super) look: Result<usize, Finding>,
}

/// Some assets with their connections.
pub(super) struct Wave {
    pub(super) assets: u64,
    pub(super) patients: Vec<Patient>,
    pub(super) looks: Vec<Look>,
}

/// An asset and the token that it is looked at with.
pub(super) struct Look {
    asset: String,
    secret_name: SecretName,
    pub(super) token: Secret,
}

impl Wave {
    /// Reads records and tokens. What is wrong with one secret is a finding; what is wrong with the whole secret store
    /// ends the run.
    pub(super) async fn prepare(tools: &Tools<'_>, assets: &[Asset]) -> Result<Self, Failure> {
        let mut wave = Self { assets: assets.len() as u64, patients: Vec::new(), looks: Vec::new() };
        for reference in assets.iter().flat_map(|asset| &asset.references) {
            if let Some(connection) = tools.store.get(tools.profile, reference).await? {
                let look = wave.look_for(tools, &connection).await?;
                wave.patients.push(Patient { connection, look });
            }
        }
        Ok(wave)
    }

    async fn look_for(
        &mut self,
        tools: &Tools<'_>,
        connection: &Connection,
    ) -> Result<Result<usize, Finding>, Failure> {
        let asset = asset_of(connection);
        let Some(name) = &connection.secret_name else {
            return Ok(Err(lost(connection, &VaultError::Missing)));
        };
        // Those that share it follow each other.
        let known = self.looks.iter().rposition(|look| look.asset == asset && look.secret_name == *name);
        if let Some(known) = known {
            return Ok(Ok(known));
        }
        match tools.custody().read(name).await? {
            Ok(token) => {
                self.looks.push(Look { asset: asset.to_owned(), secret_name: name.clone(), token });
                Ok(Ok(self.looks.len() - 1))
            }
            Err(error @ (VaultError::Missing | VaultError::Damaged(_) | VaultError::TooLong(_))) => {
                Ok(Err(lost(connection, &error)))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Looks at all assets.
    pub(super) async fn look(&self, examiner: &dyn Examiner) -> Vec<Sight> {
        let asked: Vec<_> = self.looks.iter().map(|look| (look.asset.as_str(), &look.token)).collect();
        if asked.is_empty() { Vec::new() } else { examiner.look(&asked).await }
    }
}

fn lost(connection: &Connection, error: &VaultError) -> Finding {
    let code = if *error == VaultError::Missing { Code::SecretMissing } else { Code::SecretDamaged };
    let failure = Failure::from(error.clone());
    let finding = Finding::new(code, format!("the token cannot be read: {failure}")).of(connection.reference());
    Finding { hint: failure.hint_line(), ..finding }
}
