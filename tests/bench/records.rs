//! Thousands of records, made as an admin makes them: by connecting the agency of the sandbox.

use std::path::Path;

/// Connects every Page of the agency below `home`; gives the number of records.
pub(crate) fn fill(home: &Path) -> usize {
    let done = |args: &[&str]| assert!(super::snorq(home, args).status().unwrap().success(), "{args:?}");
    done(&["sandbox", "seed", "agency"]);
    done(&["--sandbox", "connect", "facebook", "--all", "--yes", "--quiet"]);
    let list =
        super::snorq(home, &["--sandbox", "list", "--json"]).stdout(std::process::Stdio::piped()).output().unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list.stdout).unwrap();
    list["connections"].as_array().unwrap().len()
}
