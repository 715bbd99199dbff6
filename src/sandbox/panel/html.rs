//! Small pieces of HTML. Every value goes through [`escape`].

pub(super) use crate::sandbox::dialog::escape;

/// Pieces of HTML, one after the other.
pub(super) fn each<T>(items: impl Iterator<Item = T>, piece: impl Fn(T) -> String) -> String {
    items.fold(String::new(), |text, item| text + &piece(item))
}

/// A form of the control page that does one deed. `inside` is HTML.
pub(super) fn form(deed: &str, show: &str, inside: &str) -> String {
    let (deed, show) = (escape(deed), escape(show));
    format!(
        "<form method=\"post\" action=\"/sandbox/do\"><input type=\"hidden\" name=\"deed\" value=\"{deed}\">\
         <input type=\"hidden\" name=\"show\" value=\"{show}\">{inside}</form>\n"
    )
}

/// A button with a name and a value.
pub(super) fn button(name: &str, value: &str, label: &str) -> String {
    format!("<button name=\"{}\" value=\"{}\">{}</button>", escape(name), escape(value), escape(label))
}

/// A choice among values with labels.
pub(super) fn select<'a>(name: &str, label: &str, options: impl Iterator<Item = (&'a str, String)>) -> String {
    let options =
        each(options, |(value, words)| format!("<option value=\"{}\">{}</option>", escape(value), escape(&words)));
    format!("<label>{}<select name=\"{}\">{options}</select></label>", escape(label), escape(name))
}

/// A line of text to fill in.
pub(super) fn field(name: &str, label: &str, hint: &str) -> String {
    let (name, label, hint) = (escape(name), escape(label), escape(hint));
    format!("<label>{label}<input name=\"{name}\" placeholder=\"{hint}\" autocomplete=\"off\"></label>")
}

/// A table. `rows` are texts; the first cell names the row.
pub(super) fn table(id: &str, heads: &[&str], rows: &[Vec<String>]) -> String {
    let heads = each(heads.iter(), |head| format!("<th scope=\"col\">{}</th>", escape(head)));
    let cells = |row: &Vec<String>| each(row.iter(), |cell| format!("<td>{}</td>", escape(cell)));
    let rows = each(rows.iter(), |row| format!("<tr>{}</tr>\n", cells(row)));
    format!(
        "<div class=\"wide\" tabindex=\"0\"><table id=\"{}\"><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody>\
         </table></div>\n",
        escape(id)
    )
}
