//! What the plain copy of a message leaves out: what is code, and what is quoted.
//!
//! A message comes twice, as text and as HTML. The text says what was typed, but in it code and a
//! quoted message read as if they were said. So where there is any, the HTML is spelt as text is.

use super::text::{Tag, next_tag};

/// The message in the spelling of its text, with code between backticks and quotations behind `>`;
/// nothing where there is neither.
pub(super) fn as_typed(html: &str) -> Option<String> {
    let mut typed = String::with_capacity(html.len());
    let mut rest = html;
    let mut formatted = false;
    while let Some((before, tag, after)) = next_tag(rest) {
        typed.push_str(before);
        let name = tag.name().to_ascii_lowercase();
        let Some((inside, behind)) = closed(&name, after) else {
            typed.push_str(&rest[before.len()..rest.len() - after.len()]);
            rest = after;
            continue;
        };
        rest = behind;
        match name.as_str() {
            "span" if is_mention(&tag) => typed.extend(["<at>", inside, "</at>"]),
            "code" => {
                formatted = true;
                typed.extend(["`", &plain(inside).replace(['`', '\n'], " "), "`"]);
            }
            "pre" => {
                formatted = true;
                typed.extend(["\n```", &plain(inside).replace('`', "'"), "```\n"]);
            }
            "blockquote" => {
                formatted = true;
                for line in plain(inside).lines() {
                    typed.extend(["\n&gt; ", line]);
                }
                typed.push('\n');
            }
            _ => rest = after,
        }
    }
    typed.push_str(rest);
    formatted.then_some(typed)
}

fn is_mention(tag: &Tag<'_>) -> bool {
    let kind = tag.attribute("itemtype");
    kind.is_some_and(|kind| kind.ends_with("/Mention"))
}

/// What stands between a tag of that name and the one that closes it, and what follows.
fn closed<'a>(name: &str, after: &'a str) -> Option<(&'a str, &'a str)> {
    if !["span", "code", "pre", "blockquote"].contains(&name) {
        return None;
    }
    let (mut rest, mut open) = (after, 1_usize);
    while let Some((before, tag, behind)) = next_tag(rest) {
        let closes = tag.name().strip_prefix('/');
        if closes.is_some_and(|it| it.eq_ignore_ascii_case(name)) {
            open -= 1;
        } else if tag.is(name) {
            open += 1;
        }
        if open == 0 {
            let inside = &after[..after.len() - rest.len() + before.len()];
            return Some((inside, behind));
        }
        rest = behind;
    }
    None
}

/// The text alone, still with its entities.
fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag, after)) = next_tag(rest) {
        text.push_str(before);
        if tag.breaks_line() {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn code_and_quotations_are_spelt_as_they_are_typed() {
        let table = [
            ("<p>hi <b>all</b></p>", None),
            (
                "<p><span itemtype=\"http://schema.skype.com/Mention\" itemid=\"0\">Zo\u{eb}</span> <code>+5</code></p>",
                Some("<p><at>Zo\u{eb}</at> `+5`</p>"),
            ),
            (
                "<blockquote itemtype=\"http://schema.skype.com/Reply\"><b>Ana</b><p>one +5</p><p>&lt;two&gt;</p></blockquote><p>yes</p>",
                Some("\n&gt; Anaone +5\n&gt; &lt;two&gt;\n<p>yes</p>"),
            ),
            (
                "see<pre><code>+++ b<br>`x`</code></pre>",
                Some("see\n```+++ b\n'x'```\n"),
            ),
            (
                "<blockquote>a<blockquote>b</blockquote>c</blockquote>d",
                Some("\n&gt; abc\nd"),
            ),
            ("<code>open", None),
        ];
        for (html, expected) in table {
            assert_eq!(as_typed(html).as_deref(), expected, "{html}");
        }
    }

    proptest! {
        #[test]
        fn any_html_is_read_without_panic(
            html in "(</?(span|code|pre|blockquote|p|at)( itemtype=\"x/Mention\")?>|<br>|&lt;|`|\n|<|>|a|\\PC){0,30}",
        ) {
            let _ = as_typed(&html);
        }
    }
}
