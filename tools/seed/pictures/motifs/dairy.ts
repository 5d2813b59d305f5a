import { circle, coordinates as at, ellipse, path, place, rectangle, repeat } from "../svg"
import type { Motif } from "./motif"

const white = "hsl(44,60%,97%)"
const shade = "hsl(40,34%,86%)"

/** A bottle of milk and a glass. */
export const milk: Motif = (palette) =>
  [
    path(
      "M-180,-200 L-180,-130 C-180,-80 -230,-70 -230,-10 L-230,220 C-230,244 -214,254 -190,254 L-30,254 C-6,254 10,244 10,220 L10,-10 C10,-70 -40,-80 -40,-130 L-40,-200 Z",
      {
        fill: white,
        stroke: "#ffffff",
        width: 10,
      }
    ),
    path(
      "M-40,-130 C-40,-80 10,-70 10,-10 L10,220 C10,244 -6,254 -30,254 L-80,254 C-50,120 -60,0 -70,-130 Z",
      { fill: shade, opacity: 0.7 }
    ),
    rectangle(-192, -246, 164, 54, 16, { fill: palette.mainFill }),
    rectangle(-230, 40, 240, 110, 0, { fill: palette.mainFill }),
    circle(-110, 95, 36, { fill: white }),
    path("M70,20 L270,20 L250,254 L90,254 Z", { fill: "#ffffff", opacity: 0.55 }),
    path("M80,80 L260,80 L246,246 L94,246 Z", { fill: white }),
    ellipse(170, 80, 90, 16, { fill: shade }),
  ].join("")

/** A wedge of cheese. */
export const cheese: Motif = (palette, random) =>
  [
    path("M-270,60 L190,-130 C250,-100 280,-30 280,60 Z", { fill: palette.light }),
    path("M-270,60 L280,60 L280,220 L-270,220 Z", { fill: palette.mainFill }),
    path("M-270,60 L280,60", { stroke: palette.pale, width: 8 }),
    repeat(7, () =>
      ellipse(
        random.between(-210, 230),
        random.between(100, 190),
        random.between(16, 34),
        random.between(12, 26),
        {
          fill: palette.dark,
          opacity: 0.45,
        }
      )
    ),
    repeat(3, (index) =>
      ellipse(60 + index * 66, 10 - index * 20, 22, 10, { fill: palette.dark, opacity: 0.35 })
    ),
  ].join("")

/** A bowl of yoghurt with a spoon. */
export const bowl: Motif = (palette, random) =>
  [
    path("M150,-60 L290,-230", { stroke: palette.wood, width: 22 }),
    ellipse(0, 20, 280, 78, { fill: palette.pale }),
    ellipse(0, 16, 250, 62, { fill: white }),
    path("M-120,10 C-40,-50 90,-40 110,10 C60,50 -40,30 -20,4", { stroke: shade, width: 14 }),
    repeat(6, () =>
      circle(random.between(-150, 150), random.between(-10, 40), 16, { fill: palette.main })
    ),
    path("M-280,26 C-260,190 -140,256 0,256 C140,256 260,190 280,26 C200,110 -200,110 -280,26 Z", {
      fill: palette.mainFill,
    }),
    repeat(9, (index) =>
      path(at`M${-190 + index * 46},166 l20,-26 l20,26 z`, { fill: palette.pale, opacity: 0.8 })
    ),
  ].join("")

/** A block of butter on a dish. */
export const butter: Motif = (palette) =>
  [
    ellipse(0, 200, 300, 58, { fill: palette.cream, stroke: palette.pale, width: 8 }),
    path("M-220,30 L-140,-50 L240,-50 L180,30 Z", { fill: palette.pale }),
    rectangle(-220, 30, 400, 150, 10, { fill: palette.mainFill }),
    path("M180,30 L240,-50 L240,100 L180,180 Z", { fill: palette.dark, opacity: 0.7 }),
    place(
      rectangle(-36, -70, 72, 150, 8, { fill: palette.light, stroke: palette.dark, width: 4 }),
      { x: -250, y: 110, turn: -18 }
    ),
  ].join("")
