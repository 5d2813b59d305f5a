import { MedusaService } from "@medusajs/framework/utils"
import { LedgerEntry } from "./models/ledger-entry"
import { LedgerPosting } from "./models/ledger-posting"

/** Reads the books. Entries are written by `store/post-entry.ts`, within what they record. */
export class LedgerModuleService extends MedusaService({ LedgerEntry, LedgerPosting }) {}
