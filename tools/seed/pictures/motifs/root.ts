import { circle, coordinates as at, ellipse, path, place, repeat } from "../svg"
import type { Palette } from "../palette"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

function tops(palette: Palette, count: number, length: number): string {
  return repeat(count, (index) =>
    place(leaf(palette, length - Math.abs(index - (count - 1) / 2) * 16, 34, palette.greenFill), {
      turn: (index - (count - 1) / 2) * 22,
    })
  )
}

/** Carrots, or whatever tapers. */
export const carrot: Motif = (palette, random) => {
  const one = [
    place(tops(palette, 5, 180), { y: -90 }),
    path("M-74,-92 C-60,-124 60,-124 74,-92 C66,40 34,170 0,250 C-34,170 -66,40 -74,-92 Z", {
      fill: palette.mainFill,
    }),
    repeat(4, (index) =>
      path(at`M${index % 2 === 0 ? -52 : 8},${-40 + index * 56} l${44 - index * 5},4`, {
        stroke: palette.dark,
        width: 7,
        opacity: 0.5,
      })
    ),
  ].join("")
  return [
    place(one, { x: -130, y: 14, turn: random.between(14, 22), scale: 0.9 }),
    place(one, { x: 130, y: 14, turn: random.between(-22, -14), scale: 0.9 }),
    place(one, { turn: random.between(-5, 5) }),
  ].join("")
}

/** Onions or garlic. */
export const bulb: Motif = (palette, random) => {
  const one = [
    path(
      "M0,-230 C10,-140 40,-120 100,-80 C190,-20 180,150 0,170 C-180,150 -190,-20 -100,-80 C-40,-120 -10,-140 0,-230 Z",
      {
        fill: palette.mainFill,
      }
    ),
    repeat(3, (index) =>
      path(at`M0,-200 C${-20 - index * 26},-80 ${-40 - index * 48},60 ${-10 - index * 20},160`, {
        stroke: palette.pale,
        width: 5,
        opacity: 0.6,
      })
    ),
    repeat(2, (index) =>
      path(at`M0,-200 C${20 + index * 26},-80 ${40 + index * 48},60 ${10 + index * 20},160`, {
        stroke: palette.dark,
        width: 5,
        opacity: 0.4,
      })
    ),
    repeat(5, (index) =>
      path(at`M${(index - 2) * 8},166 l${(index - 2) * 10},32`, { stroke: palette.wood, width: 6 })
    ),
  ].join("")
  return [
    place(one, { x: -130, y: 66, turn: random.between(-12, -4), scale: 0.88 }),
    place(one, { x: 128, y: 62, turn: random.between(4, 14), scale: 0.92 }),
  ].join("")
}

/** A heap of tubers, one of them cut. */
export const tuber: Motif = (palette, random) => {
  const one = (eyes: boolean) =>
    [
      path(
        "M-170,10 C-180,-80 -70,-110 20,-96 C120,-84 190,-50 176,30 C160,110 40,106 -50,100 C-120,96 -164,80 -170,10 Z",
        {
          fill: palette.mainFill,
        }
      ),
      eyes
        ? repeat(6, (index) =>
            ellipse(-110 + index * 44, Math.sin(index * 2.2) * 46, 12, 5, {
              fill: palette.dark,
              opacity: 0.45,
            })
          )
        : ellipse(120, 0, 50, 76, { fill: palette.cream, stroke: palette.light, width: 8 }),
    ].join("")
  return [
    place(one(true), { x: -110, y: 150, turn: random.between(-10, 6), scale: 0.96 }),
    place(one(true), { x: 130, y: 164, turn: random.between(-8, 14), scale: 0.9 }),
    place(one(false), { x: 10, y: 20, turn: random.between(-22, -6), scale: 1.05 }),
  ].join("")
}

/** Beetroots or radishes with their leaves. */
export const beet: Motif = (palette, random) => {
  const one = [
    place(tops(palette, 4, 210), { y: -70 }),
    circle(0, 30, 118, { fill: palette.mainFill }),
    path("M-40,134 C-14,170 -6,200 0,248 C8,200 16,170 40,134 Z", { fill: palette.main }),
    ellipse(-44, -10, 22, 36, { fill: "#ffffff", opacity: 0.3 }),
  ].join("")
  return [
    place(one, { x: -140, y: 24, turn: random.between(6, 14), scale: 0.88 }),
    place(one, { x: 140, y: 24, turn: random.between(-14, -6), scale: 0.88 }),
    place(one, { y: 6, turn: random.between(-4, 4) }),
  ].join("")
}

/** A knobby hand of ginger or turmeric. */
export const ginger: Motif = (palette) =>
  [
    path(
      "M-250,120 C-260,40 -170,40 -130,70 C-150,-20 -90,-70 -40,-30 C-30,-140 60,-170 90,-90 C130,-180 220,-160 200,-60 C270,-50 280,60 210,80 C230,160 150,200 90,160 C60,230 -60,230 -80,160 C-140,210 -240,200 -250,120 Z",
      {
        fill: palette.mainFill,
      }
    ),
    repeat(6, (index) =>
      path(at`M${-190 + index * 68},${110 - index * 34} q20,-18 44,-6`, {
        stroke: palette.dark,
        width: 6,
        opacity: 0.5,
      })
    ),
    ellipse(206, 20, 40, 50, { fill: palette.light, stroke: palette.dark, width: 5 }),
    ellipse(206, 20, 22, 30, { fill: palette.pale }),
  ].join("")
