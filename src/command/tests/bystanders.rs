//! Who is named in the reason, and given nothing.

use super::*;

#[test]
fn people_in_the_reason_are_given_nothing() {
    let table = [
        ("<@A> +2 for helping <@B>", "A 2 | helping <@B>"),
        (
            "thanks <@A> for helping <@B>",
            "A 1 | thanks for helping <@B>",
        ),
        (
            "thanks <@A> a lot for helping <@B> +2",
            "A 2 | thanks a lot for helping <@B>",
        ),
        ("<@A> +2 cc <@B>", "A 2 | cc <@B>"),
        (
            "<@A> +2 (thanks <@B> for telling me)",
            "A 2 | (thanks <@B> for telling me)",
        ),
        ("<@A> +2 (<@B> told me)", "A 2 | (<@B> told me)"),
        ("<@A> +2, <@B> told me", "A 2 | <@B> told me"),
        ("<@A> +2: <@B> told me", "A 2 | <@B> told me"),
        ("+2 <@A> untuk <@B> dan <@C>", "A 2 | <@B> dan <@C>"),
        (
            "<@A> karena bantu <!subteam^S1> +3",
            "A 3 | bantu <!subteam^S1>",
        ),
        ("thanks <@A>! <@B> told me +1", "A 1 | thanks! <@B> told me"),
        ("<@A> thanks, <@B> told me", "A 1 | thanks, <@B> told me"),
        ("<@A> - <@B> told me", "A 1 | <@B> told me"),
        (
            "budi@example.com +2 for helping <@B>",
            "budi@example.com 2 | helping <@B>",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
}

#[test]
fn lists_of_people_are_given_to() {
    for text in [
        "<@A> and <@B> +2",
        "<@A> <@B> +2",
        "+2 <@A> <@B>",
        "<@A> +2 <@B>",
        "<@A> +2, <@B>",
        "<@A> +2 and <@B> +2",
        "<@A> +2, <@B> +2",
        "<@A>++ :clap: <@B>+++ x2",
        "<@A>, (<@B>) +2",
        "*<@A>* _<@B>_ +2",
        "<@A> \u{1f389} <@B> :tada: +2",
        "- <@A>\n- <@B>\n+2",
        "+2 to <@A> and to <@B>",
        "2 points to <@A> and 2 points to <@B>",
    ] {
        let both = match parse(text, &CLAP) {
            Ok(Command::Give(give)) => give.recipients,
            Err(misread) => misread.understood.recipients,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(both, [person("A"), person("B")], "{text}");
    }
    let table = [
        ("thanks <@A>, thanks <@B>", "A B 1 | thanks, thanks"),
        (
            "thank you <@A> and thank you <@B> +2",
            "A B 2 | thank you and thank you",
        ),
        ("kudos to <@A> and kudos to <@B>", "A B 1 | and kudos to"),
        ("great work, <@A> and <@B>!", "A B 1 | great work!"),
        (
            "in <#C1> today <@A> was great +5",
            "A 5 | in <#C1> today was great",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
}

#[test]
fn a_reason_that_begins_with_somebody_is_typed_so_that_it_stays_one() {
    let line = format!("<@A> +2 {}", behind_recipients("<@B> told me"));
    assert_eq!(gives(&line), "A 2 | <@B> told me");
    let broken = misread("<@A> +5.5 for <@B>");
    assert_eq!(broken.corrected.as_deref(), Some("<@A> +5 - <@B>"));
}
