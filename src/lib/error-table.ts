/**
 * Every error code of the API with its HTTP status and messages. Codes are
 * stable: clients branch on them. `docs/errors.md` is generated from here.
 */
export const errorTable = {
  MALFORMED_REQUEST: {
    status: 400,
    pt: "O pedido não pôde ser lido.",
    en: "The request could not be read.",
  },
  NOT_FOUND: {
    status: 404,
    pt: "Não encontrado.",
    en: "Not found.",
  },
  PRODUCT_NOT_FOUND: {
    status: 404,
    pt: "Produto não encontrado.",
    en: "Product not found.",
  },
  CATEGORY_NOT_FOUND: {
    status: 404,
    pt: "Categoria não encontrada.",
    en: "Category not found.",
  },
  SELLER_NOT_FOUND: {
    status: 404,
    pt: "Vendedor não encontrado.",
    en: "Seller not found.",
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    pt: "Este caminho não aceita este método.",
    en: "This path does not take this method.",
  },
  PAYLOAD_TOO_LARGE: {
    status: 413,
    pt: "O corpo do pedido é demasiado grande.",
    en: "The body of the request is too large.",
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    pt: "Tipo de conteúdo não suportado.",
    en: "Content type not supported.",
  },
  VALIDATION_FAILED: {
    status: 422,
    pt: "Há campos inválidos no pedido.",
    en: "The request has invalid fields.",
  },
  AMOUNT_NOT_IN_CENTS: {
    status: 422,
    pt: "O valor não é um número inteiro de centavos.",
    en: "The amount is not a whole number of cents.",
  },
  SETTING_UNKNOWN: {
    status: 404,
    pt: "Definição desconhecida.",
    en: "Unknown setting.",
  },
  RATE_LIMITED: {
    status: 429,
    pt: "Demasiados pedidos. Tente mais tarde.",
    en: "Too many requests. Try again later.",
  },
  INTERNAL_ERROR: {
    status: 500,
    pt: "Ocorreu um erro inesperado.",
    en: "An unexpected error occurred.",
  },
  READ_MODEL_UNAVAILABLE: {
    status: 503,
    pt: "As listas estão temporariamente indisponíveis. Tente dentro de momentos.",
    en: "Lists are unavailable for the moment. Try again shortly.",
  },
  SERVICE_UNAVAILABLE: {
    status: 503,
    pt: "O serviço está temporariamente indisponível.",
    en: "The service is unavailable for the moment.",
  },
} as const satisfies Record<string, { status: number; pt: string; en: string }>

export type ErrorCode = keyof typeof errorTable
