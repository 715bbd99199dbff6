//! The floor plan: each room may use the rooms below it, as the table in `src/lib.rs` says, and no other.
//!
//! Every path in every file is read as the compiler would: through `super`, through names that another room passes on,
//! inside of macros, and in tests too, which may look a little further than their room.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// Room, and the rooms that it may use besides itself.
const PLAN: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &["domain"]),
    ("http", &["domain"]),
    ("files", &[]),
    ("settings", &["domain", "files"]),
    ("store", &["domain", "clock", "files", "http", "settings"]),
    ("secrets", &["domain", "clock", "files", "http", "settings"]),
    ("login", &["domain", "clock", "files", "http", "settings"]),
    ("prompts", &["domain"]),
    ("terminal", &["domain", "clock", "http", "settings", "prompts"]),
    ("graph", &["domain", "clock", "http", "settings"]),
    ("webhook", &["domain"]),
    ("spool", &["domain", "files"]),
    ("platforms", &["domain", "clock", "http", "settings", "graph"]),
    (
        "error",
        &["domain", "clock", "http", "settings", "store", "spool", "secrets", "login", "prompts", "graph", "platforms"],
    ),
    (
        "flows",
        &["domain", "clock", "http", "settings", "store", "spool", "secrets", "login", "webhook", "platforms", "error"],
    ),
    (
        "context",
        &[
            "domain",
            "clock",
            "http",
            "files",
            "settings",
            "store",
            "spool",
            "secrets",
            "login",
            "webhook",
            "prompts",
            "terminal",
            "graph",
            "platforms",
            "error",
            "flows",
            "sandbox",
        ],
    ),
    (
        "commands",
        &[
            "domain",
            "clock",
            "http",
            "settings",
            "store",
            "spool",
            "login",
            "webhook",
            "prompts",
            "terminal",
            "platforms",
            "error",
            "flows",
            "context",
            "sandbox",
        ],
    ),
    ("run", &["domain", "settings", "terminal", "error", "context", "commands"]),
    ("sandbox", &["http"]),
    ("lib", &["run", "commands"]),
    ("main", &[]),
];

/// What the tests of a room play together with it. The sandbox judges the client, so its tests share nothing with it.
const TESTS: &[(&str, &[&str])] = &[
    ("graph", &["sandbox"]),
    ("platforms", &["sandbox"]),
    ("error", &["sandbox"]),
    ("flows", &["sandbox", "graph"]),
    ("login", &["sandbox"]),
];

