//! The address of a database, as `SNORQ_DATABASE_URL` names it.
//!
//! Other programs read `sqlite://…` and `?…` in different ways, so a form that could mean two places is refused with
//! those that cannot.

use std::path::Path;

use super::StoreError;

/// The file that `address` names.
pub(super) fn file(address: &str) -> Result<&Path, StoreError> {
    let Some((scheme, path)) = address.split_once(':') else {
        return Err(refused(address, "it does not say which kind", format!("sqlite:{address}")));
    };
    if scheme != "sqlite" {
        // What follows may hold a password.
        return Err(refused(&format!("{scheme}:…"), "only SQLite is known", "sqlite:PATH".to_owned()));
    }
    let at_top = path.trim_start_matches('/');
    match path {
        "" => Err(refused(address, "it names no file", "sqlite:PATH".to_owned())),
        ":memory:" => {
            Err(refused(address, "records in memory would be gone after this command", "sqlite:PATH".to_owned()))
        }
        _ if path.starts_with("file:") => Err(refused(address, "it is a URI", "sqlite:PATH".to_owned())),
        _ if path.contains('?') => {
            let plain = path.split('?').next().unwrap_or_default();
            Err(refused(address, "options behind ? are not taken", format!("sqlite:{plain}")))
        }
        // Two slashes put a host there in one program's reading and a folder in another's.
        _ if path.len() - at_top.len() == 2 => {
            let meant = format!("sqlite:{at_top} (in this folder) or sqlite:/{at_top}");
            Err(refused(address, "two slashes could mean two places", meant))
        }
        _ => Ok(Path::new(path)),
    }
}

fn refused(address: &str, reason: &str, meant: String) -> StoreError {
    StoreError::BadAddress { address: address.to_owned(), reason: reason.to_owned(), meant }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_as_it_stands() {
        for (address, path) in [
            ("sqlite:snorq.db", "snorq.db"),
            ("sqlite:./a b.db", "./a b.db"),
            ("sqlite:/srv/snorq.db", "/srv/snorq.db"),
            ("sqlite:///srv/snorq.db", "///srv/snorq.db"),
            ("sqlite:C:\\snorq.db", "C:\\snorq.db"),
        ] {
            assert_eq!(file(address).unwrap(), Path::new(path));
        }
    }

    #[test]
    fn what_other_programs_read_otherwise_is_refused_with_the_form_that_is_meant() {
        for (address, form) in [
            ("snorq.db", "sqlite:snorq.db"),
            ("sqlite:", "sqlite:PATH"),
            ("sqlite://rel.db", "sqlite:rel.db (in this folder) or sqlite:/rel.db"),
            ("sqlite::memory:", "sqlite:PATH"),
            ("sqlite:file:x.db", "sqlite:PATH"),
            ("sqlite:x.db?mode=ro", "sqlite:x.db"),
            ("mysql://x", "sqlite:PATH"),
        ] {
            match file(address) {
                Err(StoreError::BadAddress { meant, .. }) => assert_eq!(meant, form, "{address}"),
                other => panic!("{address}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_password_is_not_repeated() {
        let error = file("postgres://admin:hunter2@db.example/snorq").unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}
