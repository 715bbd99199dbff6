//! The story that every vault must pass.

use super::{Vault, VaultError};
use crate::domain::{Secret, SecretName};

/// Lengths around those at which stores are known to cut or refuse, up to more than any token has.
pub(crate) const LENGTHS: [usize; 8] = [1, 1279, 1280, 1281, 2559, 2560, 2561, 8192];

/// Runs the whole story on an empty vault or one in use.
pub(crate) async fn holds(vault: &dyn Vault) {
    vault.probe().await.expect("the vault can be used");
    keeps_what_it_was_given(vault).await;
    keeps_every_length(vault).await;
    forgets(vault).await;
    tells_names_apart(vault).await;
    vault.probe().await.expect("the vault can still be used");
}

async fn keeps_what_it_was_given(vault: &dyn Vault) {
    let odd = ["", "EAA", "line\nend \u{0}\t", "žluťoučký kůň 🐎", "\"quoted\" $HOME `x` %s"];
    for text in odd {
        let name = SecretName::fresh();
        vault.put(&name, &Secret::new(text)).await.unwrap();
        assert_eq!(vault.get(&name).await.unwrap().expose(), text);
        // The same once more is harmless: a run that is repeated does this.
        vault.put(&name, &Secret::new(text)).await.unwrap();
        assert_eq!(vault.get(&name).await.unwrap().expose(), text);
        vault.delete(&name).await.unwrap();
    }
}

async fn keeps_every_length(vault: &dyn Vault) {
    for length in LENGTHS {
        let (name, text) = (SecretName::fresh(), "abcdefg".chars().cycle().take(length).collect::<String>());
        vault.put(&name, &Secret::new(text.clone())).await.unwrap();
        assert_eq!(vault.get(&name).await.unwrap().expose(), text, "{length} bytes");
        vault.delete(&name).await.unwrap();
    }
}

async fn forgets(vault: &dyn Vault) {
    let name = SecretName::fresh();
    assert_eq!(vault.get(&name).await, Err(VaultError::Missing));
    vault.delete(&name).await.expect("what is not there can be deleted");
    vault.put(&name, &Secret::new("EAA")).await.unwrap();
    vault.delete(&name).await.unwrap();
    assert_eq!(vault.get(&name).await, Err(VaultError::Missing));
    vault.delete(&name).await.expect("and again");
}

async fn tells_names_apart(vault: &dyn Vault) {
    // Names with what stores use as delimiters, with what paths are made of, and differing in case only.
    let names = ["a.b", "a@b", "a:b", "a/b", "../a", "a", "A", ".", "con", "-a", "a b", "ä"];
    let names: Vec<SecretName> = names.iter().map(|name| SecretName::recorded(format!("test {name}"))).collect();
    for name in &names {
        vault.put(name, &Secret::new(format!("secret of {name}"))).await.unwrap();
    }
    for name in &names {
        assert_eq!(vault.get(name).await.unwrap().expose(), format!("secret of {name}"));
    }
    for name in &names {
        vault.delete(name).await.unwrap();
        assert_eq!(vault.get(name).await, Err(VaultError::Missing));
    }
}

#[tokio::test]
async fn memory_passes_the_story() {
    holds(&super::memory::Memory::default()).await;
}
