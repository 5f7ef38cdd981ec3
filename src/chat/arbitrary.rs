//! Messages and forms that nobody would write, for the properties of the renderers.

use jiff::Timestamp;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::{
    Button, Chart, Choice, Confirm, Fact, Field, Form, Identity, Input, Item, Mention, Message,
    Mood, Part, Platform, Point, Rich, Shape, Span, Style,
};

/// The team that the messages are rendered for.
pub(crate) const TEAM: &str = "T1";

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z<>&*_~`@#!|:^ \\n\u{e9}\u{1f44d}]{0,30}",
        3 => r"[a-c1<>&;*_\[\](){}!\\/.:+=\- \n\t#]{0,30}",
        2 => any::<String>(),
        1 => Just("<!channel> <@U1> <https://evil.test|bank> &lt;".to_owned()),
        1 => Just("<at>Ana</at> {{DATE(2026-01-01T00:00:00Z)}} [a](https://evil.test)\n1. :clap:".to_owned()),
        1 => ("[a-z<&*_` \u{1f468}]{1,9}", 1..900_usize).prop_map(|(part, n)| part.repeat(n)),
    ]
}

fn id() -> impl Strategy<Value = String> {
    prop_oneof!["[UWSCGD][A-Z0-9]{0,10}", "[0-9a-f]{8}-[0-9a-f]{4}", text()]
}

fn mention(platform: Platform) -> impl Strategy<Value = Mention> {
    (text(), vec(id(), 0..3), any::<bool>()).prop_map(move |(name, users, here)| Mention {
        name,
        identities: users
            .into_iter()
            .map(|user| Identity::new(platform, if here { TEAM } else { "T2" }, user))
            .collect(),
    })
}

fn span(platform: Platform) -> impl Strategy<Value = Span> {
    prop_oneof![
        4 => text().prop_map(Span::Text),
        2 => text().prop_map(Span::Bold),
        1 => text().prop_map(Span::Italic),
        1 => text().prop_map(Span::Code),
        1 => prop_oneof!["[a-z_+-]{1,8}", text()].prop_map(Span::Emoji),
        2 => mention(platform).prop_map(Span::Person),
        1 => (id(), text()).prop_map(|(id, label)| Span::Group { id, label }),
        1 => (id(), text()).prop_map(move |(channel, label)| Span::Place { platform, channel, label }),
        1 => (prop_oneof!["https://[a-z]{1,5}.test/[a-z|<>&*_]{0,9}", text()], text())
            .prop_map(|(url, label)| Span::Link { url, label }),
        1 => (0..4_000_000_000_i64, text()).prop_map(|(second, label)| Span::Time {
            at: Timestamp::from_second(second).unwrap(),
            label,
        }),
    ]
}

/// Any text with meaning.
pub(crate) fn rich(platform: Platform) -> impl Strategy<Value = Rich> {
    vec(span(platform), 0..6).prop_map(Rich)
}

fn button() -> impl Strategy<Value = Button> {
    let style = prop_oneof![
        Just(Style::Plain),
        Just(Style::Primary),
        Just(Style::Danger)
    ];
    let confirm = (text(), text(), text(), text()).prop_map(|(title, text, yes, no)| Confirm {
        title,
        text,
        yes,
        no,
    });
    let action = prop_oneof!["[ab](#[01])?", text()];
    let confirm = proptest::option::of(confirm);
    (text(), action, text(), style, confirm, any::<bool>()).prop_map(
        |(label, action, value, style, confirm, opens_form)| Button {
            label,
            action,
            value,
            style,
            confirm,
            opens_form,
        },
    )
}

fn part(platform: Platform) -> impl Strategy<Value = Part> {
    let fact = (text(), rich(platform)).prop_map(|(label, value)| Fact { label, value });
    prop_oneof![
        text().prop_map(Part::Heading),
        rich(platform).prop_map(Part::Text),
        rich(platform).prop_map(Part::Quote),
        vec(fact, 0..14).prop_map(Part::Facts),
        vec(rich(platform), 0..14).prop_map(Part::Lines),
        rich(platform).prop_map(Part::Note),
        Just(Part::Divider),
        vec(button(), 0..14).prop_map(Part::Buttons),
        (text(), text()).prop_map(|(url, alt)| Part::Image { url, alt }),
        chart().prop_map(Part::Chart),
        (rich(platform), text(), text()).prop_map(|(text, url, alt)| Part::Pictured {
            text,
            url,
            alt
        }),
    ]
}