#[test]
fn every_room_uses_only_the_rooms_below_it() {
    let house = House::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let wrong = house.violations();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The check sees what it forbids.
#[test]
fn a_forbidden_use_is_seen_however_it_is_written() {
    let planted = |room: &str, file: &str, text: &str| {
        let mut house = House::default();
        house.read_text(&["graph"], "graph/mod.rs", "pub struct Graph;");
        house.read_text(&["platforms"], "platforms/mod.rs", "pub use crate::graph::Graph; pub use inner::Deep;");
        house.read_text(&["platforms", "inner"], "platforms/inner.rs", "pub use super::super::graph::Graph as Deep;");
        house.read_text(&["flows"], "flows/mod.rs", "mod connect; #[cfg(test)] mod tests;");
        house.read_text(&[room, "connect"], file, text);
        house.violations()
    };
    for text in [
        "use crate::{graph::Graph, domain::Secret};",
        "fn f() { crate::terminal::x(); }",
        "fn f() { println!(\"{}\", crate::terminal::x()); }",
        "use super::super::graph::Graph;",
        "mod a { use super::super::super::terminal; }",
        "use crate::platforms::Graph;",
        "use crate::platforms::{self, Deep as D};",
        "fn f() -> crate::platforms::Deep {}",
        "#[cfg(test)] mod tests { use crate::terminal::Table; }",
        "#[cfg(test)] mod tests { mod deep { use crate::context::Context; } } use crate::domain::Secret;",
    ] {
        let wrong = planted("flows", "flows/connect.rs", text);
        assert_eq!(wrong.len(), 1, "{text}: {wrong:?}");
    }
    for text in
        ["use crate::platforms::Login; use super::Tools;", "#[cfg(test)] mod tests { use crate::sandbox::Sandbox; }"]
    {
        assert_eq!(planted("flows", "flows/connect.rs", text), Vec::<String>::new(), "{text}");
    }
    let tests = "use crate::context::Context;";
    let mut house = House::default();
    house.read_text(&["flows"], "flows/mod.rs", "#[cfg(test)] mod tests;");
    house.read_text(&["flows", "tests"], "flows/tests.rs", tests);
    assert_eq!(
        house.violations(),
        ["flows/tests.rs: the tests of flows may not use context (crate::context::Context)"]
    );
}

/// A path from the root of the crate, without `crate`.
type Full = Vec<String>;

/// All paths of the source, and where names are passed on.
#[derive(Default)]
struct House {
    /// Every path that is written somewhere.
    uses: Vec<Use>,
    /// A name in a module, and what it stands for.
    passed_on: BTreeMap<Full, Full>,
    /// Modules that exist in tests only.
    test_modules: BTreeSet<Full>,
}

struct Use {
    file: String,
    module: Full,
    in_test: bool,
    target: Full,
}

impl House {
    fn read(source: &Path) -> Self {
        let mut house = Self::default();
        for file in files(source) {
            let inside = file.strip_prefix(source).unwrap();
            let mut module: Vec<_> =
                inside.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if module.last().is_some_and(|last| last == "mod") {
                module.pop();
            }
            let module: Vec<_> = module.iter().map(String::as_str).collect();
            house.read_text(&module, &inside.to_string_lossy(), &std::fs::read_to_string(&file).unwrap());
        }
        house
    }

    fn read_text(&mut self, module: &[&str], file: &str, text: &str) {
        let module: Full = module.iter().map(|part| (*part).to_owned()).collect();
        let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        Reader { house: self, file, in_test: false, module }.visit_file(&parsed);
    }

    fn violations(&self) -> Vec<String> {
        self.uses.iter().filter_map(|one| self.violation(one)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    fn violation(&self, one: &Use) -> Option<String> {
        let room = one.module.first()?.as_str();
        let allowed = rooms(PLAN, room).unwrap_or_else(|| panic!("{}: the room '{room}' is not in the plan", one.file));
        let target = self.resolved(&one.target);
        let used = target.first().filter(|first| rooms(PLAN, first).is_some())?.as_str();
        let in_test = one.in_test || (1..=one.module.len()).any(|end| self.test_modules.contains(&one.module[..end]));
        let further = if in_test { rooms(TESTS, room).unwrap_or_default() } else { &[] };
        let fine = used == room || allowed.contains(&used) || further.contains(&used);
        let who = if in_test { format!("the tests of {room}") } else { room.to_owned() };
        (!fine).then(|| format!("{}: {who} may not use {used} (crate::{})", one.file, one.target.join("::")))
    }

    /// Where a path leads once each name that is passed on is followed.
    fn resolved(&self, path: &[String]) -> Full {
        let (mut path, mut steps) = (path.to_vec(), 0);
        while let Some((end, target)) = (1..=path.len()).find_map(|end| Some((end, self.passed_on.get(&path[..end])?)))
            && steps < 16
        {
            path = [target.as_slice(), &path[end..]].concat();
            steps += 1;
        }
        path
    }
}

/// Reads one file.
struct Reader<'a> {
    house: &'a mut House,
    file: &'a str,
    in_test: bool,
    module: Full,
}

impl Reader<'_> {
    fn note(&mut self, target: Full) {
        let (file, module) = (self.file.to_owned(), self.module.clone());
        self.house.uses.push(Use { file, module, in_test: self.in_test, target });
    }

    /// A path from the crate's root, if it is written from there, from here or from above.
    fn full(&self, path: &[String]) -> Option<Full> {
        let mut base = match path.first()?.as_str() {
            "crate" => Vec::new(),
            "self" => self.module.clone(),
            "super" => self.module[..self.module.len().checked_sub(1)?].to_vec(),
            _ => return None,
        };
        for part in &path[1..] {
            if part == "super" {
                base.pop()?;
            } else {
                base.push(part.clone());
            }
        }
        Some(base)
    }

    fn use_tree(&mut self, before: &[String], tree: &syn::UseTree, public: bool) {
        match tree {
            syn::UseTree::Path(path) => {
                self.use_tree(&[before, &[path.ident.to_string()]].concat(), &path.tree, public);
            }
            syn::UseTree::Name(name) => self.used(before, &name.ident.to_string(), &name.ident.to_string(), public),
            syn::UseTree::Rename(name) => self.used(before, &name.ident.to_string(), &name.rename.to_string(), public),
            syn::UseTree::Glob(_) => self.used(before, "*", "*", public),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(before, tree, public);
                }
            }
        }
    }

    fn used(&mut self, before: &[String], name: &str, alias: &str, public: bool) {
        let mut path = before.to_vec();
        let mut alias = alias.to_owned();
        if name == "self" {
            if alias == "self" {
                alias = before.last().cloned().unwrap_or_default();
            }
        } else {
            path.push(name.to_owned());
        }
        // A path that begins with a name leads into a module of this one, or out of the crate.
        let local = || Some([self.module.as_slice(), &path].concat());
        let Some(target) = self.full(&path).or_else(|| public.then(local).flatten()) else { return };
        let crosses = target.first() != self.module.first();
        assert!(!(public && crosses && name == "*"), "{}: a whole room is passed on", self.file);
        if public {
            self.house.passed_on.insert([self.module.as_slice(), &[alias]].concat(), target.clone());
        }
        self.note(target);
    }

    /// Paths inside of a macro's call, whose language only the macro knows.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Full = Vec::new();
        let mut trees = tokens.into_iter().peekable();
        while let Some(tree) = trees.next() {
            match tree {
                TokenTree::Ident(ident) => path.push(ident.to_string()),
                // Both colons of a path come one by one.
                TokenTree::Punct(punct) if punct.as_char() == ':' && !path.is_empty() => {
                    if matches!(trees.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':') {
                        trees.next();
                        continue;
                    }
                    path.clear();
                }
                TokenTree::Group(group) => {
                    self.tokens(group.stream());
                    path.clear();
                }
                _ => path.clear(),
            }
            if !matches!(trees.peek(), Some(TokenTree::Punct(next)) if next.as_char() == ':') {
                if let Some(target) = self.full(&path) {
                    self.note(target);
                }
                path.clear();
            }
        }
    }

    fn inside(&mut self, module: Option<String>, in_test: bool, visit: impl FnOnce(&mut Self)) {
        let (outer, was) = (self.module.clone(), self.in_test);
        self.module.extend(module);
        self.in_test |= in_test;
        visit(self);
        (self.module, self.in_test) = (outer, was);
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let name = item.ident.to_string();
        let in_test = is_test(&item.attrs);
        if item.content.is_none() && in_test {
            self.house.test_modules.insert([self.module.as_slice(), &[name]].concat());
            return;
        }
        self.inside(Some(name), in_test, |reader| visit::visit_item_mod(reader, item));
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        self.inside(None, is_test(&item.attrs), |reader| visit::visit_item_impl(reader, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.inside(None, is_test(&item.attrs), |reader| visit::visit_item_fn(reader, item));
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let public = !matches!(item.vis, syn::Visibility::Inherited);
        self.inside(None, is_test(&item.attrs), |reader| reader.use_tree(&[], &item.tree, public));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Full = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(target) = self.full(&parts) {
            self.note(target);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|what| what.is_ident("test"))
    })
}

