//! Front door: hands the arguments to the library and returns its exit code.

fn main() -> std::process::ExitCode {
    snorq::run(std::env::args_os())
}
