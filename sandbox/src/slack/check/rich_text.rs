//! Rich text blocks.

use serde_json::Value;

use super::Check;

impl Check {
    pub(super) fn rich_text(&mut self, elements: &Value, at: &str) {
        let elements = self.array(elements, (1, usize::MAX), at);
        for (index, element) in elements.iter().enumerate() {
            self.rich_part(element, &format!("{at}/{index}"));
        }
    }

    fn rich_part(&mut self, part: &Value, at: &str) {
        let known: &[&str] = match part["type"].as_str() {
            Some("rich_text_section") => &[],
            Some("rich_text_quote" | "rich_text_preformatted") => &["border"],
            Some("rich_text_list") => &["style", "indent", "offset", "border"],
            _ => return self.fault("unsupported type", &format!("{at}/type")),
        };
        if self
            .object(part, &["type", "elements"], known, at)
            .is_none()
        {
            return;
        }
        let list = part["type"] == "rich_text_list";
        if list && !matches!(part["style"].as_str(), Some("bullet" | "ordered")) {
            self.fault("must be bullet or ordered", &format!("{at}/style"));
        }
        if part["indent"].as_u64().is_some_and(|indent| indent > 8) {
            self.fault("must be at most 8", &format!("{at}/indent"));
        }
        let at = format!("{at}/elements");
        let elements = self.array(&part["elements"], (0, usize::MAX), &at);
        for (index, element) in elements.iter().enumerate() {
            let at = format!("{at}/{index}");
            match (list, element["type"].as_str()) {
                (true, Some("rich_text_section")) => self.rich_part(element, &at),
                (true, _) => self.fault("must be a rich_text_section", &at),
                (false, _) => self.run(element, &at),
            }
        }
    }

    fn run(&mut self, run: &Value, at: &str) {
        let (needed, known): (&[&str], &[&str]) = match run["type"].as_str() {
            Some("text") => (&["type", "text"], &["style"]),
            Some("user") => (&["type", "user_id"], &["style"]),
            Some("usergroup") => (&["type", "usergroup_id"], &["style"]),
            Some("channel") => (&["type", "channel_id"], &["style"]),
            Some("emoji") => (&["type", "name"], &["unicode", "skin_tone", "style"]),
            Some("link") => (&["type", "url"], &["text", "unsafe", "style"]),
            Some("broadcast") => (&["type", "range"], &["style"]),
            Some("date") => (
                &["type", "timestamp", "format"],
                &["url", "fallback", "style"],
            ),
            Some("color") => (&["type", "value"], &["style"]),
            _ => return self.fault("unsupported type", &format!("{at}/type")),
        };
        let Some(fields) = self.object(run, needed, known, at) else {
            return;
        };
        if run["type"] == "text" {
            self.string(fields, "text", (1, usize::MAX), at);
        }
        self.url(fields, "url", at);
        if run["type"] == "date" && !run["timestamp"].is_i64() {
            self.fault("must be an integer", &format!("{at}/timestamp"));
        }
        let styles = [
            "bold",
            "italic",
            "strike",
            "code",
            "underline",
            "highlight",
            "client_highlight",
            "unlink",
        ];
        if let Some(style) = fields.get("style") {
            self.object(style, &[], &styles, &format!("{at}/style"));
        }
    }
}
