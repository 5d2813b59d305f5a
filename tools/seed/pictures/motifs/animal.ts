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

const fishBody = (palette: Parameters<Motif>[0]) =>
  [
    path("M190,0 C250,-60 290,-90 300,-100 C284,-40 284,40 300,100 C290,90 250,60 190,0 Z", {
      fill: palette.dark,
    }),
    path("M-20,-120 C20,-190 100,-180 120,-120 Z M0,110 C30,160 80,160 100,106 Z", {
      fill: palette.dark,
    }),
    path("M-290,10 C-220,-120 40,-190 210,-6 C60,170 -200,140 -290,10 Z", {
      fill: palette.mainFill,
    }),
    path("M-250,40 C-130,120 60,110 190,10 C60,150 -170,140 -250,40 Z", {
      fill: palette.pale,
      opacity: 0.75,
    }),
    path("M-150,-86 C-110,-30 -110,50 -150,106", { stroke: palette.dark, width: 8, opacity: 0.6 }),
    repeat(9, (index) =>
      path(at`M${-80 + (index % 5) * 48},${-40 + Math.floor(index / 5) * 46} q20,22 0,40`, {
        stroke: palette.pale,
        width: 6,
        opacity: 0.6,
      })
    ),
    circle(-210, -24, 20, { fill: "#ffffff" }),
    circle(-212, -24, 10, { fill: "#1d2430" }),
  ].join("")

/** One large fish, with a slice of lemon. */
export const fish: Motif = (palette) =>
  [
    ellipse(0, 190, 300, 62, { fill: palette.cream, stroke: palette.pale, width: 8 }),
    place(fishBody(palette), { y: 40, turn: -6 }),
    place(circle(0, 0, 62, { fill: "hsl(54,80%,62%)", stroke: "hsl(54,70%,88%)", width: 10 }), {
      x: 190,
      y: 190,
    }),
  ].join("")

/** Several small fish. */
export const smallFish: Motif = (palette, random) =>
  repeat(5, (index) =>
    place(fishBody(palette), {
      x: (index % 2) * 110 - 55,
      y: -170 + index * 96,
      turn: random.between(-8, 8),
      scale: random.between(0.5, 0.58),
    })
  )

/** A shrimp or lobster, curled. */
export const shrimp: Motif = (palette) =>
  [
    path("M-170,-150 C-260,-190 -300,-230 -310,-270 M-160,-160 C-220,-230 -230,-260 -220,-290", {
      stroke: palette.dark,
      width: 7,
    }),
    path(
      "M-200,-130 C-60,-230 150,-190 200,-10 C230,110 150,220 20,240 L0,180 C90,150 120,80 90,10 C50,-70 -60,-60 -140,-40 C-190,-30 -220,-90 -200,-130 Z",
      {
        fill: palette.mainFill,
      }
    ),
    repeat(5, (index) => {
      const angle = -1.35 + index * 0.52
      return path(
        at`M${40 + Math.cos(angle) * 60},${50 + Math.sin(angle) * 100} L${40 + Math.cos(angle) * 168},${40 + Math.sin(angle) * 210}`,
        { stroke: palette.pale, width: 9, opacity: 0.8 }
      )
    }),
    repeat(4, (index) =>
      path(at`M${-90 + index * 50},${-46 + index * 14} q-10,50 -40,76`, {
        stroke: palette.dark,
        width: 9,
      })
    ),
    path("M20,240 C-30,290 -90,270 -100,230 C-60,220 -30,200 0,180 Z", { fill: palette.dark }),
    circle(-150, -110, 13, { fill: "#2a1a12" }),
  ].join("")

/** A crab. */
export const crab: Motif = (palette) => {
  const side = [
    repeat(3, (index) =>
      path(
        at`M130,${70 + index * 34} q90,${-20 + index * 30} ${120 - index * 16},${90 + index * 10}`,
        { stroke: palette.dark, width: 20 }
      )
    ),
    path("M120,-10 C190,-40 210,-80 210,-120", { stroke: palette.main, width: 30 }),
    path(
      "M200,-110 C150,-190 210,-260 260,-230 C240,-200 236,-180 244,-166 C264,-186 290,-190 300,-170 C300,-110 250,-84 200,-110 Z",
      {
        fill: palette.mainFill,
      }
    ),
    path("M46,-50 L54,-100", { stroke: palette.main, width: 14 }),
    circle(56, -108, 18, { fill: "#2a1a12" }),
  ].join("")
  return [
    side,
    `<g transform="scale(-1 1)">${side}</g>`,
    path(
      "M-190,50 C-190,-50 -90,-80 0,-80 C90,-80 190,-50 190,50 C190,150 90,190 0,190 C-90,190 -190,150 -190,50 Z",
      {
        fill: palette.mainFill,
      }
    ),
    path("M-60,110 q60,36 120,0", { stroke: palette.dark, width: 10 }),
  ].join("")
}
