//! Languages: their tags, the regions whose letter forms they use, and how to tell them.

use std::fmt;

/// A language, as a BCP 47 tag such as `zh-CN`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language {
    tag: String,
}

/// Whose forms of the ideographs a language uses. Each has faces of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// Mainland China and Singapore.
    Sc,
    /// Taiwan.
    Tc,
    /// Hong Kong and Macao.
    Hk,
    /// Japan.
    Jp,
    /// Korea.
    Kr,
}

impl Region {
    /// Every region.
    pub const ALL: [Region; 5] =
        [Region::Sc, Region::Tc, Region::Hk, Region::Jp, Region::Kr];

    /// The suffix in the names of the Noto CJK families.
    pub fn name(self) -> &'static str {
        match self {
            Region::Sc => "SC",
            Region::Tc => "TC",
            Region::Hk => "HK",
            Region::Jp => "JP",
            Region::Kr => "KR",
        }
    }
}

impl Language {
    /// The language of a tag such as `zh-CN`, `zh-Hant`, `zh_TW` or `en`; `None` if it is
    /// not formed as BCP 47 says. Chinese tags become those that reading systems know:
    /// `zh` and `zh-Hans` are `zh-CN`, `zh-Hant` is `zh-TW`.
    pub fn parse(tag: &str) -> Option<Language> {
        let tag = tag.trim().replace('_', "-");
        let mut parts = tag.split('-');
        let base = parts.next()?.to_ascii_lowercase();
        if !(2..=3).contains(&base.len()) || !base.bytes().all(|b| b.is_ascii_lowercase())
        {
            return None;
        }
        let mut normal = base.clone();
        let (mut script, mut region) = (String::new(), String::new());
        for part in parts {
            if !(1..=8).contains(&part.len())
                || !part.bytes().all(|b| b.is_ascii_alphanumeric())
            {
                return None;
            }
            normal.push('-');
            match part.len() {
                2 => {
                    region = part.to_ascii_uppercase();
                    normal.push_str(&region);
                }
                4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    script =
                        part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase();
                    normal.push_str(&script);
                }
                _ => normal.push_str(&part.to_ascii_lowercase()),
            }
        }
        let tag = match (base.as_str(), script.as_str(), region.as_str()) {
            ("zh" | "cmn", "" | "Hans", "" | "CN") => "zh-CN".into(),
            ("zh" | "cmn", "Hant", "" | "TW") => "zh-TW".into(),
            _ => normal,
        };
        Some(Language { tag })
    }

    /// The language a text is written in, judged by its letters: kana make it Japanese,
    /// hangul Korean, ideographs Chinese in the form that prevails; otherwise English.
    ///
    /// Code is not text: pass only what people read.
    pub fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Language {
        let (mut latin, mut han, mut kana, mut hangul) =
            (0_usize, 0_usize, 0_usize, 0_usize);
        let (mut simplified, mut traditional) = (0_usize, 0_usize);
        for c in texts.flat_map(str::chars) {
            match c {
                'a'..='z' | 'A'..='Z' => latin += 1,
                '\u{3041}'..='\u{30FF}' => kana += 1,
                '\u{AC00}'..='\u{D7A3}' => hangul += 1,
                c if is_ideograph(c) => {
                    han += 1;
                    simplified += usize::from(SIMPLIFIED.binary_search(&c).is_ok());
                    traditional += usize::from(TRADITIONAL.binary_search(&c).is_ok());
                }
                _ => {}
            }
        }
        // An ideograph says about as much as four Latin letters.
        let tag = if hangul > han && hangul * 4 > latin {
            "ko"
        } else if kana * 5 > han && (kana + han) * 4 > latin {
            "ja"
        } else if han * 4 > latin || (han > 0 && latin == 0) {
            if traditional > simplified { "zh-TW" } else { "zh-CN" }
        } else {
            "en"
        };
        Language { tag: tag.into() }
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The first part of the tag, as `zh`.
    pub fn base(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }

    /// The region part of the tag, as `CN`, if it has one.
    pub fn territory(&self) -> Option<&str> {
        self.tag.split('-').skip(1).find(|part| part.len() == 2)
    }

    /// Whose forms of the ideographs it uses. A language without ideographs of its own
    /// gets the mainland's, since that is what a quoted word is likely to be.
    pub fn region(&self) -> Region {
        match (self.base(), self.territory()) {
            ("ja", _) => Region::Jp,
            ("ko", _) => Region::Kr,
            ("zh" | "yue", Some("HK" | "MO")) => Region::Hk,
            ("zh", Some("TW")) => Region::Tc,
            ("yue", _) => Region::Hk,
            _ if self.tag.contains("Hant") => Region::Tc,
            _ => Region::Sc,
        }
    }

    /// Whether it is written with ideographs.
    pub fn is_cjk(&self) -> bool {
        matches!(self.base(), "zh" | "ja" | "ko" | "yue")
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.tag)
    }
}

