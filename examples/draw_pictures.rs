//! Draws the pictures of rewards that come with the server, into `assets/rewards`.
//!
//! `cargo run --example draw_pictures`

#![expect(
    clippy::too_many_lines,
    clippy::cast_possible_truncation,
    reason = "it draws within its canvas, and whoever runs it looks at what it drew"
)]

use std::io::Write;
use std::{fs, io};

use flate2::Compression;
use flate2::write::ZlibEncoder;

const WIDTH: u16 = 400;
const HEIGHT: u16 = 200;

/// So many samples along each side of a pixel make edges smooth.
const SAMPLES: u16 = 3;

type Colour = [u8; 3];

const CREAM: Colour = [255, 247, 232];
const INK: Colour = [52, 48, 69];
const CORAL: Colour = [240, 108, 98];
const GOLD: Colour = [249, 190, 78];
const TEAL: Colour = [47, 145, 148];
const MINT: Colour = [204, 235, 222];
const SKY: Colour = [198, 226, 245];
const ROSE: Colour = [252, 222, 219];
const SAND: Colour = [247, 232, 201];
const LEAF: Colour = [83, 156, 94];
const BARK: Colour = [133, 94, 66];
const WHITE: Colour = [255, 255, 255];

/// Whether a point is part of a shape.
type Shape = Box<dyn Fn(f32, f32) -> bool>;

/// What lies on top comes last.
struct Drawing {
    name: &'static str,
    ground: Colour,
    shapes: Vec<(Shape, Colour)>,
}

fn disc(at: (f32, f32), radius: f32) -> Shape {
    Box::new(move |x, y| (x - at.0).hypot(y - at.1) <= radius)
}

fn ring(at: (f32, f32), inner: f32, outer: f32) -> Shape {
    Box::new(move |x, y| (inner..=outer).contains(&(x - at.0).hypot(y - at.1)))
}

/// From its left upper corner to its right lower one, with round corners.
fn plate(from: (f32, f32), to: (f32, f32), round: f32) -> Shape {
    Box::new(move |x, y| {
        let beyond = |at: f32, low: f32, high: f32| (low + round - at).max(at - high + round);
        let (dx, dy) = (beyond(x, from.0, to.0), beyond(y, from.1, to.1));
        dx.max(0.0).hypot(dy.max(0.0)) <= round
    })
}

