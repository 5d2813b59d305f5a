import { MedusaService } from "@medusajs/framework/utils"
import { Account } from "./models/account"
import { AccountSession } from "./models/account-session"
import { AccountToken } from "./models/account-token"
import { Allowance } from "./models/allowance"
import { RecoveryCode } from "./models/recovery-code"
import { RefreshToken } from "./models/refresh-token"
import { Registration } from "./models/registration"
import { SignInGuard } from "./models/sign-in-guard"

/**
 * Reads and writes accounts. What must be decided in one statement, such as a
 * token that works once, is SQL in `store/`.
 */
export class AccountModuleService extends MedusaService({
  Account,
  AccountSession,
  AccountToken,
  Allowance,
  RecoveryCode,
  RefreshToken,
  Registration,
  SignInGuard,
}) {}
