//! Where HTML's blocks may stand.

use std::rc::Rc;

use super::{Balance, Frame, Kind};
use crate::read::html::element::{Element, Role};
use crate::read::html::report::Report;
use crate::read::html::{Leaf, Token};
use crate::read::nesting::MAX_ELEMENTS;

impl<'a> Balance<'a, '_> {
    pub(super) fn open_block(&mut self, element: Rc<Element>, is_closed: bool) {
        self.leave_paragraph();
        while self.in_line_block() && self.frames.last().is_some_and(Frame::is_unclosed) {
            self.pop();
        }
        if self.elements >= MAX_ELEMENTS {
            self.report_depth();
            self.anchor(&element);
            return self.separate();
        }
        let start = Some(self.now);
        if self.in_line_block() {
            self.anchor(&element);
            self.line.breaks = true;
            let kind = Kind::Element { role: Role::Flow, start, is_closed };
            return self.push(kind, false, false);
        }
        let Some(element) = self.place(element) else { return self.separate() };
        self.end_line();
        if let Role::Columns(count) = element.role {
            let align = element.look.align;
            return self.emit(Token::Leaf(Leaf::Columns { count, align }));
        }
        if !is_closed && element.must_be_closed() {
            let name = element.name.clone();
            (self.report)(Report::Unclosed(name), self.place.clone());
        }
        self.push_element(&element, start, is_closed);
    }

    /// Ends what an element cannot stand in and begins what it needs around it. `None`
    /// if it means nothing here.
    pub(super) fn place(&mut self, mut element: Rc<Element>) -> Option<Rc<Element>> {
        let is_list = |role: &Role| matches!(role, Role::List(_));
        match &element.role {
            Role::Item(_) => self.place_in(is_list, Role::List(None)),
            Role::Term | Role::Meaning => {
                self.place_in(|role| *role == Role::Definitions, Role::Definitions);
            }
            Role::TableCaption
            | Role::Rows(_)
            | Role::Row
            | Role::Cell(_)
            | Role::Columns(_) => {
                let Some(table) = self.nearest(|role| *role == Role::Table, false) else {
                    self.make_room();
                    return match element.role {
                        Role::Cell(_) | Role::TableCaption => {
                            Rc::make_mut(&mut element).role = Role::Flow;
                            Some(element)
                        }
                        _ => None,
                    };
                };
                self.place_in_table(&element.role, table);
            }
            Role::Summary | Role::FigureCaption => {
                let fits = self.frames.last().is_some_and(|frame| {
                    frame.is_shown
                        && frame.role().is_some_and(|role| role.takes(&element.role))
                });
                if !fits {
                    self.make_room();
                    Rc::make_mut(&mut element).role = Role::Paragraph;
                }
            }
            _ => self.make_room(),
        }
        Some(element)
    }

    pub(super) fn place_in(&mut self, is_parent: impl Fn(&Role) -> bool, parent: Role) {
        match self.nearest(is_parent, true) {
            Some(index) => self.pop_to(index + 1),
            None => {
                self.make_room();
                self.push_element(&Rc::new(Element::implied(parent)), None, false);
            }
        }
    }

    pub(super) fn place_in_table(&mut self, role: &Role, table: usize) {
        let after = |frames: &[Frame], found: fn(&Role) -> bool| {
            let inner = frames[table + 1..].iter();
            inner
                .clone()
                .position(|frame| frame.role().is_some_and(found))
                .map(|at| table + 1 + at)
        };
        let rows = after(&self.frames, |role| matches!(role, Role::Rows(_)));
        let row = after(&self.frames, |role| *role == Role::Row);
        match role {
            Role::Row => self.pop_to(rows.unwrap_or(table) + 1),
            Role::Cell(_) => {
                self.pop_to(row.or(rows).unwrap_or(table) + 1);
                if row.is_none() {
                    self.push_element(&Rc::new(Element::implied(Role::Row)), None, true);
                }
            }
            _ => self.pop_to(table + 1),
        }
    }

    /// The innermost element of a kind that no block of Markdown stands before, nor, if
    /// `in_cell`, the edge of a cell.
    pub(super) fn nearest(
        &self,
        is_it: impl Fn(&Role) -> bool,
        in_cell: bool,
    ) -> Option<usize> {
        for (index, frame) in self.frames.iter().enumerate().rev() {
            match &frame.kind {
                Kind::Element { role, .. } if is_it(role) => return Some(index),
                Kind::Element { role: Role::Cell(_), .. } if in_cell => return None,
                Kind::Element { .. } => {}
                Kind::Markdown(_) | Kind::Container | Kind::Collected { .. } => {
                    return None;
                }
            }
        }
        None
    }
}
