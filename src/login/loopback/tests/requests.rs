//! Which requests are heard, and what every answer looks like.

use std::collections::BTreeSet;

use super::super::super::page::tests::HEADERS;
use super::*;

/// 60 ways to name a host wrongly; `P` stands for the port.
const HOSTS: &str = "|Host:|Host: |Host: localhost|Host: 127.0.0.1|Host: [::1]|Host: localhost:1|Host: localhost:P0\
|Host: localhost:0P|Host: localhost:+P|Host: localhost: P|Host: localhost :P|Host: localhost.:P|Host: LOCALHOST:P\
|Host: Localhost:P|Host: localhost:P.|Host: localhost:P/|Host: localhost:P#|Host: localhost:P?\
|Host: localhost:P,localhost:P|Host: localhost:P, evil.example|Host: user@localhost:P|Host: u:p@localhost:P\
|Host: localhost:P@evil.example|Host: evil.example|Host: evil.example:P|Host: localhost.evil.example:P\
|Host: evil-localhost:P|Host: xlocalhost:P|Host: 127.0.0.1.nip.io:P|Host: 127.0.0.2:P|Host: 127.1:P\
|Host: 2130706433:P|Host: 0x7f000001:P|Host: 0177.0.0.1:P|Host: 127.0.0.1.:P|Host: 0.0.0.0:P|Host: ::1:P\
|Host: [::1%25lo]:P|Host: [::1%lo]:P|Host: [0:0:0:0:0:0:0:1]:P|Host: [::ffff:127.0.0.1]:P|Host: [::]:P\
|Host: [::1]P|Host: [::1]:1|Host: http://localhost:P|Host: //localhost:P|Host: localhost:P%00\
|Host: localhost%3AP|Host: \"localhost:P\"|Host: localhost:P;x|Host: localhost:P x|Host: ip6-localhost:P\
|Host: localhost6:P|Host: \u{ff4c}ocalhost:P|Host: localhost:P\r\nHost: localhost:P\
|Host: localhost:P\r\nHost: evil.example|Host: evil.example\r\nHost: localhost:P|X-Forwarded-Host: localhost:P\
|Host: localhost:P\r\nhost: 127.0.0.1:P";

#[tokio::test]
async fn l05_only_our_own_names_are_served() {
    let login = start(listen()).await;
    assert_eq!(HOSTS.split('|').count(), 60);
    for line in HOSTS.split('|') {
        let line = line.replace(":P", &format!(":{}", login.port)).replace('P', &login.port.to_string());
        let end = if line.is_empty() { "" } else { "\r\n" };
        let answer = login.say(&format!("GET {} HTTP/1.1\r\n{line}{end}\r\n", login.good())).await;
        assert!(["421", "400"].contains(&status(&answer)), "{line}: {answer}");
    }
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        let answer = login.say(&format!("GET / HTTP/1.1\r\nHost: {host}:{}\r\n\r\n", login.port)).await;
        assert_eq!(status(&answer), "200", "{host}");
    }
    let absolute = format!("http://localhost:{}{}", login.port, login.good());
    assert_eq!(status(&login.get(&absolute).await), "400");
    login.finishes().await;
}

/// Paths that nothing is heard at, the known ones written otherwise among them.
const ELSEWHERE: &str = "/callback/ /Callback /CALLBACK /callback%2f /%63allback /callback%00 /callback%20 //callback \
                         /./callback /../callback /callback/. /callback/.. /callback;x /callback,x /callback.html \
                         /callbacks /callbac /callback/callback /x/callback /callback:80 /callback\\ /%2fcallback \
                         /done/ /Done /%64one //done /done;x /done%3f /go /x /index.html /admin /api /v26.0/me \
                         /.well-known/x /signup /oauth/access_token";

async fn ask(login: &TestLogin, method: &str, target: &str, lines: &str) -> String {
    login.say(&format!("{method} {target} HTTP/1.1\r\nHost: localhost:{}\r\n{lines}\r\n", login.port)).await
}

