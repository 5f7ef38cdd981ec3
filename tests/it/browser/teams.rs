//! Kudos, as people meet them on Teams' page.

use plaudit::sandbox::teams::KUDOS;

use super::scene::Scene;

/// Marked text of cards, and what becomes of it.
const MARKED: &[(&str, &str)] = &[
    (
        "**a** _b_ *c* \\*d\\*",
        "<strong>a</strong> <em>b</em> <em>c</em> *d*",
    ),
    ("2*3*4 snake_case_name", "2<em>3</em>4 snake_case_name"),
    ("**_both_**", "<strong><em>both</em></strong>"),
    ("&lt;b&gt; &amp;amp; <b>", "&lt;b&gt; &amp;amp; &lt;b&gt;"),
    ("[click](javascript:alert(1))", "click)"),
    (
        "[a *b*](https://x.test/?a=1&amp;b=2)",
        "<a href=\"https://x.test/?a=1&amp;b=2\" target=\"_blank\" \
         rel=\"noreferrer noopener\">a <em>b</em></a>",
    ),
    ("<at>Nobody</at>", "&lt;at&gt;Nobody&lt;/at&gt;"),
    ("one\\\\n\ntwo", "one\\n<br><br>two"),
    ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    ("{{DATE(2026-13-45,SHORT)}}", "{{DATE(2026-13-45,SHORT)}}"),
];
