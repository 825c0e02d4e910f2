//! A drawing as XML.

use quick_xml::escape::escape;

use super::tree::{Element, Node, Value};

/// The whole file.
pub(super) fn write(root: &Element) -> String {
    let mut xml = String::new();
    let namespaces = " xmlns=\"http://www.w3.org/2000/svg\" \
                      xmlns:xlink=\"http://www.w3.org/1999/xlink\"";
    element(&mut xml, root, namespaces);
    xml.push('\n');
    xml
}

fn element(xml: &mut String, element_: &Element, declarations: &str) {
    let name = element_.name;
    xml.push('<');
    xml.push_str(name);
    xml.push_str(declarations);
    if let Some(id) = &element_.id {
        attribute(xml, "id", id);
    }
    for (name, value) in &element_.attributes {
        match value {
            Value::Words(words) => attribute(xml, name, words),
            Value::Reference { id, .. } if *name == "xlink:href" => {
                attribute(xml, name, &format!("#{id}"));
            }
            Value::Reference { id, .. } => attribute(xml, name, &format!("url(#{id})")),
        }
    }
    if element_.children.is_empty() {
        return xml.push_str("/>");
    }
    xml.push('>');
    for child in &element_.children {
        match child {
            Node::Element(child) => element(xml, child, ""),
            Node::Text(text) => xml.push_str(&escape(text.as_str())),
        }
    }
    xml.push_str("</");
    xml.push_str(name);
    xml.push('>');
}

fn attribute(xml: &mut String, name: &str, value: &str) {
    xml.push(' ');
    xml.push_str(name);
    xml.push_str("=\"");
    xml.push_str(&escape(value));
    xml.push('"');
}
