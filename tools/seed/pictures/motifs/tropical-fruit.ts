import { ellipse, path, place, repeat } from "../svg"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

/** A hand of bananas. */
export const banana: Motif = (palette) => {
  const one = [
    path("M-8,-235 C60,-120 70,60 -60,225 C-72,240 -98,238 -100,222 C-60,90 -60,-90 -44,-232 Z", {
      fill: palette.mainFill,
    }),
    path("M-22,-200 C20,-80 16,80 -72,205", { stroke: palette.dark, width: 6, opacity: 0.5 }),
    path("M-60,225 L-100,222 L-92,240 Z", {
      fill: palette.woodDark,
      stroke: palette.woodDark,
      width: 8,
    }),
  ].join("")
  return [
    repeat(4, (index) => place(one, { x: -30 + index * 34, y: 10, turn: 34 - index * 27 })),
    path("M-46,-240 L92,-250 L66,-190 L-28,-186 Z", {
      fill: palette.woodFill,
      stroke: palette.wood,
      width: 16,
    }),
  ].join("")
}

/** A pineapple. */
export const pineapple: Motif = (palette) => {
  const crown = repeat(9, (index) =>
    place(leaf(palette, 190 - Math.abs(index - 4) * 14, 28, palette.greenFill), {
      y: -78,
      turn: (index - 4) * 19,
    })
  )
  const scales = repeat(7, (row) =>
    repeat(5, (column) =>
      place(
        path("M0,-20 L20,0 L0,20 L-20,0 Z", {
          fill: palette.light,
          stroke: palette.dark,
          width: 4,
          opacity: 0.75,
        }),
        {
          x: (column - 2) * 56 + (row % 2) * 28 - 14,
          y: -56 + row * 46,
        }
      )
    )
  )
  return [
    crown,
    `<clipPath id="body"><ellipse cx="0" cy="82" rx="150" ry="178"/></clipPath>`,
    ellipse(0, 82, 150, 178, { fill: palette.mainFill }),
    `<g clip-path="url(#body)">${scales}</g>`,
  ].join("")
}