fn polygon(corners: &[(f32, f32)]) -> Shape {
    let corners = corners.to_vec();
    Box::new(move |x, y| {
        let next = corners.iter().cycle().skip(1);
        let crossed = corners.iter().zip(next).filter(|(a, b)| {
            (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0
        });
        crossed.count() % 2 == 1
    })
}

fn heart(at: (f32, f32), size: f32) -> Shape {
    Box::new(move |x, y| {
        let (x, y) = ((x - at.0) / size, (at.1 - y) / size);
        (x * x + y * y - 1.0).powi(3) <= x * x * y.powi(3)
    })
}

fn star(at: (f32, f32), size: f32) -> Shape {
    let corners: Vec<(f32, f32)> = (0_u8..10)
        .map(|corner| {
            let angle = f32::from(corner) * std::f32::consts::PI / 5.0;
            let reach = if corner % 2 == 0 { size } else { size * 0.42 };
            (at.0 + reach * angle.sin(), at.1 - reach * angle.cos())
        })
        .collect();
    polygon(&corners)
}

fn drawings() -> Vec<Drawing> {
    vec![
        Drawing {
            name: "gift_card",
            ground: ROSE,
            shapes: vec![
                (plate((110.0, 48.0), (290.0, 162.0), 14.0), WHITE),
                (plate((150.0, 48.0), (168.0, 162.0), 0.0), CORAL),
                (plate((110.0, 96.0), (290.0, 114.0), 0.0), CORAL),
                (ring((139.0, 88.0), 9.0, 19.0), CORAL),
                (ring((179.0, 88.0), 9.0, 19.0), CORAL),
                (disc((159.0, 104.0), 14.0), GOLD),
                (plate((206.0, 134.0), (270.0, 142.0), 4.0), SAND),
            ],
        },
        Drawing {
            name: "merchandise",
            ground: SKY,
            shapes: vec![
                (
                    polygon(&[
                        (165.0, 40.0),
                        (235.0, 40.0),
                        (285.0, 72.0),
                        (262.0, 108.0),
                        (242.0, 96.0),
                        (242.0, 172.0),
                        (158.0, 172.0),
                        (158.0, 96.0),
                        (138.0, 108.0),
                        (115.0, 72.0),
                    ]),
                    TEAL,
                ),
                (disc((200.0, 36.0), 22.0), SKY),
                (star((200.0, 112.0), 26.0), GOLD),
            ],
        },
        Drawing {
            name: "experience",
            ground: SAND,
            shapes: vec![
                (plate((96.0, 56.0), (304.0, 148.0), 10.0), CORAL),
                (disc((96.0, 102.0), 15.0), SAND),
                (disc((304.0, 102.0), 15.0), SAND),
                (plate((246.0, 66.0), (249.0, 138.0), 0.0), ROSE),
                (star((172.0, 104.0), 32.0), CREAM),
                (plate((262.0, 84.0), (284.0, 92.0), 4.0), ROSE),
                (plate((262.0, 112.0), (284.0, 120.0), 4.0), ROSE),
            ],
        },
        Drawing {
            name: "donation",
            ground: MINT,
            shapes: vec![
                (heart((200.0, 92.0), 48.0), CORAL),
                (heart((182.0, 80.0), 12.0), ROSE),
                (plate((120.0, 164.0), (280.0, 172.0), 4.0), TEAL),
            ],
        },
        Drawing {
            name: "learning",
            ground: CREAM,
            shapes: vec![
                (plate((104.0, 58.0), (296.0, 164.0), 8.0), TEAL),
                (
                    polygon(&[(116.0, 50.0), (200.0, 66.0), (200.0, 156.0), (116.0, 142.0)]),
                    WHITE,
                ),
                (
                    polygon(&[(284.0, 50.0), (200.0, 66.0), (200.0, 156.0), (284.0, 142.0)]),
                    SAND,
                ),
                (
                    polygon(&[(132.0, 78.0), (184.0, 88.0), (184.0, 94.0), (132.0, 84.0)]),
                    INK,
                ),
                (
                    polygon(&[
                        (132.0, 98.0),
                        (184.0, 108.0),
                        (184.0, 114.0),
                        (132.0, 104.0),
                    ]),
                    INK,
                ),
                (
                    polygon(&[
                        (250.0, 52.0),
                        (266.0, 49.0),
                        (266.0, 96.0),
                        (258.0, 88.0),
                        (250.0, 99.0),
                    ]),
                    CORAL,
                ),
            ],
        },
        Drawing {
            name: "time_off",
            ground: SKY,
            shapes: vec![
                (disc((200.0, 112.0), 52.0), GOLD),
                (plate((0.0, 122.0), (400.0, 200.0), 0.0), TEAL),
                (plate((150.0, 138.0), (250.0, 144.0), 3.0), GOLD),
                (plate((170.0, 156.0), (230.0, 162.0), 3.0), GOLD),
                (plate((60.0, 172.0), (140.0, 177.0), 2.0), SKY),
                (plate((268.0, 150.0), (350.0, 155.0), 2.0), SKY),
            ],
        },
        Drawing {
            name: "coffee",
            ground: SAND,
            shapes: vec![
                (ring((246.0, 112.0), 16.0, 28.0), WHITE),
                (plate((148.0, 78.0), (246.0, 156.0), 20.0), WHITE),
                (plate((148.0, 78.0), (246.0, 100.0), 0.0), WHITE),
                (plate((156.0, 82.0), (238.0, 94.0), 6.0), BARK),
                (plate((124.0, 164.0), (270.0, 174.0), 5.0), CORAL),
                (plate((176.0, 36.0), (182.0, 64.0), 3.0), BARK),
                (plate((196.0, 28.0), (202.0, 64.0), 3.0), BARK),
                (plate((216.0, 36.0), (222.0, 64.0), 3.0), BARK),
            ],
        },
        Drawing {
            name: "bottle",
            ground: MINT,
            shapes: vec![
                (ring((200.0, 34.0), 9.0, 15.0), INK),
                (plate((184.0, 34.0), (216.0, 56.0), 4.0), INK),
                (plate((168.0, 50.0), (232.0, 176.0), 20.0), TEAL),
                (plate((168.0, 92.0), (232.0, 134.0), 0.0), CREAM),
                (heart((200.0, 116.0), 11.0), CORAL),
                (plate((178.0, 66.0), (184.0, 84.0), 3.0), MINT),
                (plate((120.0, 176.0), (280.0, 182.0), 3.0), LEAF),
            ],
        },
        Drawing {
            name: "backpack",
            ground: SAND,
            shapes: vec![
                (ring((200.0, 42.0), 12.0, 19.0), BARK),
                (plate((134.0, 96.0), (266.0, 166.0), 14.0), BARK),
                (plate((150.0, 40.0), (250.0, 176.0), 34.0), CORAL),
                (plate((150.0, 110.0), (250.0, 176.0), 14.0), CORAL),
                (plate((162.0, 112.0), (238.0, 166.0), 10.0), GOLD),
                (plate((162.0, 126.0), (238.0, 131.0), 0.0), BARK),
                (plate((196.0, 124.0), (204.0, 144.0), 4.0), BARK),
                (plate((168.0, 84.0), (232.0, 89.0), 2.0), ROSE),
            ],
        },
        Drawing {
            name: "headphones",
            ground: ROSE,
            shapes: vec![
                (ring((200.0, 108.0), 58.0, 70.0), INK),
                (plate((120.0, 124.0), (280.0, 190.0), 0.0), ROSE),
                (plate((122.0, 104.0), (154.0, 160.0), 14.0), TEAL),
                (plate((246.0, 104.0), (278.0, 160.0), 14.0), TEAL),
                (plate((148.0, 98.0), (164.0, 166.0), 8.0), INK),
                (plate((236.0, 98.0), (252.0, 166.0), 8.0), INK),
            ],
        },
        Drawing {
            name: "tree",
            ground: MINT,
            shapes: vec![
                (plate((191.0, 108.0), (209.0, 172.0), 3.0), BARK),
                (disc((170.0, 96.0), 32.0), LEAF),
                (disc((230.0, 96.0), 32.0), LEAF),
                (disc((200.0, 68.0), 38.0), LEAF),
                (disc((186.0, 60.0), 6.0), MINT),
                (disc((224.0, 90.0), 6.0), MINT),
                (plate((120.0, 168.0), (280.0, 176.0), 4.0), TEAL),
            ],
        },
    ]
}

impl Drawing {
    fn colour(&self, x: f32, y: f32) -> Colour {
        let shown = self.shapes.iter().rev().find(|(shape, _)| shape(x, y));
        shown.map_or(self.ground, |(_, colour)| *colour)
    }

    /// The colour of a pixel: the middle of what it covers.
    fn pixel(&self, x: u16, y: u16) -> Colour {
        let mut sums = [0_u32; 3];
        let part =
            |at: u16, sample: u16| f32::from(at) + (f32::from(sample) + 0.5) / f32::from(SAMPLES);
        for sample in 0..SAMPLES * SAMPLES {
            let at = (part(x, sample % SAMPLES), part(y, sample / SAMPLES));
            for (sum, value) in sums.iter_mut().zip(self.colour(at.0, at.1)) {
                *sum += u32::from(value);
            }
        }
        sums.map(|sum| (sum / u32::from(SAMPLES * SAMPLES)) as u8)
    }

    /// The picture as PNG: its size, one compressed stream of rows, and the end.
    fn png(&self) -> io::Result<Vec<u8>> {
        let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
        for y in 0..HEIGHT {
            // Each row says first how it is filtered: by nothing.
            rows.write_all(&[0])?;
            for x in 0..WIDTH {
                rows.write_all(&self.pixel(x, y))?;
            }
        }
        let mut header = Vec::new();
        header.extend(u32::from(WIDTH).to_be_bytes());
        header.extend(u32::from(HEIGHT).to_be_bytes());
        // Eight bits of red, green and blue each; the one compression, filter and order there is.
        header.extend([8, 2, 0, 0, 0]);
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (name, data) in [
            (b"IHDR", header),
            (b"IDAT", rows.finish()?),
            (b"IEND", Vec::new()),
        ] {
            let named = [&name[..], &data].concat();
            png.extend((data.len() as u32).to_be_bytes());
            png.extend(&named);
            png.extend(crc32fast::hash(&named).to_be_bytes());
        }
        Ok(png)
    }
}

fn main() -> io::Result<()> {
    for drawing in drawings() {
        let path = format!("assets/rewards/{}.png", drawing.name);
        fs::write(path, drawing.png()?)?;
    }
    Ok(())
}
