import { circle, coordinates as at, ellipse, path, place, repeat } from "../svg"
import type { Motif } from "./motif"

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
