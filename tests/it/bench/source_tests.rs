//! The tests that the source has, read as the compiler reads it.

use std::collections::BTreeSet;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

use super::files;

/// Every test that runs by itself, by its path: `login::state::tests::name`, those of this folder with `it::` before.
pub(crate) fn source_tests() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for (folder, prefix) in [("src", ""), ("tests/it", "it")] {
        let folder = root.join(folder);
        for (path, text) in
            files(&folder).into_iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "rs"))
        {
            let text = String::from_utf8(text).unwrap();
            let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let inside = path.strip_prefix(&folder).unwrap().with_extension("");
            let parts = inside.iter().map(|part| part.to_string_lossy().into_owned());
            let module = [prefix.to_owned()].into_iter().chain(parts.filter(|part| part != "mod"));
            Reader { module: module.filter(|part| !part.is_empty()).collect(), found: &mut found }.visit_file(&parsed);
        }
    }
    found
}

struct Reader<'a> {
    module: Vec<String>,
    found: &'a mut BTreeSet<String>,
}

impl Reader<'_> {
    fn note(&mut self, name: &str) {
        self.found.insert(format!("{}::{name}", self.module.join("::")));
    }

    /// A property test stands in the call of a macro: `#[test] fn name(…)`.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut marked = false;
        let mut trees = tokens.into_iter().peekable();
        while let Some(tree) = trees.next() {
            match tree {
                TokenTree::Group(group) if group.stream().to_string() == "test" => marked = true,
                TokenTree::Ident(word) if word == "fn" && marked => {
                    if let Some(TokenTree::Ident(name)) = trees.peek() {
                        self.note(&name.to_string());
                    }
                    marked = false;
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.module.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let last = |attribute: &syn::Attribute| attribute.path().segments.last().unwrap().ident.to_string();
        let marks: Vec<String> = item.attrs.iter().map(last).collect();
        // What is left out of a plain run is run by another, which can be named.
        if marks.iter().any(|mark| mark == "test") && !marks.iter().any(|mark| mark == "ignore") {
            self.note(&item.sig.ident.to_string());
        }
    }

    fn visit_item_macro(&mut self, item: &'ast syn::ItemMacro) {
        if item.mac.path.segments.last().is_some_and(|last| last.ident == "proptest") {
            self.tokens(item.mac.tokens.clone());
        }
    }
}
