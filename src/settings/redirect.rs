//! The address that a login comes back to.

/// Its port where it must be registered and the profile names none.
pub const FIXED_PORT: u16 = 8443;

/// The address for a port. The host is `localhost` to the letter: Meta takes no number.
pub fn redirect_uri(https: bool, port: u16) -> String {
    format!("{}://localhost:{port}/callback", if https { "https" } else { "http" })
}
