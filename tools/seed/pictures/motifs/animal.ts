import { circle, coordinates as at, ellipse, path, place, rectangle, repeat } from "../svg"
import { hsl, type Palette } from "../palette"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

/** Eggs in a nest. */
export const eggs: Motif = (palette, random) => {
  const egg =
    "M0,-120 C66,-116 104,-20 100,36 C94,104 44,128 0,128 C-44,128 -94,104 -100,36 C-104,-20 -66,-116 0,-120 Z"
  const specks = random.next() < 0.4
  const one = () =>
    path(egg, { fill: palette.pale, stroke: palette.light, width: 6 }) +
    ellipse(-34, -40, 20, 34, { fill: "#ffffff", opacity: 0.6 }) +
    (specks
      ? repeat(12, () =>
          circle(random.between(-70, 70), random.between(-70, 90), random.between(4, 9), {
            fill: palette.dark,
            opacity: 0.6,
          })
        )
      : "")
  return [
    place(one(), { x: -128, y: 40, turn: -16 }),
    place(one(), { x: 128, y: 40, turn: 16 }),
    place(one(), { y: 20 }),
    path("M-290,90 C-200,150 200,150 290,90 C280,220 160,262 0,262 C-160,262 -280,220 -290,90 Z", {
      fill: palette.woodFill,
    }),
    repeat(26, () => {
      const x = random.between(-230, 230)
      return path(
        at`M${x},${random.between(130, 220)} q${random.between(20, 50)},${random.between(-26, 26)} ${random.between(60, 90)},0`,
        {
          stroke: random.next() < 0.5 ? "hsl(40,52%,62%)" : palette.woodDark,
          width: 6,
          opacity: 0.8,
        }
      )
    }),
  ].join("")
}

function isFeatherHue(hue: number): boolean {
  return hue >= 8 && hue <= 50
}

/** Greys with a breath of the hue: no bird of the farmyard is green. */
function greyed(palette: Palette): Palette {
  return { ...palette, mainFill: hsl(palette.hue, 14, 44), dark: hsl(palette.hue, 16, 30) }
}

/** A hen, guinea fowl or duck. */
export const bird: Motif = (colors, random) => {
  const palette = isFeatherHue(colors.hue) ? colors : greyed(colors)
  return [
    path("M-30,200 L-30,256 M-60,256 L0,256 M60,200 L60,256 M30,256 L90,256", {
      stroke: "hsl(36,80%,50%)",
      width: 14,
    }),
    path(
      "M-250,-40 C-230,170 -100,226 20,222 C180,216 230,90 200,-60 C190,-130 150,-170 100,-160 C40,-150 60,-60 -20,-30 C-100,0 -180,20 -250,-40 Z",
      {
        fill: palette.mainFill,
      }
    ),
    path("M-110,60 C-40,20 70,30 110,70 C80,150 -60,170 -110,60 Z", {
      fill: palette.dark,
      opacity: 0.6,
    }),
    repeat(8, () =>
      circle(random.between(-150, 130), random.between(20, 180), 8, {
        fill: palette.pale,
        opacity: 0.7,
      })
    ),
    path("M196,-110 L262,-88 L194,-70 Z", { fill: "hsl(36,85%,54%)" }),
    path(
      "M96,-160 C84,-204 118,-214 126,-180 C130,-216 168,-210 162,-170 C190,-190 206,-160 182,-140 Z",
      { fill: "hsl(4,70%,50%)" }
    ),
    path("M196,-68 C214,-40 196,-16 180,-28 C176,-46 184,-60 196,-68 Z", {
      fill: "hsl(4,70%,50%)",
    }),
    circle(150, -108, 13, { fill: "#2a1a12" }),
    circle(154, -112, 4, { fill: "#ffffff" }),
  ].join("")
}

/** Cuts of meat on a board. */
export const meat: Motif = (palette) =>
  [
    rectangle(-290, 110, 580, 140, 40, { fill: palette.woodFill }),
    path(
      "M-210,60 C-250,-70 -120,-170 20,-140 C170,-110 250,-10 200,90 C150,180 10,160 -70,150 C-140,142 -190,130 -210,60 Z",
      {
        fill: "hsl(6,58%,46%)",
        stroke: "hsl(24,60%,86%)",
        width: 28,
      }
    ),
    circle(70, 0, 52, { fill: "hsl(34,50%,90%)" }),
    circle(70, 0, 26, { fill: "hsl(10,46%,66%)" }),
    path("M-140,20 C-90,-30 -60,60 -10,10 M-110,90 C-60,50 -20,110 40,90", {
      stroke: "hsl(18,62%,78%)",
      width: 11,
    }),
    place(leaf(palette, 170, 36, palette.greenFill), { x: 190, y: 170, turn: 64 }),
  ].join("")
