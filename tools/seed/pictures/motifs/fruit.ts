import { circle, coordinates as at, ellipse, path, place, repeat } from "../svg"
import type { Palette } from "../palette"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

function shine(x: number, y: number, size: number): string {
  return place(ellipse(0, 0, size * 0.5, size, { fill: "#ffffff", opacity: 0.35 }), {
    x,
    y,
    turn: 30,
  })
}

function calyx(palette: Palette): string {
  return (
    repeat(5, (index) =>
      place(leaf(palette, 92, 22, palette.greenFill), { turn: index * 72 - 20, scale: 0.9 })
    ) + path("M0,0 C4,-30 20,-50 34,-62", { stroke: palette.greenDark, width: 16 })
  )
}

/** Round fruits, one before the other, each with its calyx. */
export const round: Motif = (palette, random) => {
  const body = (radius: number) =>
    [
      path(
        at`M0,${-radius * 0.86} C${radius * 0.5},${-radius * 1.08} ${radius * 1.08},${-radius * 0.6} ${radius},${radius * 0.1}
        C${radius * 0.9},${radius * 0.85} ${radius * 0.35},${radius} 0,${radius} C${-radius * 0.35},${radius} ${-radius * 0.9},${radius * 0.85} ${-radius},${radius * 0.1}
        C${-radius * 1.08},${-radius * 0.6} ${-radius * 0.5},${-radius * 1.08} 0,${-radius * 0.86} Z`,
        { fill: palette.mainFill }
      ),
      shine(-radius * 0.5, -radius * 0.3, radius * 0.28),
      place(calyx(palette), { y: -radius * 0.82, scale: radius / 190 }),
    ].join("")
  const [left, right] = [random.between(120, 140), random.between(120, 145)]
  return [
    place(body(left), { x: -155, y: 250 - left, turn: random.between(-14, 4) }),
    place(body(right), { x: 158, y: 250 - right, turn: random.between(-4, 14) }),
    place(body(random.between(165, 185)), { x: random.between(-20, 20), y: 80 }),
  ].join("")
}

/** A citrus fruit with a half before it. */
export const citrus: Motif = (palette) => {
  const half = [
    circle(0, 0, 165, { fill: palette.mainFill }),
    circle(0, 0, 148, { fill: palette.cream }),
    repeat(8, (index) =>
      place(
        path("M0,-10 L44,-118 C22,-138 -22,-138 -44,-118 Z", {
          fill: palette.light,
          stroke: palette.light,
          width: 10,
        }),
        {
          turn: index * 45,
        }
      )
    ),
  ].join("")
  return [
    circle(-75, -30, 205, { fill: palette.mainFill }),
    shine(-170, -110, 60),
    place(leaf(palette, 170, 46, palette.greenFill), { x: -75, y: -225, turn: 62 }),
    path("M-75,-226 C-72,-246 -70,-256 -60,-270", { stroke: palette.woodDark, width: 14 }),
    place(half, { x: 120, y: 92 }),
  ].join("")
}

/** Long fruits side by side: cucumber, aubergine, sweet pepper. */
export const long: Motif = (palette, random) => {
  const girth = random.between(82, 100)
  const one = [
    path(
      at`M0,-220 C${girth},-215 ${girth * 1.05},-60 ${girth * 1.1},80 C${girth * 1.1},210 ${girth * 0.6},250 0,250
      C${-girth * 0.6},250 ${-girth * 1.1},210 ${-girth * 1.1},80 C${-girth * 1.05},-60 ${-girth},-215 0,-220 Z`,
      { fill: palette.mainFill }
    ),
    path(
      at`M${-girth * 0.45},-130 C${-girth * 0.62},-40 ${-girth * 0.66},60 ${-girth * 0.55},150`,
      {
        stroke: "#ffffff",
        width: 18,
        opacity: 0.3,
      }
    ),
    place(calyx(palette), { y: -214, scale: 0.95 }),
  ].join("")
  return [
    place(one, { x: -135, y: 30, turn: random.between(-26, -16), scale: 0.86 }),
    place(one, { x: 135, y: 30, turn: random.between(14, 26), scale: 0.88 }),
    place(one, { y: 0, turn: random.between(-6, 6) }),
  ].join("")
}

/** A ribbed pumpkin. */
export const pumpkin: Motif = (palette, random) => {
  const stretch = random.between(0.88, 1.06)
  const ribs = [-190, 190, -110, 110, 0]
  return [
    ribs
      .map((x) =>
        ellipse(x, 70, 118, 185 * stretch, {
          fill: palette.mainFill,
          stroke: palette.dark,
          width: 4,
        })
      )
      .join(""),
    shine(-60, -20, 60),
    path("M-24,-96 C-16,-150 -6,-180 34,-205 L66,-180 C36,-160 30,-130 30,-94 Z", {
      fill: palette.greenFill,
    }),
    place(leaf(palette, 150, 60, palette.greenFill), { x: 30, y: -110, turn: 76 }),
  ].join("")
}

/** Pear-like fruits: mango, papaya, fig. */
export const drop: Motif = (palette, random) => {
  const one = [
    path(
      "M0,-190 C70,-188 92,-100 130,-10 C180,110 110,200 0,200 C-110,200 -180,110 -130,-10 C-92,-100 -70,-188 0,-190 Z",
      {
        fill: palette.mainFill,
      }
    ),
    shine(-66, 40, 66),
    path("M0,-190 C0,-215 8,-230 22,-244", { stroke: palette.woodDark, width: 14 }),
    place(leaf(palette, 150, 40, palette.greenFill), { x: 8, y: -200, turn: 70 }),
  ].join("")
  return [
    place(one, { x: -120, y: 40, turn: random.between(-20, -8), scale: 0.92 }),
    place(one, { x: 110, y: 60, turn: random.between(8, 24), scale: 0.98 }),
  ].join("")
}
