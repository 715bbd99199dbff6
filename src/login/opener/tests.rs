//! A recorder in the browser's place.

#![cfg(unix)]

use std::path::PathBuf;

use super::*;

struct Recorder {
    folder: tempfile::TempDir,
}

impl Recorder {
    /// A program that writes its arguments and its environment, NUL-ended, and exits with `code`.
    fn new(code: u8) -> Self {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let own = Self { folder };
        let (arguments, environment) = (own.at("arguments"), own.at("environment"));
        let script = format!(
            "#!/bin/sh\nprintf '%s\\0' \"$@\" >{}\nenv -0 >{}\nexit {code}\n",
            arguments.display(),
            environment.display()
        );
        std::fs::write(own.program(), script).unwrap();
        std::fs::set_permissions(own.program(), std::fs::Permissions::from_mode(0o755)).unwrap();
        own
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn program(&self) -> PathBuf {
        self.at("recorder")
    }

    fn arguments(&self) -> Vec<String> {
        read(&self.at("arguments"))
    }

    fn browser(&self, template: &str) -> Browser {
        let pairs = [("PATH", "/usr/bin:/bin"), ("HOME", "/h"), ("SNORQ_APP_SECRET", "canary"), ("LD_PRELOAD", "")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
        Browser::new(Some(template.replace("REC", self.program().to_str().unwrap())), pairs)
    }
}

fn read(path: &std::path::Path) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    text.split_terminator('\0').map(str::to_owned).collect()
}

fn hostile() -> Vec<Url> {
    let tails = [
        "",
        "?a=b&c=d",
        "?x=$(touch${IFS}pwned)",
        "?x=`id`",
        "?x=;id",
        "?x=|id",
        "?x=&&id",
        "?x=%00",
        "?x=%0a-x",
        "?x='\"",
        "?x=a b",
        "?x=\\",
        "?x=*",
        "?x=~",
        "?x=%s",
        "?x=%25s",
        "/--help",
        "/-x",
        "#--new",
        "?x=\u{202e}",
    ];
    let bases = [
        "https://www.facebook.com",
        "https://www.facebook.com/v26.0/dialog/oauth",
        "http://localhost:1",
        "http://127.0.0.1:2/x",
        "http://[::1]:3",
        "https://e.example/%s",
        "https://-x.example",
        "https://e.example/a;b",
        "https://e.example/'\"",
        "https://x:8443",
    ];
    bases.iter().flat_map(|base| tails.map(|tail| Url::parse(&format!("{base}{tail}")).unwrap())).collect()
}

#[tokio::test]
async fn l23_hostile_addresses_arrive_as_exactly_one_argument() {
    let recorder = Recorder::new(0);
    let addresses = hostile();
    assert_eq!(addresses.len(), 200);
    for address in addresses {
        recorder.browser("REC").open(&address).await.unwrap();
        assert_eq!(recorder.arguments(), [address.as_str()]);
    }
}

#[tokio::test]
async fn l23_templates_add_exactly_one_argument() {
    let recorder = Recorder::new(0);
    let address = Url::parse("https://e.example/?a=%s&b=$(id)").unwrap();
    let a = address.as_str();
    for (template, wanted) in [
        ("REC --new-window", vec!["--new-window", a]),
        ("REC %s --new-window", vec![a, "--new-window"]),
        ("REC %s %s -x", vec![a, "-x"]),
        ("REC --url=%s", vec!["--url=%s", a]),
        ("REC ; id", vec![";", "id", a]),
        ("REC $(id) `id` | cat > x", vec!["$(id)", "`id`", "|", "cat", ">", "x", a]),
        ("/nowhere/at-all:REC -y", vec!["-y", a]),
        (":: REC", vec![a]),
    ] {
        recorder.browser(template).open(&address).await.unwrap();
        assert_eq!(recorder.arguments(), wanted, "{template}");
    }
}

#[tokio::test]
async fn l23_only_what_a_browser_needs_of_the_environment_is_handed_on() {
    let recorder = Recorder::new(0);
    recorder.browser("REC").open(&Url::parse("https://e.example").unwrap()).await.unwrap();
    let mut names: Vec<_> =
        read(&recorder.at("environment")).iter().map(|pair| pair.split('=').next().unwrap().to_owned()).collect();
    names.sort();
    // The shell that runs the recorder adds its own three.
    names.retain(|name| !["PWD", "SHLVL", "_", "OLDPWD"].contains(&name.as_str()));
    assert_eq!(names, ["HOME", "PATH"]);
}

#[tokio::test]
async fn l23_other_addresses_are_not_opened() {
    let recorder = Recorder::new(0);
    for address in [
        "http://e.example",
        "http://localhost.e.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ms-settings:x",
        "https://user@e.example",
        "https://user:pw@e.example",
        "http://u@localhost:1",
        "ftp://localhost",
        "data:text/html,x",
        "http://10.0.0.1",
        "http://[::2]",
        "vscode://x",
    ] {
        assert!(recorder.browser("REC").open(&Url::parse(address).unwrap()).await.is_err(), "{address}");
    }
    assert!(!recorder.at("arguments").exists());
}

#[tokio::test]
async fn failing_programs_are_named() {
    let address = Url::parse("https://e.example").unwrap();
    let recorder = Recorder::new(3);
    let reason = recorder.browser("REC").open(&address).await.unwrap_err();
    assert!(reason.ends_with("ended with exit status: 3"), "{reason}");
    let reason = recorder.browser("/nowhere/at-all").open(&address).await.unwrap_err();
    assert!(reason.starts_with("/nowhere/at-all: "), "{reason}");
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn the_default_is_the_systems_opener_with_the_same_environment() {
    let recorder = Recorder::new(0);
    std::fs::rename(recorder.program(), recorder.at("xdg-open")).unwrap();
    let path = format!("{}:/usr/bin:/bin", recorder.folder.path().display());
    let pairs = vec![("PATH".to_owned(), path), ("SNORQ_APP_SECRET".to_owned(), "canary".to_owned())];
    let address = Url::parse("https://e.example/?a=b").unwrap();
    Browser::new(Some(String::new()), pairs).open(&address).await.unwrap();
    assert_eq!(recorder.arguments(), [address.as_str()]);
    assert!(!std::fs::read_to_string(recorder.at("environment")).unwrap().contains("canary"));
}

#[test]
fn the_program_that_would_be_started_is_looked_up() {
    let recorder = Recorder::new(0);
    let program = recorder.program().display().to_string();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let path = pair("PATH", &recorder.at("").display().to_string());
    let browser = Browser::new(Some(format!("nothing-there:{program} %s")), Vec::new());
    assert_eq!(browser.program(), Some(program));
    assert_eq!(Browser::new(Some("recorder -x".to_owned()), vec![path.clone()]).program().as_deref(), Some("recorder"));
    assert_eq!(Browser::new(Some("nothing-there".to_owned()), vec![path.clone()]).program(), None);
    assert_eq!(Browser::new(None, vec![path, pair("DISPLAY", ":0")]).program(), None);
}