fn rooms(plan: &[(&str, &'static [&'static str])], room: &str) -> Option<&'static [&'static str]> {
    plan.iter().find(|(name, _)| *name == room).map(|(_, rooms)| *rooms)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The one room for files, and the database's own drafts, which no program has open.
const MOVING: [&str; 3] = ["files/other.rs", "files/unix.rs", "store/sqlite/migrate.rs"];

/// D-12: whoever removes, renames or copies a database under a program that has it open, destroys it.
#[test]
fn d12_files_are_moved_and_removed_in_the_room_for_files_alone() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let calls = ["remove_file(", "remove_dir", "fs::rename(", "fs::copy(", "hard_link(", "unlinkat(", "renameat"];
    let moving = |file: &PathBuf| {
        let text = std::fs::read_to_string(file).unwrap();
        let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        calls.iter().any(|call| own.contains(call))
    };
    let name = |file: &PathBuf| file.strip_prefix(&source).unwrap().to_string_lossy().into_owned();
    let is_test =
        |name: &String| name.contains("tests/") || name.ends_with("tests.rs") || name.contains("test_support");
    let mut found: Vec<_> = files(&source).iter().filter(|file| moving(file)).map(name).collect();
    found.retain(|name| !is_test(name));
    found.sort();
    assert_eq!(found, MOVING);
}
