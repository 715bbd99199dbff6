//! Pictures of the pages, for people: with `SNORQ_TEST_SHOTS=FOLDER` every page that the tests see is put there, wide
//! and narrow, light and dark. What can be judged without eyes is judged always.

use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::driver::Browser;

#[expect(clippy::disallowed_methods, reason = "how tests are told where pictures go")]
fn folder() -> Option<PathBuf> {
    std::env::var_os("SNORQ_TEST_SHOTS").map(PathBuf::from)
}

/// Looks at the page that is open, on a desk and on a phone, by day and by night.
pub(super) async fn looked_at(browser: &Browser, name: &str) {
    pictured(browser, name).await;
    sealed(browser, name).await;
}

/// The same for a page that has a script.
pub(super) async fn pictured(browser: &Browser, name: &str) {
    for width in [1280, 390] {
        let size = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500});
        browser.devtools("Emulation.setDeviceMetricsOverride", size).await;
        let over = "const page = document.documentElement; return page.scrollWidth - page.clientWidth";
        let over = browser.client.execute(over, Vec::new()).await.unwrap();
        assert_eq!(over, json!(0), "{name} at {width}: nothing sticks out at the side");
        for scheme in ["light", "dark"] {
            let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            browser.devtools("Emulation.setEmulatedMedia", features).await;
            if let Some(folder) = folder() {
                let whole = json!({"captureBeyondViewport": true});
                let picture = browser.devtools("Page.captureScreenshot", whole).await;
                let picture = STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(folder.join(format!("{name}-{width}-{scheme}.png")), picture).unwrap();
            }
        }
    }
    browser.devtools("Emulation.clearDeviceMetricsOverride", json!({})).await;
}

/// No scripts, nothing in the console, and a policy that the browser enforces.
async fn sealed(browser: &Browser, name: &str) {
    let mut said = browser.console().await;
    said.retain(|line| !expected(line));
    assert_eq!(said, Vec::<String>::new(), "{name}");
    let client = &browser.client;
    let scripts = client.execute("return document.scripts.length", Vec::new()).await.unwrap();
    assert_eq!(scripts, json!(0), "{name} has no scripts");
    let ran = "const s = document.createElement('script'); s.textContent = 'document.title = \"owned\"';
               document.body.append(s); s.remove(); return document.title";
    assert_ne!(client.execute(ran, Vec::new()).await.unwrap(), json!("owned"), "{name}: a script was let in");
    let refused = browser.console().await;
    assert!(refused.iter().any(|line| line.contains("Content Security Policy")), "{name}: {refused:?}");
}

/// The status of a page that is meant to have one.
fn expected(line: &str) -> bool {
    line.contains("the server responded with a status of 4")
}
