//! Adaptive Cards 1.5 as a table: every element, its properties, and what they hold.

/// What a property holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Text in which mentions are shown as such.
    Marked,
    /// Text that is shown as it is.
    Text,
    /// A number.
    Number,
    /// True or false.
    Flag,
    /// One of these words, whatever the case.
    OneOf(&'static [&'static str]),
    /// The address of a picture.
    Picture,
    /// Elements of any type.
    Elements,
    /// Objects of one type, which may leave it out.
    Of(&'static str),
    /// An action that needs no room of its own.
    SelectAction,
    /// Actions.
    Actions,
    /// Something that is not looked into.
    Any,
}

/// A property: its name, what it holds, and whether it must be there.
pub(super) struct Property(pub(super) &'static str, pub(super) Kind, pub(super) bool);

use Kind::{Actions, Any, Elements, Flag, Marked, Number, Of, OneOf, Picture, SelectAction, Text};

const SPACING: Kind = OneOf(&[
    "default",
    "none",
    "small",
    "medium",
    "large",
    "extraLarge",
    "padding",
]);
const HORIZONTAL: Kind = OneOf(&["left", "center", "right"]);
const VERTICAL: Kind = OneOf(&["top", "center", "bottom"]);
const COLOUR: Kind = OneOf(&[
    "default",
    "dark",
    "light",
    "accent",
    "good",
    "warning",
    "attention",
]);
const FONT: Kind = OneOf(&["default", "monospace"]);
const FONT_SIZE: Kind = OneOf(&["default", "small", "medium", "large", "extraLarge"]);
const WEIGHT: Kind = OneOf(&["default", "lighter", "bolder"]);
const BOX_STYLE: Kind = OneOf(&[
    "default",
    "emphasis",
    "good",
    "attention",
    "warning",
    "accent",
]);
const IMAGE_SIZE: Kind = OneOf(&["auto", "stretch", "small", "medium", "large"]);

/// What every element may have.
pub(super) const COMMON: &[Property] = &[
    Property("type", Any, false),
    Property("id", Text, false),
    Property("spacing", SPACING, false),
    Property("separator", Flag, false),
    Property("isVisible", Flag, false),
    Property("height", OneOf(&["auto", "stretch"]), false),
    Property("targetWidth", Text, false),
    Property("requires", Any, false),
    Property("fallback", Any, false),
];

/// What every input may have besides.
pub(super) const INPUT: &[Property] = &[
    Property("id", Text, true),
    Property("label", Text, false),
    Property("isRequired", Flag, false),
    Property("errorMessage", Text, false),
];

/// What every action may have.
pub(super) const ACTION: &[Property] = &[
    Property("type", Any, true),
    Property("id", Text, false),
    Property("title", Text, false),
    Property("iconUrl", Picture, false),
    Property(
        "style",
        OneOf(&["default", "positive", "destructive"]),
        false,
    ),
    Property("mode", OneOf(&["primary", "secondary"]), false),
    Property("tooltip", Text, false),
    Property("isEnabled", Flag, false),
    Property("role", Any, false),
    Property("requires", Any, false),
    Property("fallback", Any, false),
];

/// The card itself.
pub(super) const CARD: &[Property] = &[
    Property("type", OneOf(&["AdaptiveCard"]), true),
    Property("$schema", Any, false),
    Property("version", Any, false),
    Property("body", Elements, false),
    Property("actions", Actions, false),
    Property("fallbackText", Text, false),
    Property("speak", Text, false),
    Property("lang", Text, false),
    Property("rtl", Flag, false),
    Property("minHeight", Any, false),
    Property("verticalContentAlignment", VERTICAL, false),
    Property("backgroundImage", Any, false),
    Property("selectAction", SelectAction, false),
    Property("refresh", Any, false),
    Property("authentication", Any, false),
    Property("metadata", Any, false),
    Property("msteams", Any, false),
];

/// The properties of an element of this type, besides the common ones; none for the unknown.
pub(super) fn element(kind: &str) -> Option<&'static [Property]> {
    Some(match kind {
        "TextBlock" => &[
            Property("text", Marked, true),
            Property("color", COLOUR, false),
            Property("fontType", FONT, false),
            Property("horizontalAlignment", HORIZONTAL, false),
            Property("isSubtle", Flag, false),
            Property("maxLines", Number, false),
            Property("size", FONT_SIZE, false),
            Property("weight", WEIGHT, false),
            Property("wrap", Flag, false),
            Property(
                "style",
                OneOf(&["default", "heading", "columnHeader"]),
                false,
            ),
        ],
        "RichTextBlock" => &[
            Property("inlines", Of("TextRun"), true),
            Property("horizontalAlignment", HORIZONTAL, false),
        ],
        "Image" => &[
            Property("url", Picture, true),
            Property("altText", Text, false),
            Property("backgroundColor", Text, false),
            Property("height", Any, false),
            Property("width", Text, false),
            Property("horizontalAlignment", HORIZONTAL, false),
            Property("selectAction", SelectAction, false),
            Property("size", IMAGE_SIZE, false),
            Property("style", OneOf(&["default", "person"]), false),
            Property("msteams", Any, false),
        ],
        "ImageSet" => &[
            Property("images", Of("Image"), true),
            Property("imageSize", IMAGE_SIZE, false),
        ],
        "Container" => &[
            Property("items", Elements, true),
            Property("selectAction", SelectAction, false),
            Property("style", BOX_STYLE, false),
            Property("verticalContentAlignment", VERTICAL, false),
            Property("bleed", Flag, false),
            Property("backgroundImage", Any, false),
            Property("minHeight", Text, false),
            Property("rtl", Flag, false),
        ],
        "ColumnSet" => &[
            Property("columns", Of("Column"), false),
            Property("selectAction", SelectAction, false),
            Property("style", BOX_STYLE, false),
            Property("bleed", Flag, false),
            Property("minHeight", Text, false),
            Property("horizontalAlignment", HORIZONTAL, false),
        ],
        "FactSet" => &[Property("facts", Of("Fact"), true)],
        "ActionSet" => &[
            Property("actions", Actions, true),
            Property("horizontalAlignment", HORIZONTAL, false),
        ],
        "Table" => &[
            Property("columns", Any, false),
            Property("rows", Of("TableRow"), false),
            Property("firstRowAsHeader", Flag, false),
            Property("firstRowAsHeaders", Flag, false),
            Property("showGridLines", Flag, false),
            Property("gridStyle", BOX_STYLE, false),
            Property("horizontalCellContentAlignment", HORIZONTAL, false),
            Property("verticalCellContentAlignment", VERTICAL, false),
        ],
        other => return input(other),
    })
}

