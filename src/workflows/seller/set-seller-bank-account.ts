import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { SELLER_MODULE } from "../../../modules/seller"
import { sealBankAccount, type BankAccount } from "../../../modules/seller/bank-account"
import type { SellerModuleService } from "../../../modules/seller/service"
import { readEnv } from "../../lib/env"
import { openRing } from "../../lib/secret-box"

export type SetSellerBankAccountInput = {
  seller_id: string
  /** With the number sealed already: a workflow's input may be stored. See `sealedFor`. */
  bank_account: BankAccount | null
}

const storeBankAccountStep = createStep(
  "store-bank-account",
  async ({ seller_id, bank_account }: SetSellerBankAccountInput, { container }) => {
    const service = container.resolve<SellerModuleService>(SELLER_MODULE)
    const before = await service.retrieveSeller(seller_id, { select: ["id", "bank_account"] })
    await service.updateSellers({ id: seller_id, bank_account })
    return new StepResponse({ id: seller_id }, { id: seller_id, bank_account: before.bank_account })
  },
  async (before, { container }) => {
    if (before !== undefined) {
      await container.resolve<SellerModuleService>(SELLER_MODULE).updateSellers(before)
    }
  }
)

/** Sets where a seller's payouts go, or takes it away. */
export const setSellerBankAccountWorkflow = createWorkflow(
  "set-seller-bank-account",
  (input: SetSellerBankAccountInput) => new WorkflowResponse(storeBankAccountStep(input))
)

/** The workflow's input for an account in clear text, which goes no further than here. */
export function sealedFor(seller_id: string, account: BankAccount): SetSellerBankAccountInput {
  const box = openRing(readEnv().ENCRYPTION_KEYS)
  return { seller_id, bank_account: sealBankAccount(box, seller_id, account) }
}
