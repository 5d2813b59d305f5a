import { circle, coordinates as at, ellipse, path, place, rectangle, repeat } from "../svg"
import type { Palette } from "../palette"
import { leaf } from "./leaf"
import type { Motif } from "./motif"

function label(palette: Palette, width: number, height: number): string {
  return [
    rectangle(-width / 2, -height / 2, width, height, 16, { fill: palette.cream }),
    rectangle(-width / 2 + 10, -height / 2 + 10, width - 20, height - 20, 10, {
      stroke: palette.main,
      width: 4,
    }),
    place(leaf(palette, height * 0.5, height * 0.15, palette.mainFill), {
      y: height * 0.26,
      turn: -22,
    }),
    place(leaf(palette, height * 0.5, height * 0.15, palette.greenFill), {
      y: height * 0.26,
      turn: 22,
    }),
  ].join("")
}

function jarBody(palette: Palette, width: number, height: number): string {
  const half = width / 2
  const top = 250 - height
  return [
    path(
      at`M${-half + 30},${top} C${-half},${top + 30} ${-half},${top + 50} ${-half},${top + 80} L${-half},200 C${-half},236 ${-half + 20},252 ${-half + 50},252
      L${half - 50},252 C${half - 20},252 ${half},236 ${half},200 L${half},${top + 80} C${half},${top + 50} ${half},${top + 30} ${half - 30},${top} Z`,
      { fill: palette.mainFill, stroke: "#ffffff", width: 10 }
    ),
    rectangle(-half + 24, top + 70, 34, height - 140, 16, { fill: "#ffffff", opacity: 0.35 }),
  ].join("")
}

/** A jar with a label, under a screw lid or a tied cloth. */
export const jar: Motif = (palette, random) => {
  const width = random.between(290, 360)
  const height = random.between(340, 400)
  const top = 250 - height
  const half = width / 2
  const lid = [
    rectangle(-half + 20, top - 62, width - 40, 76, 18, { fill: palette.woodFill }),
    rectangle(-half + 20, top - 30, width - 40, 10, 4, { fill: palette.woodDark, opacity: 0.5 }),
  ].join("")
  const cloth = [
    path(
      at`M${-half + 16},${top + 4} C${-half},${top - 80} ${half},${top - 80} ${half - 16},${top + 4}
      L${half + 26},${top + 62} L${half - 30},${top + 44} L${half - 90},${top + 70} L0,${top + 46} L${-half + 90},${top + 70} L${-half + 30},${top + 44} L${-half - 26},${top + 62} Z`,
      { fill: palette.pale, stroke: palette.main, width: 5 }
    ),
    repeat(7, (index) =>
      circle(-half + 40 + (index * (width - 80)) / 6, top - 16 + (index % 2) * 18, 9, {
        fill: palette.main,
      })
    ),
    rectangle(-half + 14, top, width - 28, 16, 8, { fill: palette.wood }),
  ].join("")
  return [
    jarBody(palette, width, height),
    random.next() < 0.5 ? lid : cloth,
    place(label(palette, width * 0.66, height * 0.4), { y: top + height * 0.6 }),
  ].join("")
}

/** A jar of spice with a heap and a spoon before it. */
export const spiceJar: Motif = (palette, random) =>
  [
    place(jar(palette, random), { x: -60, y: 30, scale: 0.88 }),
    path("M40,256 C70,190 130,160 190,170 C250,176 280,220 296,256 Z", { fill: palette.mainFill }),
    repeat(14, () =>
      circle(random.between(70, 270), random.between(206, 250), 6, { fill: palette.light })
    ),
  ].join("")

/** A jar of honey with its dipper. */
export const honey: Motif = (palette, random) =>
  [
    place(jar(palette, random), { x: -50, y: 20, scale: 0.93 }),
    path("M120,-250 L214,130", { stroke: palette.wood, width: 20 }),
    repeat(5, (index) =>
      place(ellipse(0, 0, 58 - Math.abs(index - 2) * 12, 13, { fill: palette.woodFill }), {
        x: 208 + index * 6,
        y: 120 + index * 26,
        turn: -14,
      })
    ),
    path("M226,236 C240,250 236,262 226,264 C216,262 212,250 226,236 Z", { fill: palette.main }),
  ].join("")

/** A bottle with a cork and a label. */
export const bottle: Motif = (palette, random) => {
  const half = random.between(92, 122)
  const neck = random.between(34, 44)
  const shoulder = random.between(-110, -70)
  const glass = at`M${-neck},-220 L${-neck},${shoulder - 30} C${-neck},${shoulder + 20} ${-half},${shoulder + 30} ${-half},${shoulder + 90} L${-half},214 C${-half},242 ${-half + 18},254 ${-half + 44},254
    L${half - 44},254 C${half - 18},254 ${half},242 ${half},214 L${half},${shoulder + 90} C${half},${shoulder + 30} ${neck},${shoulder + 20} ${neck},${shoulder - 30} L${neck},-220 Z`
  return [
    rectangle(-neck + 6, -280, neck * 2 - 12, 66, 10, { fill: palette.woodFill }),
    path(glass, { fill: palette.mainFill, stroke: "#ffffff", width: 9 }),
    path(at`M${-half + 26},${shoulder + 100} L${-half + 26},196`, {
      stroke: "#ffffff",
      width: 22,
      opacity: 0.4,
    }),
    rectangle(-neck - 8, -232, neck * 2 + 16, 26, 10, { fill: "#ffffff", opacity: 0.8 }),
    place(label(palette, half * 1.75, 170), { y: shoulder + 205 }),
  ].join("")
}

/** A bottle of juice and a glass. */
export const juice: Motif = (palette, random) => {
  const glass = [
    path("M-92,-110 L92,-110 L72,120 L-72,120 Z", { fill: "#ffffff", opacity: 0.55 }),
    path("M-84,-50 L84,-50 L70,112 L-70,112 Z", { fill: palette.mainFill }),
    ellipse(0, -50, 84, 16, { fill: palette.light }),
    path("M30,-60 L72,-190 L110,-196", { stroke: palette.dark, width: 14 }),
  ].join("")
  return [
    place(bottle(palette, random), { x: -110, scale: 0.96 }),
    place(glass, { x: 140, y: 134 }),
  ].join("")
}
