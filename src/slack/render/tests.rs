use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::chat::arbitrary::{self, TEAM};
use crate::chat::{
    Button, Choice, Fact, Field, Form, Identity, Input, Item, Part, Reply, Rich, Span, Style, Turn,
};

const HERE: Target<'static> = Target { team: TEAM };

fn person(name: &str, team: &str, user: &str) -> Span {
    Span::Person(Mention {
        name: name.to_owned(),
        identities: vec![Identity::new(Platform::Slack, team, user)],
    })
}

fn marked(spans: Vec<Span>) -> String {
    mrkdwn::marked_up(&Rich(spans), HERE, 200)
}

fn button(action: &str, value: &str) -> Button {
    Button {
        opens_form: false,
        label: value.to_owned(),
        action: action.to_owned(),
        value: value.to_owned(),
        style: Style::Plain,
        confirm: None,
    }
}

#[test]
fn people_of_this_team_are_mentioned_and_others_named() {
    assert_eq!(marked(vec![person("Ana", TEAM, "U1")]), "<@U1>");
    assert_eq!(marked(vec![person("Ana", "T2", "U1")]), "*Ana*");
    assert_eq!(marked(vec![person("<Ana>", TEAM, "U1>")]), "*&lt;Ana&gt;*");
}

#[test]
fn typed_signs_neither_mention_nor_format() {
    assert_eq!(
        marked(vec![Span::Text(
            "<!channel> *a* _b_ ~c~ `d` snake_case & co".into()
        )]),
        "&lt;!channel&gt; ∗a∗ ＿b＿ ∼c∼ ‵d‵ snake_case &amp; co"
    );
    assert_eq!(
        marked(vec![Span::Text("> a\n> b".into())]),
        "\u{2060}&gt; a\n\u{2060}&gt; b"
    );
}

#[test]
fn emphasis_keeps_its_distance() {
    assert_eq!(
        marked(vec![
            Span::Text("a".into()),
            Span::Bold(" b\nc".into()),
            Span::Italic("d".into()),
            Span::Text("e".into()),
            Span::Bold(" ".into()),
            Span::Code("x*`y".into()),
        ]),
        "a *b c*\u{200b}_d_\u{200b}e `x*‵y`"
    );
}

#[test]
fn links_dates_and_emoji() {
    let at = "2026-11-23T00:00:00Z".parse().unwrap();
    assert_eq!(
        marked(vec![
            Span::Link {
                url: "https://x.test/?a=1&b=<|>".into(),
                label: "a|b".into()
            },
            Span::Link {
                url: "javascript:alert(1)".into(),
                label: "no".into()
            },
            Span::Time {
                at,
                label: "Mon 00:00".into()
            },
            Span::Emoji("clap".into()),
            Span::Emoji("pray::skin-tone-4".into()),
            Span::Emoji("hugs".into()),
            Span::Emoji("party-parrot".into()),
            Span::Emoji("<!here>".into()),
        ]),
        "<https://x.test/?a=1&amp;b=%3C%7C%3E|a¦b>no\
         <!date^1795392000^{date_short} {time}|Mon 00:00>👏🙏🏽🤗:party-parrot:&lt;!here&gt;"
    );
}

#[test]
fn places_are_named_by_slack_alone() {
    let place = |channel: &str| Span::Place {
        platform: Platform::Slack,
        channel: channel.into(),
        label: "secret".into(),
    };
    assert_eq!(marked(vec![place("C1")]), "<#C1>");
}

#[test]
fn an_underscore_whose_word_is_cut_off_goes_with_it() {
    for text in ["aaa_aa", "aaa_\u{e9}\u{e9}"] {
        let cut = mrkdwn::marked_up(&Rich::plain(text), HERE, 5);
        assert_eq!(cut, "aaa\u{2026}", "{text}");
    }
}

