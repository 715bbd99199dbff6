//! What the README shows, so that it can be held to it.

/// The fenced blocks of `language` below the heading `## title`, in order.
#[track_caller]
pub(crate) fn examples(title: &str, language: &str) -> Vec<&'static str> {
    let readme = include_str!("../../../README.md");
    let section =
        readme.split("\n## ").find_map(|section| section.strip_prefix(title)).expect("a section of that title");
    let fence = format!("```{language}\n");
    let blocks = section.split(&fence).skip(1);
    let found: Vec<_> = blocks.filter_map(|block| block.split_once("```")).map(|(block, _)| block).collect();
    assert!(!found.is_empty(), "no example of {language} below {title}");
    found
}
