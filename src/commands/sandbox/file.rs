//! `snorq sandbox save`, `snorq sandbox load` and `snorq sandbox schema`

use std::fs::File;
use std::io::{self, BufWriter, Read, Write as _};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::seed::{begin_anew, failed};
use crate::commands::hint::{Hints, Rendered};
use crate::commands::view::document;
use crate::context::{Context, open_sandbox};
use crate::domain::hint::{SandboxStep, Step};
use crate::domain::{Status, text};
use crate::error::{Failure, Kind};
use crate::prompts::Confirm;
use crate::sandbox::{self, Sandbox, SandboxError};
use crate::settings::SANDBOX;
use crate::store::Filter;
use crate::terminal::{Screen, View};

/// Write the sandbox's world into a file
///
/// The file is JSON, one line for each person, Page, grant, token …, without what is as usual. It holds no secret: tokens
/// are in it by number, and the home that loads it gives them words of its own; `snorq sandbox credentials` tells them.
#[derive(Debug, clap::Args)]
pub(crate) struct Save {
    /// The file, or - for standard output
    file: PathBuf,
}

/// Replace the sandbox's world with the one in a file
///
/// It asks before --sandbox connections go.
///
/// The file may be written by hand; little is needed: {"people": [{"name": "Ada"}], "pages": [{"id": "1", "name":
/// "Acme"}], "roles": [{"page": "1"}]}. Times are such as "60d", "2h ago" or "never". A file that cannot be used
/// changes nothing. The records of earlier --sandbox connections go with the old world.
#[derive(Debug, clap::Args)]
pub(crate) struct Load {
    /// The file, or - for standard input
    file: PathBuf,
}

/// The largest file that is read, in bytes; a world of 10,000 Pages has about four million.
const LARGEST: u64 = 64 << 20;

/// Print the JSON schema of a world's file
#[derive(Debug, clap::Args)]
pub(crate) struct Schema {}

pub(crate) fn save(cx: &Context, args: &Save) -> Result<(), Failure> {
    let sandbox = open_sandbox(&cx.paths)?;
    if args.file == Path::new("-") {
        let mut kept = Ok(());
        cx.terminal.stream(&mut |screen| {
            let mut through = Through { out: screen.out, broken: None };
            kept = sandbox.save(&mut through);
            through.broken.map_or(Ok(()), |broken| {
                kept = Ok(());
                Err(broken)
            })
        })?;
        return kept.map_err(|error| unwritten(&error));
    }
    write(&sandbox, &args.file)?;
    let file = args.file.to_string_lossy().into_owned();
    let load = Hints::of(cx).next("to have it back", &[Step::Sandbox(SandboxStep::Load(file.clone()))]);
    Ok(cx.terminal.emit(&Saved { file, load })?)
}

struct Saved {
    file: String,
    load: Rendered,
}

impl View for Saved {
    fn human(&self, screen: &mut Screen<'_>) -> io::Result<()> {
        writeln!(screen.out, "saved; {}", self.load)
    }

    fn json(&self) -> Value {
        document(&FileDocument { file: &self.file })
    }
}

#[derive(Serialize, JsonSchema)]
pub(super) struct FileDocument<'a> {
    file: &'a str,
}

/// Remembers why it could not write on, so that a closed pipe is seen as one.
struct Through<'a> {
    out: &'a mut dyn io::Write,
    broken: Option<io::Error>,
}

impl io::Write for Through<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes).map_err(|error| {
            let kind = error.kind();
            self.broken = Some(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes beside the file and puts it in its place when it is whole.
fn write(sandbox: &Sandbox, file: &Path) -> Result<(), Failure> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut out = BufWriter::new(tempfile::NamedTempFile::new_in(folder)?);
    sandbox.save(&mut out).map_err(|error| unwritten(&error))?;
    out.flush()?;
    let whole = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    whole.persist(file).map_err(|error| error.error)?;
    Ok(())
}

fn unwritten(error: &SandboxError) -> Failure {
    Failure::new(Kind::Database, format!("the sandbox's world cannot be saved: {error}"))
}

pub(crate) async fn load(cx: &Context, args: &Load) -> Result<(), Failure> {
    let file: Box<dyn Read> =
        if args.file == Path::new("-") { Box::new(io::stdin()) } else { Box::new(open(&args.file)?) };
    let mut text = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut text)?;
    if text.len() as u64 > LARGEST {
        return Err(Failure::usage(format!("a world's file has at most {} MiB", LARGEST >> 20)));
    }
    agree(cx, &text).await?;
    begin_anew(cx, |sandbox| sandbox.load(&mut text.as_slice())).await
}

/// Asks before connections go, about a file that can be used.
async fn agree(cx: &Context, text: &[u8]) -> Result<(), Failure> {
    let all = cx.store().await?.list(&Filter::of(SANDBOX)).await?;
    let live = all.iter().filter(|one| one.status != Status::Disconnected).count();
    if live == 0 {
        return Ok(());
    }
    open_sandbox(&cx.paths)?.check(&mut &*text).map_err(|error| failed(&error))?;
    let question = format!("Replace the sandbox's world? {live} --sandbox connections go with it");
    if cx.prompts.confirm(&Confirm { question: &question, flag: "--yes" })? {
        return Ok(());
    }
    Err(Failure::declined("nothing was changed"))
}

fn open(file: &Path) -> Result<File, Failure> {
    File::open(file).map_err(|error| {
        Failure::not_found(format!("{} cannot be read: {error}", text::shown(&file.to_string_lossy())))
    })
}

pub(crate) fn schema(cx: &Context, _: &Schema) -> Result<(), Failure> {
    let schema = sandbox::schema().map_err(|error| unwritten(&error))?;
    Ok(cx.terminal.stream(&mut |screen| writeln!(screen.out, "{schema:#}"))?)
}
