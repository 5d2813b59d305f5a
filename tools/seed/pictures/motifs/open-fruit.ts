import type { Palette } from "../palette"
import type { Random } from "../random"
import { circle, ellipse, path, place, repeat } from "../svg"
import type { Motif } from "./motif"

/** A hard-shelled fruit of the bush, whole and opened: baobab, monkey orange. */
export const shell: Motif = (palette, random) => {
  const seeds = repeat(7, (index) =>
    ellipse(Math.cos(index * 2.4) * 62, Math.sin(index * 2.4) * 86, 24, 30, {
      fill: palette.cream,
      stroke: palette.dark,
      width: 5,
    })
  )
  const length = random.between(190, 225)
  return [
    place(
      ellipse(0, 0, 138, length, { fill: palette.mainFill }) +
        repeat(9, (index) =>
          circle(Math.sin(index * 5) * 80, (index - 4) * 40, 6, {
            fill: palette.dark,
            opacity: 0.4,
          })
        ),
      { x: -120, y: 40, turn: -14 }
    ),
    path("M-170,-150 C-180,-200 -190,-230 -214,-260", { stroke: palette.woodDark, width: 18 }),
    place(
      ellipse(0, 0, 140, 178, { fill: palette.woodFill }) +
        ellipse(0, 0, 112, 150, { fill: palette.pale }) +
        seeds,
      { x: 130, y: 80, turn: 12 }
    ),
  ].join("")
}

/** A whole fruit and an opened one, with what lies in its middle. */
function opened(palette: Palette, random: Random, inside: string): string {
  const outline =
    "M0,-200 C80,-198 100,-90 140,0 C180,110 100,195 0,195 C-100,195 -180,110 -140,0 C-100,-90 -80,-198 0,-200 Z"
  return [
    place(path(outline, { fill: palette.mainFill }), { x: -125, y: 30, turn: -16 }),
    place(
      path(outline, { fill: palette.mainFill }) +
        place(path(outline, { fill: palette.pale }), { y: 6, scale: 0.86 }) +
        place(path(outline, { fill: palette.light }), { y: 12, scale: 0.68 }) +
        inside,
      { x: 120, y: 50, turn: random.between(8, 18) }
    ),
  ].join("")
}

/** A fruit with one large stone: avocado. */
export const stoned: Motif = (palette, random) =>
  opened(
    palette,
    random,
    circle(0, 70, 72, { fill: palette.woodFill }) +
      circle(-24, 46, 16, { fill: "#ffffff", opacity: 0.4 })
  )

/** A fruit full of seeds: passion fruit, papaya, guava, custard apple. */
export const seeded: Motif = (palette, random) =>
  opened(
    palette,
    random,
    repeat(16, (index) => {
      const reach = 18 + index * 4
      return ellipse(
        Math.cos(index * 2.4) * reach * 0.72,
        50 + Math.sin(index * 2.4) * reach,
        11,
        14,
        {
          fill: palette.woodDark,
        }
      )
    })
  )
