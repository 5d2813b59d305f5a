import type { Palette } from "../palette"
import type { Random } from "../random"
import { circle, coordinates as at, ellipse, path, place, repeat } from "../svg"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

/** A cluster of small round fruits under two leaves. */
export const cluster: Motif = (palette, random) => {
  const spots: [number, number][] = [
    [-150, 20],
    [0, 0],
    [150, 20],
    [-80, 110],
    [80, 110],
    [0, 195],
    [-190, 140],
    [190, 140],
  ]
  const berries = spots.map(([x, y]) => {
    const radius = random.between(66, 80)
    return [
      path(at`M${x * 0.4},-150 Q${x * 0.8},-60 ${x},${y - 60}`, {
        stroke: palette.woodDark,
        width: 8,
      }),
      circle(x, y, radius, { fill: palette.mainFill }),
      circle(x - radius * 0.32, y - radius * 0.36, radius * 0.2, {
        fill: "#ffffff",
        opacity: 0.45,
      }),
    ].join("")
  })
  return [
    place(leaf(palette, 210, 64, palette.greenFill), { y: -140, turn: -66 }),
    place(leaf(palette, 210, 64, palette.greenFill), { y: -140, turn: 58 }),
    path("M0,-130 C0,-180 10,-220 26,-250", { stroke: palette.woodDark, width: 16 }),
    ...berries,
  ].join("")
}

/** Chillies. */
export const chili: Motif = (palette, random) => {
  const one = [
    path("M-38,-150 C-60,10 -30,130 70,220 C40,90 60,-20 40,-150 C20,-172 -18,-172 -38,-150 Z", {
      fill: palette.mainFill,
    }),
    path("M-12,-110 C-20,0 -6,80 24,140", { stroke: "#ffffff", width: 12, opacity: 0.35 }),
    path("M-46,-146 C-30,-186 30,-188 48,-146 C20,-130 -20,-130 -46,-146 Z", {
      fill: palette.greenFill,
    }),
    path("M0,-172 C0,-210 -14,-230 -30,-246", { stroke: palette.greenDark, width: 16 }),
  ].join("")
  return repeat(5, (index) =>
    place(one, {
      x: (index - 2) * 88,
      y: Math.abs(index - 2) * 22 + 10,
      turn: (index - 2) * 13 + random.between(-6, 6),
      scale: 0.92,
    })
  )
}

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

/** Strawberries. */
export const strawberry: Motif = (palette) => {
  const one = [
    path(
      "M0,-110 C90,-140 150,-60 120,20 C90,110 40,170 0,190 C-40,170 -90,110 -120,20 C-150,-60 -90,-140 0,-110 Z",
      {
        fill: palette.mainFill,
      }
    ),
    repeat(12, (index) =>
      ellipse(
        ((index % 4) - 1.5) * 46 + (index > 7 ? 12 : 0),
        -40 + Math.floor(index / 4) * 60,
        6,
        10,
        {
          fill: palette.cream,
          opacity: 0.8,
        }
      )
    ),
    repeat(6, (index) =>
      place(leaf(palette, 84, 24, palette.greenFill), { y: -112, turn: index * 44 - 110 })
    ),
  ].join("")
  return [
    place(one, { x: -140, y: 60, turn: -14, scale: 0.86 }),
    place(one, { x: 140, y: 66, turn: 16, scale: 0.84 }),
    place(one, { y: 40 }),
  ].join("")
}
