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
