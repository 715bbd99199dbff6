//! What leaves this machine, seen by a proxy that remembers what it was asked for and lets nothing through.

use std::io::{BufRead as _, BufReader, Write as _};
use std::sync::{Arc, Mutex};

use crate::bench::Bench;

/// Hosts of Meta, as a proxy is asked for them.
const META: &[&str] = &["CONNECT graph.facebook.com:443 ", "CONNECT www.facebook.com:443 "];

struct Proxy {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    fn start() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let (port, asked) = (listener.local_addr().unwrap().port(), Arc::new(Mutex::new(Vec::new())));
        let heard = asked.clone();
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                heard.lock().unwrap().push(lines.next().unwrap_or_default());
                lines.take_while(|line| !line.is_empty()).for_each(drop);
                let _ = stream.write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
            }
        });
        Self { port, asked }
    }

    fn before(&self, bench: Bench) -> Bench {
        let url = format!("http://ada:hunter2@127.0.0.1:{}", self.port);
        let names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];
        names.iter().fold(bench, |bench, name| bench.with(name, &url))
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Everything that speaks, at Meta itself: no other host is asked, by any command.
#[test]
fn t17_nothing_is_asked_but_meta() {
    let proxy = Proxy::start();
    let bench = Bench::new().with("SNORQ_APP_ID", "123456").with("SNORQ_APP_SECRET", &"0".repeat(32));
    let bench = proxy.before(bench);
    let commands: &[(&[&str], &str)] = &[
        (&["webhooks", "status"], ""),
        (&["doctor"], ""),
        (&["verify", "--all"], ""),
        (&["permissions"], ""),
        (&["connect", "facebook", "--all", "--token-stdin"], "EAAnothing"),
        (&["connect", "whatsapp", "--all", "--token-stdin"], "EAAnothing"),
        (&["export"], ""),
        (&["list"], ""),
        (&["explain", "190"], ""),
        (&["--version"], ""),
        (&["--help"], ""),
    ];
    for (args, input) in commands {
        let output = bench.run_with(args, input);
        assert!(!format!("{output}").contains("hunter2"), "{output}");
        let asked = proxy.asked();
        let strange: Vec<_> = asked.iter().filter(|line| !META.iter().any(|meta| line.starts_with(meta))).collect();
        assert!(strange.is_empty(), "{args:?}: {strange:?}");
    }
    assert!(!proxy.asked().is_empty(), "the proxy was asked");
    let refused = bench.run(&["webhooks", "status", "--json"]).expect(9).error();
    assert!(refused["message"].as_str().unwrap().contains("roxy"), "a refusal of the proxy is called that: {refused}");
}

/// The loopback is this machine: no proxy is asked for it, whatever the variables say.
#[test]
fn r13_no_proxy_is_asked_for_the_loopback() {
    let proxy = Proxy::start();
    let inside = proxy.before(Bench::new());
    inside.run(&["--sandbox", "connect", "facebook", "--all"]).expect(0);
    inside.run(&["--sandbox", "verify", "--all"]).expect(5);
    let hosted = crate::bench::Hosted::start("small");
    let beside = proxy.before(Bench::new().within(&hosted));
    let connect = ["connect", "facebook", "--all", "--token-stdin", "-vvv"];
    let output = beside.run_with(&connect, &hosted.credentials.user_token).expect(0);
    assert!(!format!("{output}").contains("hunter2"), "{output}");
    assert_eq!(proxy.asked(), Vec::<String>::new());
}
