//! A vault in memory, which fails when it is told to.

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;

use super::{Vault, VaultError};
use crate::domain::{Secret, SecretName};

/// Keeps secrets for as long as it lives.
#[derive(Default)]
pub(crate) struct Memory {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    kept: HashMap<SecretName, Secret>,
    calls: usize,
    fault: Option<(usize, VaultError)>,
}

impl Memory {
    /// A vault whose `n`-th call (from 1) fails and has no effect; those before and after work.
    pub(crate) fn failing_at(n: usize, error: VaultError) -> Self {
        let state = State { fault: Some((n, error)), ..State::default() };
        Self { state: Mutex::new(state) }
    }

    /// How many calls it was asked, failed ones too.
    pub(crate) fn calls(&self) -> usize {
        self.state.lock().unwrap().calls
    }

    /// The names of what is kept, in order.
    pub(crate) fn names(&self) -> Vec<SecretName> {
        let mut names: Vec<_> = self.state.lock().unwrap().kept.keys().cloned().collect();
        names.sort();
        names
    }

    fn call<Done>(&self, work: impl FnOnce(&mut State) -> Result<Done, VaultError>) -> Result<Done, VaultError> {
        let mut state = self.state.lock().unwrap();
        state.calls += 1;
        match &state.fault {
            Some((n, error)) if *n == state.calls => Err(error.clone()),
            _ => work(&mut state),
        }
    }
}

#[async_trait]
impl Vault for Memory {
    async fn put(&self, name: &SecretName, secret: &Secret) -> Result<(), VaultError> {
        self.call(|state| {
            state.kept.insert(name.clone(), secret.clone());
            Ok(())
        })
    }

    async fn get(&self, name: &SecretName) -> Result<Secret, VaultError> {
        self.call(|state| state.kept.get(name).cloned().ok_or(VaultError::Missing))
    }

    async fn delete(&self, name: &SecretName) -> Result<(), VaultError> {
        self.call(|state| {
            state.kept.remove(name);
            Ok(())
        })
    }

    async fn probe(&self) -> Result<(), VaultError> {
        self.call(|_| Ok(()))
    }

    async fn look(&self) -> Result<(), VaultError> {
        self.call(|_| Ok(()))
    }

    fn describe(&self) -> String {
        "memory".to_owned()
    }
}

#[tokio::test]
async fn fails_once_at_the_call_it_was_told_to() {
    let (vault, name) = (Memory::failing_at(2, VaultError::Timeout(3)), SecretName::fresh());
    assert_eq!(vault.put(&name, &Secret::new("a")).await, Ok(()));
    assert_eq!(vault.get(&name).await, Err(VaultError::Timeout(3)));
    assert_eq!(vault.get(&name).await, Ok(Secret::new("a")));
    assert_eq!((vault.calls(), vault.names()), (3, vec![name]));
}
