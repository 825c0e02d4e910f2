//! Addresses as they are on a site.
//!
//! A site's root may be the course's folder or any folder on the way to the lesson; what
//! it serves as it is lies in a folder of its own. Where each page is a folder of the site,
//! as in MkDocs, `../a` in HTML is what lies beside the lesson.

use crate::source::{CoursePath, Files};

/// What the root of a site is called in an address.
const ROOTS: [&str; 5] = ["/", "@/", "@site/", "~@/", "~/"];

/// The folders whose files sites serve as they are: VitePress and others; Docusaurus and
/// Hugo; VuePress.
const SERVED: [&str; 4] = ["public", "static", ".vuepress/public", ".vitepress/public"];

/// The places that a path in a lesson of `folder` may mean, the likeliest first. None
/// leaves the course.
pub(super) fn places(folder: &CoursePath, path: &str) -> Vec<CoursePath> {
    match from_root(path) {
        Some(rest) => roots(folder).iter().filter_map(|root| root.join(rest)).collect(),
        None => {
            let beside = path.strip_prefix("../").and_then(|rest| folder.join(rest));
            [folder.join(path), beside].into_iter().flatten().collect()
        }
    }
}

/// The place that a path in a lesson of `folder` means where nothing is in any of those that
/// it may mean; `None` if it would leave the course.
pub(super) fn likeliest(folder: &CoursePath, path: &str) -> Option<CoursePath> {
    match from_root(path) {
        Some(_) => places(folder, path).into_iter().next(),
        None => folder.join(path),
    }
}

/// The file that a path in a lesson of `folder` means, which need not be there; `None` if
/// it would leave the course.
pub(super) fn file(
    files: &dyn Files,
    folder: &CoursePath,
    path: &str,
) -> Option<CoursePath> {
    let mut places = places(folder, path);
    if let Some(rest) = from_root(path) {
        let served = |root: CoursePath| {
            let folders = SERVED.into_iter().filter_map(move |served| root.join(served));
            folders.filter_map(|folder| folder.join(rest))
        };
        places.extend(roots(folder).into_iter().flat_map(served));
    }
    let found = places.into_iter().find(|place| files.exists(place));
    found.or_else(|| likeliest(folder, path))
}

/// What follows the root in a path that counts from it. It does not climb out of it.
fn from_root(path: &str) -> Option<&str> {
    let rest = ROOTS.iter().find_map(|root| path.strip_prefix(root))?;
    Some(rest.trim_start_matches('/'))
}

/// The folders that may be a site's root, the outermost first.
fn roots(folder: &CoursePath) -> Vec<CoursePath> {
    let mut roots = vec![folder.clone()];
    let mut folder = folder.clone();
    while !folder.as_str().is_empty() {
        folder = folder.parent();
        roots.push(folder.clone());
    }
    roots.reverse();
    roots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_may_mean_several_places() {
        let folder = CoursePath::root().join("docs/guide").expect("a folder");
        let all = |path: &str| {
            let places = places(&folder, path);
            places.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(all("/a/b"), ["a/b", "docs/a/b", "docs/guide/a/b"]);
        assert_eq!(all("@/../a"), ["a", "docs/a"]);
        assert_eq!(all("../a"), ["docs/a", "docs/guide/a"]);
        assert_eq!(all("../../../a"), ["a"]);
        assert_eq!(all("../../../../a"), [""; 0]);
        assert_eq!(all("/"), ["", "docs", "docs/guide"]);
    }

    #[test]
    fn what_lies_beside_a_lesson_may_be_in_the_root() {
        let root = CoursePath::root();
        let beside = root.join("b/").expect("a place");
        assert_eq!(places(&root, "../b/"), [beside]);
        assert_eq!(places(&root, "../../b/"), []);
        assert_eq!(likeliest(&root, "../b/"), None);
    }
}
