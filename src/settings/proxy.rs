//! The proxy on the way out. The HTTP client reads the variables itself and passes over what it does not understand, which
//! would send requests past the proxy; so they are checked before it is made.

use url::Url;

use super::{Env, SettingsError};

const VARIABLES: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
const SCHEMES: [&str; 6] = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

/// Refuses a proxy that the client could not use, by the name of its variable; a password in it is not repeated.
pub fn check_proxy(env: &Env) -> Result<(), SettingsError> {
    let odd = VARIABLES.into_iter().find(|name| env.get(name).is_some_and(|value| !is_usable(value)));
    odd.map_or(Ok(()), |name| {
        let expected = "expected HOST:PORT, or an address that begins with http://, https:// or socks5://";
        Err(SettingsError::Bad(format!("{name} names no proxy that can be used; {expected}")))
    })
}

fn is_usable(value: &str) -> bool {
    let address = if value.contains("://") { value.to_owned() } else { format!("http://{value}") };
    Url::parse(&address).is_ok_and(|url| SCHEMES.contains(&url.scheme()) && url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_is_one_that_the_client_understands_or_is_refused_by_name() {
        let check = |name: &str, value: &str| check_proxy(&Env::of([(name.to_owned(), value.to_owned())]));
        for sound in ["proxy:3128", "http://me:secret@proxy:3128/", "https://proxy", "socks5h://[::1]:1080", "10.0.0.1"]
        {
            assert_eq!(check("ALL_PROXY", sound), Ok(()), "{sound}");
        }
        for odd in ["ftp://proxy:21", "socks://proxy", "http://", "http://a b"] {
            let refused = check("https_proxy", odd).unwrap_err().to_string();
            assert!(refused.starts_with("https_proxy "), "{refused}");
        }
        assert!(!check("HTTPS_PROXY", "ftp://me:secret@proxy").unwrap_err().to_string().contains("secret"));
    }
}
