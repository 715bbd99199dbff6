//! Addresses that look like Meta's. What is taken for Meta gets tokens, so it must be Meta for whoever connects.

use url::Url;

use super::is_meta;

/// Small, and the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % end as u64).unwrap()
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

/// Changes a text in one of the ways in which addresses are forged.
fn forged(dice: &mut Dice, text: &str) -> String {
    let at = dice.below(text.len() + 1);
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let bits = [
        "evil.example",
        ".evil.example",
        "evil",
        "@",
        "@evil.example",
        "\\",
        "\\@",
        "/",
        "//",
        ":",
        ":8443",
        ":443",
        ".",
        "..",
        "%2e",
        "%40",
        "%00",
        "#",
        "?",
        ";",
        "-",
        "xn--",
        "\t",
        "\n",
        " ",
        "\u{3002}",
        "\u{ff0e}",
        "\u{430}",
        "\u{3bf}",
        "\u{212a}",
        "\u{200b}",
        "\u{ad}",
        "\u{e9}",
        "o",
        "0",
        "O",
        "www.",
        "graph.",
        "facebook.com",
        "[",
        "]",
        "user:pw@",
    ];
    match dice.below(6) {
        0 => format!("{before}{}{}", dice.pick(&bits), after.get(1..).unwrap_or("")),
        1 => format!("{after}{before}"),
        2 => before.to_uppercase() + after,
        3 => format!("{before}{}", after.get(1..).unwrap_or("")),
        _ => format!("{before}{}{after}", dice.pick(&bits)),
    }
}

/// Another reader of addresses, that of the library which opens the connections.
fn is_meta_for_the_client(url: &Url) -> bool {
    let Ok(read) = url[..url::Position::BeforePath].parse::<hyper::Uri>() else { return false };
    let authority = read.authority().map_or("", |authority| authority.as_str());
    read.scheme_str() == Some("https") && ["graph.facebook.com", "www.facebook.com"].contains(&authority)
}

#[test]
fn t11_a_hundred_thousand_look_alikes_are_not_meta() {
    let mut dice = Dice(7);
    let (mut others, mut meta) = (0, 0);
    while others < 100_000 {
        let scheme =
            dice.pick(&["https://", "https://", "https://", "http://", "https:/", "https:\\\\", "HTTPS://", "wss://"]);
        let host = dice.pick(&["graph.facebook.com", "www.facebook.com"]);
        let mut text = format!("{scheme}{host}");
        for _ in 0..=dice.below(3) {
            text = forged(&mut dice, &text);
        }
        let Ok(url) = Url::parse(&text) else { continue };
        assert_eq!(is_meta(&url), is_meta_for_the_client(&url), "{text:?} is {url}");
        *if is_meta(&url) { &mut meta } else { &mut others } += 1;
    }
    assert!(meta > 1000, "some are Meta after all: {meta}");
}
