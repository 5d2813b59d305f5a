import { circle, coordinates as at, ellipse, path, place, repeat } from "../svg"
import type { Palette } from "../palette"
import type { Random } from "../random"
import type { Motif } from "./motif"

type Spot = { x: number; y: number; turn: number }

/** Places for a heap of things, those behind first. */
function heap(random: Random, rows: number[], step: { x: number; y: number }): Spot[] {
  return rows.flatMap((count, row) =>
    Array.from({ length: count }, (_, index) => ({
      x: (index - (count - 1) / 2) * step.x + random.between(-10, 10),
      y: 200 - (rows.length - 1 - row) * step.y,
      turn: random.between(-60, 60),
    }))
  )
}

function heaped(
  random: Random,
  rows: number[],
  step: Spot | { x: number; y: number },
  draw: () => string
) {
  return heap(random, rows, step)
    .map((spot) => place(draw(), spot))
    .join("")
}

function kidney(palette: Palette): string {
  return [
    path(
      "M-78,10 C-90,-50 -30,-74 10,-60 C60,-42 100,-40 92,16 C84,66 40,70 20,46 C4,28 -16,30 -28,48 C-46,68 -72,50 -78,10 Z",
      {
        fill: palette.mainFill,
        stroke: palette.dark,
        width: 3,
      }
    ),
    ellipse(-34, -22, 18, 9, { fill: "#ffffff", opacity: 0.4 }),
  ].join("")
}

/** A heap of beans. */
export const beans: Motif = (palette, random) =>
  heaped(random, [2, 3, 4, 5], { x: 122, y: 88 }, () => kidney(palette))

/** A heap of coffee beans. */
export const coffee: Motif = (palette, random) =>
  heaped(random, [2, 3, 4, 5], { x: 120, y: 86 }, () =>
    [
      ellipse(0, 0, 84, 58, { fill: palette.mainFill, stroke: palette.dark, width: 3 }),
      path("M-78,6 C-30,-30 20,34 78,-6", { stroke: palette.dark, width: 10 }),
    ].join("")
  )

/** Pods, one of them opened. */
export const pods: Motif = (palette, random) => {
  const pod = (isOpen: boolean) =>
    [
      path("M-230,20 C-160,-80 120,-90 240,-20 C150,70 -130,90 -230,20 Z", {
        fill: palette.mainFill,
      }),
      isOpen
        ? path("M-180,10 C-120,-50 100,-56 190,-16 C110,40 -110,54 -180,10 Z", {
            fill: palette.pale,
          }) +
          repeat(5, (index) =>
            circle(-120 + index * 60, -4, 29, {
              fill: palette.light,
              stroke: palette.dark,
              width: 4,
            })
          )
        : path("M-190,0 C-80,-50 100,-56 200,-20", {
            stroke: palette.pale,
            width: 9,
            opacity: 0.5,
          }),
      path("M238,-20 C260,-34 270,-48 284,-66", { stroke: palette.greenDark, width: 14 }),
    ].join("")
  return [
    place(pod(false), { y: -90, turn: random.between(-22, -10) }),
    place(pod(false), { y: 20, turn: random.between(-6, 8) }),
    place(pod(true), { y: 150, turn: random.between(-12, 0) }),
  ].join("")
}

/** Cashew kernels. */
export const cashew: Motif = (palette, random) =>
  heaped(random, [2, 3, 4], { x: 150, y: 118 }, () =>
    path(
      "M-90,30 C-110,-50 -30,-96 50,-76 C110,-60 116,10 74,20 C50,-20 -10,-26 -30,20 C-40,70 -80,74 -90,30 Z",
      {
        fill: palette.mainFill,
        stroke: palette.dark,
        width: 3,
      }
    )
  )

/** Peanuts in their shells. */
export const peanut: Motif = (palette, random) =>
  heaped(random, [1, 2, 3], { x: 190, y: 130 }, () =>
    [
      path(
        "M-110,0 C-110,-60 -50,-66 -10,-44 C20,-66 110,-70 112,0 C112,66 30,66 -6,44 C-50,66 -110,60 -110,0 Z",
        {
          fill: palette.mainFill,
          stroke: palette.dark,
          width: 4,
        }
      ),
      repeat(6, (index) =>
        ellipse(-74 + (index % 3) * 76, -18 + Math.floor(index / 3) * 36, 14, 6, {
          fill: palette.dark,
          opacity: 0.35,
        })
      ),
    ].join("")
  )

/** A coconut, whole and halved. */
export const coconut: Motif = (palette, random) =>
  [
    circle(-100, 40, 195, { fill: palette.mainFill }),
    repeat(14, () => {
      const x = random.between(-240, 20)
      return path(at`M${x},${random.between(-80, 160)} q10,24 4,48`, {
        stroke: palette.dark,
        width: 6,
        opacity: 0.5,
      })
    }),
    repeat(3, (index) =>
      circle(-130 + index * 44, -80 + (index === 1 ? 34 : 0), 15, { fill: palette.woodDark })
    ),
    circle(130, 100, 155, { fill: palette.woodFill }),
    circle(130, 100, 132, { fill: "hsl(44,60%,97%)" }),
    ellipse(130, 108, 96, 88, { fill: "hsl(40,34%,88%)" }),
  ].join("")
