import { circle, ellipse, path, place, rectangle, repeat } from "../svg"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

/** Sprigs tied with string. */
export const sprigs: Motif = (palette, random) => {
  const pairs = random.whole(5, 7)
  const width = random.between(22, 40)
  const size = random.between(84, 118)
  const one = [
    path("M0,210 C4,60 -4,-80 0,-230", { stroke: palette.dark, width: 10 }),
    repeat(pairs, (index) => {
      const y = 90 - index * (300 / pairs)
      const length = size - index * 6
      return (
        place(leaf(palette, length, width, palette.mainFill), { y, turn: -58 + index * 3 }) +
        place(leaf(palette, length, width, palette.mainFill), { y, turn: 58 - index * 3 })
      )
    }),
    place(leaf(palette, size, width, palette.mainFill), { y: -200 }),
  ].join("")
  return [
    [-34, 34, -17, 17, 0]
      .map((turn) => place(one, { x: turn * 2.4, y: 40, turn, scale: 0.94 }))
      .join(""),
    rectangle(-50, 158, 100, 34, 14, { fill: palette.woodFill }),
    path("M40,176 C90,190 100,220 84,244", { stroke: palette.wood, width: 9 }),
  ].join("")
}

/** Sticks of bark, rolled and tied. */
export const sticks: Motif = (palette) =>
  [
    repeat(5, (index) =>
      place(
        rectangle(-40, -250, 80, 490, 26, {
          fill: palette.mainFill,
          stroke: palette.dark,
          width: 5,
        }) +
          ellipse(0, -236, 30, 16, { fill: palette.dark }) +
          path("M-12,-200 L-12,210", { stroke: palette.light, width: 7, opacity: 0.6 }),
        { x: (index - 2) * 82, y: 6, turn: (index - 2) * 5 }
      )
    ),
    path("M-226,40 C-100,76 100,76 226,40", { stroke: palette.pale, width: 26 }),
  ].join("")

/** A flower of five petals with its leaves: hibiscus. */
export const flower: Motif = (palette) =>
  [
    place(leaf(palette, 250, 76, palette.greenFill), { y: 40, turn: -118 }),
    place(leaf(palette, 250, 76, palette.greenFill), { y: 40, turn: 118 }),
    repeat(5, (index) =>
      place(
        path(
          "M0,0 C110,-40 150,-190 40,-240 C10,-216 -10,-216 -40,-240 C-150,-190 -110,-40 0,0 Z",
          { fill: palette.mainFill, stroke: palette.dark, width: 4 }
        ),
        {
          y: 20,
          turn: index * 72,
        }
      )
    ),
    circle(0, 20, 50, { fill: palette.dark }),
    path("M0,20 C30,-40 60,-80 110,-110", { stroke: palette.pale, width: 16 }),
    repeat(5, (index) =>
      circle(88 + (index % 3) * 18, -118 + Math.floor(index / 3) * 22, 11, {
        fill: "hsl(46,85%,60%)",
      })
    ),
  ].join("")
