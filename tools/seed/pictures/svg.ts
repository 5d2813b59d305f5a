/** Rounds to a tenth of a pixel: longer numbers only swell the file. */
function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}

/** The "d" or "points" of a shape: numbers rounded, the rest as it is. */
export function coordinates(parts: TemplateStringsArray, ...values: number[]): string {
  return parts
    .map((part, index) => {
      const value = values[index]
      return value === undefined ? part : part + short(value)
    })
    .join("")
}

type Style = { fill?: string; stroke?: string; width?: number; opacity?: number }

// The opacity of fill and stroke, not of the element: that draws each one on a sheet of
// its own first, and a picture takes 73 ms instead of 49.
function styled({ fill, stroke, width, opacity }: Style): string {
  const pale = opacity === undefined ? "" : ` fill-opacity="${opacity}" stroke-opacity="${opacity}"`
  const line =
    stroke === undefined
      ? ""
      : ` stroke="${stroke}" stroke-width="${width ?? 6}" stroke-linecap="round" stroke-linejoin="round"`
  return ` fill="${fill ?? "none"}"${line}${pale}`
}

export function path(d: string, style: Style): string {
  return `<path d="${d}"${styled(style)}/>`
}

export function ellipse(cx: number, cy: number, rx: number, ry: number, style: Style): string {
  return `<ellipse cx="${short(cx)}" cy="${short(cy)}" rx="${short(rx)}" ry="${short(ry)}"${styled(style)}/>`
}

export function circle(cx: number, cy: number, r: number, style: Style): string {
  return `<circle cx="${short(cx)}" cy="${short(cy)}" r="${short(r)}"${styled(style)}/>`
}

export function rectangle(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  style: Style
): string {
  return `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${short(radius)}"${styled(style)}/>`
}

export type Placing = { x?: number; y?: number; turn?: number; scale?: number }

/** A drawing moved, then turned (degrees, clockwise), then scaled about its own origin. */
export function place(body: string, { x = 0, y = 0, turn = 0, scale = 1 }: Placing): string {
  return `<g transform="translate(${short(x)} ${short(y)}) rotate(${short(turn)}) scale(${Math.round(scale * 1000) / 1000})">${body}</g>`
}

/** Repeats a drawing `count` times, told its index. */
export function repeat(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join("")
}