#[tokio::test]
async fn l06_only_a_navigation_to_a_known_path_is_heard() {
    let login = start(listen()).await;
    let query = login.good().split_off("/callback".len());
    let other = ["HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "XYZ"];
    let paths: Vec<_> = ELSEWHERE.split(' ').collect();
    assert_eq!(paths.len(), 37, "and three that are known");
    for path in paths {
        for method in other.into_iter().chain(["GET"]) {
            assert_eq!(status(&ask(&login, method, &format!("{path}{query}"), "").await), "404", "{method} {path}");
        }
    }
    for path in ["/callback", "/", "/done"] {
        for method in other {
            let answer = ask(&login, method, &format!("{path}{query}"), "").await;
            assert_eq!((status(&answer), header(&answer, "allow")), ("405", Some("GET")), "{method} {path}");
        }
    }
    login.finishes().await;
}

#[tokio::test]
async fn l06_what_a_page_fetches_in_the_background_is_refused() {
    let login = start(listen()).await;
    for lines in [
        "Sec-Fetch-Mode: cors\r\nOrigin: https://evil.example\r\n",
        "Sec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
        "Sec-Fetch-Mode: same-origin\r\n",
        "Sec-Fetch-Mode: websocket\r\nUpgrade: websocket\r\nConnection: upgrade\r\n",
        "Sec-Fetch-Mode:\r\n",
        "sec-fetch-mode: Navigate\r\n",
        "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Mode: cors\r\n",
    ] {
        let answer = ask(&login, "GET", &login.good(), lines).await;
        assert_eq!(status(&answer), "403", "{lines}");
        assert!(!answer.to_lowercase().contains("access-control-"));
    }
    assert_eq!(status(&ask(&login, "GET", "/", "Sec-Fetch-Mode: navigate\r\n").await), "200");
    login.finishes().await;
}

/// One request for every answer that a client can get.
fn every_kind(login: &TestLogin) -> Vec<(&'static str, String)> {
    let get =
        |target: &str, more: &str| format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n{more}\r\n", login.port);
    let canary = "/callback?code=canary-code&error_description=canary-code&state=canary-state";
    vec![
        ("200", get("/?canary-code", "")),
        ("200", get("/callback?canary-code=canary-code", "")),
        ("400", get(canary, "")),
        ("400", get(&format!("http://canary-code{canary}"), "")),
        ("403", get(canary, "Sec-Fetch-Mode: cors\r\n")),
        ("404", get("/canary-code", "")),
        ("405", get(canary, "").replace("GET", "POST")),
        ("405", get(canary, "").replace("GET", "HEAD")),
        ("413", get(canary, "Content-Length: 5\r\n")),
        ("421", get(canary, "Host: canary-code\r\n")),
        ("431", get(canary, &"canary-code: x\r\n".repeat(70))),
        ("303", get(&login.good(), "")),
        ("303", get(&login.good(), "")),
        ("200", get("/done?canary-code", "")),
    ]
}

#[tokio::test]
async fn l18_l19_every_answer_has_the_same_headers_and_nothing_of_the_request() {
    let login = start(listen()).await;
    for (wanted, request) in every_kind(&login) {
        let answer = login.say(&request).await;
        assert_eq!(status(&answer), wanted, "{request}");
        assert!(!answer.contains("canary") && !answer.contains(login.state.as_str()), "{answer}");
        let head = answer.split("\r\n\r\n").next().unwrap();
        let mut names: Vec<_> =
            head.lines().skip(1).map(|line| line.split(':').next().unwrap().to_lowercase()).collect();
        let own = match wanted {
            "303" => Some("location"),
            "405" => Some("allow"),
            _ => None,
        };
        names.sort();
        let all: BTreeSet<_> = HEADERS.into_iter().chain(own).map(str::to_owned).collect();
        assert_eq!(names, all.into_iter().collect::<Vec<_>>(), "{wanted}");
        assert_eq!(header(&answer, "cache-control"), Some("no-store"));
        assert_eq!(header(&answer, "referrer-policy"), Some("no-referrer"));
        assert!(header(&answer, "location").is_none_or(|location| !location.contains('?')));
    }
    assert_eq!(login.end.await.unwrap().unwrap().expose(), "canary-code");
}

#[tokio::test]
async fn l18_no_fuzzed_text_comes_back() {
    let login = start(listen()).await;
    let body = |answer: &str| answer.split_once("\r\n\r\n").unwrap().1.to_owned();
    let plain = body(&login.get("/callback?error=x&state=y").await);
    for turn in 0..10_000_u32 {
        let bytes: Vec<_> = (0..20).map(|i| format!("%{:02x}", (turn * 31 + i * 7) % 255 + 1)).collect();
        let text = bytes.concat();
        let target = format!("/callback?error=%3Cscript%3E&error_description={text}&state={text}");
        assert_eq!(body(&login.get(&target).await), plain);
    }
    login.finishes().await;
}
