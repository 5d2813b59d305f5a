import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { takeOperatorCallback } from "../../operator-callback"

/** M-Pesa's callbacks. */
export const POST = (request: MedusaRequest, response: MedusaResponse): Promise<void> =>
  takeOperatorCallback(request, response, "mpesa")
