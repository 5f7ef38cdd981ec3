//! Slack's own strictness, for tests: what `invalid_blocks` would be about.

use std::collections::HashSet;

use serde_json::Value;

use crate::slack::limits::units;

type Checked = Result<(), String>;

fn ensure(holds: bool, what: impl FnOnce() -> String) -> Checked {
    if holds { Ok(()) } else { Err(what()) }
}

/// Checks the blocks of a message (50) or view (100).
pub(super) fn blocks(blocks: &[Value], most: usize) -> Checked {
    ensure((1..=most).contains(&blocks.len()), || {
        format!("{} blocks", blocks.len())
    })?;
    let mut actions = HashSet::new();
    for it in blocks {
        block(it, &mut actions).map_err(|why| format!("{why} in {it}"))?;
    }
    Ok(())
}

fn block(it: &Value, actions: &mut HashSet<String>) -> Checked {
    match it["type"].as_str().unwrap_or_default() {
        "header" => plain(&it["text"], 150),
        "divider" => Ok(()),
        "section" if it["fields"].is_array() => {
            many(&it["fields"], 10, |field| marked(field, 2000))
        }
        "section" => marked(&it["text"], 3000),
        "context" => many(&it["elements"], 10, |element| marked(element, 3000)),
        "actions" => many(&it["elements"], 25, |it| button(it, actions)),
        "image" => {
            string(&it["image_url"], 1, 3000)?;
            string(&it["alt_text"], 1, 2000)
        }
        "data_visualization" => {
            string(&it["title"], 1, 50)?;
            let series = &it["chart"]["series"][0];
            string(&series["name"], 1, 20)?;
            many(&it["chart"]["axis_config"]["categories"], 20, |label| {
                string(label, 1, 20)
            })?;
            many(&series["data"], 20, |point| string(&point["label"], 1, 20))
        }
        "rich_text" => many(&it["elements"], 1, |quote| {
            many(&quote["elements"], 1000, rich_element)
        }),
        "input" => {
            string(&it["block_id"], 1, 255)?;
            plain(&it["label"], 2000)?;
            if !it["hint"].is_null() {
                plain(&it["hint"], 2000)?;
            }
            element(&it["element"])
        }
        other => Err(format!("unknown block {other}")),
    }
}

fn many(list: &Value, most: usize, mut check: impl FnMut(&Value) -> Checked) -> Checked {
    let list = list.as_array().ok_or("not a list")?;
    ensure((1..=most).contains(&list.len()), || {
        format!("{} elements", list.len())
    })?;
    list.iter().try_for_each(&mut check)
}

fn string(it: &Value, least: usize, most: usize) -> Checked {
    let text = it.as_str().ok_or("not a string")?;
    ensure((least..=most).contains(&units(text)), || {
        format!("{} units, not {least} to {most}", units(text))
    })
}

fn plain(it: &Value, most: usize) -> Checked {
    ensure(it["type"] == "plain_text", || "not plain".to_owned())?;
    string(&it["text"], 1, most)
}

fn marked(it: &Value, most: usize) -> Checked {
    ensure(it["type"] == "mrkdwn", || "not mrkdwn".to_owned())?;
    string(&it["text"], 1, most)?;
    mrkdwn(it["text"].as_str().unwrap_or_default())
}

fn button(it: &Value, actions: &mut HashSet<String>) -> Checked {
    ensure(it["type"] == "button", || "not a button".to_owned())?;
    plain(&it["text"], 75)?;
    string(&it["value"], 0, 2000)?;
    string(&it["action_id"], 1, 255)?;
    let id = it["action_id"].as_str().unwrap_or_default();
    ensure(actions.insert(id.to_owned()), || {
        format!("{id} is there twice")
    })?;
    if it["confirm"].is_null() {
        return Ok(());
    }
    plain(&it["confirm"]["title"], 100)?;
    plain(&it["confirm"]["text"], 300)?;
    plain(&it["confirm"]["confirm"], 30)?;
    plain(&it["confirm"]["deny"], 30)
}

fn rich_element(it: &Value) -> Checked {
    match it["type"].as_str().unwrap_or_default() {
        "text" => string(&it["text"], 1, 3000),
        "emoji" => string(&it["name"], 1, 100),
        "user" => string(&it["user_id"], 2, 255),
        "usergroup" => string(&it["usergroup_id"], 2, 255),
        "channel" => string(&it["channel_id"], 2, 255),
        "link" => string(&it["url"], 1, 3000),
        "date" => string(&it["fallback"], 1, 3000),
        other => Err(format!("unknown element {other}")),
    }
}

