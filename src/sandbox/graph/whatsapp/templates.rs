//! `/{waba}/message_templates` (Meta, message templates): a few ready ones, the same on every account.
//!
//! They can be read and sent; making new ones is not imitated.

use serde_json::{Map, Value, json};

use super::errors;
use crate::sandbox::error::GraphError;
use crate::sandbox::graph::{Answer, Context, bare, with_id};
use crate::sandbox::world::models::Waba;

/// A message template.
#[derive(Debug)]
pub(super) struct Template {
    /// Name.
    pub(super) name: &'static str,
    /// The only language that it has.
    pub(super) language: &'static str,
    /// Category.
    pub(super) category: &'static str,
    status: &'static str,
    text: &'static str,
    params: usize,
}

const TEMPLATES: &[Template] = &[
    Template {
        name: "hello_world",
        language: "en_US",
        category: "UTILITY",
        status: "APPROVED",
        text: "Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message.",
        params: 0,
    },
    Template {
        name: "order_update",
        language: "en_US",
        category: "UTILITY",
        status: "APPROVED",
        text: "Hello {{1}}, your order {{2}} is on its way.",
        params: 2,
    },
    Template {
        name: "login_code",
        language: "en_US",
        category: "AUTHENTICATION",
        status: "APPROVED",
        text: "{{1}} is your verification code.",
        params: 1,
    },
    Template {
        name: "spring_sale",
        language: "en_US",
        category: "MARKETING",
        status: "PAUSED",
        text: "Our spring sale begins today.",
        params: 0,
    },
];

/// Answers a call for the list.
pub(super) fn answer(context: &Context<'_>, waba: &Waba) -> Answer {
    let fields = context.fields(&["name", "components", "language", "status", "category", "id"])?;
    let wanted = context.call.params.some("name");
    let mut data = Vec::new();
    for (index, template) in TEMPLATES.iter().enumerate() {
        if wanted.is_some_and(|name| !template.name.contains(name)) {
            continue;
        }
        let id = format!("{}{}", waba.id, index + 1);
        let mut row = Map::new();
        for field in &fields {
            let value = match field.name.as_str() {
                "id" => Some(json!(id)),
                "name" => Some(json!(template.name)),
                "language" => Some(json!(template.language)),
                "status" => Some(json!(template.status)),
                "category" => Some(json!(template.category)),
                "components" => Some(json!([{ "type": "BODY", "text": template.text }])),
                "parameter_format" => Some(json!("POSITIONAL")),
                _ => bare::value(field, "MessageTemplate")?,
            };
            row.extend(value.map(|value| (field.key().to_owned(), value)));
        }
        data.push(with_id(row, &id));
    }
    Ok(json!({ "data": data }))
}

/// The template that a message names, if it can be sent with these components.
pub(super) fn find(template: &Value) -> Result<&'static Template, GraphError> {
    let text = |value: &Value, name: &str| {
        let missing = || errors::refused(131_008, 400, "Required parameter is missing", &format!("{name} is missing."));
        value.as_str().map(str::to_owned).ok_or_else(missing)
    };
    let name = text(&template["name"], "template.name")?;
    let language = text(&template["language"]["code"], "template.language.code")?;
    let Some(known) = TEMPLATES.iter().find(|known| known.name == name && known.language == language) else {
        let details = format!("template name ({name}) does not exist in {language}");
        return Err(errors::refused(132_001, 404, "Template name does not exist in the translation", &details));
    };
    if known.status == "PAUSED" {
        let details = "The template is paused because of low quality.";
        return Err(errors::refused(132_015, 400, "Template is paused", details));
    }
    let components = template["components"].as_array().map_or(&[][..], Vec::as_slice);
    let body =
        components.iter().find(|part| part["type"].as_str().is_some_and(|kind| kind.eq_ignore_ascii_case("body")));
    let parameters = body.and_then(|body| body["parameters"].as_array()).map_or(&[][..], Vec::as_slice);
    if parameters.iter().any(|one| one["type"] == "text" && !one["text"].is_string()) {
        let details = "Parameter 'text' is mandatory for component parameter type 'text'";
        return Err(errors::refused(100, 400, "Invalid parameter", details));
    }
    let given = parameters.len();
    if given != known.params {
        let expected = known.params;
        let details = format!(
            "body: number of localizable_params ({given}) does not match the expected number of params ({expected})"
        );
        return Err(errors::refused(
            132_000,
            400,
            "Number of parameters does not match the expected number of params",
            &details,
        ));
    }
    Ok(known)
}
