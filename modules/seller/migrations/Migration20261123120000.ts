import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Account numbers are sealed (src/lib/secret-box.ts); one in clear text is not stored, whoever writes it. */
export class Migration20261123120000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "seller" add constraint "seller_account_number_is_sealed" check (bank_account->>'account_number' is null or bank_account->>'account_number' like 'v1.%.%.%');`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "seller" drop constraint if exists "seller_account_number_is_sealed";`
    )
  }
}
