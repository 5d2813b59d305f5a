import type { SeedCategory } from "./types"

/** The catalogue's 24 categories: 7 main ones and their 17 children. */
export const categories: SeedCategory[] = [
  {
    slug: "legumes-e-verduras",
    name: "Legumes e Verduras",
    description:
      "Tudo o que sai da machamba para a panela: folhas, hortícolas e raízes, colhidos de véspera por quem os semeou.",
    icon: "carrot",
    order: 1,
    seo: {
      title: "Legumes e verduras biológicos",
      description:
        "Couve, tomate, matapa, batata-doce e mais, directamente de machambas biológicas moçambicanas.",
      keywords: ["legumes", "verduras", "machamba", "biológico"],
    },
    children: [
      {
        slug: "folhas-e-verduras",
        name: "Folhas e Verduras",
        description:
          "Folhas para caril, para salada e para a matapa, das mais conhecidas às que só se encontram no mercado da terra.",
        icon: "leaf",
        order: 1,
        seo: {
          title: "Folhas e verduras frescas",
          description:
            "Couve, mboa, cacana, nhangana e folha de mandioca, cortadas na madrugada da entrega.",
          keywords: ["couve", "matapa", "cacana", "nhangana", "alface"],
        },
      },
      {
        slug: "horticolas-de-fruto",
        name: "Hortícolas de Fruto",
        description: "Tomate, cebola, abóbora, quiabo e tudo o que dá cor ao refogado e à salada.",
        icon: "tomato",
        order: 2,
        seo: {
          title: "Tomate, cebola e hortícolas",
          description: "Hortícolas maduras de Boane, Chókwè e Namaacha, sem pesticidas de síntese.",
          keywords: ["tomate", "cebola", "abóbora", "quiabo", "pimento"],
        },
      },
      {
        slug: "raizes-e-tuberculos",
        name: "Raízes e Tubérculos",
        description:
          "Mandioca, batata-doce, inhame, gengibre e batata reno, arrancados há pouco e com terra ainda agarrada.",
        icon: "potato",
        order: 3,
        seo: {
          title: "Batata-doce, mandioca e raízes",
          description:
            "Raízes e tubérculos biológicos, da batata-doce de polpa alaranjada à batata do planalto.",
          keywords: ["batata-doce", "mandioca", "inhame", "batata", "gengibre"],
        },
      },
    ],
  },
  {
    slug: "frutas",
    name: "Frutas",
    description:
      "Fruta apanhada no ponto e amadurecida sem carbureto, e os frutos do mato que contam a história de cada província.",
    icon: "fruit",
    order: 2,
    seo: {
      title: "Fruta biológica moçambicana",
      description:
        "Banana, ananás, tangerina de Inhambane, malambe e frutos silvestres de todo o país.",
      keywords: ["fruta", "fruta biológica", "frutos silvestres"],
    },
    children: [
      {
        slug: "frutas-de-pomar",
        name: "Frutas de Pomar",
        description:
          "Do pomar e do quintal: banana, papaia, manga, ananás, citrinos, abacate e coco.",
        icon: "apple",
        order: 1,
        seo: {
          title: "Fruta fresca de pomar",
          description:
            "Ananás da Zambézia, tangerina de Inhambane, litchi de Namaacha e outras frutas da época.",
          keywords: ["banana", "ananás", "manga", "tangerina", "abacate"],
        },
      },
      {
        slug: "frutos-nativos",
        name: "Frutos Nativos",
        description:
          "Malambe, massala, canhu, mafurra e outros frutos do mato, recolhidos sem derrubar as árvores.",
        icon: "baobab",
        order: 2,
        seo: {
          title: "Malambe, canhu e frutos do mato",
          description:
            "Frutos silvestres moçambicanos, frescos, secos e em pó, recolhidos por associações locais.",
          keywords: ["malambe", "baobá", "canhu", "massala", "mafurra"],
        },
      },
    ],
  },
  {
    slug: "cereais-e-leguminosas",
    name: "Cereais e Leguminosas",
    description:
      "O que enche o celeiro: arroz, milho, mapira, feijões, farinhas de mó de pedra e o pão que delas se faz.",
    icon: "wheat",
    order: 3,
    seo: {
      title: "Cereais, feijões e farinhas",
      description:
        "Arroz de Chókwè, farinha de milho integral, feijões de todo o país e pão sem glúten.",
      keywords: ["cereais", "feijão", "farinha", "arroz", "pão"],
    },
    children: [
      {
        slug: "cereais-e-farinhas",
        name: "Cereais e Farinhas",
        description:
          "Grãos e farinhas de semente local, moídos em lotes pequenos para chegarem frescos.",
        icon: "grain",
        order: 1,
        seo: {
          title: "Arroz, milho, mapira e farinhas",
          description:
            "Arroz, milho, mapira e mexoeira em grão e em farinha, muitos naturalmente sem glúten.",
          keywords: ["arroz", "farinha de milho", "mapira", "mexoeira", "xima"],
        },
      },
      {
        slug: "feijoes-e-leguminosas",
        name: "Feijões e Leguminosas",
        description:
          "Nhemba, manteiga, bóer, jugo e oloco: a proteína de todos os dias, com a colheita indicada.",
        icon: "bean",
        order: 2,
        seo: {
          title: "Feijões e amendoim biológicos",
          description: "Feijão nhemba, feijão manteiga, feijão bóer e amendoim, escolhidos à mão.",
          keywords: ["feijão nhemba", "feijão manteiga", "amendoim", "soja"],
        },
      },
      {
        slug: "pao-e-bolachas",
        name: "Pão e Bolachas",
        description:
          "Pão de massa-mãe, bolachas e petiscos de padarias pequenas, com e sem glúten.",
        icon: "bread",
        order: 3,
        seo: {
          title: "Pão de massa-mãe e pão sem glúten",
          description: "Pão sem glúten de mandioca e mapira, pão integral, bolachas e badjias.",
          keywords: ["pão sem glúten", "massa-mãe", "bolachas", "badjias"],
        },
      },
    ],
  },
  {
    slug: "oleos-mel-e-conservas",
    name: "Óleos, Mel e Conservas",
    description:
      "A despensa: caju, óleos prensados, mel cru, mascavado, achares e compotas feitos onde a fruta amadurece.",
    icon: "jar",
    order: 4,
    seo: {
      title: "Caju, óleo de coco, mel e achares",
      description:
        "Despensa biológica moçambicana: castanha de caju, óleo de coco, mel silvestre e achar de manga.",
      keywords: ["caju", "óleo de coco", "mel", "achar", "compota"],
    },
    children: [
      {
        slug: "castanhas-e-oleos",
        name: "Castanhas e Óleos",
        description: "Caju, amendoim, gergelim e coco, inteiros, em pasta ou prensados em óleo.",
        icon: "nut",
        order: 1,
        seo: {
          title: "Castanha de caju e óleos prensados",
          description:
            "Caju de Nampula, óleo de coco virgem da Maxixe, tahine e manteiga de amendoim sem açúcar.",
          keywords: ["caju", "óleo de coco", "gergelim", "amendoim"],
        },
      },
      {
        slug: "mel-e-acucares",
        name: "Mel e Açúcares",
        description:
          "Mel cru de miombo, de mangal e de eucalipto, mascavado de tacho e açúcar de coco.",
        icon: "honey",
        order: 2,
        seo: {
          title: "Mel cru e açúcar mascavado",
          description:
            "Mel silvestre do Niassa e de Chimanimani, favo, melaço e mascavado de tacho aberto.",
          keywords: ["mel", "mel cru", "mascavado", "açúcar de coco"],
        },
      },
      {
        slug: "compotas-e-achares",
        name: "Compotas e Achares",
        description:
          "Achares curtidos, molhos de piri-piri, compotas e doces de receitas de família.",
        icon: "preserve",
        order: 3,
        seo: {
          title: "Achares, piri-piri e compotas",
          description:
            "Achar de manga, molho de piri-piri, geleia de canhu e compotas com pouco ou nenhum açúcar.",
          keywords: ["achar", "molho piri-piri", "compota", "doce"],
        },
      },
    ],
  },
  {
    slug: "lacticinios-ovos-peixe-e-carne",
    name: "Lacticínios, Ovos, Peixe e Carne",
    description:
      "De animais criados à solta e de pesca artesanal, com a arte de pesca e o modo de criação à vista.",
    icon: "egg",
    order: 5,
    seo: {
      title: "Ovos caipiras, queijo, peixe e carne",
      description:
        "Ovos e frango caipiras, queijo de cabra, camarão seco e peixe de pesca artesanal.",
      keywords: ["ovos caipiras", "queijo", "peixe seco", "frango caipira"],
    },
    children: [
      {
        slug: "ovos-e-lacticinios",
        name: "Ovos e Lacticínios",
        description:
          "Ovos datados à mão, leite de pasto, iogurte sem açúcar e queijos de cabra e de vaca.",
        icon: "milk",
        order: 1,
        seo: {
          title: "Ovos caipiras, iogurte e queijo",
          description:
            "Ovos de galinhas soltas, iogurte natural, leite de pasto e queijo de cabra de Manica.",
          keywords: ["ovos", "iogurte", "queijo de cabra", "leite"],
        },
      },
      {
        slug: "peixe-e-carne",
        name: "Peixe e Carne",
        description:
          "Peixe e marisco de pescadores artesanais, secos, fumados ou congelados, e carne de animais criados ao ar livre.",
        icon: "fish",
        order: 2,
        seo: {
          title: "Camarão seco, peixe e frango caipira",
          description:
            "Camarão seco de Vilankulo, kapenta de Cahora Bassa, frango caipira e cabrito.",
          keywords: ["camarão seco", "magumba", "kapenta", "frango caipira"],
        },
      },
    ],
  },
  {
    slug: "bebidas",
    name: "Bebidas",
    description: "Chá do Namúli, café da serra, sumos prensados e refrescos de frutos do mato.",
    icon: "cup",
    order: 6,
    seo: {
      title: "Chá, café e sumos moçambicanos",
      description: "Chá de Gurúè, café da Gorongosa, sumos sem açúcar e refresco de malambe.",
      keywords: ["chá", "café", "sumo", "refresco"],
    },
    children: [
      {
        slug: "cha-e-cafe",
        name: "Chá e Café",
        description:
          "Chás de folha inteira, infusões sem cafeína e cafés de sombra torrados à encomenda.",
        icon: "tea",
        order: 1,
        seo: {
          title: "Chá de Gurúè e café da Gorongosa",
          description:
            "Chá preto, verde e branco de Gurúè, café arábica de sombra e infusões de hibisco e moringa.",
          keywords: ["chá de gurúè", "café da gorongosa", "hibisco"],
        },
      },
      {
        slug: "sumos-e-refrescos",
        name: "Sumos e Refrescos",
        description:
          "Fruta prensada, água de coco, maheu e bebidas vegetais, quase todos sem açúcar adicionado.",
        icon: "bottle",
        order: 2,
        seo: {
          title: "Sumos sem açúcar e refrescos",
          description: "Sumo de caju, ananás com gengibre, água de coco, maheu e leite de coco.",
          keywords: ["sumo", "água de coco", "maheu", "malambe"],
        },
      },
    ],
  },
  {
    slug: "ervas-e-especiarias",
    name: "Ervas e Especiarias",
    description:
      "O que perfuma a panela: ervas em molho, moringa, piri-piri e especiarias da costa norte.",
    icon: "herb",
    order: 7,
    seo: {
      title: "Ervas, piri-piri e especiarias",
      description:
        "Coentros, moringa, açafrão-da-terra, piri-piri e mistura de caril, de produtores moçambicanos.",
      keywords: ["ervas", "especiarias", "piri-piri", "moringa"],
    },
    children: [
      {
        slug: "ervas-aromaticas",
        name: "Ervas Aromáticas",
        description:
          "Ervas frescas e secas para o tempero, o chá e a sopa, colhidas no dia ou secas à sombra.",
        icon: "sprig",
        order: 1,
        seo: {
          title: "Ervas frescas e moringa",
          description: "Coentros, salsa, xambalacate, folha de caril e moringa em pó.",
          keywords: ["coentros", "moringa", "hortelã", "xambalacate"],
        },
      },
      {
        slug: "especiarias-e-piri-piri",
        name: "Especiarias e Piri-Piri",
        description:
          "Piri-piri, curcuma, canela, cravinho e misturas moídas em casa, sem sal nem farinha a fazer volume.",
        icon: "chili",
        order: 2,
        seo: {
          title: "Piri-piri e especiarias puras",
          description:
            "Piri-piri seco e em pó, açafrão-da-terra, canela de Cabo Delgado e masala para chá.",
          keywords: ["piri-piri", "açafrão-da-terra", "canela", "caril"],
        },
      },
    ],
  },
]
