//! Images get their pictures; one that cannot be shown but looked up gets a link.

use super::Settler;
use crate::document::{
    Block, Figure, Image, Inline, Link, Paragraph, Picture, PictureSource, Settled,
    Target, Written,
};

impl Settler<'_> {
    /// A figure; a paragraph with a link if its picture is on the net.
    pub(super) fn figure(&mut self, figure: Figure<Written>) -> Block<Settled> {
        let Figure { span, image, caption } = figure;
        let (image, caption) = (self.image(image), self.inlines(caption));
        match self.linked(image) {
            Ok(image) => Block::Figure(Figure { span, image, caption }),
            Err(link) => {
                let mut inlines = vec![Inline::Link(link)];
                if !caption.is_empty() {
                    inlines.push(Inline::HardBreak(span));
                    inlines.extend(caption);
                }
                Block::Paragraph(Paragraph { span, inlines })
            }
        }
    }

    /// An image in a line.
    pub(super) fn inline_image(&mut self, image: Image<Written>) -> Inline<Settled> {
        let image = self.image(image);
        match self.linked(image) {
            Ok(image) => Inline::Image(image),
            Err(link) => Inline::Link(link),
        }
    }

    fn image(&mut self, image: Image<Written>) -> Image<Settled> {
        let Image { span, picture: source, alt, title, size } = image;
        let picture = self.pictures.of(self.files, &self.folder, &source);
        let alt = match (source, &picture) {
            // A drawing that cannot be shown leaves all its words.
            (PictureSource::Drawing(drawing), Picture::Missing(_)) => drawing.words,
            _ => alt,
        };
        Image { span, picture, alt, title, size }
    }

    /// The image, or a link around it if it is missing because it is on the net.
    fn linked(&self, image: Image<Settled>) -> Result<Image<Settled>, Link<Settled>> {
        let Picture::Missing(address) = &image.picture else { return Ok(image) };
        let address = address.trim();
        let address = match address.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => address.to_owned(),
        };
        match self.web(&address) {
            Some(url) if !self.inside_link => Err(Link {
                span: image.span,
                target: Target::External(url),
                inlines: vec![Inline::Image(image)],
            }),
            _ => Ok(image),
        }
    }
}