fn chart() -> impl Strategy<Value = Chart> {
    let point = (
        text(),
        -100..100,
        prop_oneof![Just(Mood::Plain), Just(Mood::Bad)],
    );
    let point = point.prop_map(|(label, value, mood)| Point { label, value, mood });
    let shape = prop_oneof![Just(Shape::Bars), Just(Shape::Line)];
    let drawn = (option::of(text()), any::<bool>());
    (text(), shape, vec(point, 0..23), text(), drawn).prop_map(
        |(title, shape, points, alt, (picture, drawn_by_slack))| Chart {
            title,
            shape,
            points,
            alt,
            picture,
            drawn_by_slack,
        },
    )
}

/// Any message, now and then one of very many parts.
pub(crate) fn message(platform: Platform) -> impl Strategy<Value = Message> {
    let many = vec(rich(platform).prop_map(Part::Text), 51..60);
    let parts = prop_oneof![9 => vec(part(platform), 0..7), 1 => many];
    (rich(platform), parts).prop_map(|(summary, parts)| Message { summary, parts })
}

fn input(platform: Platform) -> impl Strategy<Value = Input> {
    let choices = || {
        vec((text(), text()), 0..120).prop_map(|offers| {
            let offers = offers.into_iter();
            let choice = |(value, label)| Choice { value, label };
            offers.map(choice).collect::<Vec<_>>()
        })
    };
    prop_oneof![
        proptest::option::of(id()).prop_map(|initial| Input::Place { initial }),
        vec(id(), 0..3).prop_map(move |users| Input::People {
            initial: users
                .into_iter()
                .map(|user| Identity::new(platform, TEAM, user))
                .collect(),
        }),
        (text(), any::<bool>(), 0..9_000_usize).prop_map(|(initial, multiline, max_chars)| {
            Input::Text {
                initial,
                multiline,
                max_chars,
            }
        }),
        (proptest::option::of(-5..50_i64), 1..5_i64, 5..20_i64)
            .prop_map(|(initial, min, max)| Input::Number { initial, min, max }),
        (choices(), any::<bool>()).prop_map(|(mut initial, several)| {
            initial.truncate(3);
            Input::Search { initial, several }
        }),
        (choices(), any::<bool>()).prop_map(|(options, several)| Input::Choice {
            initial: options.iter().take(2).map(|it| it.value.clone()).collect(),
            options,
            several,
        }),
    ]
}

/// Any form, its names and context as short as the contract wants them.
pub(crate) fn form(platform: Platform) -> impl Strategy<Value = Form> {
    let field = (
        text(),
        proptest::option::of(text()),
        any::<bool>(),
        input(platform),
    );
    let field = field.prop_map(|(label, hint, optional, input)| {
        Item::Field(Field {
            name: String::new(),
            label,
            hint,
            optional,
            input,
        })
    });
    let item = prop_oneof![2 => field, 1 => part(platform).prop_map(Item::Show)];
    let submit = proptest::option::weighted(0.9, text());
    let texts = (text(), submit, text(), "[a-z{}]{0,2000}");
    let back = proptest::option::of(button());
    (texts, vec(item, 0..8), back).prop_map(|((title, submit, cancel, context), items, back)| {
        Form {
            id: "form".to_owned(),
            title,
            submit,
            cancel,
            context,
            missing: String::new(),
            items: items.into_iter().enumerate().map(named).collect(),
            back,
        }
    })
}

/// Each question has a name of its own.
fn named((n, mut item): (usize, Item)) -> Item {
    if let Item::Field(field) = &mut item {
        field.name = format!("field{n}");
    }
    item
}
