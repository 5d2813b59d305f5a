import type { SeedProduct } from "../types"
import { breadAndBiscuits } from "./bread-and-biscuits"
import { cerealsAndFlours } from "./cereals-and-flours"
import { eggsAndDairy } from "./eggs-and-dairy"
import { fishAndMeat } from "./fish-and-meat"
import { fruitingVegetables } from "./fruiting-vegetables"
import { herbs } from "./herbs"
import { honeyAndSugar } from "./honey-and-sugar"
import { juicesAndDrinks } from "./juices-and-drinks"
import { leafyGreens } from "./leafy-greens"
import { nativeFruit } from "./native-fruit"
import { nutsAndOils } from "./nuts-and-oils"
import { orchardFruit } from "./orchard-fruit"
import { preserves } from "./preserves"
import { pulses } from "./pulses"
import { rootsAndTubers } from "./roots-and-tubers"
import { spices } from "./spices"
import { teaAndCoffee } from "./tea-and-coffee"

/** The whole catalogue, in the order of the categories. */
export const products: SeedProduct[] = [
  ...leafyGreens,
  ...fruitingVegetables,
  ...rootsAndTubers,
  ...orchardFruit,
  ...nativeFruit,
  ...cerealsAndFlours,
  ...pulses,
  ...breadAndBiscuits,
  ...nutsAndOils,
  ...honeyAndSugar,
  ...preserves,
  ...eggsAndDairy,
  ...fishAndMeat,
  ...teaAndCoffee,
  ...juicesAndDrinks,
  ...herbs,
  ...spices,
]
