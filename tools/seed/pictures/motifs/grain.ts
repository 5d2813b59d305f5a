import { circle, coordinates as at, ellipse, path, place, rectangle, repeat } from "../svg"
import type { Palette } from "../palette"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

function ear(palette: Palette): string {
  return [
    path("M0,250 C0,120 0,40 0,-60", { stroke: palette.greenDark, width: 12 }),
    repeat(6, (index) => {
      const y = 20 - index * 44
      const grain = (turn: number) =>
        place(
          path("M0,0 C34,-20 34,-66 0,-92 C-34,-66 -34,-20 0,0 Z", { fill: palette.mainFill }),
          { y, turn }
        )
      return grain(-34) + grain(34)
    }),
    place(path("M0,0 C34,-20 34,-66 0,-92 C-34,-66 -34,-20 0,0 Z", { fill: palette.mainFill }), {
      y: -220,
    }),
  ].join("")
}

/** Ears of corn tied together. */
export const ears: Motif = (palette, random) => {
  const lean = random.between(16, 24)
  const turns = [-lean * 1.6, lean * 1.6, -lean * 0.8, lean * 0.8, 0]
  return [
    turns.map((turn) => place(ear(palette), { y: 10, turn, x: turn * 2.2 })).join(""),
    rectangle(-64, 128, 128, 44, 18, { fill: palette.woodFill }),
  ].join("")
}

/** An open sack, heaped. */
export const sack: Motif = (palette, random) => {
  const dots = repeat(34, () => {
    const x = random.between(-150, 150)
    const top = -130 + (x * x) / 240
    return ellipse(x, random.between(top + 20, -30), 11, 15, { fill: palette.pale, opacity: 0.8 })
  })
  return [
    path("M-190,-20 C-150,-110 -80,-160 0,-160 C80,-160 150,-110 190,-20 Z", {
      fill: palette.mainFill,
    }),
    dots,
    path("M-200,-36 C-250,90 -250,200 -210,256 L210,256 C250,200 250,90 200,-36 Z", {
      fill: "hsl(36,42%,72%)",
    }),
    path(
      "M-208,-62 C-100,-26 100,-26 208,-62 C226,-40 222,-14 206,-2 C100,34 -100,34 -206,-2 C-222,-14 -226,-40 -208,-62 Z",
      {
        fill: "hsl(36,46%,80%)",
      }
    ),
    repeat(4, (index) =>
      path(at`M${-150 + index * 100},40 q14,100 0,200`, {
        stroke: "hsl(34,36%,60%)",
        width: 5,
        opacity: 0.6,
      })
    ),
    place(ear(palette), { y: 132, scale: 0.36 }),
  ].join("")
}

/** Maize cobs in their husks. */
export const cob: Motif = (palette, random) => {
  const one = [
    ellipse(0, -20, 78, 220, { fill: palette.mainFill }),
    repeat(9, (row) =>
      repeat(3, (column) =>
        ellipse((column - 1) * 42, -170 + row * 36, 19, 15, {
          fill: palette.light,
          stroke: palette.dark,
          width: 3,
        })
      )
    ),
    path("M0,256 C-120,200 -130,40 -96,-70 C-70,40 -40,120 0,256 Z", { fill: palette.greenFill }),
    path("M0,256 C120,200 130,40 96,-70 C70,40 40,120 0,256 Z", { fill: palette.greenFill }),
  ].join("")
  return [
    place(one, { x: -110, turn: random.between(-20, -10), scale: 0.95 }),
    place(one, { x: 110, turn: random.between(10, 20), scale: 0.95 }),
  ].join("")
}

/** A loaf with a slice before it. */
export const loaf: Motif = (palette, random) => {
  const cuts = random.whole(3, 4)
  return [
    path("M-270,240 C-320,60 -190,-80 0,-80 C190,-80 320,60 270,240 Z", { fill: palette.mainFill }),
    repeat(cuts, (index) =>
      path(at`M${-150 + index * (300 / (cuts - 1)) - 30},60 q30,-60 60,-90`, {
        stroke: palette.pale,
        width: 24,
        opacity: 0.9,
      })
    ),
    place(
      path("M-120,110 L-120,-20 C-170,-70 -120,-120 0,-120 C120,-120 170,-70 120,-20 L120,110 Z", {
        fill: palette.pale,
        stroke: palette.dark,
        width: 16,
      }) +
        repeat(9, () =>
          circle(random.between(-90, 90), random.between(-70, 80), random.between(5, 11), {
            fill: palette.light,
            opacity: 0.7,
          })
        ),
      { x: 110, y: 138, turn: 8, scale: 0.95 }
    ),
  ].join("")
}

/** A stack of biscuits with one leaning on it. */
export const biscuits: Motif = (palette, random) => {
  const face =
    circle(0, 0, 140, { fill: palette.mainFill, stroke: palette.dark, width: 8 }) +
    repeat(11, () =>
      place(ellipse(0, 0, 14, 9, { fill: palette.woodDark, opacity: 0.75 }), {
        x: random.between(-88, 88),
        y: random.between(-88, 88),
        turn: random.between(0, 180),
      })
    )
  return [
    repeat(5, (index) =>
      rectangle(-260 + random.between(-10, 10), 200 - index * 62, 280, 56, 26, {
        fill: palette.mainFill,
        stroke: palette.dark,
        width: 5,
      })
    ),
    place(face, { x: 120, y: 118, turn: 10 }),
    place(leaf(palette, 90, 26, palette.greenFill), { x: -120, y: -66, turn: 30 }),
  ].join("")
}
