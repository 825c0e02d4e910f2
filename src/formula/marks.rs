//! Marks above and below, and arrows that are as long as their labels.

/// What a command puts above or below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// The mark as a character of its own.
    pub(super) sign: char,
    /// Whether it is as wide as what it marks.
    pub(super) wide: bool,
}

/// The mark that an accent's command means.
pub(super) fn mark(command: &str) -> Option<Mark> {
    let (sign, wide) = match command {
        r"\acute" | r"\'" => ('´', false),
        r"\grave" | r"\`" => ('`', false),
        r"\ddot" | "\\\"" => ('¨', false),
        r"\dddot" => ('\u{20DB}', false),
        r"\ddddot" => ('\u{20DC}', false),
        r"\tilde" | r"\~" => ('~', false),
        r"\bar" | r"\=" => ('¯', false),
        r"\breve" | r"\u" => ('˘', false),
        r"\check" | r"\v" => ('ˇ', false),
        r"\hat" | r"\^" => ('^', false),
        r"\vec" => ('→', false),
        r"\dot" | r"\." => ('˙', false),
        r"\mathring" | r"\r" => ('˚', false),
        r"\H" => ('˝', false),
        r"\c" => ('¸', false),
        r"\textcircled" => ('○', false),
        r"\widecheck" => ('ˇ', true),
        r"\widehat" => ('^', true),
        r"\widetilde" | r"\utilde" => ('~', true),
        r"\overline" | r"\underline" => ('‾', true),
        r"\overrightarrow" | r"\underrightarrow" => ('→', true),
        r"\overleftarrow" | r"\underleftarrow" => ('←', true),
        r"\overleftrightarrow" | r"\underleftrightarrow" => ('↔', true),
        r"\Overrightarrow" => ('⇒', true),
        r"\overrightharpoon" => ('⇀', true),
        r"\overleftharpoon" => ('↼', true),
        r"\overgroup" => ('⏜', true),
        r"\undergroup" => ('⏝', true),
        r"\overlinesegment" => ('⎴', true),
        r"\underlinesegment" => ('⎵', true),
        r"\overbrace" => ('⏞', true),
        r"\underbrace" => ('⏟', true),
        r"\overbracket" => ('⎴', true),
        r"\underbracket" => ('⎵', true),
        _ => return None,
    };
    Some(Mark { sign, wide })
}

/// The arrow that a command means.
pub(super) fn arrow(command: &str) -> Option<char> {
    Some(match command {
        r"\xleftarrow" => '←',
        r"\xrightarrow" => '→',
        r"\xLeftarrow" => '⇐',
        r"\xRightarrow" => '⇒',
        r"\xleftrightarrow" => '↔',
        r"\xLeftrightarrow" => '⇔',
        r"\xhookleftarrow" => '↩',
        r"\xhookrightarrow" => '↪',
        r"\xmapsto" => '↦',
        r"\xrightharpoondown" => '⇁',
        r"\xrightharpoonup" => '⇀',
        r"\xleftharpoondown" => '↽',
        r"\xleftharpoonup" => '↼',
        r"\xrightleftharpoons" | r"\xrightequilibrium" => '⇌',
        r"\xleftrightharpoons" | r"\xleftequilibrium" => '⇋',
        r"\xlongequal" => '=',
        r"\xtwoheadrightarrow" => '↠',
        r"\xtwoheadleftarrow" => '↞',
        r"\xtofrom" | r"\xrightleftarrows" => '⇄',
        _ => return None,
    })
}
