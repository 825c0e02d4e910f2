//! What helps an author whose formula is not understood.

use std::ops::Range;

use super::dialect;

/// Commands that are no functions of the parser's: letters and signs.
const SIGNS: [&str; 96] = [
    "alpha",
    "beta",
    "gamma",
    "delta",
    "epsilon",
    "varepsilon",
    "zeta",
    "eta",
    "theta",
    "vartheta",
    "iota",
    "kappa",
    "lambda",
    "mu",
    "nu",
    "xi",
    "pi",
    "rho",
    "sigma",
    "tau",
    "upsilon",
    "phi",
    "varphi",
    "chi",
    "psi",
    "omega",
    "Gamma",
    "Delta",
    "Theta",
    "Lambda",
    "Xi",
    "Pi",
    "Sigma",
    "Upsilon",
    "Phi",
    "Psi",
    "Omega",
    "times",
    "div",
    "cdot",
    "pm",
    "mp",
    "leq",
    "geq",
    "neq",
    "approx",
    "equiv",
    "sim",
    "simeq",
    "cong",
    "propto",
    "subset",
    "supset",
    "subseteq",
    "supseteq",
    "cup",
    "cap",
    "emptyset",
    "varnothing",
    "forall",
    "exists",
    "neg",
    "land",
    "lor",
    "rightarrow",
    "leftarrow",
    "Rightarrow",
    "Leftarrow",
    "leftrightarrow",
    "Leftrightarrow",
    "mapsto",
    "infty",
    "partial",
    "nabla",
    "ldots",
    "cdots",
    "vdots",
    "ddots",
    "quad",
    "qquad",
    "circ",
    "bullet",
    "oplus",
    "otimes",
    "perp",
    "parallel",
    "angle",
    "triangle",
    "therefore",
    "because",
    "hbar",
    "ell",
    "langle",
    "rangle",
    "notin",
    "setminus",
];

/// The longest name that is compared with others.
const MAX_NAME: usize = 40;

/// The known command that is most like one that is not.
pub(super) fn nearest(name: &str) -> Option<String> {
    let name = name.strip_prefix('\\')?;
    if name.len() > MAX_NAME {
        return None;
    }
    let functions = ratex_parser::functions::FUNCTIONS.keys().copied();
    let functions = functions.chain(dialect::names());
    let functions = functions.filter_map(|command| command.strip_prefix('\\'));
    let known = functions.chain(SIGNS);
    let alike = known.filter(|known| {
        // A slip of the pen makes a name little longer or shorter.
        known.len().abs_diff(name.len()) <= 2
            && known.bytes().all(|b| b.is_ascii_alphabetic())
    });
    let alike = alike.map(|known| (strsim::normalized_levenshtein(name, known), known));
    let alike = alike.filter(|(likeness, _)| *likeness >= 0.6);
    // The order of a table is not always the same; that of the names is.
    let best = alike.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
    best.map(|(_, known)| format!("\\{known}"))
}

/// What in a formula has no end, or no beginning, and where it stands.
pub(super) fn unpaired(tex: &str) -> Option<(String, Range<usize>)> {
    let mut open: Vec<(&str, Range<usize>)> = Vec::new();
    let mut at = 0;
    while let Some(next) = tex[at..].find(['\\', '{', '}']) {
        let start = at + next;
        let sign = match tex.as_bytes()[start] {
            b'\\' => dialect::command(&tex[start..]),
            _ => &tex[start..start + 1],
        };
        at = start + sign.len();
        let place = start..at;
        let partner = match sign {
            "{" | r"\left" => {
                open.push((sign, place));
                continue;
            }
            r"\begin" | r"\end" => {
                let Some((length, _)) = dialect::braced(&tex[at..]) else { continue };
                at += length;
                let place = start..at;
                if sign == r"\begin" {
                    open.push((&tex[place.clone()], place));
                    continue;
                }
                tex[place].replacen(r"\end", r"\begin", 1)
            }
            "}" => "{".to_owned(),
            r"\right" => r"\left".to_owned(),
            _ => continue,
        };
        match open.pop() {
            Some((opened, _))
                if opened.split_whitespace().eq(partner.split_whitespace()) => {}
            Some((opened, place)) => {
                let said = format!("`{opened}` has no end before `{}`", &tex[start..at]);
                return Some((said, place));
            }
            None => {
                let said = format!("`{}` ends nothing", &tex[start..at]);
                return Some((said, start..at));
            }
        }
    }
    let (opened, place) = open.pop()?;
    Some((format!("`{opened}` has no end"), place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_alike_are_found() {
        assert_eq!(nearest(r"\aplha").as_deref(), Some(r"\alpha"));
        assert_eq!(nearest(r"\fracc").as_deref(), Some(r"\frac"));
        assert_eq!(nearest(r"\xyzzyplugh"), None);
        assert_eq!(nearest(&format!("\\{}", "a".repeat(100))), None);
    }

    #[test]
    fn what_has_no_partner_is_found() {
        let said = |tex| unpaired(tex).map(|(said, _)| said);
        assert_eq!(said(r"\frac{1}{2"), Some("`{` has no end".into()));
        assert_eq!(said(r"x}"), Some("`}` ends nothing".into()));
        assert_eq!(
            said(r"\begin{cases} {x \end{cases}"),
            Some(r"`{` has no end before `\end{cases}`".into())
        );
        assert_eq!(said(r"\left( x"), Some(r"`\left` has no end".into()));
        assert_eq!(said(r"\{ \begin{a}\end{a} {}"), None);
    }
}
