//! Digits and words of every script.

use super::*;
use crate::script::folded;

#[test]
fn digits_of_every_script_count() {
    let table = [
        ("<@A> +\u{665} thanks", "A 5 | thanks"),
        ("<@A> +\u{96b}\u{966} thanks", "A 50 | thanks"),
        ("<@A> \u{e53} thanks", "A 3 | thanks"),
        ("<@A> x\u{9e9} thanks", "A 3 | thanks"),
        ("<@A> +\u{0be7}\u{0be8}", "A 12 | "),
        // In the reason they stay as they are.
        ("<@A> +2 on \u{968}\u{966}", "A 2 | on \u{968}\u{966}"),
    ];
    for (text, expected) in table {
        assert_eq!(gives(text), expected, "{text}");
    }
    let broken = "+\u{665}\u{66b}\u{665}";
    let problem = Problem::NotWhole {
        typed: broken.to_owned(),
    };
    wrong(&format!("<@A> {broken}"), &problem, Some("<@A> +5"));
}

#[test]
fn a_plus_sign_before_what_is_no_number_asks() {
    for word in [
        "+five",
        "+lima",
        "+\u{4e94}",
        "+\u{bd}",
        "+\u{2460}",
        "+$5",
        "+x",
    ] {
        for text in [
            format!("<@A> {word} thanks"),
            format!("<@A>, thanks a lot {word}"),
        ] {
            let typed = word.to_owned();
            wrong(&text, &Problem::NotWhole { typed }, None);
        }
    }
    assert_eq!(gives("<@A> +5 the Vue +TS"), "A 5 | the Vue +TS");
    assert_eq!(gives("<@A> the Vue +TS move"), "A 1 | the Vue +TS move");
    assert_eq!(gives("<@A> + <@B>"), "A B 1 | ");
}

#[test]
fn values_are_words_of_any_script() {
    for value in [
        "\u{917}\u{94d}\u{930}\u{93e}\u{939}\u{915}",
        "\u{e25}\u{e39}\u{e01}\u{e04}\u{e49}\u{e32}",
        "\u{bb5}\u{bbe}\u{b9f}\u{bbf}",
        "cafe\u{301}",
        "\u{130}novasyon",
    ] {
        for text in [
            format!("<@A> #{value} thanks"),
            format!("#{value}, <@A> thanks"),
        ] {
            let Ok(Command::Give(give)) = parse(&text, &CLAP) else {
                panic!("{text}");
            };
            assert_eq!(give.values, [folded(value)], "{text}");
            assert_eq!(give.reason, "thanks", "{text}");
        }
    }
    assert_eq!(gives("<@A> #cafe\u{301} #CAF\u{c9}"), "A 1 #caf\u{e9} | ");
}