#[test]
fn a_cut_leaves_entities_and_marks_whole() {
    let rich = Rich(vec![Span::Bold("a&b".into())]);
    let cuts: Vec<_> = [9, 8, 7, 4, 3]
        .map(|max| mrkdwn::marked_up(&rich, HERE, max))
        .into();
    assert_eq!(cuts, ["*a&amp;b*", "*a*…", "*a*…", "*a*…", "…"]);
    assert_eq!(
        mrkdwn::marked_up(&Rich(vec![person("Ana", TEAM, "U1234")]), HERE, 7),
        "…"
    );
}

#[test]
fn an_announcement() {
    let said = Message::new(Rich(vec![
        person("Ana", TEAM, "U1"),
        Span::Text(" got 3 points".into()),
    ]))
    .with(Part::Text(Rich(vec![
        person("Budi", TEAM, "U2"),
        Span::Text(" gave ".into()),
        person("Ana", TEAM, "U1"),
        Span::Text(" ".into()),
        Span::Bold("+3".into()),
    ])))
    .with(Part::Quote("fixed *it* :tada: <b>".into()))
    .with(Part::Facts(vec![Fact {
        label: "Value".into(),
        value: "#team_work".into(),
    }]))
    .with(Part::Note("small print".into()))
    .with(Part::Buttons(vec![button("boost", "k1")]));
    assert_eq!(
        json!(message(&said, HERE)),
        json!({
            "text": "<@U1> got 3 points",
            "blocks": [
                { "type": "section", "text": { "type": "mrkdwn", "text": "<@U2> gave <@U1> *+3*" } },
                { "type": "rich_text", "elements": [{ "type": "rich_text_quote", "elements": [
                    { "type": "text", "text": "fixed *it* " },
                    { "type": "emoji", "name": "tada" },
                    { "type": "text", "text": " <b>" },
                ] }] },
                { "type": "section", "fields": [
                    { "type": "mrkdwn", "text": "*Value*\n#team_work" },
                ] },
                { "type": "context", "elements": [{ "type": "mrkdwn", "text": "small print" }] },
                { "type": "actions", "elements": [{
                    "type": "button",
                    "action_id": "boost",
                    "text": { "type": "plain_text", "text": "k1", "emoji": true },
                    "value": "k1",
                }] },
            ],
        })
    );
}

#[test]
fn eleven_buttons_are_three_rows_with_eleven_names() {
    let answers = (0..=10).map(|n| button("answer", &n.to_string())).collect();
    let rendered = message(
        &Message::text("How likely?").with(Part::Buttons(answers)),
        HERE,
    );
    let rows: Vec<Vec<&str>> = rendered
        .blocks
        .iter()
        .map(|row| {
            let buttons = row["elements"].as_array().unwrap();
            buttons
                .iter()
                .map(|it| it["action_id"].as_str().unwrap())
                .collect()
        })
        .collect();
    assert_eq!(
        rows,
        [
            vec!["answer", "answer#1", "answer#2", "answer#3"],
            vec!["answer#4", "answer#5", "answer#6", "answer#7"],
            vec!["answer#8", "answer#9", "answer#10"],
        ]
    );
}

#[test]
fn too_many_blocks_are_folded() {
    let long = (0..60).fold(Message::text("long"), |said, _| said.with(Part::Divider));
    let rendered = message(&long, HERE);
    assert_eq!(rendered.blocks.len(), 50);
    assert_eq!(rendered.blocks[49]["elements"][0]["text"], "…");
}

#[test]
fn nothing_to_say_is_still_something() {
    let rendered = message(&Message::default(), HERE);
    assert_eq!(rendered.text, "…");
    assert_eq!(rendered.blocks.len(), 1);
    let unsummed = Message::default().with(Part::Heading("Title".into()));
    assert_eq!(message(&unsummed, HERE).text, "Title");
}