/// The properties of an input of this type, besides those of all inputs.
fn input(kind: &str) -> Option<&'static [Property]> {
    Some(match kind {
        "Input.Text" => &[
            Property("value", Text, false),
            Property("placeholder", Text, false),
            Property("isMultiline", Flag, false),
            Property("maxLength", Number, false),
            Property("regex", Text, false),
            Property(
                "style",
                OneOf(&["text", "tel", "url", "email", "password"]),
                false,
            ),
            Property("inlineAction", SelectAction, false),
        ],
        "Input.Number" => &[
            Property("value", Number, false),
            Property("placeholder", Text, false),
            Property("min", Number, false),
            Property("max", Number, false),
        ],
        "Input.Date" | "Input.Time" => &[
            Property("value", Text, false),
            Property("placeholder", Text, false),
            Property("min", Text, false),
            Property("max", Text, false),
        ],
        "Input.Toggle" => &[
            Property("title", Text, true),
            Property("value", Text, false),
            Property("valueOn", Text, false),
            Property("valueOff", Text, false),
            Property("wrap", Flag, false),
        ],
        "Input.ChoiceSet" => &[
            Property("choices", Of("Choice"), false),
            Property("choices.data", Any, false),
            Property("isMultiSelect", Flag, false),
            Property("style", OneOf(&["compact", "expanded", "filtered"]), false),
            Property("value", Text, false),
            Property("placeholder", Text, false),
            Property("wrap", Flag, false),
        ],
        _ => return None,
    })
}

/// The properties of the parts that stand only within one element.
pub(super) fn part(kind: &str) -> &'static [Property] {
    match kind {
        "TextRun" => &[
            Property("text", Text, true),
            Property("color", COLOUR, false),
            Property("fontType", FONT, false),
            Property("size", FONT_SIZE, false),
            Property("weight", WEIGHT, false),
            Property("isSubtle", Flag, false),
            Property("italic", Flag, false),
            Property("strikethrough", Flag, false),
            Property("underline", Flag, false),
            Property("highlight", Flag, false),
            Property("selectAction", SelectAction, false),
        ],
        "Fact" => &[
            Property("title", Marked, true),
            Property("value", Marked, true),
        ],
        "Choice" => &[Property("title", Text, true), Property("value", Text, true)],
        "Column" => &[
            Property("items", Elements, false),
            Property("width", Any, false),
            Property("style", BOX_STYLE, false),
            Property("selectAction", SelectAction, false),
            Property("verticalContentAlignment", VERTICAL, false),
            Property("bleed", Flag, false),
            Property("minHeight", Text, false),
            Property("backgroundImage", Any, false),
            Property("rtl", Flag, false),
        ],
        "TableRow" => &[
            Property("cells", Of("TableCell"), true),
            Property("style", BOX_STYLE, false),
            Property("horizontalCellContentAlignment", HORIZONTAL, false),
            Property("verticalCellContentAlignment", VERTICAL, false),
        ],
        "TableCell" => &[
            Property("items", Elements, true),
            Property("style", BOX_STYLE, false),
            Property("selectAction", SelectAction, false),
            Property("verticalContentAlignment", VERTICAL, false),
            Property("bleed", Flag, false),
            Property("minHeight", Text, false),
            Property("rtl", Flag, false),
        ],
        other => element(other).unwrap_or_default(),
    }
}

/// The properties of an action of this type, besides those of all actions; none for the unknown.
pub(super) fn action(kind: &str) -> Option<&'static [Property]> {
    Some(match kind {
        "Action.Execute" => &[
            Property("verb", Text, true),
            Property("data", Any, false),
            Property("associatedInputs", OneOf(&["auto", "none"]), false),
        ],
        "Action.Submit" => &[
            Property("data", Any, false),
            Property("associatedInputs", OneOf(&["auto", "none"]), false),
        ],
        "Action.OpenUrl" => &[Property("url", Any, true)],
        "Action.ShowCard" => &[Property("card", Any, true)],
        "Action.ToggleVisibility" => &[Property("targetElements", Any, true)],
        _ => return None,
    })
}

/// Whether Teams draws a chart of this type, though the schema has none.
pub(super) fn is_chart(kind: &str) -> bool {
    matches!(
        kind,
        "Chart.Pie"
            | "Chart.Donut"
            | "Chart.VerticalBar"
            | "Chart.VerticalBar.Grouped"
            | "Chart.HorizontalBar"
            | "Chart.HorizontalBar.Stacked"
            | "Chart.Line"
            | "Chart.Gauge"
    )
}
