//! Addresses on the web, in the form that every reading system takes.
//!
//! Authors type `https://zh.wikipedia.org/wiki/协程` and leave spaces in file names. The
//! URL standard asks for percent-encoding there, and EPUBCheck refuses what it cannot
//! parse (RSC-020).

use std::net::{Ipv4Addr, Ipv6Addr};

/// The address with everything encoded that must be; `None` if it leads nowhere, as
/// `http://` or `https://host:port` do.
pub(super) fn web_address(address: &str) -> Option<String> {
    let (scheme, rest) = address.trim().split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let mut encoded = format!("{scheme}:");
    match scheme.as_str() {
        "http" | "https" => {
            let rest = rest.strip_prefix("//")?;
            let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
            let (authority, path) = rest.split_at(end);
            let (user, host_and_port) = match authority.rsplit_once('@') {
                Some((user, host)) => (Some(user), host),
                None => (None, authority),
            };
            if !is_host_and_port(host_and_port) {
                return None;
            }
            encoded.push_str("//");
            if let Some(user) = user {
                encode(user, ":", &mut encoded);
                encoded.push('@');
            }
            encoded.push_str(host_and_port);
            encode_path(path, &mut encoded);
        }
        _ if rest.is_empty() => return None,
        _ => encode_path(rest, &mut encoded),
    }
    Some(encoded)
}

fn is_host_and_port(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (text, ""),
    };
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return false;
    }
    if let Some(literal) = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'))
    {
        return literal.parse::<Ipv6Addr>().is_ok();
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let numeric = |label: &str| label.bytes().all(|b| b.is_ascii_digit());
    if name.rsplit('.').next().is_some_and(|last| !last.is_empty() && numeric(last)) {
        return name.parse::<Ipv4Addr>().is_ok();
    }
    name.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && !label.eq_ignore_ascii_case("xn--")
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    })
}

/// Encodes what follows the host: path, query and at most one fragment.
fn encode_path(path: &str, out: &mut String) {
    let (before, fragment) = match path.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (path, None),
    };
    encode(before, ":@/?", out);
    if let Some(fragment) = fragment {
        out.push('#');
        encode(fragment, ":@/?", out);
    }
}

/// Appends text, percent-encoding all but RFC 3986's unreserved characters, its
/// sub-delimiters, `also`, and what is encoded already.
fn encode(text: &str, also: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let c = byte as char;
        let encoded_already = c == '%'
            && bytes
                .get(at + 1..at + 3)
                .is_some_and(|h| h.iter().all(u8::is_ascii_hexdigit));
        if byte.is_ascii_alphanumeric()
            || "-._~!$&'()*+,;=".contains(c)
            || also.contains(c)
            || encoded_already
        {
            out.push(c);
        } else {
            out.push('%');
            out.push(HEX[usize::from(byte >> 4)] as char);
            out.push(HEX[usize::from(byte & 15)] as char);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_authors_type_is_encoded_once() {
        let encoded = |address| web_address(address).unwrap_or_default();
        assert_eq!(
            encoded("HTTPS://zh.wikipedia.org/wiki/协程?a=[1]#节 一#x"),
            "https://zh.wikipedia.org/wiki/%E5%8D%8F%E7%A8%8B?a=%5B1%5D#%E8%8A%82%20%E4%B8%80%23x"
        );
        assert_eq!(encoded("http://h/%E4%BD%A0%zz"), "http://h/%E4%BD%A0%25zz");
        assert_eq!(encoded("http://[::1]:8000/"), "http://[::1]:8000/");
        assert_eq!(encoded("mailto:王 <a@b.cn>"), "mailto:%E7%8E%8B%20%3Ca@b.cn%3E");
        assert_eq!(encoded("http://例子.中国/"), "http://例子.中国/");
    }

    #[test]
    fn what_leads_nowhere_is_no_address() {
        for address in [
            "http://",
            "http:/x",
            "https://a b/",
            "http://h:99999/",
            "http://1.2.3/",
            "http://[x]/",
            "https://a..b/",
            "mailto:",
            "nothing",
            "http://%zz/",
            "http://xn--/",
        ] {
            assert_eq!(web_address(address), None, "{address}");
        }
    }
}