fn give_form() -> Form {
    let field = |name: &str, input| {
        Item::Field(Field {
            name: name.to_owned(),
            label: name.to_owned(),
            hint: None,
            optional: true,
            input,
        })
    };
    let choice = |value: &str| Choice {
        value: value.into(),
        label: value.to_uppercase(),
    };
    Form {
        id: "give".into(),
        title: "Give kudos to somebody today".into(),
        submit: Some("Give".into()),
        cancel: "Cancel".into(),
        context: "{}".into(),
        missing: String::new(),
        back: Some(button("back", "Back")),
        items: vec![
            Part::Text("hello".into()).into(),
            field(
                "to",
                Input::People {
                    initial: vec![
                        Identity::new(Platform::Slack, TEAM, "U1"),
                        Identity::new(Platform::Teams, TEAM, "x"),
                    ],
                },
            ),
            field(
                "points",
                Input::Number {
                    initial: Some(2),
                    min: 1,
                    max: 5,
                },
            ),
            field(
                "value",
                Input::Choice {
                    options: vec![choice("a"), choice("b")],
                    initial: vec!["b".into()],
                    several: false,
                },
            ),
            field(
                "none",
                Input::Choice {
                    options: vec![],
                    initial: vec![],
                    several: true,
                },
            ),
        ],
    }
}

#[test]
fn a_form_is_a_view() {
    let view = modal(&give_form(), HERE);
    assert_eq!(view["title"]["text"], "Give kudos to somebody …");
    assert_eq!(view["private_metadata"], "{}");
    let blocks = view["blocks"].as_array().unwrap();
    assert_eq!(blocks.len(), 4, "the question without offers is left out");
    assert_eq!(blocks[1]["element"]["initial_users"], json!(["U1"]));
    assert_eq!(blocks[2]["element"]["initial_value"], "2");
    assert_eq!(blocks[3]["element"]["initial_option"]["text"]["text"], "B");
}

/// Sections, pictures and buttons stand between the questions, as in a message.
#[test]
fn a_form_shows_what_a_message_shows() {
    let image = |url: &str| Part::Image {
        url: url.into(),
        alt: "A mug".into(),
    };
    let form = Form {
        items: vec![
            Part::Heading("Mugs".into()).into(),
            image("https://x.test/mug.png").into(),
            image("ftp://x.test/mug.png").into(),
            Part::Buttons(vec![button("add", "1"), button("add", "2")]).into(),
            Part::Divider.into(),
        ],
        submit: None,
        ..give_form()
    };
    let view = modal(&form, HERE);
    assert_eq!(check::view(&view), Ok(()));
    assert_eq!(view["submit"], json!(null), "nothing can be sent");
    let blocks = view["blocks"].as_array().unwrap();
    let kinds: Vec<&str> = blocks.iter().filter_map(|it| it["type"].as_str()).collect();
    assert_eq!(kinds, ["header", "image", "section", "actions", "divider"]);
    assert_eq!(blocks[1]["alt_text"], "A mug");
    assert_eq!(blocks[3]["elements"][1]["action_id"], "add#1");
}

#[test]
fn what_is_searched_is_asked_for() {
    let choice = |value: &str| Choice {
        value: value.into(),
        label: format!("#{value}"),
    };
    let form = |several| Form {
        items: vec![
            Field {
                name: "values".into(),
                label: "Which?".into(),
                hint: None,
                optional: true,
                input: Input::Search {
                    initial: vec![choice("a"), choice("b")],
                    several,
                },
            }
            .into(),
        ],
        ..give_form()
    };
    let element = |several| modal(&form(several), HERE)["blocks"][0]["element"].clone();
    let (one, many) = (element(false), element(true));
    assert_eq!(one["type"], "external_select");
    assert_eq!(one["initial_option"]["value"], "a");
    assert_eq!(many["type"], "multi_external_select");
    assert_eq!(many["initial_options"][1]["text"]["text"], "#b");
    assert_eq!(many["min_query_length"], 0);

    let found: Vec<Choice> = (0..120).map(|n| choice(&n.to_string())).collect();
    let offers = offers(&[&[choice(""), choice("0")], &found[..]].concat());
    let offers = offers["options"].as_array().unwrap();
    assert_eq!(offers.len(), 100, "Slack takes no more");
    assert_eq!(offers[1]["value"], "1", "each once");
}