fn element(it: &Value) -> Checked {
    let option = |it: &Value| {
        plain(&it["text"], 75)?;
        string(&it["value"], 1, 150)
    };
    let options = |most| {
        many(&it["options"], most, option)?;
        let offered = it["options"].as_array().ok_or("no offers")?;
        let values: HashSet<_> = offered.iter().map(|one| one["value"].as_str()).collect();
        ensure(values.len() == offered.len(), || "a value twice".to_owned())?;
        let chosen = [&it["initial_option"], &it["initial_options"]];
        for one in chosen.into_iter().flat_map(|it| match it {
            Value::Array(several) => several.iter().collect(),
            Value::Null => Vec::new(),
            one => vec![one],
        }) {
            ensure(offered.contains(one), || format!("{one} is not offered"))?;
        }
        Ok(())
    };
    match it["type"].as_str().unwrap_or_default() {
        "multi_users_select" | "conversations_select" => Ok(()),
        "external_select" if it["initial_option"].is_null() => Ok(()),
        "external_select" => option(&it["initial_option"]),
        "multi_external_select" if it["initial_options"].is_null() => Ok(()),
        "multi_external_select" => many(&it["initial_options"], 100, option),
        "number_input" => string(&it["min_value"], 1, 20),
        "plain_text_input" => {
            let max = it["max_length"].as_u64().unwrap_or_default();
            ensure((1..=3000).contains(&max), || format!("max_length {max}"))?;
            let max = usize::try_from(max).unwrap_or_default();
            let initial = it["initial_value"].as_str().unwrap_or_default();
            ensure(units(initial) <= max, || "too long at first".to_owned())
        }
        "checkboxes" => options(10),
        "static_select" | "multi_static_select" => options(100),
        other => Err(format!("unknown input {other}")),
    }
}

/// Checks a form.
pub(super) fn view(it: &Value) -> Checked {
    for field in ["title", "submit", "close"] {
        if !it[field].is_null() {
            plain(&it[field], 24)?;
        }
    }
    if !it["callback_id"].is_null() {
        string(&it["callback_id"], 1, 255)?;
        string(&it["private_metadata"], 0, 3000)?;
    }
    match it["blocks"].as_array() {
        Some(list) if list.iter().any(|it| it["type"] == "input") && it["submit"].is_null() => {
            Err("inputs that cannot be sent".to_owned())
        }
        Some(list) => blocks(list, 100),
        None => Err("no blocks".to_owned()),
    }
}

/// Checks that every mark is one of Slack's, every sign of emphasis has its pair on its line at
/// the edges of words, and nothing else could be taken for either.
pub(super) fn mrkdwn(text: &str) -> Checked {
    let quoted = |line: &str| line.trim_start_matches([' ', '\t']).starts_with("&gt;");
    ensure(!text.lines().any(quoted), || {
        "a line begins a quote".to_owned()
    })?;
    let mut bare = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '>', '&']) {
        bare.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with('<') {
            let close = rest.find('>').ok_or("an open mark")?;
            mark(&rest[1..close])?;
            rest = &rest[close + 1..];
        } else {
            rest = ["&amp;", "&lt;", "&gt;"]
                .iter()
                .find_map(|entity| rest.strip_prefix(entity))
                .ok_or_else(|| format!("unescaped: {rest}"))?;
        }
        bare.push('.');
    }
    bare.push_str(rest);
    emphasis(&bare)
}

fn mark(inside: &str) -> Checked {
    let (target, label) = inside.split_once('|').unwrap_or((inside, "x"));
    let id = |id: &str| !id.is_empty() && id.bytes().all(|b| b.is_ascii_alphanumeric());
    let known = match target.split_at_checked(1) {
        Some(("@" | "#", rest)) => id(rest) && !inside.contains('|'),
        Some(("!", rest)) => match rest.split('^').collect::<Vec<_>>()[..] {
            ["subteam", group] => id(group),
            ["date", unix, _] => unix.parse::<i64>().is_ok(),
            _ => false,
        },
        _ => ["https://", "http://", "mailto:"]
            .iter()
            .any(|scheme| target.starts_with(scheme)),
    };
    ensure(known, || format!("not a mark: {inside}"))?;
    ensure(
        !inside.contains(['<', '\n']) && !label.is_empty() && !label.contains('|'),
        || format!("a broken mark: {inside}"),
    )
}

fn emphasis(text: &str) -> Checked {
    let chars: Vec<char> = text.chars().collect();
    let letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let space = |at: usize| chars.get(at).is_none_or(|c| c.is_whitespace());
    let mut open: Option<(char, usize)> = None;
    for (at, &c) in chars.iter().enumerate() {
        let (before, after) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
        let in_word = c == '_' && before && after;
        if c == '\n' && open.is_some() {
            return Err(format!("emphasis over the end of a line: {text}"));
        }
        if !matches!(c, '*' | '_' | '~' | '`') || in_word {
            continue;
        }
        match open {
            // Within code nothing else means anything.
            Some(('`', _)) if c != '`' => {}
            Some((sign, from)) => {
                let closes = sign == c && at > from + 1 && !space(at - 1) && !after;
                ensure(closes, || format!("{c} at {at} does not close: {text}"))?;
                open = None;
            }
            None => {
                let opens = !before && !space(at + 1);
                ensure(opens, || format!("{c} at {at} does not open: {text}"))?;
                open = Some((c, at));
            }
        }
    }
    ensure(open.is_none(), || format!("emphasis left open: {text}"))
}
