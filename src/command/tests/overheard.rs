//! What the bot overhears.

use super::*;

#[test]
fn ambient_messages_give_only_with_plus_signs_behind_a_person() {
    let table = [
        ("<@A>++", "A 1 | "),
        ("<@A> ++ sertifikat", "A 1 | sertifikat"),
        (
            "<@A> ++++ for the demo #Teamwork",
            "A 3 #teamwork | the demo",
        ),
        ("<@A>++thanks", "A 1 | thanks"),
        ("hey <@B> and <@A>++ thanks", "B A 1 | thanks"),
        ("great work <@B>, <@A>++", "B A 1 | great work"),
        ("thanks, <@B>, <@A> ++", "B A 1 | thanks"),
        ("thanks <@B> <@A> ++", "B A 1 | thanks"),
        ("<@A>: ++", "A 1 | "),
        ("<@A>, ++ for it", "A 1 | it"),
        ("<@A> - ++", "A 1 | "),
        ("so, <@A> \u{2014} ++ thanks", "A 1 | so, thanks"),
        ("*<@A>* ++", "A 1 | "),
        ("*<@A>*: +++ mantap", "A 2 | mantap"),
        ("(<@A> ++)", "A 1 | "),
        ("*<@A> ++* thanks", "A 1 | thanks"),
        ("_<@A>_ *++*", "A 1 | "),
        ("<@A> ++thanks", "A 1 | thanks"),
        ("<@A> ++thanks, all good", "A 1 | thanks, all good"),
        ("<@A> ++:tada:", "A 1 | :tada:"),
        ("<@A>++:tada: yay", "A 1 | :tada: yay"),
        ("<@A> ++\u{1f389}", "A 1 | \u{1f389}"),
        ("<@A> \u{ff0b}\u{ff0b}", "A 1 | "),
        ("<@A>\u{a0}++!", "A 1 | "),
        ("<@A> and <@B> ++ thanks", "A B 1 | thanks"),
        ("<@A>, <@B> dan <@C> ++ x", "A B C 1 | x"),
        ("<@A>, <@B>, <@C> ++", "A B C 1 | "),
        ("<@A>, <@B> ++", "A B 1 | "),
        ("thanks <@A>, <@B>, <@C> ++", "A B C 1 | thanks"),
        (
            "<@A>++ for the +5 review in C++",
            "A 1 | the +5 review in C++",
        ),
        (
            "<@U0BUDI00002>++ <@U0AISYAH003> ++ *keren* _sekali_ ~salah~ `kode ++` \u{201c}Gr\u{fc}\u{df}e\u{201d} \
             \u{4f60}\u{597d} :+1::skin-tone-2: <https://example.com/x?a=1&amp;b=2|tautan>",
            "U0BUDI00002 U0AISYAH003 1 | *keren* _sekali_ ~salah~ `kode ++` \u{201c}Gr\u{fc}\u{df}e\u{201d} \
             \u{4f60}\u{597d} :+1::skin-tone-2: <https://example.com/x?a=1&amp;b=2|tautan>",
        ),
    ];
    for (text, expected) in table {
        assert_eq!(
            ambient(text, &CLAP).as_ref().map(show).as_deref(),
            Some(expected),
            "{text}"
        );
    }
    for text in [
        "",
        "<@A> has joined the channel",
        "<@A> +5 thanks",
        "<@A> +",
        "<@A> thanks ++",
        "++ <@A>",
        "<@A>\n++",
        "<@A> ++i is a bug",
        "<@A>++1",
        "`<@A>++`",
        "&gt; <@A>++",
        "<!subteam^S1>++",
        "<!here>++",
        "@ana ++",
        "C++ is for <@A>",
        "<@A>++ <@B>+++",
        "hey <@B>, <@A>++ thanks",
        "halo <@B>, <@A> dan <@C> ++",
        "selamat pagi <@B>, <@A>++",
        "can you look, <@B>, <@A> ++",
        "<@A> ++count; in the loop",
        "<@A> +++ b/src/main.rs",
        "<@A> ++ b/src",
        "<@A> ++ src/main.rs",
        "<@A> ++ 5",
        "<@A> \"++\"",
        "<@A> look\n--- a/src\n+++ b/src",
        "+++ b/src\n<@A> what is this",
        "\"<@A> ++\" is how it is done",
        "<@A> said ++",
        "```<@A> ++```",
        "&gt;&gt;&gt; <@A> ++",
        "<https://a.test|++> <@A>",
        "<@A>\n- ++",
        "<@A>. ++",
        "~<@A> ++~",
        "did you mean <@A> ++?",
        "siapa beri <@A> ++",
        "jangan <@A> ++",
    ] {
        assert_eq!(ambient(text, &CLAP), None, "{text}");
    }
}
