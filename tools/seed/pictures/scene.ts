import { circle, coordinates as at, ellipse, path, place, rectangle, repeat } from "./svg"
import { gradientsOf, hsl, paletteOf } from "./palette"
import type { Motif } from "./motifs/motif"
import { randomOf, type Random } from "./random"

export const pictureSize = 1200

/** The colours behind a thing: of its own hue, of the opposite one, or plain cream. */
function backgroundHue(hue: number, random: Random): number {
  return random.pick([hue + 14, hue + 180, 42, hue - 24])
}

/** A strip of printed cloth, as a capulana has, for things to stand on. */
function cloth(hue: number, random: Random): string {
  const top = 985
  const ink = hsl(hue, 52, 34)
  const bright = hsl(hue + 40, 78, 70)
  const step = random.pick([100, 120, 150])
  const figures: ((x: number) => string)[] = [
    (x) =>
      path(at`M${x},1020 l${step / 2},70 l${-step / 2},70 l${-step / 2},-70 z`, { fill: bright }),
    (x) =>
      circle(x, 1090, step * 0.3, { fill: bright }) + circle(x, 1090, step * 0.14, { fill: ink }),
    (x) => path(at`M${x - step / 2},1150 l${step / 2},-120 l${step / 2},120 z`, { fill: bright }),
    (x) =>
      repeat(6, (index) =>
        place(ellipse(0, -step * 0.24, step * 0.1, step * 0.22, { fill: bright }), {
          x,
          y: 1090,
          turn: index * 60,
        })
      ) + circle(x, 1090, step * 0.1, { fill: ink }),
  ]
  const figure = random.pick(figures)
  return [
    rectangle(0, top, pictureSize, pictureSize - top, 0, { fill: hsl(hue, 50, 46) }),
    rectangle(0, top, pictureSize, 20, 0, { fill: ink }),
    repeat(Math.ceil(pictureSize / step) + 1, (index) => figure(index * step)),
    rectangle(0, pictureSize - 16, pictureSize, 16, 0, { fill: ink }),
  ].join("")
}

/** What shines behind: a sun, an arch or rays. */
function halo(hue: number, random: Random): string {
  const color = hsl(hue, 70, 97)
  return random.pick([
    () => circle(600, 560, random.between(380, 430), { fill: color, opacity: 0.65 }),
    () =>
      path("M190,985 L190,600 C190,330 370,150 600,150 C830,150 1010,330 1010,600 L1010,985 Z", {
        fill: color,
        opacity: 0.55,
      }),
    () =>
      repeat(14, (index) =>
        place(path("M0,0 L70,-1000 L-70,-1000 Z", { fill: color, opacity: 0.45 }), {
          x: 600,
          y: 640,
          turn: index * (360 / 14),
        })
      ),
  ])()
}

/** A square picture of a thing on a cloth, as SVG; the same seed gives the same picture. */
export function drawScene(seed: string, hue: number, motif: Motif, isBlack = false): string {
  const random = randomOf(seed)
  const palette = paletteOf(hue, isBlack)
  const behind = backgroundHue(hue, random)
  const clothHue = random.pick([hue + 150, hue + 200, 18, 200, 340])
  const scale = random.between(1.32, 1.44)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${pictureSize} ${pictureSize}" width="${pictureSize}" height="${pictureSize}">`,
    `<defs>${gradientsOf(palette)}`,
    `<linearGradient id="sky" x1="0" y1="0" x2="0.3" y2="1"><stop offset="0%" stop-color="${hsl(behind, 58, 92)}"/><stop offset="100%" stop-color="${hsl(behind + 20, 52, 80)}"/></linearGradient>`,
    `<radialGradient id="shadow"><stop offset="0%" stop-color="#1b1208" stop-opacity="0.45"/><stop offset="100%" stop-color="#1b1208" stop-opacity="0"/></radialGradient></defs>`,
    rectangle(0, 0, pictureSize, pictureSize, 0, { fill: "url(#sky)" }),
    halo(behind, random),
    cloth(clothHue, random),
    ellipse(600, 1040, 420, 60, { fill: "url(#shadow)" }),
    place(motif(palette, random), { x: 600, y: 1040 - 256 * scale, scale }),
    `</svg>`,
  ].join("")
}
