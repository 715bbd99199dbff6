//! The database and the secret store.

use super::Check;
use crate::domain::hint::{Hint, Step};
use crate::domain::{Change, Code};
use crate::error::Failure;
use crate::secrets::VaultError;
use crate::store::{Examined, StoreError};

/// The name of the check.
const DATABASE: &str = "database";
const STORE: &str = "secret_store";

/// The file of the records: opened, whole, and of a schema that this snorq knows. One that is not there is sound only
/// where nothing says that it should be: `missing` is where, if something does.
pub fn database(found: Result<Option<Examined>, StoreError>, missing: Option<Failure>) -> Check {
    let error = match found {
        Ok(None) => {
            let sound = || Check::ok(DATABASE, "none yet; the first connect makes it");
            return missing.map_or_else(sound, |failure| {
                Check::failed(DATABASE, Code::NothingConnected, &failure).why(WHY_DATABASE)
            });
        }
        Ok(Some(one)) if one.schema < one.newest => {
            let words =
                format!("{}, whole, schema {}; the next command takes it to {}", one.path, one.schema, one.newest);
            return Check::ok(DATABASE, words);
        }
        Ok(Some(one)) => return Check::ok(DATABASE, format!("{}, whole, schema {}", one.path, one.schema)),
        Err(error) => error,
    };
    let code = match &error {
        StoreError::BadAddress { .. } => Code::DatabaseAddress,
        StoreError::Newer { .. } => Code::DatabaseNewer,
        StoreError::Damaged { .. } => Code::DatabaseDamaged,
        StoreError::Unsafe { .. } => Code::DatabaseUnsafe,
        StoreError::EarlyLayout { .. } | StoreError::Unavailable { .. } | StoreError::OtherOrigin { .. } => {
            Code::DatabaseUnavailable
        }
    };
    Check::failed(DATABASE, code, &error.into()).why(WHY_DATABASE)
}

const WHY_DATABASE: &str = "every connection and its history is in there";

/// Changes that a killed run left half done.
pub fn unfinished(open: &[Change]) -> Check {
    match open {
        [] => Check::ok("journal", "nothing was left half done"),
        [one] => half_done(format!("a {} of {} was left half done", one.verb.as_str(), one.reference)),
        many => half_done(format!("{} changes were left half done", many.len())),
    }
}

fn half_done(words: String) -> Check {
    Check::warning("journal", Code::Unfinished, words)
        .why("a run was killed; what it began at Meta is not what is recorded")
        .hint(Hint::new("finish or undo it", Step::Fix(None)))
}

/// The secret store: its key is there and opens what is kept.
pub fn secret_store(found: Result<(String, Result<(), VaultError>), Failure>) -> Check {
    let error = match found {
        Ok((place, Ok(()))) => return Check::ok(STORE, place),
        Ok((_, Err(error))) => error,
        Err(failure) => return Check::failed(STORE, Code::SecretStoreUnset, &failure).why(WHY),
    };
    let code = match &error {
        VaultError::Locked(_) => Code::SecretStoreLocked,
        VaultError::Unavailable(_) => Code::SecretStoreUnreachable,
        VaultError::Timeout(_) => Code::SecretStoreSilent,
        VaultError::WrongKey(_) => Code::SecretStoreWrongKey,
        VaultError::KeyLost(_) => Code::SecretStoreKeyLost,
        VaultError::Unsafe(_) => Code::SecretStoreUnsafe,
        VaultError::Damaged(_) | VaultError::Missing | VaultError::TooLong(_) => Code::SecretStoreDamaged,
    };
    Check::failed(STORE, code, &error.into()).why(WHY)
}

const WHY: &str = "the app secret and every token are in there; without it nothing can be connected or checked";

#[cfg(test)]
mod tests {
    use super::super::State;
    use super::*;

    #[test]
    fn every_answer_of_a_secret_store_has_a_code_and_a_remedy() {
        let text = || "x".to_owned();
        let table = [
            (VaultError::Locked(text()), Code::SecretStoreLocked),
            (VaultError::Unavailable(text()), Code::SecretStoreUnreachable),
            (VaultError::Timeout(3), Code::SecretStoreSilent),
            (VaultError::WrongKey(text()), Code::SecretStoreWrongKey),
            (VaultError::KeyLost(text()), Code::SecretStoreKeyLost),
            (VaultError::Unsafe(text()), Code::SecretStoreUnsafe),
            (VaultError::Damaged(text()), Code::SecretStoreDamaged),
        ];
        for (error, code) in table {
            let check = secret_store(Ok((text(), Err(error))));
            assert_eq!((check.state, check.code), (State::Problem, Some(code)));
            assert!(!check.hints.is_empty(), "{code:?}");
        }
        assert_eq!(secret_store(Ok((text(), Ok(())))).state, State::Ok);
    }

    #[test]
    fn what_was_left_half_done_is_a_warning() {
        use crate::domain::Verb;
        let change = Change {
            profile: "x".to_owned(),
            reference: "facebook:1".parse().unwrap(),
            verb: Verb::Connect,
            sealed: None,
            fields: Vec::new(),
            grant_id: None,
            keep_permissions: false,
            local_only: false,
            begun_at: jiff::Timestamp::UNIX_EPOCH,
        };
        let check = unfinished(std::slice::from_ref(&change));
        assert_eq!((check.state, check.code), (State::Warning, Some(Code::Unfinished)));
        assert!(check.message.contains("connect of facebook:1"));
        assert!(unfinished(&[change.clone(), change]).message.starts_with("2 changes"));
        assert_eq!(unfinished(&[]).state, State::Ok);
    }

    #[test]
    fn every_answer_of_a_database_has_a_code_and_a_remedy() {
        let (path, reason) = (|| "x".to_owned(), || "y".to_owned());
        let table = [
            (StoreError::BadAddress { address: path(), reason: reason(), meant: path() }, Code::DatabaseAddress),
            (StoreError::Newer { path: path(), found: 9, known: 2 }, Code::DatabaseNewer),
            (StoreError::Damaged { path: path(), reason: reason() }, Code::DatabaseDamaged),
            (StoreError::Unsafe { path: path(), reason: reason() }, Code::DatabaseUnsafe),
            (StoreError::Unavailable { path: path(), reason: reason() }, Code::DatabaseUnavailable),
        ];
        for (error, code) in table {
            let check = database(Err(error), None);
            assert_eq!(check.code, Some(code));
            assert!(!check.hints.is_empty(), "{code:?}");
        }
        let older = Examined { path: path(), schema: 1, newest: 2, records: None };
        assert_eq!(database(Ok(Some(older)), None).state, State::Ok);
        assert_eq!(database(Ok(None), None).state, State::Ok);
        let gone = database(Ok(None), Some(Failure::new(crate::error::Kind::Database, "it is gone").hint("mount it")));
        assert_eq!((gone.state, gone.code), (State::Problem, Some(Code::NothingConnected)));
    }
}
