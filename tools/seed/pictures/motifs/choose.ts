import type { SeedMotif } from "../../content/types"
import { bird, eggs, meat } from "./animal"
import { crab, fish, shrimp, smallFish } from "./fish"
import { beans, cashew, coconut, coffee, peanut, pods } from "./dry"
import { flower, sprigs, sticks } from "./herb"
import { citrus, drop, long, pumpkin, round } from "./fruit"
import { banana, pineapple } from "./tropical-fruit"
import { chili, cluster, strawberry } from "./small-fruit"
import { seeded, shell, stoned } from "./open-fruit"
import { bowl, butter, cheese, milk } from "./dairy"
import { biscuits, cob, ears, loaf, sack } from "./grain"
import { bunch, head, teaCup } from "./leaf"
import type { Motif } from "./motif"
import { beet, bulb, carrot, ginger, tuber } from "./root"
import { bottle, honey, jar, juice, spiceJar } from "./vessel"

type Choice = [word: RegExp, motif: Motif]

/** For each motif of the content the shapes it has by words of the name, and the usual one. */
const shapes: Record<SeedMotif, { byName: Choice[]; usual: Motif }> = {
  leaf: {
    byName: [
      [/chá|infusão/i, teaCup],
      [/alface|repolho|couve-flor|espinafre/i, head],
    ],
    usual: bunch,
  },
  fruit: {
    byName: [
      [/piri-piri/i, chili],
      [/banana/i, banana],
      [/ananás/i, pineapple],
      [/abóbora/i, pumpkin],
      [/morango/i, strawberry],
      [/laranja|tangerina|limão|toranja/i, citrus],
      [/pepino|beringela|curgete|pimento/i, long],
      [/abacate/i, stoned],
      [/maracujá|papaia|goiaba|ata /i, seeded],
      [/malambe|massala|macuácua/i, shell],
      [/litchi|cereja|mafurra|tindziva|mapfilua|maçanica|jambalão|canhu/i, cluster],
      [/manga|pêra/i, drop],
    ],
    usual: round,
  },
  root: {
    byName: [
      [/cenoura/i, carrot],
      [/cebola|alho/i, bulb],
      [/beterraba|rabanete/i, beet],
      [/gengibre|açafrão/i, ginger],
      [/rale|farinha/i, sack],
    ],
    usual: tuber,
  },
  grain: {
    byName: [
      [/espiga/i, cob],
      [/bolachas|torradas/i, biscuits],
      [/pão|bolinhos/i, loaf],
      [/arroz|farinha|açúcar|grão|trinca|gergelim/i, sack],
    ],
    usual: ears,
  },
  jar: {
    byName: [
      [/mel |mel$|favo/i, honey],
      [/em pó|em grão|caril|masala|cravinho|cardamomo|sal /i, spiceJar],
    ],
    usual: jar,
  },
  bottle: {
    byName: [[/sumo|refresco|maheu|água|xarope/i, juice]],
    usual: bottle,
  },
  egg: {
    byName: [
      [/frango|galinha|pato /i, bird],
      [/cabrito|carne/i, meat],
    ],
    usual: eggs,
  },
  fish: {
    byName: [
      [/camarão|lagosta/i, shrimp],
      [/caranguejo/i, crab],
      [/kapenta|ussipa|magumba/i, smallFish],
    ],
    usual: fish,
  },
  milk: {
    byName: [
      [/queijo/i, cheese],
      [/iogurte/i, bowl],
      [/manteiga/i, butter],
    ],
    usual: milk,
  },
  herb: {
    byName: [
      [/canela/i, sticks],
      [/hibisco/i, flower],
    ],
    usual: sprigs,
  },
  nut: {
    byName: [
      [/bolachas|rapadura/i, biscuits],
      [/granola/i, bowl],
      [/coco/i, coconut],
      [/amendoim/i, peanut],
    ],
    usual: cashew,
  },
  bean: {
    byName: [
      [/café/i, coffee],
      [/quiabo|feijão-verde|vagem/i, pods],
      [/badjias/i, biscuits],
    ],
    usual: beans,
  },
}

/** The shape that a product's motif and name together call for. */
export function chooseMotif(motif: SeedMotif, name: string): Motif {
  const { byName, usual } = shapes[motif]
  return byName.find(([word]) => word.test(name))?.[1] ?? usual
}
