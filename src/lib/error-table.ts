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
  INVALID_CREDENTIALS: {
    status: 401,
    pt: "O e-mail ou a palavra-passe não está certa, ou o e-mail ainda não foi confirmado.",
    en: "The e-mail or the password is wrong, or the e-mail is not verified yet.",
  },
  UNAUTHENTICATED: {
    status: 401,
    pt: "Inicie sessão para continuar.",
    en: "Sign in to continue.",
  },
  REFRESH_TOKEN_INVALID: {
    status: 401,
    pt: "A sessão terminou. Inicie sessão de novo.",
    en: "The session has ended. Sign in again.",
  },
  TWO_FACTOR_CODE_INVALID: {
    status: 401,
    pt: "O código não está certo ou já foi usado.",
    en: "The code is wrong or was used before.",
  },
  CHALLENGE_INVALID: {
    status: 401,
    pt: "O pedido de código expirou. Inicie sessão de novo.",
    en: "The request for a code has expired. Sign in again.",
  },
  FORBIDDEN: {
    status: 403,
    pt: "Não tem permissão para isto.",
    en: "You may not do this.",
  },
  ACCOUNT_SUSPENDED: {
    status: 403,
    pt: "Esta conta está suspensa. Contacte o apoio.",
    en: "This account is suspended. Write to support.",
  },
  ADDRESS_NOT_FOUND: {
    status: 404,
    pt: "Endereço não encontrado.",
    en: "Address not found.",
  },
  SESSION_NOT_FOUND: {
    status: 404,
    pt: "Sessão não encontrada.",
    en: "Session not found.",
  },
  REFRESH_IN_PROGRESS: {
    status: 409,
    pt: "Outro pedido está a renovar esta sessão. Use a resposta dele.",
    en: "Another request is refreshing this session. Use its answer.",
  },
  TWO_FACTOR_ALREADY_ENABLED: {
    status: 409,
    pt: "A verificação em dois passos já está ligada.",
    en: "Two-factor authentication is on already.",
  },
  TWO_FACTOR_NOT_ENABLED: {
    status: 409,
    pt: "A verificação em dois passos não está ligada.",
    en: "Two-factor authentication is not on.",
  },
  TWO_FACTOR_SETUP_REQUIRED: {
    status: 403,
    pt: "Esta conta tem de configurar a verificação em dois passos antes de entrar.",
    en: "This account has to set up two-factor authentication before it gets in.",
  },
  MFA_CODE_REQUIRED: {
    status: 409,
    // The dashboard looks for these words in any language.
    pt: "É preciso um código (MFA verification code is required to disable MFA).",
    en: "MFA verification code is required to disable MFA",
  },
  TWO_FACTOR_REQUIRED: {
    status: 409,
    pt: "Esta conta tem de manter a verificação em dois passos.",
    en: "This account has to keep two-factor authentication.",
  },
  ACCOUNT_HAS_OPEN_BUSINESS: {
    status: 409,
    pt: "A conta ainda tem negócios em aberto.",
    en: "The account still has open business.",
  },
  EDITED_MEANWHILE: {
    status: 412,
    pt: "O documento foi alterado entretanto. Leia-o de novo.",
    en: "The document was changed meanwhile. Read it again.",
  },
  PASSWORD_REFUSED: {
    status: 422,
    pt: "Esta palavra-passe não pode ser usada.",
    en: "This password cannot be used.",
  },
  TOKEN_INVALID: {
    status: 422,
    pt: "A ligação expirou ou já foi usada.",
    en: "The link has expired or was used before.",
  },
  PHONE_CODE_INVALID: {
    status: 422,
    pt: "O código não está certo ou expirou.",
    en: "The code is wrong or has expired.",
  },
  IMAGE_REFUSED: {
    status: 422,
    pt: "O ficheiro não é uma imagem que possa ser usada.",
    en: "The file is not an image that can be used.",
  },
  CART_NOT_FOUND: {
    status: 404,
    pt: "Carrinho não encontrado.",
    en: "Cart not found.",
  },
  CART_NOT_PLACEABLE: {
    status: 422,
    pt: "O carrinho não pode ser encomendado assim.",
    en: "The cart cannot be ordered as it is.",
  },
  PRICE_CHANGED: {
    status: 409,
    pt: "Um preço mudou entretanto. Veja o carrinho e confirme de novo.",
    en: "A price has changed meanwhile. Look at the cart and order again.",
  },
  OUT_OF_STOCK: {
    status: 409,
    pt: "Não há stock suficiente.",
    en: "There is not enough in stock.",
  },
  ORDER_NOT_FOUND: {
    status: 404,
    pt: "Encomenda não encontrada.",
    en: "Order not found.",
  },
  ORDER_NOT_CANCELLABLE: {
    status: 409,
    pt: "A encomenda já não pode ser cancelada.",
    en: "The order can no longer be cancelled.",
  },
  PAYMENT_NOT_FOUND: {
    status: 404,
    pt: "Pagamento não encontrado.",
    en: "Payment not found.",
  },
  PAYMENT_NOT_POSSIBLE: {
    status: 409,
    pt: "Esta encomenda não pode ser paga agora.",
    en: "This order cannot be paid now.",
  },
  PAYMENT_IN_PROGRESS: {
    status: 409,
    pt: "Um pagamento está em curso.",
    en: "A payment is under way.",
  },
  REFUND_NOT_POSSIBLE: {
    status: 409,
    pt: "Este reembolso não é possível.",
    en: "This refund is not possible.",
  },
  IDEMPOTENCY_KEY_REUSED: {
    status: 422,
    pt: "A chave Idempotency-Key já foi usada com outro pedido.",
    en: "The Idempotency-Key was used with another request before.",
  },
  IDEMPOTENCY_IN_FLIGHT: {
    status: 409,
    pt: "O mesmo pedido ainda está a ser tratado.",
    en: "The same request is still being handled.",
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    pt: "Demasiadas tentativas. Espere antes de tentar de novo.",
    en: "Too many attempts. Wait before you try again.",
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
  CART_ITEM_NOT_FOUND: {
    status: 404,
    pt: "Este artigo não está no carrinho.",
    en: "This item is not in the cart.",
  },
  CART_PRODUCT_UNAVAILABLE: {
    status: 422,
    pt: "Este produto não está à venda.",
    en: "This product is not for sale.",
  },
  CART_STOCK_INSUFFICIENT: {
    status: 422,
    pt: "Não há tanto deste produto.",
    en: "There is not so much of this product.",
  },
  CART_FULL: {
    status: 422,
    pt: "O carrinho já tem tantos artigos quantos pode ter.",
    en: "The cart has as many items as it can hold.",
  },
  CART_COUPON_INVALID: {
    status: 422,
    pt: "Este cupão não é válido.",
    en: "This coupon is not valid.",
  },
  CART_COUPON_NOT_APPLICABLE: {
    status: 422,
    pt: "Este cupão não dá desconto no que está no carrinho.",
    en: "This coupon gives nothing on what is in the cart.",
  },
  CART_COUPON_EXHAUSTED: {
    status: 422,
    pt: "Este cupão já foi usado tantas vezes quantas podia.",
    en: "This coupon was used as often as it can be.",
  },
  WISHLIST_ITEM_NOT_FOUND: {
    status: 404,
    pt: "Este produto não está na lista de desejos.",
    en: "This product is not on the wishlist.",
  },
  WISHLIST_FULL: {
    status: 422,
    pt: "A lista de desejos já tem tantos produtos quantos pode ter.",
    en: "The wishlist has as many products as it can hold.",
  },
} as const satisfies Record<string, { status: number; pt: string; en: string }>

export type ErrorCode = keyof typeof errorTable
