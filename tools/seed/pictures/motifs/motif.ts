import type { Palette } from "../palette"
import type { Random } from "../random"

/**
 * Draws a thing about the origin, within 300 units each way, standing on y = 260.
 * The same palette and random draw the same thing.
 */
export type Motif = (palette: Palette, random: Random) => string
