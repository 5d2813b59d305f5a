/** The words of a list separated by commas, whatever the line breaks. */
function listOf(text: string): string[] {
  return text.split(",").map((word) => word.trim())
}

/** What may follow a product's name, whatever its gender. */
export const qualifiers = listOf(`
  da Machamba, de Sequeiro, de Regadio, da Época, de Quintal, da Serra, da Baixa,
  de Primeira, da Horta, de Montanha, do Litoral, da Colheita Nova, de Lote Pequeno,
  de Família, da Cooperativa, de Agrofloresta, de Sombra, de Altitude, do Vale, da Ribeira,
  do Planalto, da Margem do Rio, de Terra Preta, de Terra Vermelha, de Semente Local,
  da Manhã, do Interior, do Produtor, Extra, Regional, Especial, Tradicional, Artesanal,
  Integral da Casa, com Certificação SPG, em Conversão, sem Pesticidas, de Comércio Justo,
  de Selecção Manual, de Reserva`)

/** How it was grown or made, as a sentence that fits any food; {district} and {province} are filled in. */
export const originSentences = [
  "Vem de {district}, na província de {province}, de uma família que trabalha a terra sem adubos químicos.",
  "Produzido em {district} ({province}), em parcelas pequenas e com rotação de culturas.",
  "Chega de {district}, {province}, onde o composto é feito na própria machamba.",
  "De {district}, província de {province}, com visita aberta a quem quiser conhecer a produção.",
  "A origem é {district}, em {province}: terra de sequeiro, poucas máquinas e muitas mãos.",
  "Vindo de {district} ({province}), é entregue com a data e o nome de quem o produziu.",
  "Feito em {district}, {province}, por um grupo de mulheres que gere a sua própria caixa.",
  "De {district}, em {province}, transportado de noite para chegar fresco à cidade.",
  "Sai de {district}, província de {province}, onde as árvores fazem sombra às culturas.",
  "Trazido de {district} ({province}) por produtores com garantia participativa.",
] as const

/** A last word on keeping and using it. */
export const closingSentences = [
  "Guarde em lugar fresco e seco.",
  "Melhor nos primeiros dias depois da entrega.",
  "Lave antes de usar.",
  "Vendido ao lote: a cor e o tamanho variam com a colheita.",
  "A embalagem é devolvida ao produtor e volta a ser usada.",
  "Peça com dois dias de antecedência em época de chuvas.",
  "Rende bem e conserva o gosto depois de cozinhado.",
  "Para quantidades maiores, fale com o produtor.",
] as const

/** Kinds of sellers, before a place or a surname. */
export const sellerKinds = listOf(`
  Machamba Familiar de, Cooperativa Agrícola de, Associação de Camponeses de, Pomares de,
  Sabores da Terra de, Hortas de, União de Produtores de, Celeiro de, Mãos de,
  Grupo de Mulheres de`)

export const surnames = listOf(`
  Mabunda, Macuácua, Chissano, Nhantumbo, Sitoe, Cossa, Mondlane, Tembe, Manjate, Matusse,
  Langa, Zandamela, Muianga, Nhaca, Bila, Mucavele, Guambe, Massingue, Cumbe, Tivane,
  Mutemba, Chirindza, Sambo, Amade, Ussene, Abdala, Momade`)