#[test]
fn replies_to_commands() {
    assert_eq!(to_command(&Reply::Nothing, HERE), None);
    let body = to_command(&Reply::Private(Message::text("hi")), HERE).unwrap();
    assert_eq!(body["response_type"], "ephemeral");
    assert_eq!(body["text"], "hi");
    let open = Reply::open(give_form(), Message::text("type it"));
    assert_eq!(to_command(&open, HERE).unwrap()["text"], "type it");
}

#[test]
fn replies_to_forms() {
    let clear = json!({ "response_action": "clear" });
    assert_eq!(to_submission(&Reply::Nothing, HERE), clear);
    assert_eq!(to_submission(&Reply::Invalid(vec![]), HERE), clear);
    assert_eq!(
        to_submission(&Reply::Invalid(vec![("to".into(), "Who?".into())]), HERE),
        json!({ "response_action": "errors", "errors": { "to": "Who?" } })
    );
    let shown = to_submission(&Reply::Private(Message::text("done")), HERE);
    assert_eq!(shown["response_action"], "update");
    assert_eq!(shown["view"]["title"]["text"], "Plaudit");
    assert_eq!(check::view(&shown["view"]), Ok(()));
    let titled = |said: Message| to_submission(&Reply::Private(said), HERE)["view"].clone();
    let headers = |view: &Value| view.to_string().matches("header").count();
    let list = |title: &str| {
        Message::new(title)
            .with(Part::Heading(title.to_owned()))
            .with(Part::Text(Rich::plain("a mug")))
    };
    let short = titled(list("To be delivered"));
    assert_eq!(short["title"]["text"], "To be delivered");
    assert_eq!(headers(&short), 0, "it is said once: {short}");
    let long = titled(list("Most appreciated · this month"));
    assert_eq!(long["title"]["text"], "Plaudit");
    assert_eq!(headers(&long), 1, "it is said whole: {long}");
    let mut after = list("To be delivered");
    after.parts.insert(0, Part::Text(Rich::plain("Done.")));
    assert_eq!(titled(after)["title"]["text"], "To be delivered");
    let turned = |turn| Reply::Open {
        form: Box::new(give_form()),
        turn,
        otherwise: Message::text("type it"),
    };
    for (turn, action) in [(Turn::Replace, "update"), (Turn::Push, "push")] {
        let body = to_submission(&turned(turn), HERE);
        assert_eq!(body["response_action"], action);
        let page = to_page(&turned(turn), HERE).unwrap();
        assert_eq!(page, (turn, body["view"].clone()));
    }
    let instead = to_page(&Reply::Instead(Message::text("done")), HERE).unwrap();
    assert_eq!(instead, (Turn::Replace, shown["view"].clone()));
    assert_eq!(to_page(&Reply::Nothing, HERE), None);
}

fn sound(rendered: &Rendered) -> Result<(), String> {
    if limits::is_blank(&rendered.text) || limits::units(&rendered.text) > 4000 {
        return Err(format!("a text of {} units", limits::units(&rendered.text)));
    }
    check::mrkdwn(&rendered.text)?;
    check::blocks(&rendered.blocks, 50)
}

proptest! {
    #[test]
    fn any_message_is_one_that_slack_takes(said in arbitrary::message(Platform::Slack)) {
        prop_assert_eq!(sound(&message(&said, HERE)), Ok(()));
    }

    #[test]
    fn any_cut_is_sound(rich in arbitrary::rich(Platform::Slack), max in 1_usize..60) {
        let text = mrkdwn::marked_up(&rich, HERE, max);
        prop_assert!(limits::units(&text) <= max);
        prop_assert_eq!(check::mrkdwn(&text), Ok(()));
    }

    #[test]
    fn any_form_is_one_that_slack_takes(form in arbitrary::form(Platform::Slack)) {
        prop_assert_eq!(check::view(&modal(&form, HERE)), Ok(()));
    }
}
