//! Paper sizes.

/// A paper size, upright.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Paper {
    /// Its name on the command line.
    pub name: &'static str,
    /// Width in mm.
    pub width: f64,
    /// Height in mm.
    pub height: f64,
}

impl Paper {
    /// The sizes that can be asked for: ISO 216, JIS P 0138, the Chinese 正度 16开, and
    /// those of North America.
    pub const ALL: [Paper; 8] = [
        Paper { name: "a4", width: 210.0, height: 297.0 },
        Paper { name: "a3", width: 297.0, height: 420.0 },
        Paper { name: "a5", width: 148.0, height: 210.0 },
        Paper { name: "b5", width: 176.0, height: 250.0 },
        Paper { name: "jis-b5", width: 182.0, height: 257.0 },
        Paper { name: "16k", width: 185.0, height: 260.0 },
        Paper { name: "us-letter", width: 215.9, height: 279.4 },
        Paper { name: "us-legal", width: 215.9, height: 355.6 },
    ];

    /// The size of that name.
    pub fn named(name: &str) -> Option<Paper> {
        Paper::ALL.into_iter().find(|paper| paper.name.eq_ignore_ascii_case(name))
    }
}

impl Default for Paper {
    /// A4.
    fn default() -> Paper {
        Paper::ALL[0]
    }
}
