//! Multipart bodies (RFC 7578), as `curl -F` and the clients of batches send them. Files are left out.

/// The boundary that a content type of multipart form data names.
pub(crate) fn boundary(kind: &str) -> Option<String> {
    let (essence, rest) = kind.split_once(';')?;
    if !essence.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    parameter(rest, "boundary").filter(|boundary| !boundary.is_empty())
}

/// The named texts of a body, in their order.
pub(crate) fn read(body: &[u8], boundary: &str) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(body);
    let mark = format!("--{boundary}");
    // A boundary stands at the beginning of a line, and the first one has no line before it.
    format!("\r\n{text}").split(&format!("\r\n{mark}")).skip(1).filter_map(part).collect()
}

fn part(text: &str) -> Option<(String, String)> {
    let (head, value) = text.strip_prefix("\r\n")?.split_once("\r\n\r\n")?;
    let disposition = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    if parameter(disposition, "filename").is_some() {
        tracing::warn!("the sandbox does not imitate files; this part is left out");
        return None;
    }
    Some((parameter(disposition, "name")?, value.to_owned()))
}

fn parameter(text: &str, wanted: &str) -> Option<String> {
    text.split(';').find_map(|part| {
        let (name, value) = part.trim().split_once('=')?;
        name.eq_ignore_ascii_case(wanted).then(|| value.trim_matches('"').to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{boundary, read};

    #[test]
    fn texts_are_read_and_files_left_out() {
        let kind = "multipart/form-data; boundary=\"xY\"";
        assert_eq!(boundary(kind).as_deref(), Some("xY"));
        assert_eq!(boundary("application/json"), None);
        let body = "--xY\r\nContent-Disposition: form-data; name=\"batch\"\r\n\r\n[1,\r\n2]\r\n--xY\r\n\
                    content-disposition: form-data; name=f; filename=a.png\r\n\r\nbytes\r\n--xY\r\n\
                    Content-Disposition: form-data; name=\"q\"\r\nContent-Type: text/plain\r\n\r\n\r\n--xY--\r\n";
        let wanted = [("batch".to_owned(), "[1,\r\n2]".to_owned()), ("q".to_owned(), String::new())];
        assert_eq!(read(body.as_bytes(), "xY"), wanted);
        assert!(read(b"garbage", "xY").is_empty());
    }
}
