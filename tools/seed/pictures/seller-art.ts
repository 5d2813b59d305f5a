import { circle, coordinates as at, path, place, rectangle, repeat } from "./svg"
import { gradientsOf, hsl, paletteOf } from "./palette"
import type { Motif } from "./motifs/motif"
import { randomOf } from "./random"

/** A seller's round emblem: its kind of goods within a ring of triangles, 600 units square. */
export function drawEmblem(seed: string, hue: number, motif: Motif): string {
  const random = randomOf(seed)
  const palette = paletteOf(hue)
  const ring = random.pick([hue + 150, hue + 190, 16, 205, 130])
  const count = random.pick([24, 30, 36])
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 600" width="600" height="600"><defs>${gradientsOf(palette)}</defs>`,
    rectangle(0, 0, 600, 600, 0, { fill: hsl(ring, 46, 92) }),
    circle(300, 300, 280, { fill: hsl(ring, 50, 34) }),
    repeat(count, (index) =>
      place(path("M-20,-236 L0,-268 L20,-236 Z", { fill: hsl(ring + 40, 78, 70) }), {
        x: 300,
        y: 300,
        turn: (index * 360) / count,
      })
    ),
    circle(300, 300, 225, { fill: palette.cream }),
    place(motif(palette, random), { x: 300, y: 306, scale: 0.62 }),
    `</svg>`,
  ].join("")
}

function palm(x: number, y: number, height: number, color: string): string {
  const side = repeat(4, (index) =>
    place(path("M0,0 Q60,-50 104,24 Q52,-22 0,0 Z", { fill: color }), { turn: index * 26 - 52 })
  )
  return [
    path(at`M${x},${y} Q${x + 14},${y - height / 2} ${x + 30},${y - height}`, {
      stroke: color,
      width: 11,
    }),
    place(`${side}<g transform="scale(-1 1)">${side}</g>`, { x: x + 30, y: y - height }),
  ].join("")
}

function baobab(x: number, y: number, size: number, color: string): string {
  return place(
    path(
      "M-40,0 C-26,-60 -30,-120 -20,-160 L-70,-220 M-20,-160 L-10,-240 M10,-160 L60,-230 M20,-150 L110,-190 M-26,-140 L-110,-180 M40,0 C26,-60 30,-120 20,-160 L-20,-160 Z",
      {
        fill: color,
        stroke: color,
        width: 18,
      }
    ) +
      repeat(6, (index) =>
        circle(-110 + index * 44, -214 - (index % 2) * 26, 34, { fill: color, opacity: 0.8 })
      ),
    { x, y, scale: size }
  )
}

/** A landscape of hills, rows and trees for the top of a seller's page, 1600 × 500 units. */
export function drawLandscape(seed: string, hue: number): string {
  const random = randomOf(seed)
  const sky = random.pick([28, 200, 340, 46])
  const trees = random.pick([
    palm,
    (x: number, y: number, height: number, color: string) => baobab(x, y, height / 190, color),
  ])
  const hills = repeat(4, (layer) => {
    const base = 250 + layer * 62
    const shift = random.between(0, 400)
    const swell = random.between(46, 80) - layer * 8
    const points = Array.from({ length: 17 }, (_, index) => {
      const x = index * 100
      return at`L${x},${base + Math.sin((x + shift) / 190) * swell}`
    }).join(" ")
    const color = hsl(hue * 0.25 + 84 + layer * 6, 34 + layer * 3, 62 - layer * 10)
    const growing = repeat(3, (third) => {
      const x = 60 + third * 500 + random.between(0, 440)
      const y = base + Math.sin((x + shift) / 190) * swell + 14
      return trees(x, y, random.between(70, 110) + layer * 24, hsl(120, 30, 30 - layer * 3))
    })
    return (layer < 3 ? growing : "") + path(`M0,500 ${points} L1600,500 Z`, { fill: color })
  })
  const rows = repeat(15, (index) =>
    path(at`M${800 + (index - 7) * 46},440 L${800 + (index - 7) * 260},520`, {
      stroke: hsl(hue, 48, 46),
      width: 9,
      opacity: 0.8,
    })
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 500" width="1600" height="500">`,
    `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0%" stop-color="${hsl(sky, 66, 76)}"/><stop offset="100%" stop-color="${hsl(sky + 16, 80, 93)}"/></linearGradient></defs>`,
    rectangle(0, 0, 1600, 500, 0, { fill: "url(#sky)" }),
    circle(random.between(250, 1350), random.between(110, 190), random.between(56, 84), {
      fill: hsl(44, 92, 76),
      opacity: 0.95,
    }),
    hills,
    rows,
    `</svg>`,
  ].join("")
}
