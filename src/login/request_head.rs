//! Where the head of a request ends, and what is refused for its bytes alone: too much of it, an odd line end, a first
//! line that is none. What a head says is read by `tiny_http`, once.

use super::page::Page;

/// Longest request line, in bytes with its end.
const LINE: usize = 16 * 1024;
/// Longest head, in bytes.
pub(super) const HEAD: usize = 32 * 1024;
/// Most header lines.
const LINES: usize = 64;

/// The length of the head at the front of `bytes`, `None` while it is not whole, or the page that refuses it.
pub(super) fn length(bytes: &[u8]) -> Result<Option<usize>, Page> {
    let mut length = 0;
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        if number == 0 {
            check_request_line(line)?;
        }
        length += line.len();
        if length > HEAD {
            return Err(Page::HeadTooLarge);
        }
        if !line.ends_with(b"\n") {
            break;
        }
        match line.strip_suffix(b"\r\n") {
            None => return Err(Page::NotUnderstood),
            Some(b"") => return Ok(Some(length)),
            Some(_) if number > LINES => return Err(Page::HeadTooLarge),
            Some(_) => {}
        }
    }
    if bytes.len() >= HEAD { Err(Page::HeadTooLarge) } else { Ok(None) }
}

/// Refuses a first line as soon as it is too long or cannot become one: a browser that tries TLS gets its answer at once.
fn check_request_line(line: &[u8]) -> Result<(), Page> {
    let is_whole = line.ends_with(b"\n");
    if line.len() > LINE || (line.len() == LINE && !is_whole) {
        return Err(Page::HeadTooLarge);
    }
    let is_good = match line.strip_suffix(b"\r\n") {
        Some(text) => is_printable(text) && is_request_line(text),
        None => is_printable(line.strip_suffix(b"\r").unwrap_or(line)),
    };
    if is_good { Ok(()) } else { Err(Page::NotUnderstood) }
}

/// Three words, the last one a version that `tiny_http` serves. With a later one, the thread of `tiny_http` 0.12 that
/// has the connection waits for itself and never ends.
fn is_request_line(line: &[u8]) -> bool {
    let words: Vec<_> = line.split(|byte| *byte == b' ').collect();
    matches!(words[..], [_, _, b"HTTP/1.1" | b"HTTP/1.0"])
}

fn is_printable(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == b' ' || byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn get(rest: &str) -> Vec<u8> {
        format!("GET /callback?code=1 HTTP/1.1\r\nHost: localhost:1\r\n{rest}\r\n").into_bytes()
    }

    #[test]
    fn a_head_ends_at_its_empty_line() {
        let head = get("A: b\r\n");
        let more = [&head[..], b"GET /callback HTTP/1.1\r\n\r\n"].concat();
        assert_eq!(length(&more), Ok(Some(head.len())));
        assert_eq!(length(b"GET / HTTP/1.0\r\n\r\n"), Ok(Some(18)));
    }

    #[test]
    fn l13_limits_hold_to_the_byte() {
        let line = |n: usize| format!("GET /{} HTTP/1.1\r\nHost: h\r\n\r\n", "a".repeat(n - 16)).into_bytes();
        assert!(length(&line(LINE)).unwrap().is_some());
        assert_eq!(length(&line(LINE + 1)), Err(Page::HeadTooLarge));
        assert_eq!(length(&vec![b'a'; LINE]), Err(Page::HeadTooLarge));
        assert_eq!(length(&vec![b'a'; LINE - 1]), Ok(None));
        let lines = |n: usize| get(&"A: b\r\n".repeat(n - 1));
        assert!(length(&lines(LINES)).unwrap().is_some());
        assert_eq!(length(&lines(LINES + 1)), Err(Page::HeadTooLarge));
        let whole = |n: usize| get(&format!("A: {}\r\n", "b".repeat(n - get("A: \r\n").len())));
        assert!(length(&whole(HEAD)).unwrap().is_some());
        assert_eq!(length(&whole(HEAD + 1)), Err(Page::HeadTooLarge));
        assert_eq!(length(&whole(HEAD + 9)[..HEAD]), Err(Page::HeadTooLarge));
    }

    #[test]
    fn l05_odd_first_lines_and_line_ends_are_refused() {
        for head in [
            "GET / HTTP/2.0\r\n\r\n",
            "GET / HTTP/3.0\r\n\r\n",
            "GET / HTTP/2.0 HTTP/1.1\r\n\r\n",
            "GET /\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            " GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1 \r\n\r\n",
            "GET\t/ HTTP/1.1\r\n\r\n",
            "\r\nGET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\nHost: a\n\n",
            "GET / HTTP/1.1\r\nHost: a\n\r\n",
            "GET / HTTP/1.1\r\nHost: a\r\n\n",
            "GET /\u{e9} HTTP/1.1\r\n\r\n",
            "\u{16}\u{3}\u{1}\r\n\r\n",
            "\u{16}\u{3}\u{1}",
        ] {
            assert_eq!(length(head.as_bytes()), Err(Page::NotUnderstood), "{head:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = length(&bytes);
        }

        #[test]
        fn a_head_is_read_wherever_it_is_cut(cut in 0_usize..50) {
            let whole = get("A: b\r\n");
            prop_assert_eq!(length(&whole[..cut]), Ok(None));
        }
    }
}
