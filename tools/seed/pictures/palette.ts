/** The colours of one picture; those named "…Fill" are gradients defined in its head. */
export type Palette = {
  hue: number
  main: string
  dark: string
  light: string
  pale: string
  green: string
  greenDark: string
  wood: string
  woodDark: string
  cream: string
  mainFill: string
  greenFill: string
  woodFill: string
  glassFill: string
}

export function hsl(hue: number, saturation: number, lightness: number): string {
  return `hsl(${Math.round(((hue % 360) + 360) % 360)},${saturation}%,${lightness}%)`
}

/**
 * Colours about a hue in degrees; yellows are drawn lighter, as the eye expects them.
 * `isBlack` keeps no more than a breath of the hue.
 */
export function paletteOf(hue: number, isBlack = false): Palette {
  const lift = hue >= 36 && hue <= 80 ? 6 : 0
  return {
    hue,
    main: isBlack ? hsl(hue, 14, 24) : hsl(hue, 64, 47 + lift),
    dark: isBlack ? hsl(hue, 16, 14) : hsl(hue - 6, 62, 34 + lift),
    light: isBlack ? hsl(hue, 12, 38) : hsl(hue + 6, 72, 63 + lift),
    pale: hsl(hue + 8, 64, 86),
    green: hsl(112, 38, 40),
    greenDark: hsl(128, 40, 27),
    wood: hsl(28, 42, 44),
    woodDark: hsl(24, 44, 29),
    cream: hsl(42, 70, 93),
    mainFill: "url(#main)",
    greenFill: "url(#green)",
    woodFill: "url(#wood)",
    glassFill: "url(#glass)",
  }
}

function gradient(id: string, stops: [string, number][]): string {
  const marks = stops
    .map(([color, opacity], index) => {
      const offset = Math.round((100 * index) / (stops.length - 1))
      return `<stop offset="${offset}%" stop-color="${color}" stop-opacity="${opacity}"/>`
    })
    .join("")
  return `<linearGradient id="${id}" x1="0.1" y1="0" x2="0.9" y2="1">${marks}</linearGradient>`
}

/** The gradients that the palette's fills name. */
export function gradientsOf(palette: Palette): string {
  const { light, main, dark, wood, woodDark } = palette
  return [
    gradient("main", [
      [light, 1],
      [main, 1],
      [dark, 1],
    ]),
    gradient("green", [
      [hsl(92, 46, 55), 1],
      [palette.green, 1],
      [palette.greenDark, 1],
    ]),
    gradient("wood", [
      [hsl(32, 50, 58), 1],
      [wood, 1],
      [woodDark, 1],
    ]),
    gradient("glass", [
      ["#ffffff", 0.75],
      ["#ffffff", 0.2],
      ["#ffffff", 0.45],
    ]),
  ].join("")
}
