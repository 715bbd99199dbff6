//! Codes that prove that a number is its owner's.

use clap::ValueEnum;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::commands::hint;
use crate::commands::stdin::Lines;
use crate::commands::view::document;
use crate::context::Context;
use crate::domain::hint::{Connect, Hint, Method as Way, Step, Target};
use crate::domain::{Connection, ConnectionRef, PhoneId, Platform};
use crate::error::Failure;
use crate::flows::whatsapp::{self, CodeMethod};
use crate::flows::{Exclusive, Tools};
use crate::terminal::{Screen, View};

/// How the code comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Method {
    /// A text message.
    Sms,
    /// A call.
    Voice,
}

/// Has a code sent for each number.
pub(super) async fn request(
    cx: &Context,
    tools: &Tools<'_>,
    phones: &[String],
    method: Method,
    language: &str,
) -> Result<(), Failure> {
    let how = match method {
        Method::Sms => CodeMethod::Sms,
        Method::Voice => CodeMethod::Voice,
    };
    let (exclusive, mut sent) = (Exclusive::enter(tools).await?, Vec::new());
    for phone in phones {
        let connection = recorded(cx, phone).await?;
        whatsapp::request_code(&exclusive, &connection, how, language).await?;
        sent.push(connection);
    }
    cx.terminal.emit(&Sent(&sent))?;
    for one in &sent {
        hint::next(cx, "when it has come", &[Step::GiveCode(Some(PhoneId::new(&one.platform_user_id)))]);
    }
    Ok(())
}

/// Verifies the number with the code that came.
pub(super) async fn verify(
    cx: &Context,
    tools: &Tools<'_>,
    phones: &[String],
    lines: &mut Lines,
) -> Result<(), Failure> {
    for phone in phones {
        let connection = recorded(cx, phone).await?;
        let code = lines.secret(cx, "Code", "--verify-code-stdin")?;
        whatsapp::verify_code(&Exclusive::enter(tools).await?, &connection, &code).await?;
    }
    Ok(())
}

async fn recorded(cx: &Context, phone: &str) -> Result<Connection, Failure> {
    let number = Connect::on(Platform::Whatsapp).by(Way::Redirect).target(Target::Number(Some(PhoneId::new(phone))));
    let connect = Hint::new("a number is recorded by connecting it", number.step());
    let found = cx.find(phone).await.map_err(|failure| failure.hint(connect))?;
    if found.platform != Platform::Whatsapp {
        return Err(Failure::usage(format!("{} is no WhatsApp number", found.reference())));
    }
    Ok(found)
}

struct Sent<'a>(&'a [Connection]);

#[derive(Serialize, JsonSchema)]
pub(in crate::commands) struct CodeSent {
    code_sent: Vec<ConnectionRef>,
}

impl View for Sent<'_> {
    fn human(&self, screen: &mut Screen<'_>) -> std::io::Result<()> {
        self.0.iter().try_for_each(|one| writeln!(screen.out, "a code is on its way to {}", one.reference()))
    }

    fn json(&self) -> Value {
        document(&CodeSent { code_sent: self.0.iter().map(Connection::reference).collect() })
    }
}