/// Whether a character is an ideograph (Unicode property, blocks of CJK unified and
/// compatibility ideographs, and 〇 々).
pub fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3007}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

/// Frequent characters that only the simplified script has, in the order of their codes.
const SIMPLIFIED: [char; 56] = [
    '个', '为', '习', '书', '从', '们', '会', '关', '写', '务', '动', '发', '变', '后',
    '国', '处', '学', '实', '对', '应', '开', '异', '执', '数', '时', '来', '样', '没',
    '环', '现', '码', '类', '线', '经', '给', '络', '编', '网', '节', '见', '计', '让',
    '设', '译', '话', '该', '语', '说', '读', '课', '过', '运', '还', '这', '问', '题',
];

/// Their traditional forms, in the order of their codes.
const TRADITIONAL: [char; 56] = [
    '來', '個', '們', '動', '務', '問', '國', '執', '學', '實', '寫', '對', '後', '從',
    '應', '數', '時', '書', '會', '樣', '沒', '為', '現', '環', '異', '發', '碼', '節',
    '絡', '給', '經', '網', '線', '編', '習', '處', '見', '計', '設', '話', '該', '語',
    '說', '課', '譯', '讀', '變', '讓', '這', '運', '過', '還', '開', '關', '題', '類',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_in_the_order_in_which_they_are_looked_for() {
        assert!(SIMPLIFIED.is_sorted() && TRADITIONAL.is_sorted());
    }

    fn detect(text: &str) -> String {
        Language::detect([text].into_iter()).tag
    }

    #[test]
    fn tags_become_those_reading_systems_know() {
        let tag = |tag| Language::parse(tag).map(|language| language.tag);
        assert_eq!(tag("zh").as_deref(), Some("zh-CN"));
        assert_eq!(tag("zh_hans").as_deref(), Some("zh-CN"));
        assert_eq!(tag("zh-hant-tw").as_deref(), Some("zh-TW"));
        assert_eq!(tag("zh-hk").as_deref(), Some("zh-HK"));
        assert_eq!(tag("EN-us").as_deref(), Some("en-US"));
        assert_eq!(tag("中文"), None);
        assert_eq!(tag("en\"x"), None);
        assert_eq!(tag(""), None);
    }

    #[test]
    fn a_language_is_told_by_its_letters() {
        assert_eq!(detect("深入理解Python异步编程的核心概念 asyncio.gather()"), "zh-CN");
        assert_eq!(detect("深入理解非同步程式設計的核心概念，這個課程"), "zh-TW");
        assert_eq!(detect("非同期プログラミングの基礎を学ぶ"), "ja");
        assert_eq!(detect("비동기 프로그래밍의 기초"), "ko");
        assert_eq!(
            detect("An introduction to the word 你好 in a long English text"),
            "en"
        );
        assert_eq!(detect(""), "en");
    }

    #[test]
    fn each_language_has_the_forms_of_its_region() {
        let region = |tag| Language::parse(tag).map(|language| language.region());
        assert_eq!(region("zh"), Some(Region::Sc));
        assert_eq!(region("zh-SG"), Some(Region::Sc));
        assert_eq!(region("zh-Hant"), Some(Region::Tc));
        assert_eq!(region("zh-Hant-MO"), Some(Region::Hk));
        assert_eq!(region("ja"), Some(Region::Jp));
        assert_eq!(region("ko-KR"), Some(Region::Kr));
        assert_eq!(region("en"), Some(Region::Sc));
    }
}
